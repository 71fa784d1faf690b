"""Versions of the notes: what changed since the last one that was recorded, and what a note said in each.

A version is recorded when it is released, in `annotations/history.yml`: of each note that is new or worded otherwise
its whole wording, so that what was cited from version 1 can be read as version 1 had it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from edition.annotations import Note, RecordedNote, RecordedVersion
from edition.model import Edition

PATH = "annotations/history.yml"
_HEAD = """\
# yaml-language-server: $schema=../schemas/annotations.schema.json
# What each recorded version said. Written by `python build_site.py history --write`; not to be edited by hand.
versions:
"""


def wording_of(note: Note) -> RecordedNote:
    """A note as a version records it."""
    return RecordedNote(
        id=note.id, title=note.title or "", kind=note.kind, finding=note.finding, status=note.status, lead=note.lead,
        text=note.text, since=note.since,
    )  # fmt: skip


def last_wordings(versions: Sequence[RecordedVersion]) -> dict[str, RecordedNote]:
    """The notes as the last recorded version had them, by id."""
    held: dict[str, RecordedNote] = {}
    for version in versions:
        held |= {note.id: note for note in version.notes}
        for gone in version.gone:
            held.pop(gone, None)
    return held


def record_version(edition: Edition, recorded: str) -> RecordedVersion:
    """The present version, with what differs from the last one; `recorded` is a day in EDTF."""
    before = last_wordings(edition.versions)
    now = {placed.id: wording_of(placed.note) for placed in edition.notes}
    return RecordedVersion(
        version=edition.settings.version,
        recorded=recorded,
        notes=tuple(now[one] for one in sorted(now) if now[one] != before.get(one)),
        gone=tuple(sorted(set(before) - set(now))),
    )


def last_changed(edition: Edition) -> dict[str, str]:
    """By note the recorded version in which it last changed; without notes that are new or have changed since."""
    held = last_wordings(edition.versions)
    changed = {note.id: version.version for version in edition.versions for note in version.notes}
    return {placed.id: changed[placed.id] for placed in edition.notes if held.get(placed.id) == wording_of(placed.note)}


def wordings(edition: Edition) -> Iterator[tuple[str, list[tuple[RecordedVersion, RecordedNote]]]]:
    """Each note that was ever recorded, by id, with its wordings and the versions that brought them, latest first."""
    held: dict[str, list[tuple[RecordedVersion, RecordedNote]]] = {}
    for version in reversed(edition.versions):
        for note in version.notes:
            held.setdefault(note.id, []).append((version, note))
    yield from sorted(held.items())


def write_history(versions: Sequence[RecordedVersion]) -> str:
    """The file of all recorded versions, as YAML that is read back the same."""
    lines = [_HEAD.rstrip("\n")]
    for version in versions:
        lines.append(f'  - version: "{version.version}"')
        lines.append(f'    recorded: "{version.recorded}"')
        if version.gone:
            lines.append(f"    gone: [{', '.join(version.gone)}]")
        if version.notes:
            lines.append("    notes:")
        for note in version.notes:
            held = note.model_dump(mode="json", exclude_none=True)
            first, *rest = (f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in held.items())
            lines += [f"      - {first}", *(f"        {one}" for one in rest)]
    return "\n".join(lines) + "\n"
