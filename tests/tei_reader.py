"""A TEI document read back into the edition's own records, by what the file says of itself and not by the exporter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from edition.model import Aside, Mention, PlacedForeign, Register, Span

NAMES = {"tei": "http://www.tei-c.org/ns/1.0"}
TEI = f"{{{NAMES['tei']}}}"
ID = "{http://www.w3.org/XML/1998/namespace}id"
STRING_RANGE = re.compile(r"(?P<file>[^#]*)#string-range\((?P<paragraph>[^,]+),(?P<offset>\d+),(?P<length>\d+)\)")
REGISTERS: dict[str, Register] = {
    "person": "people", "place": "places", "org": "organisations", "term": "terms", "event": "dates",
    "bibl": "references",
}  # fmt: skip
MENTIONS = ("persName", "placeName", "orgName", "term", "title", "date", "eventName", "rs")


@dataclass
class Words:
    """A paragraph of the text, with blanks for what is withheld."""

    id: str
    text: str = ""
    withheld: list[tuple[int, int]] = field(default_factory=list)


@dataclass
class ReadTurn:
    id: str
    speaker: str
    label: str
    section: str | None
    start: float | None
    paragraphs: list[Words]


@dataclass
class ReadNote:
    spans: list[Span]
    values: dict[str, object]


class TeiReader:
    """One document: its turns, what precedes and follows them, and all that is said of its words."""

    def __init__(self, data: bytes, interview: str):
        self.root = etree.fromstring(data)
        self.interview = interview
        self.asides: list[Aside] = []
        self.mentions: list[Mention] = []
        self.emendations: list[tuple[str, Span, str]] = []
        self.foreign: list[PlacedForeign] = []
        self.retired: dict[str, str] = {}
        self.words: dict[str, Words] = {}
        self.turn_of: dict[str, str] = {}
        self.turns = [self._turn(one) for one in self.find("//tei:sp | //tei:u")]
        self.front = [self._words(one, one.get(ID, "")) for one in self.find("//tei:front//tei:p")]
        tail = self.find("//tei:back//tei:div/tei:p")
        self.tail = [(self._kind(one), self._words(one, one.get(ID, ""))) for one in tail]
        self._read_apart()
        self.notes = {one.get(ID).removeprefix("note-"): self._note(one) for one in self._annotations("notes")}

    def find(self, path: str) -> list[etree._Element]:
        return self.root.xpath(path, namespaces=NAMES)  # type: ignore[no-any-return]

    def span(self, pointer: str, quote: str, withheld: bool) -> Span:
        """Where a string-range points."""
        match = STRING_RANGE.fullmatch(pointer)
        assert match, pointer
        start = int(match["offset"])
        paragraph = match["paragraph"]
        return Span(
            interview=match["file"].removesuffix(".xml") or self.interview,
            turn=self.turn_of.get(paragraph, paragraph.partition("p")[0]),
            paragraph=paragraph, start=start, end=start + int(match["length"]), quote=quote, withheld=withheld,
        )  # fmt: skip

    # The text.

    def _turn(self, node: etree._Element) -> ReadTurn:
        label, *others = node
        assert label.tag in (f"{TEI}speaker", f"{TEI}label")
        paragraphs = []
        for other in others:
            if other.tag == f"{TEI}anchor":
                self.retired[other.get(ID, "")] = other.get("corresp", "")[1:]
            else:
                paragraphs.append(self._words(other, node.get(ID, "")))
        section = node.getparent().get(ID)
        return ReadTurn(
            id=node.get(ID, ""), speaker=node.get("who", "").removeprefix("#speaker-"), label=label.text or "",
            section=section.removeprefix("section-") if section else None, start=self._start(node),
            paragraphs=paragraphs,
        )  # fmt: skip

    def _start(self, node: etree._Element) -> float | None:
        if "start" not in node.attrib:
            return None
        (when,) = self.find(f"//tei:when[@xml:id='{node.get('start')[1:]}']")
        assert when.get("since") == "#recording"
        return float(when.get("interval"))

    @staticmethod
    def _kind(node: etree._Element) -> str:
        return {"comment": "comment", "page": "chrome"}[node.getparent().get("type")]

    def _words(self, node: etree._Element, turn: str) -> Words:
        words = Words(id=node.get(ID, ""))
        self.words[words.id], self.turn_of[words.id] = words, turn
        self._read_inside(node, words)
        return words

    def _read_inside(self, node: etree._Element, words: Words) -> None:
        words.text += node.text or ""
        for child in node:
            start = len(words.text)
            if child.tag == f"{TEI}gap":
                words.text += " " * int(child.get("quantity"))
                words.withheld.append((start, len(words.text)))
            elif child.tag == f"{TEI}choice":
                self._read_inside(child[0], words)
            else:
                self._read_inside(child, words)
            self._keep(child, words, start)
            words.text += child.tail or ""

    def _keep(self, node: etree._Element, words: Words, start: int) -> None:
        text = words.text[start:]
        end = len(words.text)
        span = Span(
            interview=self.interview, turn=self.turn_of[words.id], paragraph=words.id, start=start, end=end, quote=text
        )
        match node.tag.removeprefix(TEI):
            case "note":
                self.asides.append(self._aside(node, span))
            case "choice":
                self.emendations.append(self._choice(node, span))
            case "foreign":
                self.foreign.append(self._foreign(node, span))
            case "gap":
                pass
            case _:
                self.mentions.append(self._mention(node, span))

    # What stands apart.

    def _annotations(self, kind: str) -> list[etree._Element]:
        return self.find(f"//tei:listAnnotation[@type='{kind}']/tei:annotation")

    def _read_apart(self) -> None:
        for annotation in self._annotations("mentions"):
            node = annotation[0][0]
            self.mentions.append(self._mention(node, self._span_of(annotation, node)))
        for annotation in self._annotations("asides"):
            node = annotation[0][0]
            self.asides.append(self._aside(node, self._span_of(annotation, node)))
        for annotation in self._annotations("languages"):
            node = annotation[0][0]
            self.foreign.append(self._foreign(node, self._span_of(annotation, node)))
        for annotation in self._annotations("emendations"):
            if "string-range" in annotation.get("target"):
                node = annotation[-1][0]
                self.emendations.append(self._choice(node, self._span_of(annotation, node[0])))

    def _span_of(self, annotation: etree._Element, node: etree._Element) -> Span:
        return self.span(annotation.get("target"), node.text or "", node.find(f"{TEI}gap") is not None)

    @staticmethod
    def _aside(node: etree._Element, span: Span) -> Aside:
        assert (node.get("type"), node.get("resp")) == ("aside", "#brackets")
        return Aside(turn=span.turn, paragraph=span.paragraph, start=span.start, end=span.end, text=span.quote)

    @staticmethod
    def _foreign(node: etree._Element, span: Span) -> PlacedForeign:
        return PlacedForeign(language=node.get("{http://www.w3.org/XML/1998/namespace}lang"), span=span)

    @staticmethod
    def _choice(node: etree._Element, span: Span) -> tuple[str, Span, str]:
        return node.get(ID).removeprefix("emendation-"), span, node[1].text

    @staticmethod
    def _mention(node: etree._Element, span: Span) -> Mention:
        name = node.tag.removeprefix(TEI)
        assert name in MENTIONS, name
        prefix, _, entry = node.get("ref")[1:].partition("-")
        origin = "matched" if node.get("resp") == "#name-matching" else "editor"
        assert (origin == "editor") == (name == "rs")
        return Mention(span=span, register=REGISTERS[prefix], id=entry, origin=origin)  # type: ignore[arg-type]

    # The notes.

    def _note(self, annotation: etree._Element) -> ReadNote:
        quotes = annotation.findall(f"{TEI}note[@type='words']/{TEI}quote")
        spans = [self._quote(quote) for quote in quotes]
        assert annotation.get("target").split() == [quote.get("source") for quote in quotes]
        return ReadNote(spans=spans, values=dict(self._values(annotation)))

    def _quote(self, quote: etree._Element) -> Span:
        return self.span(quote.get("source"), quote.text or "", quote.find(f"{TEI}gap") is not None)

    def _values(self, annotation: etree._Element) -> Iterator[tuple[str, object]]:
        ana = [pointer[1:] for pointer in annotation.get("ana").split()]
        yield "kind", ana[0].removeprefix("kind-")
        for key, prefix in (("finding", "finding-"), ("own_book", "own-book-"), ("tier", "tier-")):
            found = [one.removeprefix(prefix) for one in ana if one.startswith(prefix)]
            yield key, found[0] if found else None
        yield "certainty", annotation.get("cert")
        history = annotation.find(f"{TEI}revisionDesc")
        yield "status", history.get("status")
        yield "checked", history[-1].get("when") or history[-1].get("when-custom")
        names = {one[0].text: one[1].text for one in annotation.findall(f"{TEI}respStmt")}
        yield "by", names["written by"]
        yield "reviewed_by", names.get("reviewed by")
        for kind in ("title", "lead", "text", "since", "looked-in", "reply"):
            yield kind, letters(annotation.find(f"{TEI}note[@type='{kind}']"))
        rows = annotation.findall(f"{TEI}note[@type='estimates']/{TEI}table/{TEI}row")[1:]
        yield "estimates", [[cell.text for cell in row] for row in rows]
        items = annotation.findall(f"{TEI}note[@type='chain']/{TEI}list/{TEI}item")
        yield "chain", [item.text for item in items]
        cited = annotation.findall(f"{TEI}note[@type='sources']/{TEI}listBibl[@type='sources']/{TEI}bibl")
        yield "sources", [self._source(one) for one in cited]
        further = annotation.findall(f"{TEI}note[@type='sources']/{TEI}listBibl[@type='further']/{TEI}bibl")
        yield "further", [one.get("corresp").removeprefix("#bibl-") for one in further]

    @staticmethod
    def _source(bibl: etree._Element) -> tuple[str | None, ...]:
        ana = bibl.get("ana").split()
        seen = ana[-1].removeprefix("#seen-")
        if through := bibl.get("source"):
            seen = f"{seen}:{through.removeprefix('#bibl-')}"
        return (
            bibl.get("corresp").removeprefix("#bibl-"),
            ana[0].removeprefix("#says-") if len(ana) > 1 else None,
            seen,
            bibl.findtext(f"{TEI}citedRange"),
            bibl.findtext(f"{TEI}quote"),
        )


def letters(node: etree._Element | None) -> str | None:
    """All text of an element without white space, which no one can miss between paragraphs."""
    return None if node is None else "".join("".join(node.itertext()).split())
