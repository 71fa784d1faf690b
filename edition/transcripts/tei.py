"""TEI: spoken texts with `u`, plays and printed talks with `sp`.

Names come from the header's list of persons or the cast list, times from the timeline. What is heard and not said
(`vocal`, `incident`, `gap`, `stage`) stands within the words in square brackets, as printed transcripts have it, and
between them apart; notes stand apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html.entities import html5

from lxml import etree

from edition.problems import Problem
from edition.transcripts.pieces import Form, Pieces, Source
from edition.transcripts.segments import Segment, join_segments, parse_time
from edition.transcripts.tei_header import read_header

_ROOT = re.compile(r"<(?:[\w.-]+:)?(?:TEI(?:\.2)?|teiCorpus(?:\.2)?)(?=[\s>/])")
_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_SURNAME_FIRST = frozenset(["hu", "zh", "ja", "ko", "vi"])
_HEARD = frozenset({
    "vocal", "incident", "kinesic", "pause", "gap", "stage", "writing", "event", "move", "sound",
})  # fmt: skip
_BESIDE = frozenset({
    "note", "shift", "fw", "head", "figure", "bibl", "label", "argument", "epigraph",
})  # fmt: skip
_NAME_OF_CHARACTER = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")
_DECLARED = re.compile(r"<!ENTITY\s+([\w.-]+)")
_OF_XML = "<>&\"'"
"""Characters that XML itself writes with."""
_SECOND = frozenset(["corr", "reg", "expan"])
"""Within a `choice`: what an editor put beside the words of the source."""
_PARTS_OF_NAME = frozenset(["forename", "surname", "givenName", "familyName"])
_BLOCKS = frozenset(["p", "ab", "lg", "l"])
_BRACKETED = re.compile(r"[(\[][^()\[\]]+[)\]]")
_SPACED = frozenset({
    "lb", "pb", "cb", "gb", "milestone", "l", "p", "ab",
})  # fmt: skip


def _fits(source: Source) -> bool:
    return source.text is not None and bool(_ROOT.search(source.text[:20_000])) and source.text.lstrip()[:1] == "<"


def parse_xml(text: str, path: str) -> tuple[etree._Element | None, list[Problem]]:
    """An XML document's root, nothing fetched for it and no entity of its own put in; or None and why not."""
    bare = re.sub(r"^\s*<\?xml[^>]*\?>", lambda match: "\n" * match.group().count("\n"), text.removeprefix("\ufeff"))
    bare = _with_characters(bare)
    # an id that stands twice, or is no name, breaks a rule and no XML: without a table of ids such a file is read
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_pis=True, collect_ids=False
    )
    try:
        root = etree.fromstring(bare.encode(), parser)
    except etree.XMLSyntaxError as error:
        hints = ("open the file in a browser, which shows where XML breaks",)
        return None, [
            Problem(path=path, line=error.lineno or 0, message=f"this XML is broken: {error.msg}", hints=hints)
        ]
    for entity in root.iter(etree.Entity):
        hints = ("write the characters themselves in its place",)
        message = f"the entity {entity.text}, which this file declares for itself; such are not read"
        return None, [Problem(path=path, line=entity.sourceline or 0, message=message, hints=hints)]
    return root, []


def _with_characters(text: str) -> str:
    """XML with characters for the names that HTML and the older DTDs of TEI give them, but for what the file declares.

    >>> _with_characters("Caf&eacute; &amp; &own;")
    'Café &amp; &own;'
    """
    declared = set(_DECLARED.findall(text))

    def character(match: re.Match[str]) -> str:
        written = html5.get(f"{match[1]};", "")
        kept = not written or match[1] in declared or any(sign in written for sign in _OF_XML)
        return match.group() if kept else written

    return _NAME_OF_CHARACTER.sub(character, text)


def _read(source: Source) -> Pieces:
    root, problems = parse_xml(source.text or "", source.path)
    if root is None:
        return Pieces(pieces=(), problems=tuple(problems))
    reader = _Reader(root, source.path)
    reader.block(root, "")
    segments = reader.segments
    if not any(not one.apart for one in segments):
        hints = ('expected utterances <u who="#berg">…</u> or speeches <sp><speaker>Berg</speaker><p>…</p></sp>',)
        problems.append(Problem(path=source.path, message="no utterance and no speech in this TEI file", hints=hints))
        return Pieces(pieces=(), problems=tuple(problems))
    remarks = [*reader.remarks, *reader.tell_nameless_ids()]
    found = join_segments(segments, source.path, "utterance", remarks)
    return replace(found, casts=tuple(reader.casts.items()), stated=read_header(root))


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _text(element: etree._Element) -> str:
    """All words in an element, with a space where elements part them."""
    return " ".join(" ".join(str(text) for text in element.itertext(tag=etree.Element)).split())


