"""Candidates to YAML that can be pasted into a file under `annotations/`.

Every proposal is complete but for what only the editor knows; `TODO` stands there, and a check refuses a file in which
it still does.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import groupby

from edition.annotations import TODO
from edition.model import Edition
from edition.naming import name_id, numbered
from edition.suggest.candidates import Candidate, Place

_NOTED = {"figures": "context", "quotations": "context"}
"""Kinds of candidate that want a note, and the kind of note that asks for no finding yet."""
CONTEXT = 40


def print_candidates(edition: Edition, candidates: Sequence[Candidate]) -> str:
    """All candidates as YAML, each with its reason and the words around it as a comment; empty where there are none."""
    names = _Ids(edition)
    several = len(edition.interviews) > 1
    parts: list[str] = []
    for key, group in groupby(sorted(candidates, key=_order), key=_top_key):
        parts.append(f"{key}:")
        for one in group:
            parts += _comment(one)
            parts += names.entry(key, one, several=several)
    return "\n".join(parts) + "\n" if parts else ""


def _top_key(candidate: Candidate) -> str:
    if candidate.kind == "descriptions":
        return "people"
    return "notes" if candidate.kind in _NOTED else candidate.kind


def _order(candidate: Candidate) -> int:
    return ("people", "places", "organisations", "dates", "notes").index(_top_key(candidate))


def _comment(candidate: Candidate) -> Iterator[str]:
    """Why it is proposed, and where it stands with the words around it."""
    yield f"  # {candidate.reason}"
    if candidate.resembles:
        yield f"  # nearly the same as '{candidate.resembles}', which has an entry: a variant of that?"
    for place in candidate.places[:4]:
        before = " ".join(place.text[max(0, place.start - CONTEXT) : place.start].split())
        after = " ".join(place.text[place.end : place.end + CONTEXT].split())
        words = " ".join(place.quote.split())
        yield f"  #   {place.turn}: … {before} [{words}] {after} …"
    if len(candidate.places) > 4:
        yield f"  #   and {len(candidate.places) - 4} more"


class _Ids:
    """Proposals with ids that nothing else has."""

    def __init__(self, edition: Edition):
        self._edition = edition
        self._taken = {note.id for note in edition.notes}
        for register in ("people", "places", "organisations", "terms", "dates"):
            self._taken |= set(edition.register(register))

    def entry(self, key: str, candidate: Candidate, *, several: bool) -> Iterator[str]:
        """A candidate as a record under a top key, one line at a time."""
        record_id = self._id(candidate)
        quoted = _quoted(candidate.words)
        places = [_selector(place, several=several) for place in candidate.places]
        if key == "notes":
            yield f"  - id: {record_id}"
            yield f"    targets: [{', '.join(places)}]"
            yield f"    kind: {_NOTED[candidate.kind]}"
            yield f"    text: {TODO}"
            yield "    by: machine-assisted draft"
            yield f"    checked: {TODO}"
            return
        yield f"  {record_id}:"
        if key == "dates":
            yield f"    label: {quoted}"
            yield f"    when: {candidate.edtf or TODO}"
            yield "    basis: as-stated"
            yield f"    lane: {self._edition.settings.lanes[0].id if self._edition.settings.lanes else TODO}"
            yield f"    mentions: [{', '.join(places)}]"
        elif candidate.kind == "descriptions":
            yield f"    name: {TODO}"
            yield f"    summary: {TODO}"
            yield "    match: mentions"
            yield f"    mentions: [{', '.join(places)}]"
        else:
            yield f"    name: {quoted}"
            yield f"    summary: {TODO}"

    def _id(self, candidate: Candidate) -> str:
        first = candidate.places[0]
        base = name_id(" ".join(candidate.words.split()[:6]))[:60].strip("-") or f"{candidate.kind}-{first.paragraph}"
        free = numbered(base, self._taken)
        self._taken.add(free)
        return free


def _selector(place: Place, *, several: bool) -> str:
    """A place as a selector; with the words before or after where the quotation alone would be found twice."""
    parts = [f"turn: {place.turn}", f"quote: {_quoted(place.quote)}"]
    if place.repeated:
        before, after = place.text[: place.start].split(), place.text[place.end :].split()
        parts += [f"prefix: {_quoted(' '.join(before[-6:]))}"] if before else []
        parts += [f"suffix: {_quoted(' '.join(after[:6]))}"] if after else []
    if several:
        parts.append(f"interview: {place.interview}")
    return "{" + ", ".join(parts) + "}"


def _quoted(text: str) -> str:
    """Text in double quotes, as YAML and JSON both read it."""
    return json.dumps(" ".join(text.split()), ensure_ascii=False)
