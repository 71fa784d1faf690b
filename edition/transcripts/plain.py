"""Plain text with a speaker's label and a colon before each turn.

Paragraphs are parted by blank lines; one without a label continues the turn. Labels are declared with the interview,
or inferred: a full name the first time, and the initials of exactly one such name afterwards.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from unicodedata import normalize

from edition.annotations import InterviewRecord
from edition.dates import MONTHS
from edition.model import Aside, Paragraph, Speaker, TailItem, Transcript, Turn
from edition.problems import Problem, did_you_mean
from edition.text import fold, slug

_LABELLED = re.compile(
    # no space follows a full-width colon
    r"(?P<label>[^\s:：][^:：\n]{0,59}?)[ \t]*(?::(?=\s|$)|：)[ \t]*(?P<text>.*)$"
)
_INITIALS = re.compile(r"(?:[A-Z]\.?){2,5}")
_PARTICLE = re.compile(r"al|bin|da|del?|della|de[nrs]|di|dos|du|el|l[ae]|of|ten|van|von|y")
_ASIDE = re.compile(r"\[[^\[\]\n]+\]")
_DATE_LINE = re.compile(
    rf"(?:(?:{'|'.join(MONTHS)})\s+\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s+(?:{'|'.join(MONTHS)}),?\s+\d{{4}}"
    r"|\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{4})\.?",
)


@dataclass(frozen=True, slots=True)
class Block:
    """Lines between blank lines."""

    line: int
    """Of its first line, from 1."""
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


def find_blocks(text: str) -> tuple[Block, ...]:
    """The text cut at its blank lines; lines lose the white space at their ends."""
    blocks: list[Block] = []
    held: list[str] = []
    for number, line in enumerate([*text.split("\n"), ""], start=1):
        if line.strip():
            held.append(line.strip())
        elif held:
            blocks.append(Block(number - len(held), tuple(held)))
            held = []
    return tuple(blocks)


def split_declared(text: str, path: str, record: InterviewRecord) -> Transcript:
    """The turns of a transcript whose speakers, beginning and tail are declared."""
    blocks = find_blocks(text)
    problems: list[Problem] = []
    speakers = tuple(
        Speaker(id=s.id, name=s.name, labels=tuple(normalize("NFC", label) for label in s.labels), role=s.role)
        for s in record.speakers
    )
    labels = {label: speaker.id for speaker in speakers for label in speaker.labels}
    first = _find_opening(blocks, record.talk_begins, "talk_begins", path, problems) if record.talk_begins else 0
    after = len(blocks)
    if record.tail:
        opening = _find_opening(blocks, record.tail.begins, "tail: begins", path, problems)
        after = len(blocks) if opening is None else opening
    talk = blocks[first:after]
    problems += _undeclared_labels(talk, labels, record.not_labels, path)
    front, turns = _gather_turns(talk, labels, path, problems)
    if front:
        problems.append(
            Problem(
                path=path,
                line=front[0].line,
                message=f'words before the first speaker\'s label: "{_opening(front[0])}"',
                hints=("expected a label of a declared speaker", "say where the talk begins: talk_begins: ..."),
            )
        )
    if not turns and not problems:
        problems.append(_no_turns(path, labels))
    return Transcript(
        speakers=speakers,
        turns=turns,
        asides=_find_asides(turns),
        tail=_declared_tail(blocks[after:], record, path, problems),
        front_matter=_front_matter(blocks[:first]),
        problems=tuple(problems),
    )


def split_inferred(text: str, path: str) -> Transcript:
    """The turns of a transcript of which nothing is declared; every inference is among the problems."""
    blocks = find_blocks(text)
    problems: list[Problem] = []
    found = _count_labels(blocks)
    speakers = _infer_speakers(found, path, problems)
    labels = {label: speaker.id for speaker in speakers for label in speaker.labels}
    last_label = max((i for i, block in enumerate(blocks) if _has_label(block, labels)), default=-1)
    after = len(blocks)
    for index in range(last_label + 1, len(blocks)):
        if _opens_tail(blocks[index]):
            after = index
            opening = f'"{_opening(blocks[index])}" opens with a date, or a name and a date'
            message = f"taken as the end of the talk: {opening}"
            problems.append(Problem(path=path, line=blocks[index].line, message=message))
            break
    front, turns = _gather_turns(blocks[:after], labels, path, problems)
    if front:
        problems.append(
            Problem(
                path=path, line=front[0].line, message=f"{len(front)} paragraphs before the first label: not a turn"
            )
        )
    if not turns:
        problems.append(_no_turns(path, {}))
    tail = tuple(
        TailItem(id=f"c{number}", text=block.text, line=block.line)
        for number, block in enumerate(blocks[after:], start=1)
    )
    return Transcript(
        speakers=speakers,
        turns=turns,
        asides=_find_asides(turns),
        tail=tail,
        front_matter=_front_matter(front),
        problems=tuple(problems),
    )


def find_label(line: str) -> tuple[str, str] | None:
    """What stands before and after the colon of a line that might open a turn."""
    match = _LABELLED.match(line)
    return (match["label"], match["text"]) if match else None


def looks_like_label(text: str) -> bool:
    """Whether words before a colon look like a speaker and not like prose.

    >>> [looks_like_label(text) for text in ("SSM", "Ludwig van Beethoven", "Speaker 2", "One thing")]
    [True, True, True, False]
    """
    words = text.split()
    if not 1 <= len(words) <= 5 or not re.match(r"[^\W\d_]", text):
        return False
    if not all(re.fullmatch(r"[^\W\d_][\w.'’-]*|\d{1,2}", word) for word in words):
        return False
    return all(
        word[0].isupper() or (index and (word.isdigit() or _PARTICLE.fullmatch(word)))
        for index, word in enumerate(words)
    )


def _find_opening(blocks: Sequence[Block], opening: str, key: str, path: str, problems: list[Problem]) -> int | None:
    """The index of the one block that begins with these words."""
    matches = [index for index, block in enumerate(blocks) if fold(block.text).startswith(fold(opening))]
    if len(matches) == 1:
        return matches[0]
    found = f"{len(matches)} paragraphs begin" if matches else "no paragraph begins"
    problems.append(
        Problem(
            path=path,
            line=blocks[matches[1]].line if matches else 0,
            message=f'{found} with the words of {key}: "{opening}"',
            hints=("copy the opening words of that paragraph, enough of them to be found once",),
        )
    )
    return None


def _undeclared_labels(
    blocks: Sequence[Block], labels: Mapping[str, str], not_labels: Sequence[str], path: str
) -> Iterator[Problem]:
    """Words that may be a label and are not declared: what follows them would be given to the speaker before.

    At the opening of a paragraph any few words with a colon are asked about, on later lines what looks like a name.
    """
    meant = {_bare(label): label for label in labels}
    for block in blocks:
        for index, line in enumerate(block.lines):
            found = find_label(line)
            words = found[0] if found else _unspaced_label(line, meant)
            if words is None or words in not_labels or (found and words in labels):
                continue
            if index and not looks_like_label(words) and _bare(words) not in meant:
                continue
            if not _may_be_label(words) and _bare(words) not in meant:
                continue
            near = meant.get(_bare(words))
            opening = " ".join(line.split()[:3])
            yield Problem(
                path=path,
                line=block.line + index,
                message=f"'{opening} …' looks like the label '{near}', typed otherwise"
                if near
                else f"'{words}:' looks like a speaker's label and is not declared{did_you_mean(words, labels)}",
                hints=(
                    f"declared are {', '.join(labels)}",
                    f"add it to a speaker's labels in {path.removesuffix('.txt')}.yml, or to not_labels",
                ),
            )


def _bare(label: str) -> str:
    """A label without case, markup, brackets and what stands in them: "**BERG (laughing)**" is "berg"."""
    return re.sub(r"\([^)]*\)|\[[^\]]*\]|[^\w\s]", "", label).strip().casefold()


def _unspaced_label(line: str, meant: Mapping[str, str]) -> str | None:
    """The words before a colon with no space after it, where they are a declared label."""
    before, colon, _ = line.strip("*_ ").partition(":")
    return before if colon and _bare(before) in meant else None


def _may_be_label(text: str) -> bool:
    """Whether words before a colon are few enough, and no sentence, so that they might name a speaker."""
    return len(text.split()) <= 4 and not re.search(r"[,;!?\"“”]|\.\s", text)


def _no_turns(path: str, labels: Mapping[str, str]) -> Problem:
    expected = f"one of {', '.join(labels)}" if labels else "a name"
    return Problem(
        path=path,
        message="no turn was found",
        hints=(f"expected lines that begin with {expected}, a colon and a space",),
    )


def _has_label(block: Block, labels: Mapping[str, str]) -> bool:
    return any((found := find_label(line)) and found[0] in labels for line in block.lines)


def _gather_turns(
    blocks: Sequence[Block], labels: Mapping[str, str], path: str, problems: list[Problem]
) -> tuple[list[Block], tuple[Turn, ...]]:
    """The blocks before the first label, and the turns; ids by position."""
    front: list[Block] = []
    turns: list[Turn] = []
    label, line, paragraphs = "", 0, list[Paragraph]()

    def close() -> None:
        if label and not paragraphs:
            problems.append(Problem(path=path, line=line, message=f"'{label}:' has no words after it"))
        elif label:
            number = len(turns) + 1
            numbered = tuple(
                Paragraph(id=f"t{number}p{position}", text=paragraph.text, line=paragraph.line)
                for position, paragraph in enumerate(paragraphs, start=1)
            )
            turns.append(Turn(id=f"t{number}", speaker=labels[label], label=label, paragraphs=numbered, line=line))

    for block in blocks:
        held: list[str] = []
        held_line = block.line
        for offset, text in enumerate(block.lines):
            found = find_label(text)
            if found and found[0] in labels:
                if held:
                    paragraphs.append(Paragraph(id="", text="\n".join(held), line=held_line))
                close()
                label, line, paragraphs = found[0], block.line + offset, []
                held, held_line = ([found[1]] if found[1] else []), block.line + offset
            else:
                held.append(text)
        if not label:
            front.append(block)
        elif held:
            paragraphs.append(Paragraph(id="", text="\n".join(held), line=held_line))
    close()
    return front, tuple(turns)


def _front_matter(blocks: Sequence[Block]) -> tuple[Paragraph, ...]:
    return tuple(
        Paragraph(id=f"f{number}", text=block.text, line=block.line) for number, block in enumerate(blocks, start=1)
    )


def _find_asides(turns: Sequence[Turn]) -> tuple[Aside, ...]:
    return tuple(
        Aside(turn=turn.id, paragraph=paragraph.id, start=match.start(), end=match.end(), text=match.group())
        for turn in turns
        for paragraph in turn.paragraphs
        for match in _ASIDE.finditer(paragraph.text)
    )


def _declared_tail(
    blocks: Sequence[Block], record: InterviewRecord, path: str, problems: list[Problem]
) -> tuple[TailItem, ...]:
    declared = record.tail.items if record.tail else ()
    if len(blocks) != len(declared) and record.tail and blocks:
        problems.append(
            Problem(
                path=path,
                line=blocks[0].line,
                message=f"{len(blocks)} paragraphs follow the talk, but {len(declared)} items of the tail are declared",
                hints=("expected one item under 'tail: items:' for each paragraph, in order",),
            )
        )
    return tuple(
        TailItem(
            id=f"c{number}", text=block.text, line=block.line, kind=item.kind, author=item.author, date=item.date,
            note=item.note,
        )
        for number, (block, item) in enumerate(zip(blocks, declared, strict=False), start=1)
    )  # fmt: skip


def _opening(block: Block) -> str:
    words = block.lines[0].split()
    return " ".join(words[:8]) + (" …" if len(words) > 8 else "")


@dataclass(frozen=True, slots=True)
class _Found:
    label: str
    times: int
    line: int


def _count_labels(blocks: Sequence[Block]) -> tuple[_Found, ...]:
    times: Counter[str] = Counter()
    first: dict[str, int] = {}
    for block in blocks:
        for offset, line in enumerate(block.lines):
            found = find_label(line)
            if found and (looks_like_label(found[0]) or _INITIALS.fullmatch(found[0])):
                times[found[0]] += 1
                first.setdefault(found[0], block.line + offset)
    return tuple(_Found(label, count, first[label]) for label, count in times.items())


def _infer_speakers(found: Sequence[_Found], path: str, problems: list[Problem]) -> tuple[Speaker, ...]:
    names = [f for f in found if not _INITIALS.fullmatch(f.label)]
    by_initials: dict[str, list[_Found]] = {}
    for name in names:
        if len(name.label.split()) > 1:
            by_initials.setdefault("".join(word[0] for word in name.label.split() if word[0].isupper()), []).append(
                name
            )
    labels: dict[str, list[str]] = {}
    times: Counter[str] = Counter()
    for one in found:
        bearers = by_initials.get(one.label.replace(".", ""), []) if one not in names else []
        owner = bearers[0].label if len(bearers) == 1 else one.label
        labels.setdefault(owner, []).append(one.label)
        times[owner] += one.times
        if len(bearers) == 1:
            message = f"'{one.label}' taken as the initials of {owner}"
        elif bearers:
            names_found = " and ".join(bearer.label for bearer in bearers)
            message = f"'{one.label}' could be {names_found}; taken as a speaker of its own"
        else:
            continue
        problems.append(Problem(path=path, line=one.line, message=message))
    return tuple(_name_speakers(labels, times, {f.label: f.line for f in found}, path, problems))


def _name_speakers(
    labels: Mapping[str, list[str]],
    times: Mapping[str, int],
    lines: Mapping[str, int],
    path: str,
    problems: list[Problem],
) -> Iterator[Speaker]:
    taken: set[str] = set()
    for name, marks in labels.items():
        if times[name] == 1 and len(name.split()) == 1:
            problems.append(
                Problem(path=path, line=lines[name], message=f"'{name}:' stands once; not taken as a speaker's label")
            )
            continue
        if times[name] == 1:
            problems.append(Problem(path=path, line=lines[name], message=f"'{name}:' stands once; taken as a speaker"))
        speaker_id = slug(name) or f"speaker-{len(taken) + 1}"
        while speaker_id in taken:
            speaker_id += "-2"
        taken.add(speaker_id)
        problems.append(Problem(path=path, line=lines[name], message=f"speaker inferred: {name} ({', '.join(marks)})"))
        yield Speaker(id=speaker_id, name=name, labels=tuple(marks))


def _opens_tail(block: Block) -> bool:
    """Whether a block opens with a date, or a name and a date, or with a name and then a date."""
    if _DATE_LINE.fullmatch(block.lines[0]):
        return True
    name = re.fullmatch(r"[^\W\d_][\w.'’ -]{0,60}", block.lines[0])
    return len(block.lines) > 1 and bool(name) and bool(_DATE_LINE.fullmatch(block.lines[1]))
