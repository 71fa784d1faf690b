"""Themes: what is said of each subject, side by side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from edition.anchoring.quotations import find_quote
from edition.annotations import Passage, Theme, ThemeCell
from edition.markdown import Markup
from edition.model import OMITTED
from edition.pages.writer import Excerpt, Page, Writer
from edition.parts import ROOM, pack
from edition.sitemap import Address
from edition.text import sentence_around

COMPARISON, THEMES = Address("comparison/index.md"), Address("themes/index.md")
PASSAGES_IN_BRIEF = 6
"""As many of a cell are shown in the comparison where it is too long with all of them."""
PASSAGES_IN_A_PIECE = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class CellView:
    about: str
    """The subjects, joined by "and"."""
    synthesis: Markup
    excerpts: tuple[Excerpt, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeView:
    id: str
    title: str
    link: Markup
    summary: Markup
    cells: tuple[CellView, ...]
    more: int
    """Passages that stand on another page."""


def render(writer: Writer) -> Iterator[Page]:
    """The comparison of all themes, the list of themes, and a page for each."""
    themes = writer.edition.themes
    if not themes:
        return
    names = [writer.edition.people[one].name for one in writer.edition.settings.comparison]
    title = " and ".join(names) + ", side by side" if names else "Side by side"
    pages = pack((_weigh(_in_brief(theme)), theme_id) for theme_id, theme in themes.items())
    if len(pages) == 1 and sum(map(_weigh, themes.values())) <= ROOM:
        shown = dict(themes)
    else:
        shown = {theme_id: _in_brief(theme) for theme_id, theme in themes.items()}
    for number, held in enumerate(pages, start=1):
        page = writer.sitemap.numbered(COMPARISON, number).page
        yield writer.page(
            page, "comparison.md.j2", title + (f", page {number}" if number > 1 else ""),
            f"{title}: what the speakers say, theme by theme.",
            themes=[_view(writer, page, theme_id, shown[theme_id], themes[theme_id]) for theme_id in held],
            pages=writer.page_links(page, COMPARISON, len(pages)),
        )  # fmt: skip
    yield writer.page(
        "themes/index.md", "themes.md.j2", "Themes", "Themes: what the speakers say, theme by theme.",
        themes=[_view(writer, "themes/index.md", theme_id, theme, theme) for theme_id, theme in themes.items()],
    )  # fmt: skip
    for theme_id, theme in themes.items():
        yield from _render_theme(writer, theme_id, theme)


def _render_theme(writer: Writer, theme_id: str, theme: Theme) -> Iterator[Page]:
    """A theme, on as many pages as its passages need."""
    address = writer.sitemap.theme(theme_id)
    pages = pack(_pieces(theme))
    for number, cells in enumerate(pages or [[]], start=1):
        page = writer.sitemap.numbered(address, number).page
        yield writer.page(
            page, "theme.md.j2", theme.title + (f", page {number}" if number > 1 else ""),
            writer.description(theme.summary, theme.title),
            theme=_view(writer, page, theme_id, theme.model_copy(update={"cells": tuple(cells)}), theme),
            pages=writer.page_links(page, address, len(pages)), up=writer.link(page, THEMES, "Themes"),
        )  # fmt: skip


def _pieces(theme: Theme) -> Iterator[tuple[int, ThemeCell]]:
    """The cells of a theme with their weights, a long one in pieces of which the first has what the editors say."""
    for cell in theme.cells:
        passages = list(cell.passages)
        for first in range(0, max(1, len(passages)), PASSAGES_IN_A_PIECE):
            piece = cell.model_copy(update={"passages": tuple(passages[first : first + PASSAGES_IN_A_PIECE])})
            if first:
                piece = piece.model_copy(update={"synthesis": None})
            yield _weigh_cell(piece), piece


def _in_brief(theme: Theme) -> Theme:
    """The theme with the first passages of each cell."""
    cells = tuple(cell.model_copy(update={"passages": cell.passages[:PASSAGES_IN_BRIEF]}) for cell in theme.cells)
    return theme.model_copy(update={"cells": cells})


def _weigh(theme: Theme) -> int:
    return 300 + len(theme.summary or "") + sum(map(_weigh_cell, theme.cells))


def _weigh_cell(cell: ThemeCell) -> int:
    """About how many bytes of HTML it takes; a passage shows one sentence, or a quotation."""
    return 200 + len(cell.synthesis or "") + sum(480 + len(passage.quote or "") for passage in cell.passages)


def _view(writer: Writer, page: str, theme_id: str, theme: Theme, whole: Theme) -> ThemeView:
    """A theme, or as much of the whole theme as stands on a page."""
    return ThemeView(
        id=theme_id,
        title=theme.title,
        link=writer.link(page, writer.sitemap.theme(theme_id), theme.title),
        summary=writer.inline(theme.summary),
        cells=tuple(_cell(writer, page, cell) for cell in theme.cells),
        more=sum(len(cell.passages) for cell in whole.cells) - sum(len(cell.passages) for cell in theme.cells),
    )


def _cell(writer: Writer, page: str, cell: ThemeCell) -> CellView:
    return CellView(
        about=" and ".join(writer.edition.people[one].name for one in cell.about),
        synthesis=writer.prose(page, cell.synthesis),
        excerpts=tuple(passage_excerpt(writer, page, passage) for passage in cell.passages),
    )


def passage_excerpt(writer: Writer, page: str, passage: Passage) -> Excerpt:
    """A passage as its quotation, or as the opening of its first turn, with the one who says it."""
    interview = writer.edition.interview(passage.interview or writer.edition.interviews[0].id)
    turns = interview.turns_between(passage.turns)
    if passage.quote and not interview.withheld:  # there the range is that of the quotation already
        turns = tuple(turn for turn in turns if find_quote(turn.paragraphs, passage.quote))
    text = turns[0].paragraphs[0].text
    end = sentence_around(text, 0, 1)[1]
    more = end < len(text) or len(turns[0].paragraphs) > 1 or len(turns) > 1
    opening = OMITTED if interview.withheld else text[:end] + (" …" if more else "")
    place = writer.place(interview.id, turns[0].id)
    if len(turns) > 1:
        place = f"{place.replace('turn', 'turns')}–{turns[-1].number}"
    return Excerpt(
        before="",
        words=passage.quote or opening,
        after="",
        speaker=interview.speaker(turns[0].speaker).name,
        place=place,
        link=writer.link(page, writer.sitemap.turn(interview.id, turns[0].id), place),
        language=writer.spoken_language(interview),
    )
