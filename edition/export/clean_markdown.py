"""Interviews, notes and registers as clean Markdown (CommonMark 0.31), for programs that read rather than browse.

The files end in `.md.txt`, because a site engine would turn a file that ends in `.md` into a page and not copy it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from edition.annotations import Chain, Entry, Event, Reference
from edition.dates import print_edtf
from edition.export.addresses import DATA, Addresses
from edition.export.data_file import Publication
from edition.export.reading_text import head_lines, tail_title
from edition.markdown import Markup, escape, escape_run, render_inline, render_prose
from edition.model import OMITTED, REGISTERS, Edition, Interview, PlacedNote, Register, clock
from edition.prose import InternalLink
from edition.sitemap import Sitemap
from edition.wording import KIND_WORDS

NOTES, REGISTER_NAMES = "text/notes.md.txt", "text/registers.md.txt"
_TITLES: dict[Register, str] = {
    "people": "People", "places": "Places", "organisations": "Organisations", "terms": "Terms", "dates": "Dates",
    "references": "Sources and works",
}  # fmt: skip
_REFERENCE = re.compile(r"&#(\d+);")
_ABOUT_NOTES = (
    "Words that have no note were not checked. What was seen of each source, what the speakers' own books say and "
    "further reading are in edition.json and on the page of the notes."
)
_HARMLESS = frozenset("$^{}\"'(),.;:?@/%=")
"""Marks that a site's Markdown gives a meaning to and CommonMark does not, where nothing opens a block."""


def markdown_name(interview_id: str) -> str:
    """The file's name in `data/`."""
    return f"text/{interview_id}.md.txt"


def to_markdown_texts(edition: Edition, publication: Publication) -> Iterator[tuple[str, bytes]]:
    """The Markdown of every interview, of the notes and of the registers, with its name in `data/`."""
    writer = _Writer(edition, Addresses(DATA + NOTES, publication.site_url))
    for one in edition.interviews:
        yield markdown_name(one.id), _file(_interview(edition, one, writer))
    yield NOTES, _file(_notes(edition, writer))
    yield REGISTER_NAMES, _file(_registers(edition, writer))


def _file(text: str) -> bytes:
    return (re.sub(r"\n{3,}", "\n\n", text).rstrip() + "\n").encode()


def clean(text: Markup) -> str:
    """The site's Markdown as one would write it by hand: backslashes for character references, stars for tags."""
    plain = _REFERENCE.sub(_escaped, text)
    return re.sub(r"</?em>", "*", re.sub(r"</?strong>", "**", plain))


def _escaped(match: re.Match[str]) -> str:
    mark = chr(int(match[1]))
    opens_block = match.start() == 0 or (mark in ".)" and match.string[: match.start()].isdigit())
    return mark if mark in _HARMLESS and not opens_block else f"\\{mark}"


def _literal(text: str) -> str:
    return clean(escape(text))


def _within(text: str) -> str:
    """As `_literal`, for words that do not begin a line."""
    return clean(escape_run(text))


class _Writer:
    """Prose and addresses as these files have them."""

    def __init__(self, edition: Edition, addresses: Addresses):
        self.addresses = addresses
        self.sitemap = Sitemap(edition)

    def prose(self, text: str | None) -> str:
        return clean(render_prose(text, self._resolve)) if text else ""

    def inline(self, text: str | None) -> str:
        return clean(render_inline(text)) if text else ""

    def _resolve(self, target: InternalLink) -> str:
        return self.addresses.of(self.sitemap.link(target.kind, target.id))


def _interview(edition: Edition, interview: Interview, writer: _Writer) -> str:
    page = writer.addresses.of(writer.sitemap.interview(interview.id))
    head = [f"- {name}: {_within(value)}" for name, value in head_lines(edition, interview, page) if name != "Title"]
    head.append("- Headings and numbers: the editors’")
    return "\n\n".join([f"# {_literal(interview.title)}", "\n".join(head), *_talk(interview)])


def _talk(interview: Interview) -> Iterator[str]:
    starts = {section.from_: section for section in interview.sections}
    for part in interview.front_matter:
        yield _literal(part.shown)
    for turn in interview.turns:
        if section := starts.get(turn.id):
            yield f"## {_literal(section.title)}"
        time = f", {clock(turn.start)}" if turn.start is not None else ""
        yield f"### {_literal(interview.speaker(turn.speaker).name)}, turn {turn.number}{time}"
        yield from (_literal(paragraph.shown) for paragraph in turn.paragraphs)
    if interview.tail:
        yield "## After the talk"
    for item in interview.tail:
        yield f"### {_literal(tail_title(item))}"
        yield "\\\n".join(_literal(line) for line in (item.text or OMITTED).splitlines() if line.strip())
    if interview.apart:
        yield "## Also in the file"
        yield "\n".join(f"- {_within(f'{one.what}: {one.text}')}" for one in interview.apart)


