"""Rules of annotation that need several records or the text: each a function that yields problems."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from edition.annotations import QUOTED_BY, Citation, Event, Note, Reading, Reference, Theme, is_wiki_address
from edition.interviews import ReadInterview
from edition.model import Interview, PlacedNote
from edition.problems import Problem, did_you_mean
from edition.prose import InternalLink, check_prose, find_links, find_web_links
from edition.records import Collection, markdown_fields
from edition.validation import SINGULAR, Located
from edition.yaml_source import KeyPath


def check_records(collection: Collection, read: Sequence[ReadInterview], *, complete: bool) -> Iterator[Problem]:
    """Everything that one record says of another.

    Unless all interviews could be `read`, which is `complete`, nobody is said not to be a speaker.
    """
    interviews = [one.interview for one in read]
    if collection.settings is None and ("edition", "edition") not in collection.broken:
        yield Problem(
            path="annotations/edition.yml",
            message="no file says what the edition is",
            hints=("expected a key 'edition:' with title, version and editors",),
        )
    alone: list[Located[Any]] = [Located(one.interview.id, one.interview.record, one.document, ()) for one in read]
    if collection.settings:
        alone.append(collection.settings)
    for located in alone:
        yield from check_links(located, collection, interviews, complete=complete)
    speakers = {speaker.id for interview in interviews for speaker in interview.speakers}
    people = {*collection.ids("people"), *speakers}
    for key, records in collection.records.items():
        for located in records.values():
            yield from check_links(located, collection, interviews, complete=complete)
            for keys, target, record_id in _references_to(key, located.record):
                known = people if target == "people" else collection.ids(target)
                if record_id not in known and (complete or target != "people"):
                    yield _unknown(located, known, target, record_id, keys)
    for located in collection.records["references"].values() if complete else ():
        yield from check_reference(located, speakers)
    for located in collection.records["dates"].values():
        yield from _check_lane(located, collection)
    if collection.settings and complete:
        for index, person in enumerate(collection.settings.record.comparison):
            if person not in people:
                yield _unknown(collection.settings, people, "people", person, ("comparison", index))
    for key in ("notes", "people", "places", "organisations", "terms", "dates"):
        for located in collection.records[key].values():
            yield from check_sources(located, collection.records["references"])


def _references_to(key: str, record: Any) -> Iterator[tuple[KeyPath, str, str]]:
    """Every id in a record that names another: the keys to it, the register it must be in, the id."""
    for index, source in enumerate(getattr(record, "sources", ())):
        yield ("sources", index, "id"), "references", source.id
        if source.seen.startswith(QUOTED_BY):
            yield ("sources", index, "seen"), "references", source.seen.removeprefix(QUOTED_BY)
    for index, further in enumerate(getattr(record, "further", ())):
        yield ("further", index), "references", further
    if isinstance(record, Note):
        if record.chain and record.chain.source:
            yield ("chain", "source"), "references", record.chain.source
        for index, estimate in enumerate(record.estimates):
            if estimate.source:
                yield ("estimates", index, "source"), "references", estimate.source
            if estimate.seen.startswith(QUOTED_BY):
                yield ("estimates", index, "seen"), "references", estimate.seen.removeprefix(QUOTED_BY)
    elif isinstance(record, Event):
        for index, person in enumerate(record.people):
            yield ("people", index), "people", person
        for index, place in enumerate(record.places):
            yield ("places", index), "places", place
    elif isinstance(record, Theme):
        for index, cell in enumerate(record.cells):
            for position, person in enumerate(cell.about):
                yield ("cells", index, "about", position), "people", person
    elif isinstance(record, Reading):
        for index, opposing in enumerate(record.opposing):
            yield ("opposing", index), "references", opposing


def _unknown(located: Located[Any], known: Iterable[str], key: str, record_id: str, keys: KeyPath) -> Problem:
    return located.problem(
        f"there is no {SINGULAR[key]} '{record_id}'{did_you_mean(record_id, known)}",
        f"write the id of another {SINGULAR[key]}, or add it under '{key}:' in any file of annotations/",
        at=keys,
    )


_WITHOUT_EVIDENCE = (None, "not-found", "not-established", "left-open")
_NO_WIKI = "cite what it led to, once that was seen"
_READ = "paragraphs, *emphasis*, **strong**, lists, quotations and links are read"


def check_links(
    located: Located[Any], collection: Collection, interviews: Sequence[Interview], *, complete: bool
) -> Iterator[Problem]:
    """The prose of a record: nothing outside the subset, no link that leads nowhere."""
    for keys, text, mark in markdown_fields(located.record):
        line, column = located.document.place((*located.keys, *keys))
        for offset, message in check_prose(text, inline=mark.inline):
            near = f" (paragraph {_paragraph_at(text, offset)})" if offset else ""
            yield Problem(
                path=located.document.path, line=line, column=column,
                message=f"{located.name}: {'.'.join(map(str, keys))}{near}: {message}",
                hints=("*emphasis* and **strong** are read" if mark.inline else _READ,),
            )  # fmt: skip
        for address in find_web_links(text):
            if is_wiki_address(address):
                yield located.problem(f"link to '{address}', a wiki or an aggregator", _NO_WIKI, at=keys)
        for link in () if mark.inline else find_links(text):
            needs_interviews = link.kind in ("turn", "people")
            if (complete or not needs_interviews) and (
                problem := _check_link(link, located, keys, collection, interviews)
            ):
                yield problem


def _paragraph_at(text: str, line: int) -> int:
    """Which paragraph of a text a line stands in, from 1."""
    return len(re.split(r"\n\s*\n", "\n".join(text.split("\n")[: line + 1]).strip()))


def _check_link(
    link: InternalLink, located: Located[Any], keys: KeyPath, collection: Collection, interviews: Sequence[Interview]
) -> Problem | None:
    if link.kind != "turn":
        known = collection.ids(link.kind)
        if link.id in known:
            return None
        if link.kind == "people":
            known += [speaker.id for interview in interviews for speaker in interview.speakers]
        return None if link.id in known else _unknown(located, known, link.kind, link.id, keys)
    interview_id, _, turn_id = link.id.rpartition("/")
    meant = [one for one in interviews if not interview_id or one.id == interview_id]
    if len(meant) > 1:
        return located.problem(
            f"link to turn '{link.id}' does not say of which interview", f"write turn:{meant[0].id}/{turn_id}", at=keys
        )
    turns = {turn_id for one in meant for turn_id in (*(turn.id for turn in one.turns), *one.lost)}
    if turn_id in turns:
        return None
    return located.problem(f"link to turn '{link.id}', which is not in the text", at=keys)


def check_reference(located: Located[Reference], speakers: set[str]) -> Iterator[Problem]:
    """A work: nobody is said to speak here who does not."""
    for index, person in enumerate(located.record.custom.authors_speak_here):
        if person not in speakers:
            yield located.problem(
                f"'{person}' is no speaker{did_you_mean(person, speakers)}",
                f"speakers are {', '.join(sorted(speakers))}",
                at=("custom", "authors-speak-here", index),
            )


def check_sources(located: Located[Any], references: Mapping[str, Located[Reference]]) -> Iterator[Problem]:
    """Citations: no wiki, and no book by a speaker as support."""
    source: Citation
    for index, source in enumerate(located.record.sources):
        reference = references[source.id].record if source.id in references else None
        if reference is None:
            continue
        if reference.is_wiki:
            yield located.problem(
                f"'{source.id}' is a wiki or an aggregator, which is a finding aid and never a source",
                _NO_WIKI,
                at=("sources", index),
            )
        if source.says == "supports" and reference.custom.authors_speak_here:
            yield located.problem(
                f"'{source.id}' is a book by {', '.join(reference.custom.authors_speak_here)}, who speaks here; "
                "a speaker's own book is never support",
                "say what it says under own_book, or change 'says' to context",
                at=("sources", index, "says"),
            )
    told = [s for s in located.record.sources if s.was_seen and s.says and s.id in references]
    seen = [references[source.id].record for source in told if source.says != "supports"]
    if (
        len(seen) == len(told) > 0
        and getattr(located.record, "finding", None) not in _WITHOUT_EVIDENCE
        and all(one.custom.authors_speak_here for one in seen)
    ):
        yield located.problem(
            "the finding rests on nothing but books by those who speak here",
            "add a source of somebody else that was seen, or choose a weaker finding",
            at=("sources",),
        )


def check_own_books(
    notes: Iterable[tuple[Located[Note], PlacedNote]],
    interviews: Mapping[str, Interview],
    references: Iterable[Reference],
) -> Iterator[Problem]:
    """A finding on words of someone whose own book is known says what that book has."""
    authors = {person for reference in references for person in reference.custom.authors_speak_here}
    for located, placed in notes:
        if not located.record.finding or located.record.own_book:
            continue
        spoken = {
            turn.speaker
            for span in placed.spans
            for turn in interviews[span.interview].turns
            if turn.id == span.turn and turn.speaker in authors
        }
        if spoken:
            yield located.problem(
                f"own_book is missing, though {', '.join(sorted(spoken))} wrote a book that is among the references",
                "expected agrees, differs, silent or not-checked",
            )


def _check_lane(located: Located[Event], collection: Collection) -> Iterator[Problem]:
    if collection.settings is None:
        return
    lanes = [lane.id for lane in collection.settings.record.lanes]
    if located.record.lane not in lanes:
        yield located.problem(
            f"there is no lane '{located.record.lane}'{did_you_mean(located.record.lane, lanes)}",
            f"lanes of the timeline are {', '.join(lanes)} (in {collection.settings.document.path})",
            at=("lane",),
        )
