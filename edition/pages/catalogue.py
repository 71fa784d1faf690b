"""The catalogue: all interviews with who speaks, when and how long, in parts where they are too many for one page.

What a script filters and sorts by stands on the link of each row, so that the page is whole without one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from edition.dates import parse_date, print_edtf
from edition.markdown import Markup, attributes, escape, link
from edition.model import Interview
from edition.pages.interview_lists import part_name
from edition.pages.writer import Page, Writer

SCRIPTS = ("catalogue.js",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An interview in the catalogue."""

    link: Markup
    date: str
    speakers: tuple[Markup, ...]
    turns: int
    words: int
    language: str
    notes: Markup | str
    """How many, with a link to them; empty where there are none."""


def render_catalogue(writer: Writer) -> Iterator[Page]:
    """The list of interviews, and its parts where it has any."""
    edition, sitemap = writer.edition, writer.sitemap
    parts: dict[str, list[Interview]] = {}
    for interview in edition.interviews:
        parts.setdefault(sitemap.catalogue_parts[interview.id], []).append(interview)
    together = set(parts) <= {""}
    themes = _themes(writer)
    notes: dict[str, list[str]] = {}
    for placed in edition.notes:
        notes.setdefault(placed.spans[0].interview, []).append(placed.id)
    page = sitemap.catalogue().page
    more = {"languages": len({one.record.language for one in edition.interviews}) > 1, "scripts": SCRIPTS}
    described = f"The interviews in {edition.settings.title}."
    yield writer.page(
        page, "catalogue.md.j2", "Interviews", described, count=len(edition.interviews), hide=("toc",),
        rows=[_row(writer, page, one, themes, notes.get(one.id, [])) for one in _by_date(parts.get("", []))],
        parts=[
            (writer.link(page, sitemap.catalogue(name), part_name(name)), len(held))
            for name, held in sorted(parts.items()) if not together
        ],
        **more,
    )  # fmt: skip
    for name, held in sorted(parts.items()) if not together else ():
        page = sitemap.catalogue(name).page
        yield writer.page(
            page, "catalogue_part.md.j2", f"Interviews: {part_name(name)}", described, hide=("toc",),
            rows=[_row(writer, page, one, themes, notes.get(one.id, [])) for one in _by_date(held)],
            parts=[
                ("" if one == name else writer.link(page, sitemap.catalogue(one), part_name(one)), part_name(one))
                for one in sorted(parts)
            ],
            up=writer.link(page, sitemap.catalogue(), "Interviews"), languages=more["languages"],
        )  # fmt: skip


def _by_date(interviews: list[Interview]) -> list[Interview]:
    return sorted(interviews, key=lambda one: (parse_date(one.record.date).sort_key, one.id))


def _themes(writer: Writer) -> dict[str, dict[str, str]]:
    """The themes under which each interview has passages: their ids and titles."""
    themes: dict[str, dict[str, str]] = {}
    for theme_id, theme in writer.edition.themes.items():
        for cell in theme.cells:
            for passage in cell.passages:
                themes.setdefault(passage.interview or writer.edition.interviews[0].id, {})[theme_id] = theme.title
    return themes


def _row(writer: Writer, page: str, interview: Interview, themes: dict[str, dict[str, str]], notes: list[str]) -> Row:
    sitemap, record = writer.sitemap, interview.record
    words = sum(turn.words for turn in interview.turns)
    about = themes.get(interview.id, {})
    data = {
        "data-year": str(parse_date(record.date).first[0]),
        "data-words": str(words),
        "data-notes": str(len(notes)),
        "data-language": record.language,
    }
    if about:
        data["data-themes"] = "; ".join(f"{key}: {title}" for key, title in about.items())
    address = sitemap.interview(interview.id)
    return Row(
        link=link(escape(interview.title), address.seen_from(page), attributes(values=data)),
        date=print_edtf(record.date),
        speakers=tuple(writer.link(page, sitemap.speaker(one.id), one.name) for one in interview.speakers),
        turns=len(interview.turns),
        words=words,
        language=record.language,
        notes=writer.link(page, sitemap.note_digest(notes[0]), str(len(notes))) if notes else "",
    )
