"""Readings: a teacher's paths through passages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from edition.annotations import Question, Reading
from edition.markdown import Markup
from edition.pages.comparison import passage_excerpt
from edition.pages.writer import Excerpt, Page, Writer


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionView:
    ask: Markup
    turns: tuple[Markup, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingView:
    title: str
    link: Markup
    minutes: int
    introduction: Markup
    advisory: str
    passages: tuple[Excerpt, ...]
    questions: tuple[QuestionView, ...]
    opposing: tuple[Markup, ...]
    further: tuple[Markup, ...]


def render(writer: Writer) -> Iterator[Page]:
    """The list of readings, and a page for each."""
    readings = writer.edition.readings
    if not readings:
        return
    page = "readings/index.md"
    views = [_view(writer, page, reading_id, reading) for reading_id, reading in readings.items()]
    yield writer.page(page, "readings.md.j2", "Readings", "Readings for teachers, with questions.", readings=views)
    for reading_id, reading in readings.items():
        page = writer.sitemap.reading(reading_id).page
        yield writer.page(
            page, "reading.md.j2", reading.title, writer.description(reading.introduction, reading.title),
            reading=_view(writer, page, reading_id, reading),
        )  # fmt: skip


def _view(writer: Writer, page: str, reading_id: str, reading: Reading) -> ReadingView:
    return ReadingView(
        title=reading.title,
        link=writer.link(page, writer.sitemap.reading(reading_id), reading.title),
        minutes=reading.minutes,
        introduction=writer.prose(page, reading.introduction),
        advisory=reading.advisory or "",
        passages=tuple(passage_excerpt(writer, page, passage) for passage in reading.passages),
        questions=tuple(_question(writer, page, question) for question in reading.questions),
        opposing=tuple(writer.reference(page, one) for one in reading.opposing),
        further=tuple(writer.reference(page, one) for one in reading.further),
    )


def _question(writer: Writer, page: str, question: Question) -> QuestionView:
    interview = question.interview or writer.edition.interviews[0].id
    return QuestionView(
        ask=writer.prose(page, question.ask),
        turns=tuple(
            writer.link(page, writer.sitemap.turns(interview, turns), turns.replace("t", "").replace("-", "–"))
            for turns in question.turns
        ),
    )
