"""An interview as a chapter: every turn with its number, marks that lead to notes, and the notes behind it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from lxml import etree

from edition.annotations import Rights
from edition.export.epub.book import Book
from edition.export.epub.elements import TYPE, XHTML, Chapter, Element, H, add_text, in_language, link
from edition.export.epub.footnotes import footnotes
from edition.model import OMITTED, Interview, Paragraph, Stretches, Turn
from edition.problems import line_word

_LINK = f"{{{XHTML}}}a"
_RIGHTS = {
    "undecided": "Not for publication: the right to publish this text has not been settled.",
    "full": "The whole text is given.",
    "excerpt": f"Excerpts only: of the talk the words are given that notes and readings quote; {OMITTED} stands for "
    "what is left out.",
    "none": f"The annotation without the text: no words of the talk are given; {OMITTED} stands for them.",
}
"""What a setting of `rights.publish` means for the reader."""


def rights_words(rights: Rights) -> str:
    """By what right a text is here, as far as the record says: copyright only where its statement does."""
    words = _RIGHTS[rights.publish]
    if rights.publish == "undecided" and rights.in_copyright:
        words = f"Under copyright; {words[:1].lower()}{words[1:]}"
    return words


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Something to show on words of a paragraph."""

    start: int
    end: int
    href: str = ""
    """Where a mention leads."""
    reading: str = ""
    """Of an emendation: what stands for the printed words."""
    said: str = ""
    """What is said of an aside or an emendation to those who point at it."""
    after: Element | None = None
    """What is put after the words: a note's number."""
    language: str = ""
    """Of words in another language than those around them: its tag."""


def talk_chapter(book: Book, interview: Interview) -> Chapter:
    """An interview with its notes."""
    parts: list[tuple[str, str | Element]] = [(f"section-{one.id}", one.title) for one in interview.sections]
    if interview.tail:
        parts.append(("after-the-talk", book.said("After the talk")))
    if interview.apart:
        parts.append(("apart", book.said("Also in the file")))
    if book.edition.notes_on(interview.id):
        parts.append(("notes", book.said("Notes")))
    return Chapter(name=book.talk(interview.id), title=interview.title, body=_body(book, interview), parts=parts)


def _body(book: Book, interview: Interview) -> Iterator[Element]:
    marks = _marks(book, interview)
    level, starts = ("h3" if interview.sections else "h2"), {one.from_: one for one in interview.sections}
    yield H.h1(interview.title)
    yield from _head(book, interview)
    yield from _front_matter(book, interview, marks)
    for turn in interview.turns:
        if section := starts.get(turn.id):
            yield H.h2(section.title, {"id": f"section-{section.id}", "class": "section"})
            yield from book.line(section.summary, class_="lead")
        yield from _turn(book, interview, turn, level, marks)
    yield from _tail(book, interview, marks)
    yield from _apart(book, interview)
    yield from footnotes(book, interview)


def _head(book: Book, interview: Interview) -> Iterator[Element]:
    record = interview.record
    yield H.p(*book.printed(record), ".", {"class": "lead"})
    for speaker in interview.speakers:
        yield H.p(link(speaker.name, book.entry("people", speaker.id)), f": {speaker.role}" if speaker.role else "")
    yield from book.prose(record.summary)
    yield H.p(book.said(f"{rights_words(record.rights)} Rights: "), f"{record.rights.holder}.", {"class": "rights"})
    yield book.ours(H.p("What has no note was not checked."))


def _front_matter(book: Book, interview: Interview, marks: Marks) -> Iterator[Element]:
    if interview.front_matter:
        yield book.ours(H.p("What stands before the talk:", {"class": "lead"}))
    for part in interview.front_matter:
        shown = _words(part.id, part.text, part.withheld, marks[part.id], keep_lines=True)
        yield in_language(shown, book.spoken_language(interview))


def _turn(book: Book, interview: Interview, turn: Turn, level: str, marks: Marks) -> Iterator[Element]:
    name = H.span(interview.speaker(turn.speaker).name, {"class": "speaker"})
    name.tail = " "
    yield H(level, name, H.span(turn.number, {"class": "number"}), {"id": turn.id, "class": "turn"})
    for index, paragraph in enumerate(turn.paragraphs):
        shown = _words(paragraph.id, paragraph.text, paragraph.withheld, marks[paragraph.id])
        for old in _retired_into(interview, turn, paragraph, first=not index):
            anchor = H.span({"id": old})
            anchor.tail, shown.text = shown.text, None
            shown.insert(0, anchor)
        yield in_language(shown, book.spoken_language(interview))


def _retired_into(interview: Interview, turn: Turn, paragraph: Paragraph, *, first: bool) -> list[str]:
    if not interview.retired:
        return []
    targets = {paragraph.id, turn.id} if first else {paragraph.id}
    return sorted(old for old, successor in interview.retired.items() if successor in targets)


def _tail(book: Book, interview: Interview, marks: Marks) -> Iterator[Element]:
    if not interview.tail:
        return
    yield book.ours(H.h2("After the talk", {"id": "after-the-talk", "class": "section"}))
    lead = "What stands below the talk where it was printed; these are not the speakers’ words."
    yield book.ours(H.p(lead, {"class": "lead"}))
    for item in interview.tail:
        shown = _words(item.id, item.text, item.withheld, marks[item.id], keep_lines=True)
        yield in_language(shown, book.spoken_language(interview))
        yield from book.prose(item.note)