class _Reader:
    """Walks the document in order and gathers segments."""

    def __init__(self, root: etree._Element, path: str):
        self.segments: list[Segment] = []
        self.casts: dict[str, str] = {}
        self._path = path
        self.remarks: list[Problem] = []
        self._shared: frozenset[str] = frozenset()
        """Ids that several people bear."""
        self._names = self._named(root)
        self._times = _timeline(root)
        self._nameless: dict[str, list[int]] = {}
        """Ids that `who` points to and nothing in the file names, with the line of each use."""
        self._who: str = ""
        self._opens = False
        self._means = ""
        self._start: float | None = None
        self._end: float | None = None

    def _named(self, root: etree._Element) -> dict[str, str]:
        """The names of ids; an id that several people bear is nobody's, and that is told."""
        names: dict[str, str] = {}
        shared: dict[str, Problem] = {}
        for key, name, line in _names(root):
            if names.setdefault(key, name) != name:
                message = f"the id '{key}' is {names[key]}'s and {name}'s; taken as neither's"
                hints = ("give each person an id that nobody else has",)
                shared.setdefault(key, Problem(path=self._path, line=line, message=message, hints=hints))
        self.remarks += shared.values()
        self._shared = frozenset(shared)
        return {key: name for key, name in names.items() if key not in shared}

    def apart(self, what: str, text: str, line: int | None) -> None:
        words = " ".join(text.split())
        if words:
            self.segments.append(Segment(text=words, line=line or 0, apart=what))

    def block(self, element: etree._Element, within: str) -> None:
        """What stands in an element that holds no running words; a tail of words is kept apart."""
        self._between(element.text, within, element)
        for child in element:
            name = _local(child)
            if name == "teiHeader":
                for part in child:
                    if _local(part):
                        self.apart(f"head of the file: {_local(part)}", _text(part), part.sourceline)
            elif name in ("standOff", "facsimile", "sourceDoc", "timeline"):
                self.apart(name, _text(child), child.sourceline)
            elif name == "u":
                self._utterance(child)
            elif name == "sp":
                self._speech(child)
            elif name in _HEARD:
                self.apart("stage direction" if name == "stage" else name, self._heard(child), child.sourceline)
            elif name in ("front", "back"):
                self.block(child, name)
            elif name in ("castList", *_BLOCKS, *_BESIDE) or (name and not len(child)):
                self.apart(
                    {"head": "heading", "fw": "running head"}.get(name, within or name), _text(child), child.sourceline
                )
            elif name:
                self.block(child, within)
            self._between(child.tail, within, child)

    def _between(self, text: str | None, within: str, element: etree._Element) -> None:
        self.apart(within or "beside the talk", text or "", element.sourceline)

    def _utterance(self, element: etree._Element) -> None:
        who = _given(element, "who")
        start = self._time(_given(element, "start"))
        self._start = self._first_synch(element) if start is None else start
        self._end = self._time(_given(element, "end"))
        label, self._means = self._label(who, element), self._name(who)
        self._say(element, label, label, opens=False)

    def _speech(self, element: etree._Element) -> None:
        speaker = next((child for child in element if _local(child) == "speaker"), None)
        printed = _text(speaker) if speaker is not None else ""
        label = re.sub(r"\s*[.:：,]+$", "", printed) or self._label(element.get("who", ""), element)
        name = self._name(element.get("who", ""))
        if printed and name and name != label:
            self.casts.setdefault(label, name)
        self._start, self._end, self._means = None, None, name
        self._say(element, label, printed or label, opens=True)

    def tell_nameless_ids(self) -> Iterator[Problem]:
        """The ids of speakers whose names are not in this file, as where a corpus has one list for all its files."""
        if not self._nameless:
            return
        uses = [f"{key} ({len(lines)} times)" if len(lines) > 1 else key for key, lines in self._nameless.items()]
        told = "an id of a speaker has no name in this file, and stands as a label"
        if len(uses) > 1:
            told = f"{len(uses)} ids of speakers have no name in this file, and stand as labels"
        key, lines = next(iter(self._nameless.items()))
        hints = (
            f"write the name in the interview's record, under speakers:, with labels: [{key}]",
            "names are read from a listPerson in the header; a corpus such as ParlaMint keeps it in a file of its own",
        )
        yield Problem(path=self._path, line=lines[0], message=f"{told}: {', '.join(uses)}", hints=hints)

    def _label(self, who: str, element: etree._Element) -> str:
        """The mark of whoever speaks: what `who` points to."""
        for one in who.split():
            key = one.rpartition("#")[2]
            if "#" in one and key and key not in self._names and key not in self._shared:
                self._nameless.setdefault(key, []).append(element.sourceline or 0)
        label = " & ".join(one.rpartition("#")[2] for one in who.split())
        name = self._name(who)
        if label and name and name != label:
            self.casts.setdefault(label, name)
        return label

    def _name(self, who: str) -> str:
        return " & ".join(self._names.get(one.rpartition("#")[2], "") for one in who.split()).strip(" &")

    def _say(self, element: etree._Element, label: str, mark: str, *, opens: bool) -> None:
        """The words of an utterance or a speech, a paragraph for each block in it."""
        self._who, self._opens = label, opens
        words = [element.text or ""]
        line = element.sourceline or 0

        def close(at: int) -> None:
            nonlocal mark
            text = " ".join("".join(words).split())
            if text:
                self.segments.append(
                    Segment(
                        text=text,
                        line=at,
                        label=label,
                        mark=mark,
                        means=self._means,
                        start=self._start,
                        end=self._end,
                        opens=self._opens,
                    )
                )
                mark, self._opens = "", False
                self._start = None if opens else self._start
            words.clear()

        at = line
        blocks = _BLOCKS | {"seg"} if _is_parted(element) else _BLOCKS
        for child in element:
            name = _local(child)
            if name == "speaker":
                pass
            elif name in _HEARD and opens:
                self.apart("stage direction", self._heard(child), child.sourceline)
            elif name in blocks:
                close(at)
                words.append(self._inline(child))
                close(child.sourceline or line)
                at = child.sourceline or line
            else:
                words.append(self._element(child))
            words.append(_after(child))
        close(at)

    def _inline(self, element: etree._Element) -> str:
        parts = [element.text or ""]
        for child in element:
            parts += [self._element(child), _after(child)]
        return "".join(parts)

    def _element(self, child: etree._Element) -> str:
        """The running words of an element within words; what is beside them is put apart."""
        name = _local(child)
        if not name or name == "anchor":
            return ""
        if name in _HEARD:
            heard = self._heard(child)
            return f" {heard} " if _BRACKETED.fullmatch(heard) else f" [{heard}] "
        if name in _BESIDE or name in _SECOND:
            words = _text(child) or " ".join(
                str(value) for key, value in sorted(child.attrib.items()) if key != _XML_ID
            )
            self.apart("another reading" if name in _SECOND else name, words, child.sourceline)
            return ""
        if name == "w":
            return (" " if _parts_words(child) else "") + self._inline(child)
        space = " " if name in _SPACED else ""
        return space + self._inline(child) + space

    def _heard(self, element: etree._Element) -> str:
        """A sound or a gap in words: its description, or else its attributes, or its name."""
        described = _text(element)
        told = [element.get(key, "") for key in ("type", "reason", "extent", "quantity", "unit", "dur")]
        name = [] if any(told) and _local(element) != "pause" else [_local(element)]
        return described or " ".join([*name, *filter(None, told)])

    def _time(self, pointer: str | None) -> float | None:
        if not pointer:
            return None
        key = pointer.removeprefix("#")
        return self._times[key] if key in self._times else parse_time(pointer)

    def _first_synch(self, element: etree._Element) -> float | None:
        for child in element:
            if _local(child) == "anchor" and child.get("synch"):
                return self._time(child.get("synch"))
        return None


