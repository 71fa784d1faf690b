"""Cards: what a reader is shown of an entry beside the words that name it, one file of JSON an interview.

A file of its own, fetched when the first card is wanted, keeps the transcript's page light.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from edition.annotations import Entry, Event, Person, Reference
from edition.bibliography import print_names
from edition.dates import print_edtf
from edition.markdown import plain_prose
from edition.model import Edition, Register
from edition.rights import permitted
from edition.sitemap import Sitemap


def render_cards(edition: Edition) -> Iterator[tuple[str, bytes]]:
    """Each interview's cards by path: address of the entry to name, dates, one line, and the turns that name it."""
    edition = permitted(edition)
    sitemap, named = Sitemap(edition), _named(edition)
    for interview in edition.interviews:
        cards = {
            sitemap.entry(register, entry_id).url: _card(edition, register, entry_id, turns)
            for (register, entry_id), turns in named[interview.id].items()
        }
        text = json.dumps(cards, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        yield sitemap.cards(interview.id), text.encode()


def _named(edition: Edition) -> Mapping[str, Mapping[tuple[Register, str], dict[str, None]]]:
    """By interview the entries that it names, with the turns in the order of the text."""
    named: defaultdict[str, dict[tuple[Register, str], dict[str, None]]] = defaultdict(dict)
    for mention in edition.mentions:
        of_interview = named[mention.span.interview]
        of_interview.setdefault((mention.register, mention.id), {})[mention.span.turn] = None
    return named


def _card(edition: Edition, register: Register, entry_id: str, turns: Iterable[str]) -> dict[str, object]:
    entry = edition.register(register)[entry_id]
    card: dict[str, object] = {
        "name": edition.entry_name(register, entry_id),
        "dates": _dates(entry),
        "line": _line(entry),
        "turns": list(turns),
    }
    return {key: value for key, value in card.items() if value}


def _dates(entry: Entry | Event | Reference) -> str:
    """Life dates, a date, or a work's author and year, in words."""
    match entry:
        case Person(born=born, died=died, floruit=floruit):
            if born and died:
                return f"{print_edtf(born)} – {print_edtf(died)}"
            if born or died:
                return f"born {print_edtf(born)}" if born else f"died {print_edtf(died or '')}"
            return f"active {print_edtf(floruit)}" if floruit else ""
        case Event(when=when):
            return print_edtf(when)
        case Reference():
            return ", ".join(part for part in (print_names(entry), entry.issued.year if entry.issued else "") if part)
        case _:
            return ""


def _line(entry: Entry | Event | Reference) -> str:
    text = entry.custom.summary if isinstance(entry, Reference) else entry.summary
    return plain_prose(text) if text else ""
