"""Interviews and annotations to one `Edition`, or everything that is wrong with them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from edition.anchoring.mentions import forget_names, name_finder
from edition.anchoring.quotations import find_quote, nearest_wording
from edition.annotations import (
    ID_PATTERN,
    EditionSettings,
    Emendation,
    Entry,
    Event,
    ForeignWords,
    Note,
    Person,
    QuoteSelector,
    Section,
    Selector,
)
from edition.checks import check_own_books, check_records
from edition.interviews import ReadInterview, find_transcripts, forget_interviews, read_interviews
from edition.model import (
    REGISTERS,
    Edition,
    Interview,
    Mention,
    Paragraph,
    PlacedEmendation,
    PlacedForeign,
    PlacedNote,
    Register,
    Span,
    SpokenIn,
)
from edition.problems import Problem, ProblemsFound, did_you_mean
from edition.prose import literal
from edition.records import Collection, collect, forget_files, with_turns_of
from edition.validation import Located
from edition.yaml_source import KeyPath


def assemble_edition(files: Mapping[str, bytes]) -> Edition:
    """The edition that these files make, by path from the project's folder.

    Raises `ProblemsFound` with every problem where there is one.
    """
    read, problems = read_interviews(files)
    problems += [_unrecorded(one) for one in read if not one.is_recorded]
    annotations = {
        path: data for path, data in files.items()
        if path.startswith("annotations/") and path.endswith((".yml", ".yaml"))
    }  # fmt: skip
    transcripts = find_transcripts(files)
    if len(transcripts) > 1:
        read = [_with_its_turns(one) for one in read]
    collection, found = collect(annotations, several=len(transcripts) > 1)
    problems += found
    del files  # a thousand interviews have 100 MB of them, and are read now
    complete = len(read) == len(transcripts) > 0
    problems += check_records(collection, read, complete=complete)
    named = [one for one in transcripts if re.fullmatch(ID_PATTERN, one)]
    placer = _Placer([one.interview for one in read], named)
    edition = _join(collection, placer, problems) if collection.settings else None
    if problems or edition is None:
        raise ProblemsFound(problems)
    return edition


def forget_read() -> None:
    """Keep nothing of what was read for the next time: it is a third of an archive's memory."""
    forget_interviews()
    forget_files()
    forget_names()


def _with_its_turns(read: ReadInterview) -> ReadInterview:
    """An interview in whose record a link to a turn, such as ``turn:t2`` in its summary, says that it means its own."""
    record = with_turns_of(read.interview.record, read.interview.id)
    return read if record is read.interview.record else replace(read, interview=replace(read.interview, record=record))


def _unrecorded(read: ReadInterview) -> Problem:
    new = read.identified.new
    shown = ", ".join(new[:6]) + (" …" if len(new) > 6 else "")
    return Problem(
        path=read.ledger_path,
        message=f"{len(new)} {'id is' if len(new) == 1 else 'ids are'} not recorded yet: {shown}",
        hints=("run   python build_site.py ids --write   and commit the ledger with the text",),
    )


def _join(collection: Collection, placer: _Placer, problems: list[Problem]) -> Edition:
    records = collection.records
    notes = [(located, placer.place_note(located)) for located in records["notes"].values()]
    placed = [(located, note) for located, note in notes if note]
    references = {key: located.record for key, located in records["references"].items()}
    problems += check_own_books(placed, placer.interviews, references.values())
    mentions = placer.find_mentions(collection)
    sections = placer.by_interview(records["sections"].values())
    emendations = placer.by_interview(records["emendations"].values())
    foreign = placer.by_interview(records["languages"].values())
    interviews = tuple(
        replace(
            interview,
            sections=placer.place_sections(interview, sections.get(interview.id, ())),
            emendations=placer.place_emendations(interview, emendations.get(interview.id, ())),
            foreign=placer.place_foreign(interview, foreign.get(interview.id, ())),
        )
        for interview in placer.interviews.values()
    )
    placer.check_passages(collection)
    problems += placer.problems
    assert collection.settings
    unwritten = _unwritten(records["people"], interviews)
    return Edition(
        settings=_with_title(collection.settings, interviews, problems),
        interviews=interviews,
        people=_with_speakers(_sorted_entries(records["people"]), interviews, unwritten),
        places=_sorted_entries(records["places"]),
        organisations=_sorted_entries(records["organisations"]),
        terms=_sorted_entries(records["terms"]),
        dates=dict(
            sorted(((k, d.record) for k, d in records["dates"].items()), key=lambda item: (item[1].sort_key, item[0]))
        ),
        references=dict(sorted(references.items(), key=lambda item: (item[1].sort_name.casefold(), item[0]))),
        notes=tuple(note for _, note in sorted(placed, key=lambda pair: (*placer.order(pair[1].spans[0]), pair[1].id))),
        themes={key: located.record for key, located in records["themes"].items()},
        readings={key: located.record for key, located in records["readings"].items()},
        mentions=tuple(sorted(mentions, key=lambda m: (*placer.order(m.span), m.register, m.id))),
        versions=tuple(collection.versions),
        unwritten=unwritten,
    )