def _is_parted(utterance: etree._Element) -> bool:
    """Whether an utterance is cut into paragraphs, as records of parliaments have it: segments that hold all its words.

    A segment with a type is something else, in the transcripts of linguists a sentence.
    """
    segs = [child for child in utterance if _local(child) == "seg"]
    beside = [utterance.text, *(child.tail for child in utterance)]
    is_typed = any(seg.get("type") for seg in segs)
    return len(segs) > 1 and not is_typed and not any((text or "").strip() for text in beside)


def _parts_words(element: etree._Element) -> bool:
    """Whether a `w` begins right after another element's end and is a word of its own, as its `join` says."""
    before = element.getprevious()
    if before is None or before.tail or _local(before) == "pc":
        return False
    return not _joins_next(before) and element.get("join") not in ("left", "both")


def _joins_next(element: etree._Element) -> bool:
    return element.get("join") in ("right", "both")


def _after(element: etree._Element) -> str:
    """The text after an element, but for the space of the file's layout after a `w` that joins the next."""
    tail = element.tail or ""
    return "" if _joins_next(element) and not tail.strip() else tail


def _given(element: etree._Element, key: str) -> str:
    """What an utterance says of itself, or else the `annotationBlock` around it (ISO 24624)."""
    around = element.getparent()
    outer = around.get(key, "") if around is not None and _local(around) == "annotationBlock" else ""
    return str(element.get(key) or outer)


