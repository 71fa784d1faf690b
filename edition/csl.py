"""Works, interviews, notes and entries as CSL-JSON 1.0.2 items: what exports write and citations are made from.

Who interviews is told by the speaker's `role`: the one whose role says "interviewer", "moderator", "host", "chair" or
"asks the questions". All other speakers are those interviewed, in the order of the record, and stand as authors, as CSL
has it for type `interview`. Where no role says so, or all do, every speaker is an author and there is no interviewer.

Family and given names come from the `sort` name of the speaker's entry among the people (``Chang, Jung``). Without one
the name stands whole: which part is the family name is never guessed.
"""

from __future__ import annotations

import re
from typing import Any

from edition.annotations import Reference
from edition.dates import UNKNOWN, parse_date
from edition.model import Edition, Interview, Speaker

Item = dict[str, Any]
"""One item of CSL-JSON, its keys in the order of the standard's documentation."""

_ASKS = re.compile(r"\b(?:interviewer|moderator|moderates|host|chair|asks the questions)\b", re.IGNORECASE)
_PLAIN_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?([?~%]?)")
_OF_CUSTOM = {"summary", "authors_speak_here", "archived", "identified"}
"""What is exported of an edition's own keys; long prose and places in the text stand in edition.json."""


def interviewers(interview: Interview) -> tuple[Speaker, ...]:
    """The speakers whose role says that they ask; none where that leaves nobody who is interviewed."""
    asking = tuple(one for one in interview.speakers if one.role and _ASKS.search(one.role))
    return asking if len(asking) < len(interview.speakers) else ()


def interviewed(interview: Interview) -> tuple[Speaker, ...]:
    """The speakers who answer."""
    asking = interviewers(interview)
    return tuple(one for one in interview.speakers if one not in asking)


def speaker_name(edition: Edition, speaker: Speaker) -> dict[str, str]:
    """A speaker's name in CSL: family and given where the people say them, else whole."""
    person = edition.people.get(speaker.id)
    family, comma, given = (person.sort or "").partition(", ") if person else ("", "", "")
    return {"family": family, "given": given} if comma else {"literal": speaker.name}


def csl_date(edtf: str) -> dict[str, Any]:
    """An EDTF date in CSL: its parts, or a range of days; `circa` where it is uncertain; empty where it is unknown."""
    if edtf == UNKNOWN:
        return {}
    plain = _PLAIN_DATE.fullmatch(edtf)
    if plain:
        date: dict[str, Any] = {"date-parts": [[int(part) for part in plain.groups()[:3] if part]]}
        return {**date, "circa": True} if plain[4] else date
    span = parse_date(edtf)
    if span.open_start or span.open_end:
        return {"literal": edtf}
    years = [[span.first[0]]] if span.first[0] == span.last[0] else [[span.first[0]], [span.last[0]]]
    return {"date-parts": years, "circa": True} if span.uncertain else {"date-parts": years}


def interview_item(edition: Edition, interview: Interview) -> Item:
    """An interview as it was printed, of CSL type `interview`: without this edition, its version and its address."""
    record = interview.record
    item: Item = {
        "id": interview.id,
        "type": "interview",
        "title": interview.title,
        "author": [speaker_name(edition, one) for one in interviewed(interview)],
        "interviewer": [speaker_name(edition, one) for one in interviewers(interview)],
        "container-title": record.venue and record.venue.title,
        "section": record.venue and record.venue.section,
        "publisher-place": record.venue and record.venue.place,
        "issued": csl_date(record.date),
        "URL": record.address[-1] if record.address else None,
        "language": record.language,
    }
    return {key: value for key, value in item.items() if value}


def reference_item(reference: Reference) -> Item:
    """A work as its editor wrote it; under `custom` the summary, the speakers among its authors, the archived copy."""
    item = reference.model_dump(mode="json", by_alias=True, exclude_none=True, exclude={"custom"})
    custom = reference.custom.model_dump(mode="json", by_alias=True, exclude_none=True, include=_OF_CUSTOM)
    if custom.get("identified") == "yes":
        del custom["identified"]
    custom = {key: value for key, value in custom.items() if value}
    whole = {key: value for key, value in item.items() if value not in ([], ())}
    return {**whole, "custom": custom} if custom else whole
