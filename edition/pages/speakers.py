"""Those who speak: what each says, turn by turn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from edition.dates import print_edtf
from edition.markdown import Markup
from edition.model import Interview, Speaker, Turn
from edition.pages.interview_lists import part_name
from edition.pages.writer import Page, Writer
from edition.parts import ROOM, pack
from edition.text import counted, sentence_around


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
    alone: Markup
    """The interview with this speaker's turns alone."""
    title: str
    when: str
    role: str
    turns: tuple[SpokenTurn, ...]
    count: int
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

    @property
    def turns(self) -> int:
        return sum(part.count for part in self.parts)

    @property
    def words(self) -> int:
        return sum(part.words for part in self.parts)


_PART, _TURN = 330, 130
"""Bytes of an interview in the list of a speaker's parts, and of a turn in it beside its words."""


def render(writer: Writer) -> Iterator[Page]:
    """The list of speakers, in parts where it is long, and the page of each."""
    parts: dict[str, list[Speaker]] = {}
    for speaker in writer.edition.speakers():
        parts.setdefault(writer.sitemap.speaker_parts[speaker.id], []).append(speaker)
    together = set(parts) <= {""}
    page = writer.sitemap.speakers().page
    spoken = _spoken(writer)
    yield writer.page(
        page, "speakers.md.j2", "Speakers", "Those who speak, with all their turns.",
        speakers=[_view(writer, page, one, spoken[one.id]) for one in parts.get("", [])],
        parts=[
            (writer.link(page, writer.sitemap.speakers(name), part_name(name)), len(held))
            for name, held in sorted(parts.items()) if not together
        ],
        several=len(writer.edition.interviews) > 1,
    )  # fmt: skip
    for name, held in sorted(parts.items()) if not together else ():
        page = writer.sitemap.speakers(name).page
        yield writer.page(
            page, "speakers_part.md.j2", f"Speakers: {part_name(name)}", "Those who speak, with all their turns.",
            speakers=[_view(writer, page, one, spoken[one.id]) for one in _filed(writer, held)],
            parts=[
                ("" if one == name else writer.link(page, writer.sitemap.speakers(one), part_name(one)), part_name(one))
                for one in sorted(parts)
            ],
            up=writer.link(page, writer.sitemap.speakers(), "Speakers"), several=True,
        )  # fmt: skip
    for held in parts.values():
        for speaker in held:
            yield from _render_speaker(writer, speaker, spoken[speaker.id])


def _filed(writer: Writer, speakers: Sequence[Speaker]) -> list[Speaker]:
    return sorted(speakers, key=lambda one: writer.edition.people[one.id].sort_name.casefold())


def _spoken(writer: Writer) -> dict[str, list[Interview]]:
    """The interviews in which each speaker speaks."""
    spoken: dict[str, list[Interview]] = {}
    for interview in writer.edition.interviews:
        for speaker in interview.speakers:
            spoken.setdefault(speaker.id, []).append(interview)
    return spoken


def _render_speaker(writer: Writer, speaker: Speaker, interviews: Sequence[Interview]) -> Iterator[Page]:
    """With all turns where one page has room for them; else with the interviews, on as many pages as they need."""
    address = writer.sitemap.speaker(speaker.id)
    view = _view(writer, address.page, speaker, interviews, turns=True)
    pages = [list(view.parts)]
    with_turns = (
        sum(_PART + sum(_TURN + len(turn.opening.encode()) for turn in part.turns) for part in view.parts) <= ROOM
    )
    if not with_turns:
        pages = pack((_PART + len(part.interview) + len(part.alone), part) for part in view.parts)
    summary = writer.edition.people[speaker.id].summary
    for number in range(1, len(pages) + 1):
        page = writer.sitemap.numbered(address, number).page
        if number > 1:
            view = _view(writer, page, speaker, interviews)
        first = sum(map(len, pages[: number - 1]))
        yield writer.page(
            page, "speaker.md.j2", speaker.name + (f", page {number}" if number > 1 else ""),
            writer.description(summary, speaker.name), speaker=view, with_turns=with_turns,
            shown=view.parts[first : first + len(pages[number - 1])], several=len(view.parts) > 1,
            pages=writer.page_links(page, address, len(pages)),
            up=writer.link(page, writer.sitemap.speakers(), "Speakers"),
        )  # fmt: skip


def _view(
    writer: Writer, page: str, speaker: Speaker, interviews: Sequence[Interview], *, turns: bool = False
) -> SpeakerView:
    return SpeakerView(
        name=speaker.name,
        link=writer.link(page, writer.sitemap.speaker(speaker.id), speaker.name),
        summary=writer.summary("people", speaker.id),
        person=writer.link(page, writer.sitemap.entry("people", speaker.id), f"About {speaker.name}"),
        parts=tuple(_part(writer, page, interview, speaker.id, turns=turns) for interview in interviews),
    )


def _part(writer: Writer, page: str, interview: Interview, speaker_id: str, *, turns: bool) -> Part:
    said = [turn for turn in interview.turns if turn.speaker == speaker_id]
    words = sum(turn.words for turn in said)
    transcript = writer.sitemap.interview(interview.id)
    return Part(
        interview=writer.link(page, transcript, interview.title),
        alone=writer.link(page, replace(transcript, query=f"speaker={speaker_id}"), counted(len(said), "turn")),
        title=interview.title,
        when=print_edtf(interview.record.date),
        role=interview.speaker(speaker_id).role or "",
        turns=tuple(_turn(writer, page, interview, turn) for turn in said) if turns else (),
        count=len(said),
        words=words,
        share=round(100 * words / max(1, interview.words)),
    )


def _turn(writer: Writer, page: str, interview: Interview, turn: Turn) -> SpokenTurn:
    text = turn.paragraphs[0].text
    end = sentence_around(text, 0, 1)[1]
    link = writer.link(page, writer.sitemap.turn(interview.id, turn.id), f"turn {turn.number}")
    opening = "" if interview.withheld else text[:end] + (" …" if end < len(text) else "")
    return SpokenTurn(link=link, opening=opening, words=turn.words)