def _with_title(
    settings: Located[EditionSettings], interviews: Sequence[Interview], problems: list[Problem]
) -> EditionSettings:
    """What the edition says of itself; where it names no title, that of its one interview."""
    if settings.record.title:
        return settings.record
    if len(interviews) > 1:
        hint = f"an edition of {len(interviews)} interviews has a name of its own; write it after  title:"
        problems.append(settings.document.problem(settings.keys, "edition: 'title' is missing", hint))
    return settings.record.model_copy(update={"title": interviews[0].title if interviews else ""})


def _sorted_entries(located: Mapping[str, Located[Any]]) -> dict[str, Any]:
    entries = ((key, one.record) for key, one in located.items())
    return dict(sorted(entries, key=lambda item: (item[1].sort_name.casefold(), item[0])))


def _unwritten(written: Container[str], interviews: Sequence[Interview]) -> dict[str, SpokenIn]:
    """The speakers who have neither an entry nor a role, with where they speak."""
    roles: dict[str, tuple[str | None, str]] = {}
    times = Counter(speaker.id for interview in interviews for speaker in interview.speakers)
    for interview in interviews:
        for speaker in interview.speakers:
            roles.setdefault(speaker.id, (speaker.role, interview.title))
    return {
        one: SpokenIn(title, times[one] - 1) for one, (role, title) in roles.items() if not role and one not in written
    }


def _with_speakers(
    people: dict[str, Person], interviews: Sequence[Interview], unwritten: Mapping[str, SpokenIn]
) -> dict[str, Person]:
    """The people, with a short entry for a speaker about whom nothing was written."""
    for interview in interviews:
        for speaker in interview.speakers:
            if speaker.id not in people:
                said = unwritten.get(speaker.id)
                summary = literal(f"{said.BEFORE}{said.title}{said.after}" if said else speaker.role or "")
                people[speaker.id] = Person(name=speaker.name, summary=summary, match="mentions")
    return dict(sorted(people.items(), key=lambda item: (item[1].sort_name.casefold(), item[0])))


@dataclass(frozen=True, slots=True)
class _Named:
    """What is common to all records that the text may name."""

    register: Register
    located: Located[Any]
    names: tuple[str, ...]
    except_: tuple[QuoteSelector, ...]
    mentions: tuple[QuoteSelector, ...]
    keys: KeyPath
    """Where `mentions` and `except` stand in the record."""


def _named(collection: Collection) -> Iterator[_Named]:
    for register in REGISTERS:
        for located in collection.records[register].values():
            record = located.record
            if isinstance(record, Entry):
                names = record.names if record.match == "all" else ()
                yield _Named(register, located, names, record.except_, record.mentions, ())
            elif isinstance(record, Event):
                yield _Named(register, located, record.variants, record.except_, record.mentions, ())
            else:
                custom = record.custom
                names = (record.title, *custom.variants) if custom.match == "all" else custom.variants
                yield _Named(register, located, names, custom.except_, custom.mentions, ("custom",))


def _either(ids: Iterable[str]) -> str:
    """The first of the ids that may be written, and some of the others in brackets."""
    first, *others = ids
    more = ", ".join(others[:5]) + (", …" if others[5:] else "")
    return f"{first} (or {more})" if more else first