def _names(root: etree._Element) -> Iterator[tuple[str, str, int]]:
    """Ids of people, their names and where these stand, from the header and the cast list."""
    for element in root.iter(etree.Element):
        key = element.get(_XML_ID) or element.get("id")
        name = _local(element)
        if not key or name not in ("person", "personGrp", "role", "castItem", "participant"):
            continue
        named = next((one for one in element.iter(etree.Element) if _local(one) in ("persName", "name", "role")), None)
        parts = [_text(one) for one in element if _local(one) in _PARTS_OF_NAME]
        words = _name_in_order(named) if named is not None else _text(element) if name == "role" else " ".join(parts)
        if words:
            yield key, words, element.sourceline or 0


def _name_in_order(named: etree._Element) -> str:
    """A name with its forename first, where its parts are marked and stand the other way round: "Berg", "Anna".

    In languages in which the surname comes first it stays there.
    """
    kinds = [_local(one) for one in named]
    language = next((one.get(_XML_LANG, "") for one in (named, *named.iterancestors()) if one.get(_XML_LANG)), "")
    beside = [named.text, *(child.tail for child in named)]
    turned = (
        kinds[:1] == ["surname"]
        and "forename" in kinds
        and set(kinds) <= {"surname", "forename", "nameLink"}
        and not any((text or "").strip() for text in beside)
        and language.partition("-")[0].lower() not in _SURNAME_FIRST
    )
    if not turned:
        return _text(named)
    return " ".join(_text(one) for kind in ("forename", "nameLink", "surname") for one in named if _local(one) == kind)


def _timeline(root: etree._Element) -> dict[str, float]:
    """Ids of points in time and their seconds from the beginning."""
    times: dict[str, float] = {}
    for timeline in root.iter(etree.Element):
        if _local(timeline) != "timeline":
            continue
        factor = {"ms": 0.001, "min": 60.0, "h": 3600.0}.get(timeline.get("unit", "s"), 1.0)
        for when in timeline:
            key = when.get(_XML_ID) if isinstance(when.tag, str) else None
            if not key:
                continue
            since = (when.get("since") or "").removeprefix("#")
            interval, absolute = when.get("interval"), when.get("absolute")
            seconds = parse_time(interval) if interval else None
            if seconds is not None:
                times[key] = round(seconds * factor + times.get(since, 0.0), 3)
            elif absolute and (clock := parse_time(absolute)) is not None:
                times[key] = clock
            elif not since:
                times[key] = 0.0
    return times


def _words(source: Source) -> str:
    """All text of the document; elements part words, but for those that only mark letters or say that they join."""
    root, _ = parse_xml(source.text or "", source.path)
    if root is None:
        return ""
    parts: list[str] = []
    for event, element in etree.iterwalk(root, events=("start", "end", "comment")):
        if event == "comment":
            parts.append(element.tail or "")
            continue
        before = element if event == "end" else element.getprevious()
        glued = _local(element) == "hi" or (before is not None and _joins_next(before))
        parts.append("" if glued else " ")
        parts.append((element.text or "") if event == "start" else _after(element))
    return "".join(parts)


TEI = Form(name="TEI", fits=_fits, read=_read, words=_words)
