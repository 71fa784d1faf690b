"""Readings: a teacher's paths through passages, each to be read, printed and set on its own page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape as escape_html

from edition.anchoring.quotations import find_quote
from edition.annotations import Passage, Question, Reading
from edition.markdown import Mark, Markup, attributes, escape, language_attributes, link, render_paragraph
from edition.model import OMITTED, Interview, Paragraph, Turn
from edition.pages.writer import Page, Writer
from edition.prose import literal


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnInReading:
    """A turn of a passage, every word of it that may be shown."""

    speaker: str
    number: Markup
    """The turn's number, which leads to its place in the transcript."""
    paragraphs: tuple[Markup, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageView:
    heading: Markup
    with_notes: Markup
    """A link to the same turns in the transcript, where they have their notes."""
    turns: tuple[TurnInReading, ...]
    language: Markup
    """Attributes of the language spoken, where the site around it has another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionView:
    ask: Markup
    turns: tuple[Markup, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PasteLine:
    """One line for a syllabus, in a form of markup."""

    form: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingView:
    title: str
    link: Markup
    minutes: int
    introduction: Markup
    advisory: str
    passages: tuple[PassageView, ...]
    questions: tuple[QuestionView, ...]
    opposing: tuple[Markup, ...]
    further: tuple[Markup, ...]
    address: str
    """Of its page: whole where the site's address is set, else from the site's root."""
    paste: tuple[PasteLine, ...]
    withheld: bool
    """Whether words of the passages may not be published."""


def render(writer: Writer) -> Iterator[Page]:
    """The list of readings, and a page for each."""
    readings = writer.edition.readings
    if not readings:
        return
    page = "readings/index.md"
    views = [_view(writer, page, reading_id, reading) for reading_id, reading in readings.items()]
    yield writer.page(page, "readings.md.j2", "Readings", "Readings for teachers, with questions.", readings=views)
    for reading_id, reading in readings.items():
        page = writer.sitemap.reading(reading_id).page
        yield writer.page(
            page, "reading.md.j2", reading.title, writer.description(reading.introduction, reading.title),
            reading=_view(writer, page, reading_id, reading), omitted=OMITTED, scripts=("paste.js",),
        )  # fmt: skip


def _view(writer: Writer, page: str, reading_id: str, reading: Reading) -> ReadingView:
    address = writer.site_url + writer.sitemap.reading(reading_id).url
    return ReadingView(
        title=reading.title,
        link=writer.link(page, writer.sitemap.reading(reading_id), reading.title),
        minutes=reading.minutes,
        introduction=writer.prose(page, reading.introduction),
        advisory=reading.advisory or "",
        passages=tuple(_passages(writer, page, reading)),
        questions=tuple(_question(writer, page, question) for question in reading.questions),
        opposing=tuple(writer.reference(page, one) for one in reading.opposing),
        further=tuple(writer.reference(page, one) for one in reading.further),
        address=address,
        paste=tuple(paste_lines(reading.title, _places(writer, reading), reading.minutes, address)),
        withheld=any(_interview(writer, passage).withheld for passage in reading.passages),
    )


def paste_lines(title: str, places: str, minutes: int, address: str) -> Iterator[PasteLine]:
    """A line that sets a reading, ready for a syllabus in Markdown, HTML and plain text; it quotes nothing."""
    length = "1 minute" if minutes == 1 else f"{minutes} minutes"
    facts = f"{places}, about {length}"
    yield PasteLine(form="Markdown", text=f"Reading: [{literal(title)}](<{address}>) ({literal(facts)})")
    link_to = f'<a href="{escape_html(address)}">{escape_html(title, quote=False)}</a>'
    yield PasteLine(form="HTML", text=f"<p>Reading: {link_to} ({escape_html(facts, quote=False)})</p>")
    yield PasteLine(form="Plain text", text=f"Reading: {title} ({facts}), {address}")


def _places(writer: Writer, reading: Reading) -> str:
    """``Long Night of the Red Star, turns 7 and 25–26``; several interviews each with their turns."""
    held: dict[str, list[str]] = {}
    for passage in reading.passages:
        name = _interview(writer, passage).title
        held.setdefault(name, []).append(_numbers(passage))
    return "; ".join(f"{name}, {_name_turns(numbers)}" for name, numbers in held.items())


def _name_turns(numbers: list[str]) -> str:
    unique = list(dict.fromkeys(numbers))
    word = "turn" if len(unique) == 1 and "–" not in unique[0] else "turns"
    listed = unique[0] if len(unique) == 1 else f"{', '.join(unique[:-1])} and {unique[-1]}"
    return f"{word} {listed}"


def _numbers(passage: Passage) -> str:
    return passage.turns.replace("t", "").replace("-", "–")


def _interview(writer: Writer, passage: Passage) -> Interview:
    return writer.edition.interview(passage.interview or writer.edition.interviews[0].id)


def _passages(writer: Writer, page: str, reading: Reading) -> Iterator[PassageView]:
    several = len({_interview(writer, passage).id for passage in reading.passages}) > 1
    ids: set[str] = set()
    for passage in reading.passages:
        interview = _interview(writer, passage)
        name = _name_turns([_numbers(passage)]).capitalize()
        anchor = f"{interview.id}-{passage.turns}" if several else passage.turns
        while anchor in ids:  # the same turns read twice, for other words
            anchor += "-again"
        ids.add(anchor)
        title = f"{interview.title}, {name.lower()}" if several else name
        address = writer.sitemap.range(interview.id, passage.turns)
        label = f"The same with notes: {title.lower() if not several else title}"
        with_notes = link(escape("The same with notes"), address.seen_from(page), attributes(aria_label=label))
        yield PassageView(
            heading=Markup(f"{escape(title)} {attributes(id=f'passage-{anchor}')}"),
            with_notes=with_notes,
            turns=tuple(
                _turn(writer, page, interview, turn, passage) for turn in interview.turns_between(passage.turns)
            ),
            language=language_attributes(writer.spoken_language(interview)),
        )


def _turn(writer: Writer, page: str, interview: Interview, turn: Turn, passage: Passage) -> TurnInReading:
    address = writer.sitemap.turn(interview.id, turn.id)
    attrs = attributes(classes="turn-number", aria_label=f"Turn {turn.number} in the transcript")
    return TurnInReading(
        speaker=interview.speaker(turn.speaker).name,
        number=link(escape(turn.number), address.seen_from(page), attrs),
        paragraphs=tuple(_paragraph(interview, one, passage) for one in turn.paragraphs),
    )


def _paragraph(interview: Interview, paragraph: Paragraph, passage: Passage) -> Markup:
    """A paragraph as printed, or as much of it as may be shown; the words that are meant above all are marked."""
    if interview.withheld:
        return escape(paragraph.shown)
    said = f"words of {interview.record.brackets}, not of the speaker"
    marks = [
        Mark(start=one.start, end=one.end, kind="aside", data=(("title", said),))
        for one in interview.asides
        if one.paragraph == paragraph.id
    ]
    marks += [
        Mark(start=one.span.start, end=one.span.end, kind="foreign", language=one.language)
        for one in interview.foreign
        if one.span.paragraph == paragraph.id
    ]
    if passage.quote:
        marks += [
            Mark(start=place.start, end=place.end, kind="meant") for place in find_quote([paragraph], passage.quote)
        ]
    return render_paragraph(paragraph, marks)


def _question(writer: Writer, page: str, question: Question) -> QuestionView:
    interview = question.interview or writer.edition.interviews[0].id
    return QuestionView(
        ask=writer.prose(page, question.ask),
        turns=tuple(
            writer.link(page, writer.sitemap.turns(interview, turns), turns.replace("t", "").replace("-", "–"))
            for turns in question.turns
        ),
    )