class _Placer:
    """Puts records on the text, gathering the problems of doing so."""

    def __init__(self, interviews: Iterable[Interview], transcripts: Sequence[str]):
        self.interviews = {interview.id: interview for interview in interviews}
        self._transcripts = dict.fromkeys(transcripts)
        """Ids of all interviews, those included that could not be read."""
        self.problems: list[Problem] = []
        self._paragraphs: dict[tuple[str, str], tuple[Paragraph, ...]] = {}
        for interview in self.interviews.values():
            for turn in interview.turns:
                self._paragraphs[interview.id, turn.id] = turn.paragraphs
            for item in interview.tail:
                self._paragraphs[interview.id, item.id] = (Paragraph(id=item.id, text=item.text, line=item.line),)
        self._order = {key: index for index, key in enumerate(
            (interview_id, paragraph.id) for (interview_id, _), held in self._paragraphs.items() for paragraph in held
        )}  # fmt: skip

    def order(self, span: Span) -> tuple[int, int, int]:
        """Sorts spans in the order of the text."""
        return (self._order[span.interview, span.paragraph], span.start, span.end)

    def place(self, located: Located[Any], selector: Selector, at: KeyPath) -> tuple[Span, ...]:
        """The words a selector means; reports it where they can't be found, or are found twice."""
        interview = self._interview(located, selector.interview or getattr(located.record, "interview", None), at)
        if interview is None:
            return ()
        paragraphs = self._paragraphs.get((interview.id, selector.turn))
        if paragraphs is None:
            if selector.turn not in interview.lost:
                self.problems.append(self._no_turn(located, selector, interview, at))
            return ()
        if selector.quote is None:
            return tuple(
                Span(interview=interview.id, turn=selector.turn, paragraph=p.id, start=0, end=len(p.text), quote=p.text)
                for p in paragraphs
            )
        places = find_quote(paragraphs, selector.quote, selector.prefix, selector.suffix)
        if len(places) != 1:
            problem = self._not_found if not places else self._found_often
            self.problems.append(problem(located, selector, interview, len(places), at))
            return ()
        place = places[0]
        return (
            Span(
                interview=interview.id, turn=selector.turn, paragraph=place.paragraph.id, start=place.start,
                end=place.end, quote=place.quote,
            ),
        )  # fmt: skip

    def _interview(self, located: Located[Any], interview_id: str | None, at: KeyPath) -> Interview | None:
        if interview_id is None and len(self._transcripts) == 1:
            return next(iter(self.interviews.values()), None)
        if interview_id is None:
            if self._transcripts:
                hint = f"say interview: {_either(self._transcripts)} once at the top of the file, or with this place"
                self.problems.append(located.problem("does not say which interview is meant", hint, at=at))
            return None
        if interview_id not in self._transcripts:
            self.problems.append(
                located.problem(
                    f"there is no interview '{interview_id}'{did_you_mean(interview_id, list(self._transcripts))}",
                    at=at,
                )
            )
        return self.interviews.get(interview_id)

    def _no_turn(self, located: Located[Any], selector: Selector, interview: Interview, at: KeyPath) -> Problem:
        if successor := interview.retired.get(selector.turn):
            return located.problem(f"turn {selector.turn} is retired; write {successor}", at=(*at, "turn"))
        return self._unknown_turn(located, selector.turn, interview, (*at, "turn"))

    def _unknown_turn(self, located: Located[Any], turn: str, interview: Interview, at: KeyPath) -> Problem:
        hint = f"turns are {interview.turns[0].id} to {interview.turns[-1].id}"
        return located.problem(f"there is no turn {turn} in {interview.id}", hint, at=at)

    def _not_found(
        self, located: Located[Any], selector: Selector, interview: Interview, count: int, at: KeyPath
    ) -> Problem:
        quote = selector.quote or ""
        paragraphs = self._paragraphs[interview.id, selector.turn]
        message = f'quote "{quote}" is not in turn {selector.turn}'
        if (selector.prefix or selector.suffix) and find_quote(paragraphs, quote):
            return located.problem(
                f'quote "{quote}" is in turn {selector.turn}, but not with this prefix or suffix',
                "prefix are the words just before it, suffix those just after it",
                at=at,
            )
        hints = []
        elsewhere = [t for (i, t), held in self._paragraphs.items() if i == interview.id and find_quote(held, quote)]
        if near := nearest_wording(paragraphs, quote):
            hints.append(f'the turn has: "{near[1]}"')
        if elsewhere:
            hints.append(f"the words stand in {', '.join(elsewhere[:5])}")
        line = (near[0] if near else paragraphs[0]).line
        hints.append(f"copy the words from {interview.place(line)}")
        return located.problem(message, *hints, at=(*at, "quote"))

    def _found_often(
        self, located: Located[Any], selector: Selector, interview: Interview, count: int, at: KeyPath
    ) -> Problem:
        return located.problem(
            f'quote "{selector.quote}" stands {count} times in turn {selector.turn}',
            "quote more words, or add prefix: or suffix: with the words before or after the one you mean",
            at=(*at, "quote"),
        )

    def place_note(self, located: Located[Note]) -> PlacedNote | None:
        """The note with its words, or None where none of them could be found."""
        spans = [
            span
            for index, target in enumerate(located.record.targets)
            for span in self.place(located, target, ("targets", index))
        ]
        return PlacedNote(note=located.record, spans=tuple(sorted(spans, key=self.order))) if spans else None

    def by_interview(self, located: Iterable[Located[Any]]) -> Mapping[str, Sequence[Located[Any]]]:
        """Records that belong to one interview, by its id; a record of none is reported."""
        found: defaultdict[str, list[Located[Any]]] = defaultdict(list)
        for one in located if self.interviews else ():
            if meant := self._interview(one, one.record.interview, ()):
                found[meant.id].append(one)
        return found

    def place_sections(self, interview: Interview, sections: Iterable[Located[Section]]) -> tuple[Section, ...]:
        """This interview's sections in the order of its turns."""
        order = {turn.id: index for index, turn in enumerate(interview.turns)}
        placed: dict[str, Section] = {}
        for located in sections:
            start = located.record.from_
            if start in interview.lost:
                continue
            if start not in order:
                self.problems.append(self._unknown_turn(located, start, interview, ("from",)))
            elif start in placed:
                self.problems.append(
                    located.problem(f"begins at turn {start}, as section '{placed[start].id}' does", at=("from",))
                )
            else:
                placed[start] = located.record
        return tuple(placed[start] for start in sorted(placed, key=order.__getitem__))

    def place_emendations(
        self, interview: Interview, emendations: Iterable[Located[Emendation]]
    ) -> tuple[PlacedEmendation, ...]:
        """This interview's emendations on the words that they correct."""
        result: list[tuple[PlacedEmendation, Located[Emendation]]] = []
        for located in emendations:
            record = located.record
            selector = Selector(turn=record.turn, quote=record.quote, prefix=record.prefix, suffix=record.suffix)
            spans = self.place(located, selector, ())
            result += [(PlacedEmendation(emendation=record, span=span), located) for span in spans]
        result.sort(key=lambda pair: self.order(pair[0].span))
        for (before, _), (after, located) in pairwise(result):
            if before.span.paragraph == after.span.paragraph and after.span.start < before.span.end:
                self.problems.append(located.problem(f"overlaps with emendation '{before.emendation.id}'"))
        return tuple(placed for placed, _ in result)

    def place_foreign(
        self, interview: Interview, records: Iterable[Located[ForeignWords]]
    ) -> tuple[PlacedForeign, ...]:
        """This interview's words in other languages."""
        result: list[tuple[PlacedForeign, Located[ForeignWords]]] = []
        for located in records:
            if located.record.language == interview.record.language:
                message = f"{interview.id} is in {located.record.language} itself"
                self.problems.append(located.problem(message, "take the record out", at=("language",)))
                continue
            spans = self.place(located, located.record, ())
            result += [(PlacedForeign(language=located.record.language, span=span), located) for span in spans]
        result.sort(key=lambda pair: self.order(pair[0].span))
        for (before, _), (after, located) in pairwise(result):
            if before.span.paragraph == after.span.paragraph and after.span.start < before.span.end:
                self.problems.append(located.problem(f'overlaps with "{before.span.quote}" in {before.language}'))
        return tuple(placed for placed, _ in result)

    def check_passages(self, collection: Collection) -> None:
        """Ranges of turns in themes and readings exist, and their quotations stand in them."""
        for located in collection.records["themes"].values():
            for index, cell in enumerate(located.record.cells):
                for position, passage in enumerate(cell.passages):
                    at = ("cells", index, "passages", position)
                    self._check_range(located, passage.turns, passage.interview, at, passage.quote)
        for located in collection.records["readings"].values():
            for index, passage in enumerate(located.record.passages):
                self._check_range(located, passage.turns, passage.interview, ("passages", index), passage.quote)
            for index, question in enumerate(located.record.questions):
                for turns in question.turns:
                    self._check_range(located, turns, question.interview, ("questions", index, "turns"), None)

    def _check_range(
        self, located: Located[Any], turns: str, interview_id: str | None, at: KeyPath, quote: str | None
    ) -> None:
        interview = self._interview(located, interview_id, at)
        if interview is None:
            return
        try:
            held = interview.turns_between(turns)
        except KeyError as error:
            if error.args[0] in interview.lost:
                return
            self.problems.append(self._unknown_turn(located, error.args[0], interview, at))
            return
        if not held:
            self.problems.append(located.problem(f"the range {turns} ends before it begins", at=at))
        elif quote and len(find_quote([p for turn in held for p in turn.paragraphs], quote)) != 1:
            hint = f"copy the words from {interview.place(held[0].line)}"
            self.problems.append(located.problem(f'quote "{quote}" is not found once in {turns}', hint, at=at))

    def find_mentions(self, collection: Collection) -> list[Mention]:
        """The editor's mentions, and every place in the talk that names an entry.

        An `except` takes a place away; a name that two entries bear is refused unless the editor says which is meant.
        """
        named = list(_named(collection))
        by_entry = {(one.register, one.located.id): one for one in named}
        mentions: list[Mention] = []
        excepted: dict[tuple[str, str], list[Span]] = {}
        for one in named:
            for index, selector in enumerate(one.mentions):
                for span in self.place(one.located, selector, (*one.keys, "mentions", index)):
                    mentions.append(Mention(span=span, register=one.register, id=one.located.id, origin="editor"))
            for index, selector in enumerate(one.except_):
                spans = self.place(one.located, selector, (*one.keys, "except", index))
                excepted.setdefault((one.register, one.located.id), []).extend(spans)
        said = {(m.span.interview, m.span.paragraph, m.span.start, m.span.end) for m in mentions}
        finder = name_finder(tuple((name, (one.register, one.located.id)) for one in named for name in one.names))
        for interview in self.interviews.values():
            for turn in interview.turns:
                for paragraph in turn.paragraphs:
                    for place in finder.find(paragraph.text):
                        span = Span(
                            interview=interview.id, turn=turn.id, paragraph=paragraph.id, start=place.start,
                            end=place.end, quote=paragraph.text[place.start : place.end],
                        )  # fmt: skip
                        bearers = [e for e in place.entries if not _covered(span, excepted.get(e, ()))]
                        if (span.interview, span.paragraph, span.start, span.end) in said or not bearers:
                            continue
                        if len(bearers) > 1:
                            self.problems.append(
                                self._ambiguous(span, [by_entry[e].located for e in bearers], paragraph)
                            )
                            continue
                        register, entry_id = bearers[0]
                        mentions.append(Mention(span=span, register=register, id=entry_id, origin="matched"))
        return mentions

    def _ambiguous(self, span: Span, bearers: Sequence[Located[Any]], paragraph: Paragraph) -> Problem:
        names = " and ".join(one.name for one in bearers)
        line = self.interviews[span.interview].place(paragraph.line)
        return bearers[0].problem(
            f'"{span.quote}" in turn {span.turn} ({line}) names {names}',
            f'say which is meant: mentions: [{{turn: {span.turn}, quote: "{span.quote}"}}] with the one,',
            f'or except: [{{turn: {span.turn}, quote: "{span.quote}"}}] with the other',
        )


def _covered(span: Span, others: Iterable[Span]) -> bool:
    return any(
        (span.interview, span.paragraph) == (other.interview, other.paragraph)
        and other.start <= span.start
        and span.end <= other.end
        for other in others
    )
