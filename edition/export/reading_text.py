"""Each interview as plain text, for reading aloud, counting words and programs that want text alone.

A head of named lines, a line of hyphens, then the text: a paragraph a line, an empty line between, each turn opened by
the speaker's full name and its number: ``Anna Berg [12]: ...``, or ``[12, 4:31]`` where it has a timecode. Its words
are those of the witness in NFC with the printed label taken away; nothing is emended. What stands before and after the
talk has its id in the brackets.
"""

from __future__ import annotations

from collections.abc import Iterator

from edition.dates import print_edtf
from edition.export.addresses import DATA, Addresses
from edition.export.data_file import Publication
from edition.markdown import plain_prose
from edition.model import OMITTED, Edition, Interview, TailItem, clock
from edition.sitemap import Sitemap

RULE = "-" * 72


def text_name(interview_id: str) -> str:
    """The file's name in `data/`."""
    return f"text/{interview_id}.txt"


def to_plain_texts(edition: Edition, publication: Publication) -> Iterator[tuple[str, bytes]]:
    """Each interview's text in UTF-8, with its name in `data/`."""
    sitemap = Sitemap(edition)
    for one in edition.interviews:
        addresses = Addresses(DATA + text_name(one.id), publication.site_url)
        yield text_name(one.id), _text(edition, one, addresses.of(sitemap.interview(one.id))).encode()


def _text(edition: Edition, interview: Interview, page: str) -> str:
    head = "\n".join(f"{name}: {value}" for name, value in head_lines(edition, interview, page))
    return f"{head}\n{RULE}\n\n" + "\n\n".join(_blocks(interview)) + "\n"


def head_lines(edition: Edition, interview: Interview, page: str) -> Iterator[tuple[str, str]]:
    """What is known of an interview, a name and a line each; `page` is its address on the site."""
    record, settings = interview.record, edition.settings
    yield "Title", interview.title
    yield "Speakers", ", ".join(speaker.name for speaker in interview.speakers)
    if record.venue:
        parts = (record.venue.title, record.venue.section, record.venue.place)
        yield "Printed in", f"{', '.join(part for part in parts if part)}, {print_edtf(record.date)}"
    else:
        yield "Date", print_edtf(record.date)
    for address in record.address:
        yield "Source", address
    yield "Witness", f"SHA-256 {interview.sha256}"
    yield "Language", record.language
    yield "Edition", f"{settings.title}, version {settings.version}"
    yield "Editors", "; ".join(editor.name for editor in settings.editors)
    yield "Annotated", page
    yield "Rights", record.rights.statement
    yield "Rights holder", record.rights.holder
    if record.rights.note:
        yield "Rights note", plain_prose(record.rights.note)
    yield "Shown here", _shown(interview)


def _shown(interview: Interview) -> str:
    match interview.record.rights.publish:
        case "full":
            return "the whole text"
        case "undecided":
            return "the whole text, on the editors’ machine only: whether it may be published is not decided"
        case "excerpt":
            return f"only words that the edition quotes; {OMITTED} stands for what is not reproduced"
        case "none":
            return f"no words of the talk; {OMITTED} stands for what is not reproduced"


def _blocks(interview: Interview) -> Iterator[str]:
    for part in interview.front_matter:
        yield f"Before the talk [{part.id}]: {part.shown}"
    for turn in interview.turns:
        first, *rest = turn.paragraphs
        time = f", {clock(turn.start)}" if turn.start is not None else ""
        yield f"{interview.speaker(turn.speaker).name} [{turn.number}{time}]: {first.shown}"
        yield from (paragraph.shown for paragraph in rest)
    for item in interview.tail:
        yield f"{tail_title(item)} [{item.id}]: {item.text or OMITTED}"
    for one in interview.apart:
        yield f"Also in the file, {one.what} [{one.id}]: {one.text}"


def tail_title(item: TailItem) -> str:
    """What an item of the tail is, with its author and date where they are known."""
    if item.kind == "chrome":
        return "The page’s own words"
    known = ", ".join(part for part in (item.author, print_edtf(item.date) if item.date else None) if part)
    return f"A reader’s comment ({known})" if known else "A reader’s comment"
