"""Those who speak: what each says, turn by turn."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from edition.markdown import Markup
from edition.model import Interview, Speaker
from edition.pages.writer import Page, Writer
from edition.text import sentence_around


@dataclass(frozen=True, slots=True, kw_only=True)
class SpokenTurn:
    link: Markup
    opening: str
    """Its first sentence; empty where it may not be published."""
    words: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A speaker's part in one interview."""

    interview: Markup
    role: str
    turns: tuple[SpokenTurn, ...]
    words: int
    share: int
    """Of all words of the interview, in per cent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerView:
    name: str
    link: Markup
    summary: Markup
    person: Markup
    parts: tuple[Part, ...]


def render(writer: Writer) -> Iterator[Page]:
    """The list of speakers, and the page of each."""
    page = "speakers/index.md"
    views = [_view(writer, page, speaker) for speaker in writer.edition.speakers()]
    yield writer.page(page, "speakers.md.j2", "Speakers", "Those who speak, with all their turns.", speakers=views)
    for speaker in writer.edition.speakers():
        page = writer.sitemap.speaker(speaker.id).page
        summary = writer.edition.people[speaker.id].summary
        yield writer.page(
            page, "speaker.md.j2", speaker.name, writer.description(summary, speaker.name),
            speaker=_view(writer, page, speaker),
        )  # fmt: skip


def _view(writer: Writer, page: str, speaker: Speaker) -> SpeakerView:
    person = writer.edition.people[speaker.id]
    return SpeakerView(
        name=speaker.name,
        link=writer.link(page, writer.sitemap.speaker(speaker.id), speaker.name),
        summary=writer.inline(person.summary),
        person=writer.link(page, writer.sitemap.entry("people", speaker.id), f"About {speaker.name}"),
        parts=tuple(
            _part(writer, page, interview, speaker.id)
            for interview in writer.edition.interviews
            if any(one.id == speaker.id for one in interview.speakers)
        ),
    )


def _part(writer: Writer, page: str, interview: Interview, speaker_id: str) -> Part:
    turns = [turn for turn in interview.turns if turn.speaker == speaker_id]
    words = sum(turn.words for turn in turns)
    spoken = []
    for turn in turns:
        text = turn.paragraphs[0].text
        end = sentence_around(text, 0, 1)[1]
        link = writer.link(page, writer.sitemap.turn(interview.id, turn.id), f"turn {turn.number}")
        opening = "" if interview.withheld else text[:end] + (" …" if end < len(text) else "")
        spoken.append(SpokenTurn(link=link, opening=opening, words=turn.words))
    return Part(
        interview=writer.link(page, writer.sitemap.interview(interview.id), interview.title),
        role=interview.speaker(speaker_id).role or "",
        turns=tuple(spoken),
        words=words,
        share=round(100 * words / max(1, interview.words)),
    )
