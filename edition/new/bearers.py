"""Whose an id is already, so that none that is proposed comes to mean two people in silence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from edition.model import Edition, Transcript
from edition.naming import is_latin, name_id, numbered
from edition.problems import Problem
from edition.text import slug


@dataclass(frozen=True, slots=True, kw_only=True)
class Bearer:
    """A person who has an id."""

    name: str
    names: frozenset[str]
    """Every name that is known of them."""
    where: str
    """Where they are written down."""


Bearers = Mapping[str, Bearer]
"""People by their ids."""


def bearers_of(edition: Edition) -> dict[str, Bearer]:
    """The people of an edition, be they speakers or named by others."""
    spoken: dict[str, tuple[str, str]] = {}
    for interview in edition.interviews:
        for speaker in interview.speakers:
            spoken.setdefault(speaker.id, (speaker.name, f"transcript/{interview.id}.yml"))
    found: dict[str, Bearer] = {}
    for person_id, person in edition.people.items():
        name, where = spoken.get(person_id, (person.name, "the register of people"))
        found[person_id] = Bearer(name=name, names=frozenset([name, *person.names]), where=where)
    return found


def settle_ids(transcript: Transcript, bearers: Bearers, path: str) -> Transcript:
    """A transcript whose inferred speakers have no other's id, with what was settled among its problems.

    An id that is made of another script, where two names may come out as one, gets a number. One that is the name
    itself stays, for it may well be the same person, and that is told.
    """
    lines = {turn.speaker: turn.line for turn in reversed(transcript.turns)}
    taken = {*bearers, *(speaker.id for speaker in transcript.speakers)}
    new: dict[str, str] = {}
    told: list[Problem] = []
    for speaker in transcript.speakers:
        bearer = bearers.get(speaker.id)
        if bearer is None:
            continue
        if speaker.name in bearer.names:
            message = (
                f"'{speaker.name}' is taken for the one in {bearer.where}; if they are two, give this one another id"
            )
        elif is_latin(speaker.name) or speaker.id == slug(speaker.name):
            message = f"'{speaker.name}' has the id of {bearer.name} in {bearer.where}; if they are two, write another"
        else:
            new[speaker.id] = numbered(name_id(speaker.name) or "speaker", taken)
            taken.add(new[speaker.id])
            message = (
                f"'{speaker.name}' is '{new[speaker.id]}', for '{speaker.id}' is {bearer.name} in {bearer.where}; "
                "if they are one, give them one id"
            )
        told.append(Problem(path=path, line=lines.get(speaker.id, 0), message=message))
    return replace(
        transcript,
        speakers=tuple(replace(one, id=new.get(one.id, one.id)) for one in transcript.speakers),
        turns=tuple(replace(one, speaker=new.get(one.speaker, one.speaker)) for one in transcript.turns),
        problems=(*transcript.problems, *told),
    )