def _notes(edition: Edition, writer: _Writer) -> str:
    blocks = [f"# {_literal(edition.settings.title)}: notes", _ABOUT_NOTES]
    for placed in edition.notes:
        blocks += _note(edition, placed, writer)
    return "\n\n".join(blocks)


def _note(edition: Edition, placed: PlacedNote, writer: _Writer) -> Iterator[str]:
    note = placed.note
    yield f"## {_literal(placed.title)}"
    yield "\n>\n".join(_places(edition, placed, writer))
    status = f"reviewed by {note.reviewed_by}" if note.status == "reviewed" else "draft, not yet reviewed"
    finding = f" Conclusion: {note.finding_words} (the editors’ confidence: {note.certainty})." if note.finding else ""
    yield _literal(f"{KIND_WORDS[note.kind]}.{finding} By {note.by}; {status}; checked {print_edtf(note.checked)}.")
    yield writer.prose(note.text)
    if note.estimates:
        rows = [f"{one.who}, {one.year}: {one.number} ({one.counts})" for one in note.estimates]
        yield "### Estimates\n\n" + "\n".join(f"- {_within(row)}" for row in rows)
    if note.chain:
        yield "### How the words came down\n\n" + "\n".join(_chain(note.chain))
    if note.looked_in:
        yield f"Looked for: {_within(note.looked_in)}"
    if note.since:
        yield f"### What has appeared since\n\n{writer.prose(note.since)}"
    if note.reply:
        yield f"### A reply received\n\n{writer.prose(note.reply)}"
    seen = [source for source in note.sources if source.was_seen]
    if seen:
        yield "### Sources\n\n" + "\n".join(
            f"- {_work(edition.references[one.id])}{_literal(', ' + one.locator) if one.locator else ''}"
            for one in seen
        )


def _chain(chain: Chain) -> Iterator[str]:
    known = {
        "Heard by": chain.heard, "Written down": chain.written, "Language": chain.language,
        "Translation": chain.translation, "Its words": chain.words,
    }  # fmt: skip
    return (f"- {name}: {_within(words)}" for name, words in known.items() if words)


def _places(edition: Edition, placed: PlacedNote, writer: _Writer) -> Iterator[str]:
    for span in placed.spans:
        interview = edition.interview(span.interview)
        where = writer.addresses.of(writer.sitemap.turn(span.interview, span.turn))
        if span.turn.startswith("t"):
            turn = interview.turn(span.turn)
            who = f"{interview.speaker(turn.speaker).name}, turn {turn.number}"
        else:
            who = tail_title(next(item for item in interview.tail if item.id == span.turn))
        yield f"> {_literal(span.shown or OMITTED)} ([{_literal(who)}]({where}))"


def _registers(edition: Edition, writer: _Writer) -> str:
    blocks = [f"# {_literal(edition.settings.title)}: registers"]
    for register in REGISTERS:
        if entries := edition.register(register):
            blocks.append(f"## {_TITLES[register]}")
            for key, entry in sorted(entries.items()):
                where = writer.addresses.of(writer.sitemap.entry(register, key))
                name = _literal(edition.entry_name(register, key))
                blocks += [f"### [{name}]({where})", *filter(None, _entry(entry, writer))]
    return "\n\n".join(blocks)


def _entry(entry: Entry | Event | Reference, writer: _Writer) -> Iterator[str]:
    if isinstance(entry, Reference):
        yield _work(entry)
        yield writer.inline(entry.custom.summary)
        yield writer.prose(entry.custom.text)
        return
    if isinstance(entry, Event):
        said = "" if entry.basis == "documented" else " (as said in the talk)"
        yield _literal(f"{print_edtf(entry.when)}{said}")
    yield writer.inline(entry.summary)
    yield writer.prose(entry.text)


def _work(reference: Reference) -> str:
    """A work in one line: hands, title, container, publisher, year."""
    hands = ", ".join(map(str, reference.author or reference.editor))
    rest = [reference.container_title, reference.publisher, reference.issued.year if reference.issued else None]
    parts = [_literal(hands), f"*{_literal(reference.title)}*", _literal(", ".join(filter(None, rest)))]
    return ". ".join(filter(None, parts))