def _apart(book: Book, interview: Interview) -> Iterator[Element]:
    """What the file holds besides the talk, each with what it is: page numbers, running heads, notes."""
    if not interview.apart:
        return
    yield book.ours(H.h2("Also in the file", {"id": "apart", "class": "section"}))
    for one in interview.apart:
        where = H.span(f"{one.what}, {line_word(interview.path)} {one.line}", {"class": "what"})
        shown = _words(one.id, one.text, (), [], keep_lines=True)
        words = in_language(shown, book.spoken_language(interview))
        yield H.div(H.p(book.ours(where)), words, {"class": "apart"})


Marks = defaultdict[str, list[Stretch]]
"""What is shown on the words, by paragraph."""


def _marks(book: Book, interview: Interview) -> Marks:
    marks: Marks = defaultdict(list)
    for aside in interview.asides:
        said = f"words of {interview.record.brackets}, not of the speaker"
        marks[aside.paragraph].append(Stretch(start=aside.start, end=aside.end, said=said))
    for foreign in interview.foreign:
        span = foreign.span
        marks[span.paragraph].append(Stretch(start=span.start, end=span.end, language=foreign.language))
    for placed in interview.emendations:
        said = f"printed: {placed.span.quote}. {placed.emendation.reason}"
        reading = placed.emendation.reading
        marks[placed.span.paragraph].append(
            Stretch(start=placed.span.start, end=placed.span.end, reading=reading, said=said)
        )
    linked: set[tuple[str, str, str]] = set()
    for mention in book.edition.mentions_in(interview.id):
        key = (mention.span.turn, mention.register, mention.id)
        if key not in linked:
            linked.add(key)  # the first in a turn, or the page would be all links
            href = book.entry(mention.register, mention.id)
            marks[mention.span.paragraph].append(Stretch(start=mention.span.start, end=mention.span.end, href=href))
    for note in book.edition.notes_on(interview.id):
        for index, span in enumerate(span for span in note.spans if span.interview == interview.id):
            after = _noteref(book.number(interview.id, note.id), note.id, index)
            marks[span.paragraph].append(Stretch(start=span.start, end=span.end, after=after))
    return marks


def _noteref(number: str, note_id: str, index: int) -> Element:
    anchor = f"ref-{note_id}" + (f"-{index + 1}" if index else "")
    return H.sup(link(number, f"#note-{note_id}", id=anchor, role="doc-noteref", **{TYPE: "noteref"}))


def _words(id: str, text: str, withheld: Stretches, marks: Sequence[Stretch], *, keep_lines: bool = False) -> Element:
    """A paragraph as a run of text and marks; cut wherever a mark begins or ends, so that marks may overlap."""
    paragraph = H.p({"id": id})
    if not text:  # all of it is withheld
        add_text(paragraph, OMITTED)
        paragraph.extend([mark.after for mark in marks if mark.after is not None])
        return paragraph
    whole = [(mark.start, mark.end) for mark in marks if mark.reading]

    def outside(edge: int, side: int) -> int:
        """An edge inside an emendation moved to its end: it is shown whole."""
        return next((bounds[side] for bounds in whole if bounds[0] < edge < bounds[1]), edge)

    placed = [
        (outside(mark.start, 0), outside(mark.end, 1), mark) if whole else (mark.start, mark.end, mark)
        for mark in marks
    ]
    edges = [edge for start, end, _ in placed for edge in (start, end)] + [edge for one in withheld for edge in one]
    linked: set[int] = set()
    foreign = {start: (end, mark.language) for start, end, mark in placed if mark.language}
    around, leave = paragraph, -1
    for start, end in pairwise(sorted({0, len(text), *edges})):
        active = [mark for first, last, mark in placed if first <= start and end <= last]
        if start in foreign:
            leave, tag = foreign[start]
            around = _inside(paragraph, in_language(H.span(), tag))
        if withheld and any(start == first for first, _ in withheld):
            add_text(around, f" {OMITTED} ")
        elif not withheld or not any(first <= start < last for first, last in withheld):
            _run(around, text[start:end], active, linked, keep_lines=keep_lines)
        if end == leave:
            around = paragraph
        ending = [one for one in placed if one[1] == end and one[2].after is not None]
        for _, _, mark in sorted(ending, key=_order) if ending else ():
            assert mark.after is not None
            around.append(mark.after)
    return paragraph


def _order(placed: tuple[int, int, Stretch]) -> tuple[int, int]:
    return placed[0], placed[1]


def _run(paragraph: Element, text: str, active: Sequence[Stretch], linked: set[int], *, keep_lines: bool) -> None:
    """Add words with whatever is to be shown on all of them; of several links the shortest."""
    if not active and not keep_lines:
        add_text(paragraph, text)
        return
    emended = next((mark for mark in active if mark.reading), None)
    shown = emended.reading if emended else text
    said = [mark for mark in active if mark.said]
    links = [mark for mark in active if mark.href and id(mark) not in linked]
    inner = paragraph
    if said:
        kind = "emended" if emended else "aside"
        inner = _inside(inner, H.span({"class": kind, "title": "; ".join(mark.said for mark in said)}))
    if links and shown.strip():
        shortest = min(links, key=lambda mark: mark.end - mark.start)
        linked.add(id(shortest))
        inner = etree.SubElement(inner, _LINK, {"href": shortest.href})
    for index, line in enumerate(shown.split("\n") if keep_lines else [shown]):
        if index:
            inner.append(H.br())
        add_text(inner, line)


def _inside(parent: Element, child: Element) -> Element:
    parent.append(child)
    return child
