"""Themes: what is said of each subject, side by side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from edition.anchoring.quotations import find_quote
from edition.annotations import Passage, Theme, ThemeCell
from edition.markdown import Markup
from edition.model import OMITTED
from edition.pages.writer import Excerpt, Page, Writer
from edition.text import sentence_around


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


def render(writer: Writer) -> Iterator[Page]:
    """The comparison of all themes, the list of themes, and a page for each."""
    themes = writer.edition.themes
    if not themes:
        return
    names = [writer.edition.people[one].name for one in writer.edition.settings.comparison]
    for page, template, title in (
        (
            "comparison/index.md",
            "comparison.md.j2",
            " and ".join(names) + ", side by side" if names else "Side by side",
        ),
        ("themes/index.md", "themes.md.j2", "Themes"),
    ):
        views = [_view(writer, page, theme_id, theme) for theme_id, theme in themes.items()]
        yield writer.page(page, template, title, f"{title}: what the speakers say, theme by theme.", themes=views)
    for theme_id, theme in themes.items():
        page = writer.sitemap.theme(theme_id).page
        yield writer.page(
            page, "theme.md.j2", theme.title, writer.description(theme.summary, theme.title),
            theme=_view(writer, page, theme_id, theme),
        )  # fmt: skip


def _view(writer: Writer, page: str, theme_id: str, theme: Theme) -> ThemeView:
    return ThemeView(
        id=theme_id,
        title=theme.title,
        link=writer.link(page, writer.sitemap.theme(theme_id), theme.title),
        summary=writer.inline(theme.summary),
        cells=tuple(_cell(writer, page, cell) for cell in theme.cells),
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
