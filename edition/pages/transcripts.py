"""The transcript with its annotation, one page an interview, and the list of interviews."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from edition.annotations import Section
from edition.languages import direction
from edition.markdown import (
    Mark,
    Markup,
    attribute,
    attributes,
    escape,
    language_attributes,
    link,
    render_paragraph,
)
from edition.model import OMITTED, Apart, Interview, Mention, Paragraph, PlacedNote, TailItem, Turn, clock
from edition.pages.catalogue import render_catalogue
from edition.pages.metadata import interview_metadata
from edition.pages.note_view import NoteView, view_note
from edition.pages.strip import draw_talk
from edition.pages.writer import Page, Writer
from edition.problems import line_word
from edition.sitemap import Address
from edition.wording import print_printed

MINUTES_PER_WORD = 1 / 220
"""How fast prose is read: 220 words a minute."""

SCRIPTS = ("switches.js", "sheet.js", "cards.js", "pointing.js", "ranges.js", "voices.js", "keys.js")
"""What the reader can do on an interview's page, a file each; what few want is fetched by these when it is wanted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ParagraphView:
    text: Markup
    attrs: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnView:
    section: Section | None
    """The section that begins here."""
    heading: Markup
    paragraphs: tuple[ParagraphView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TailView:
    text: Markup
    attrs: Markup
    note: Markup


@dataclass(frozen=True, slots=True, kw_only=True)
class InterviewView:
    """What is known of an interview, in words."""

    interview: Interview
    printed_in: str
    """Where and when it was printed; `in_full` also in which section of it."""
    printed_in_full: str
    link: Markup
    speakers: tuple[Markup, ...]
    turns: int
    words: int
    minutes: int
    notes: int
    summary: Markup
    provenance: Markup
    date_note: Markup
    rights_note: Markup
    printed: Markup
    """A sentence on where it was printed."""
    in_copyright: bool


def render(writer: Writer) -> Iterator[Page]:
    """The list of interviews, and the page of each."""
    page = "transcript/index.md"
    interviews = writer.edition.interviews
    if len(interviews) > 1:
        yield from render_catalogue(writer)
    else:
        yield writer.page(
            page, "interviews.md.j2", "Interviews", f"The interviews in {writer.edition.settings.title}.",
            interviews=[view_interview(writer, page, interview) for interview in interviews],
        )  # fmt: skip
    yield from render_some(writer, {interview.id for interview in interviews})


def render_some(writer: Writer, interviews: Collection[str]) -> Iterator[Page]:
    """The pages of some interviews, by their ids."""
    order = writer.edition.interviews
    for index, interview in enumerate(order):
        if interview.id in interviews:
            yield _render_interview(writer, interview, order[max(0, index - 1) : index], order[index + 1 : index + 2])


def _render_interview(
    writer: Writer, interview: Interview, before: Sequence[Interview], after: Sequence[Interview]
) -> Page:
    page = writer.sitemap.interview(interview.id).page
    notes = writer.edition.notes_on(interview.id)
    views = [view_note(writer, page, note, f"note-{note.id}", interview.id) for note in notes]
    marks = _marks(writer, page, interview, dict(zip((n.id for n in notes), views, strict=True)), notes)
    starts = {section.from_: section for section in interview.sections}
    return writer.page(
        page, "transcript.md.j2", interview.title,
        writer.description(interview.record.summary, f"{interview.title}: annotated transcript."),
        view=view_interview(writer, page, interview),
        turns=[_view_turn(writer, page, interview, turn, starts.get(turn.id), marks) for turn in interview.turns],
        apart=[_view_apart(interview, one) for one in interview.apart],
        front_matter=[_view_front(writer, interview, part, marks) for part in interview.front_matter],
        tail=[_view_tail(writer, page, interview, item, marks) for item in interview.tail],
        notes=views,
        strip=draw_talk(interview, notes, [view.number for view in views], lambda anchor: f"#{anchor}"),
        before=[writer.link(page, writer.sitemap.interview(one.id), one.title) for one in before],
        after=[writer.link(page, writer.sitemap.interview(one.id), one.title) for one in after],
        files=[
            link(escape(name), Address(f"data/{name}").seen_from(page))
            for name in (f"tei/{interview.id}.xml", f"text/{interview.id}.txt", f"text/{interview.id}.md.txt")
        ] if before or after else [],
        scripts=SCRIPTS,
        metadata=interview_metadata(writer.edition, interview),
    )  # fmt: skip


def view_interview(writer: Writer, page: str, interview: Interview) -> InterviewView:
    """What is known of an interview, as a page shows it."""
    record = interview.record
    words = interview.words
    return InterviewView(
        interview=interview,
        printed_in=print_printed(record, section=False),
        printed_in_full=print_printed(record),
        link=writer.link(page, writer.sitemap.interview(interview.id), interview.title),
        speakers=tuple(writer.link(page, writer.sitemap.speaker(s.id), s.name) for s in interview.speakers),
        turns=len(interview.turns),
        words=words,
        minutes=max(1, round(words * MINUTES_PER_WORD)),
        notes=len(writer.edition.notes_on(interview.id)),
        summary=writer.prose(page, record.summary),
        provenance=writer.prose(page, record.provenance),
        date_note=writer.prose(page, record.date_note),
        rights_note=writer.prose(page, record.rights.note),
        printed=_printed(interview),
        in_copyright=record.rights.in_copyright,
    )


def _printed(interview: Interview) -> Markup:
    """A sentence on venue, section and date, and the addresses where the text stands or stood."""
    record = interview.record
    printed = escape(print_printed(record))
    addresses = ", ".join(link(escape(address), address) for address in record.address)
    sentence = Markup(f"It was printed in {printed}") if record.venue else printed
    return Markup(f"{sentence}: {addresses}." if addresses else f"{sentence}.")


Marks = dict[str, list[Mark]]
"""Marks by paragraph."""
_OMISSION = Markup(
    f'<span class="withheld" data-added="" title="Words that are not reproduced here">{escape(OMITTED)}</span>'
)


def _marks(
    writer: Writer, page: str, interview: Interview, views: dict[str, NoteView], notes: Sequence[PlacedNote]
) -> Marks:
    marks: defaultdict[str, list[Mark]] = defaultdict(list)
    for foreign in interview.foreign:
        span = foreign.span
        marks[span.paragraph].append(Mark(start=span.start, end=span.end, kind="foreign", language=foreign.language))
    turns = [paragraph for turn in interview.turns for paragraph in turn.paragraphs]
    parts: tuple[Paragraph | TailItem, ...] = (*interview.front_matter, *turns, *interview.tail)
    for part in parts:
        for start, _ in part.withheld:  # on its first character, so that notes on what is withheld follow it
            marks[part.id].append(Mark(start=start, end=start + 1, kind="withheld", after=_OMISSION))
    for aside in interview.asides:
        said = f"words of {interview.record.brackets}, not of the speaker"
        after = _unseen(said, writer.own_language(interview, aside))
        marks[aside.paragraph].append(
            Mark(start=aside.start, end=aside.end, kind="aside", data=(("title", said),), after=after)
        )
    for placed in interview.emendations:
        said = f"printed: {placed.span.quote}. {placed.emendation.reason}"
        after = _unseen(said, writer.own_language(interview, placed.span))
        marks[placed.span.paragraph].append(
            Mark(start=placed.span.start, end=placed.span.end, kind="emended", reading=placed.emendation.reading,
                 data=(("title", said),), after=after)
        )  # fmt: skip
    linked: set[tuple[str, str, str]] = set()
    for mention in writer.edition.mentions_in(interview.id):
        marks[mention.span.paragraph].append(_mention_mark(writer, page, mention, linked))
    for note in notes:
        for index, span in enumerate(span for span in note.spans if span.interview == interview.id):
            after = _note_reference(views[note.id], index, writer.own_language(interview, span))
            marks[span.paragraph].append(
                Mark(start=span.start, end=span.end, kind="noted", classes=f"tier-{note.note.tier}", after=after)
            )
    return marks


def _unseen(text: str, language: str) -> Markup:
    """Words for those who hear the page and can't point at it."""
    attrs = language_attributes(language)
    return Markup(f'<span class="visually-hidden" data-added=""{attrs}> ({escape(text)}) </span>')


def _mention_mark(writer: Writer, page: str, mention: Mention, linked: set[tuple[str, str, str]]) -> Mark:
    """A mention; only the first of an entry in a turn is a link, or the page would be all links."""
    key = (mention.span.turn, mention.register, mention.id)
    address = writer.sitemap.entry(mention.register, mention.id)
    again = key in linked
    linked.add(key)
    return Mark(
        start=mention.span.start,
        end=mention.span.end,
        kind="mention",
        classes=mention.register,
        href="" if again else address.seen_from(page),
        data=(("data-entry", address.url),) if again else (),
    )


def _note_reference(view: NoteView, index: int, language: str) -> Markup:
    """A note's number after its words, and at the first of its places the lead beside the line.

    The lead of a lesser note is put there in the browser, when all notes are asked for: the page stays light.
    """
    name = f"Note {view.number}: {view.kind}" + (f", {view.finding}" if view.finding else "")
    anchor = f"ref-{view.id}" + (f"-{index + 1}" if index else "")
    number = link(
        escape(view.number), f"#{view.anchor}",
        attributes(id=anchor, aria_label=name, data_tier=str(view.tier)),
    )  # fmt: skip
    attrs = language_attributes(language)
    marker = f'<sup class="note-ref tier-{view.tier}" data-added=""{attrs}>{number}</sup>'
    if index or view.tier > 1:
        return Markup(marker)
    verdict = (
        f'<b class="finding"><span class="sign">{view.sign}</span> {escape(view.finding)}</b> ' if view.finding else ""
    )
    beside = (
        f'<span class="sidenote" data-added="" data-tier="{view.tier}" aria-hidden="true"{attrs}>'
        f'<span class="sidenote-number">{view.number}</span> '
        f"{verdict or f'<b>{escape(view.kind)}</b> '}{view.beside}</span>"
    )
    return Markup(marker + beside)


def _view_turn(
    writer: Writer, page: str, interview: Interview, turn: Turn, section: Section | None, marks: Marks
) -> TurnView:
    speaker = interview.speaker(turn.speaker)
    name = link(escape(speaker.name), writer.sitemap.speaker(speaker.id).seen_from(page), attributes(classes="speaker"))
    number = link(
        escape(turn.number), f"#{turn.id}", attributes(classes="turn-number", aria_label=f"Turn {turn.number}")
    )
    time = f" {_timecode(turn.start)}" if turn.start is not None else ""
    turned = {"dir": "rtl"} if _spoken(writer, interview).get("dir") == "rtl" else {}
    attrs = attributes(id=turn.id, classes="turn", data_label=turn.label, data_speaker=turn.speaker, values=turned)
    paragraphs = tuple(
        _view_paragraph(
            writer,
            interview,
            paragraph,
            marks,
            ids=_retired_into(interview, turn, paragraph, first=not index),
            first=not index,
            numbered=len(turn.paragraphs) > 1,
        )
        for index, paragraph in enumerate(turn.paragraphs)
    )
    return TurnView(section=section, heading=Markup(f"{name} {number}{time} {attrs}"), paragraphs=paragraphs)


def _retired_into(interview: Interview, turn: Turn, paragraph: Paragraph, *, first: bool) -> list[str]:
    """The retired ids that lead to this paragraph, or to its turn where it is the turn's first."""
    targets = {paragraph.id, turn.id} if first else {paragraph.id}
    return sorted(old for old, successor in interview.retired.items() if successor in targets)


def _view_paragraph(
    writer: Writer,
    interview: Interview,
    paragraph: Paragraph,
    marks: Marks,
    ids: Sequence[str],
    *,
    first: bool,
    numbered: bool,
) -> ParagraphView:
    anchors = "".join(f'<span id="{attribute(old)}" data-added=""></span>' for old in ids)
    if numbered:
        anchors += _paragraph_number(paragraph, writer.own_language(interview))
    if paragraph.start is not None and not first:
        anchors += _timecode(paragraph.start) + " "
    return ParagraphView(
        text=Markup(anchors + render_paragraph(paragraph, marks.get(paragraph.id, [])).strip()),
        attrs=attributes(id=paragraph.id, block=True, data_witness=paragraph.id, values=_spoken(writer, interview)),
    )


def _timecode(seconds: float) -> Markup:
    """Where in the recording something is said; quiet, and in words for those who hear the page."""
    return Markup(f'<time class="timecode" data-added="" datetime="PT{int(seconds)}S">{clock(seconds)}</time>')


def _spoken(writer: Writer, interview: Interview) -> dict[str, str]:
    """Attributes for the language of a talk's words, where the site around them has another."""
    tag = writer.spoken_language(interview)
    return {"lang": tag, "dir": direction(tag)} if tag else {}


def _paragraph_number(paragraph: Paragraph, language: str) -> Markup:
    """The number of a paragraph that is not alone in its turn: its address, as a turn's number is the turn's."""
    turn, _, number = paragraph.id.removeprefix("t").partition("p")
    name = f"Turn {turn}, paragraph {number}"
    values = {"lang": language, "dir": direction(language)} if language else {}
    attrs = attributes(classes="paragraph-number", data_added="", aria_label=name, values=values)
    return link(escape(f"p{number}"), f"#{paragraph.id}", attrs)


def _view_front(writer: Writer, interview: Interview, part: Paragraph, marks: Marks) -> ParagraphView:
    """What stands before the talk, its lines kept."""
    attrs = attributes(id=part.id, block=True, data_witness=part.id, values=_spoken(writer, interview))
    return ParagraphView(text=render_paragraph(part, marks.get(part.id, []), keep_lines=True), attrs=attrs)


def _view_tail(writer: Writer, page: str, interview: Interview, item: TailItem, marks: Marks) -> TailView:
    """An item of the tail, its lines kept."""
    paragraph = Paragraph(id=item.id, text=item.text, line=item.line)
    attrs = attributes(
        id=item.id, classes=f"tail-{item.kind}", block=True, data_witness=item.id, values=_spoken(writer, interview)
    )
    text = render_paragraph(paragraph, marks.get(item.id, []), keep_lines=True)
    return TailView(text=text, attrs=attrs, note=writer.prose(page, item.note))


def _view_apart(interview: Interview, one: Apart) -> ParagraphView:
    """Something that stands in the file and that nobody says; what it is and where, before its words."""
    where = escape(f"{one.what}, {line_word(interview.path)} {one.line}")
    paragraph = Paragraph(id=one.id, text=one.text, line=one.line)
    text = render_paragraph(paragraph, [], keep_lines=True)
    return ParagraphView(
        text=Markup(f'<span class="apart-what" data-added="">{where}</span> {text}'),
        attrs=attributes(classes="apart", block=True, data_witness=one.id),
    )
