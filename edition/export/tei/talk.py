"""What was printed, as TEI: what precedes the talk, its turns in their sections, and what follows."""

from __future__ import annotations

from collections.abc import Iterator

from edition.annotations import Section
from edition.dates import print_edtf
from edition.export.tei.datable import date_attributes
from edition.export.tei.elements import Element, element
from edition.export.tei.pointers import Pointers, speaker_id
from edition.export.tei.prose import inline, prose
from edition.export.tei.words import Apart, Marker
from edition.model import Apart as NoTurn
from edition.model import Edition, Interview, Paragraph, TailItem, Turn
from edition.problems import line_word


class Talk:
    """The text of one interview."""

    def __init__(self, edition: Edition, interview: Interview, pointers: Pointers):
        self._interview = interview
        self._pointers = pointers
        self._marker = Marker(pointers, interview, edition.mentions_in(interview.id))
        self._timed = any(turn.start is not None for turn in interview.turns)
        self._apart: list[Apart] = []
        self.text = self._text()
        """The element `text`."""
        self.apart: tuple[Apart, ...] = tuple(self._apart)
        """What could not be an element in the text, in its order."""

    def timeline(self) -> Element | None:
        """When timed turns begin, in seconds from the beginning of the recording."""
        if not self._timed:
            return None
        points = [
            element("when", id=_time_id(turn), since="#recording", interval=str(turn.start))
            for turn in self._interview.turns
            if turn.start is not None
        ]
        return element("timeline", element("when", id="recording"), *points, origin="#recording", unit="s")

    def _text(self) -> Element:
        front = self._front()
        body = element("body", *self._body())
        return element("text", front, body, self._back(), xml_lang=self._interview.record.language)

    def _front(self) -> Element | None:
        parts = [self._words("p", part) for part in self._interview.front_matter]
        return element("front", element("div", *parts, type="front-matter")) if parts else None

    def _body(self) -> Iterator[Element]:
        """A `div` for each section, and one without a heading for turns that precede the first."""
        starts = {section.from_: section for section in self._interview.sections}
        current = element("div", type="talk")
        for turn in self._interview.turns:
            if turn.id in starts:
                if current.children:
                    yield current
                current = self._section(starts[turn.id])
            current.append(self._timed_turn(turn) if self._timed else self._turn(turn))
        yield current

    def _section(self, section: Section) -> Element:
        editors = self._pointers.editors
        head = element("head", section.title, type="editorial", resp=editors)
        summary = inline(self._pointers, "p", section.summary) if section.summary else None
        argument = element("argument", summary, resp=editors) if summary is not None else None
        return element("div", head, argument, type="section", id=f"section-{section.id}")

    def _turn(self, turn: Turn) -> Element:
        paragraphs = [made for part in turn.paragraphs for made in self._paragraph("p", turn, part)]
        return element(
            "sp", element("speaker", turn.label), *paragraphs, who=f"#{speaker_id(turn.speaker)}", n=turn.number,
            id=turn.id,
        )  # fmt: skip

    def _timed_turn(self, turn: Turn) -> Element:
        segments = [made for part in turn.paragraphs for made in self._paragraph("seg", turn, part)]
        return element(
            "u", element("label", turn.label, type="speaker"), *segments, who=f"#{speaker_id(turn.speaker)}",
            n=turn.number, start=f"#{_time_id(turn)}" if turn.start is not None else None, id=turn.id,
        )  # fmt: skip

    def _paragraph(self, tag: str, turn: Turn, part: Paragraph) -> Iterator[Element]:
        """A paragraph, before it the anchors of retired ids that lead to it, or to its turn where it is the first."""
        targets = {part.id, turn.id} if part is turn.paragraphs[0] else {part.id}
        for old, successor in sorted(self._interview.retired.items()):
            if successor in targets:
                yield element("anchor", type="retired", corresp=f"#{successor}", id=old)
        yield self._words(tag, part)

    def _back(self) -> Element | None:
        items = [self._tail_item(item) for item in self._interview.tail]
        besides = [self._apart_item(one) for one in self._interview.apart]
        parts = []
        if items:
            parts.append(
                element("div", self._head("What follows the talk; none of it is the speakers’"), *items, type="tail")
            )
        if besides:
            held = element("list", *besides)
            parts.append(element("div", self._head("What else is in the file, and nobody says"), held, type="apart"))
        return element("back", *parts) if parts else None

    def _head(self, words: str) -> Element:
        return element("head", words, type="editorial", resp=self._pointers.editors)

    def _apart_item(self, one: NoTurn) -> Element:
        """Words that stand amid the talk and are no part of it; what they are, and where they stood, beside them."""
        where = f"{one.what}, {line_word(self._interview.path)} {one.line}"
        said = element("note", where, type="what", resp=self._pointers.editors)
        return element("item", element("p", one.text, id=one.id, xml_space="preserve"), said)

    def _tail_item(self, item: TailItem) -> Element:
        said = element("note", *self._attribution(item), type="attribution", resp=self._pointers.editors)
        kind = "comment" if item.kind == "comment" else "page"
        return element("div", self._words("p", item), said, type=kind)

    def _attribution(self, item: TailItem) -> Iterator[Element]:
        is_comment = item.kind == "comment"
        whose = (
            "A reader’s comment, not the speakers’ words" if is_comment else "The page’s own words, not the speakers’"
        )
        yield element("p", whose)
        if item.author:
            yield element("p", "Author: ", element("name", item.author))
        if item.date:
            yield element("p", "Date: ", element("date", print_edtf(item.date), **date_attributes(item.date)))
        yield from prose(self._pointers, item.note)

    def _words(self, tag: str, part: Paragraph | TailItem) -> Element:
        marked = self._marker.mark(part)
        self._apart += marked.apart
        return element(tag, *marked.children, id=part.id, xml_space="preserve")


def _time_id(turn: Turn) -> str:
    return f"time-{turn.id}"
