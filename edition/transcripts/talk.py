"""A transcript made of pieces, with speakers that are declared or inferred; the same for every form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from unicodedata import normalize

from edition.annotations import InterviewRecord
from edition.model import Apart, Paragraph, Speaker, TailItem, Transcript
from edition.problems import Problem
from edition.text import fold
from edition.transcripts.dated import opens_with_date
from edition.transcripts.ends import END, part_end
from edition.transcripts.pieces import Piece, Pieces
from edition.transcripts.plain.headings import HEADING
from edition.transcripts.speakers import infer_speakers
from edition.transcripts.turns import Block, gather, make_blocks
from edition.transcripts.undeclared import find_undeclared, tell_undeclared

REACH = 6
"""Paragraphs into which the words with which the talk begins may go on."""
MANY_APART = 10
"""Of one kind; more of them are told in one problem."""


def to_transcript(pieces: Pieces, path: str, record: InterviewRecord | None = None) -> Transcript:
    """The turns of a source that a reader has cut into pieces.

    With a `record` its speakers, beginning and tail are taken as declared; without one they are inferred, and each
    inference is told among the problems.
    """
    transcript = _declared(pieces, path, record) if record else _inferred(pieces, path)
    return replace(transcript, problems=(*pieces.problems, *transcript.problems))


def _declared(pieces: Pieces, path: str, record: InterviewRecord) -> Transcript:
    blocks = make_blocks(pieces.pieces)
    problems: list[Problem] = []
    speakers = tuple(
        Speaker(id=s.id, name=s.name, labels=tuple(normalize("NFC", label) for label in s.labels), role=s.role)
        for s in record.speakers
    )
    labels = {label: speaker.id for speaker in speakers for label in speaker.labels}
    first = 0
    if record.talk_begins:
        blocks = _cut_at(blocks, record.talk_begins)
        first = _find_opening(blocks, record.talk_begins, "talk_begins", path, problems) or 0

    def who(piece: Piece) -> str | None:
        return next((labels[form] for form in _label_forms(piece) if form in labels), None)

    after = len(blocks)
    if record.tail:
        words = fold(record.tail.begins)
        if not any(_begins_with(block, words, _below(blocks, at)) for at, block in enumerate(blocks)):
            blocks = make_blocks(part_end([piece for block in blocks for piece in block.pieces], who))  # right below it
        opening = _find_opening(blocks, record.tail.begins, "tail: begins", path, problems)
        after = len(blocks) if opening is None else opening
    talk = blocks[first:after]

    undeclared = list(find_undeclared(talk, who, labels, record.not_labels))
    problems += tell_undeclared(undeclared, labels, path)
    before = gather(blocks[:first], lambda piece: None, merge=False)
    talk = make_blocks(part_end([piece for block in talk for piece in block.pieces], who))
    gathered = gather(talk, who, merge=pieces.sure)
    problems += _tell_empty(gathered.empty, path)
    if gathered.front:
        problems.append(
            Problem(
                path=path,
                line=gathered.front[0].line,
                message=f'words before the first speaker\'s label: "{_opening(gathered.front[0])}"',
                hints=("expected a label of a declared speaker", "say where the talk begins: talk_begins: ..."),
            )
        )
    if not gathered.turns and not problems:
        problems.append(_no_turns(path, labels))
    return Transcript(
        speakers=speakers,
        turns=gathered.turns,
        asides=gathered.asides,
        tail=_declared_tail(blocks[after:], record, path, problems),
        front_matter=_front_matter([*before.front, *gathered.front]),
        front_headings=_headings([*before.front, *gathered.front]),
        apart=tuple(
            replace(one, id=f"x{number}") for number, one in enumerate([*before.apart, *gathered.apart], start=1)
        ),
        undeclared={one.words: one.near or "" for one in undeclared},
        problems=tuple(problems),
    )


def _inferred(pieces: Pieces, path: str) -> Transcript:
    cast = infer_speakers(pieces, path)
    blocks = make_blocks(part_end(pieces.pieces, cast.owner))
    problems = list(cast.problems)
    last_label = max((i for i, block in enumerate(blocks) if any(map(cast.owner, block.pieces))), default=-1)
    after = len(blocks)
    ended = False
    for index in range(last_label + 1, len(blocks)):
        if blocks[index].pieces[0].apart:
            ended = ended or blocks[index].pieces[0].apart == END
        elif ended or opens_with_date(blocks[index].whole):
            after = index
            why = "follows the mark of its end" if ended else "opens with a date, or a name and a date"
            opening = f'"{_opening(blocks[index])}" {why}'
            message = f"taken as the end of the talk: {opening}"
            problems.append(Problem(path=path, line=blocks[index].line, message=message))
            break
    gathered = gather(blocks[:after], cast.owner, merge=pieces.sure)
    problems += _tell_empty(gathered.empty, path)
    if gathered.front:
        count = len(gathered.front)
        what = "1 paragraph" if count == 1 else f"{count} paragraphs"
        message = f"{what} before the first label: not a turn"
        problems.append(Problem(path=path, line=gathered.front[0].line, message=message))
    problems += _tell_resumed(gathered.resumed, path)
    problems += _tell_apart(gathered.apart, path)
    if not gathered.turns:
        problems.append(_no_turns(path, {}))
    tail = tuple(
        TailItem(id=f"c{number}", text=block.whole, line=block.line)
        for number, block in enumerate(blocks[after:], start=1)
    )
    return Transcript(
        speakers=cast.speakers,
        turns=gathered.turns,
        asides=gathered.asides,
        tail=tail,
        front_matter=_front_matter(gathered.front),
        front_headings=_headings(gathered.front),
        apart=gathered.apart,
        problems=tuple(problems),
    )


def _label_forms(piece: Piece) -> tuple[str, ...]:
    """The forms in which a piece's label may have been declared: whom it means, bare, as all of the mark.

    A record may have the last initial without its full stop.
    """
    mark = piece.mark.strip()
    return (piece.means, piece.label, piece.label.rstrip("."), mark, mark.rstrip(":：").rstrip()) if piece.label else ()


def _cut_at(blocks: tuple[Block, ...], opening: str) -> tuple[Block, ...]:
    """The blocks, one of them cut where a label within it opens the talk: no blank line need part it from the head."""
    words = fold(opening)
    if any(_begins_with(block, words, _below(blocks, index)) for index, block in enumerate(blocks)):
        return blocks
    places = [
        (index, at)
        for index, block in enumerate(blocks)
        for at, piece in enumerate(block.pieces)
        if at and piece.label and _begins_with(Block(block.pieces[at:]), words, _below(blocks, index))
    ]
    if len(places) != 1:
        return blocks
    index, at = places[0]
    halves = (Block(blocks[index].pieces[:at]), Block(blocks[index].pieces[at:]))
    return (*blocks[:index], *halves, *blocks[index + 1 :])


def _below(blocks: Sequence[Block], index: int) -> Sequence[Block]:
    return blocks[index + 1 : index + 1 + REACH]


def _begins_with(block: Block, words: str, following: Sequence[Block]) -> bool:
    """Whether a block begins with these words, which are folded, with what stands in its margin or without.

    They may go on in the blocks that are `following`: below a label that is alone, or where the talk begins with words
    that come again.
    """

    def opens(text: str, *, bare: bool = False) -> bool:
        if fold(text.lstrip()[:1]) != words[:1]:
            return False
        folded = fold(text)
        if len(folded) >= len(words) or not words.startswith(folded):
            return folded.startswith(words)
        more = "".join(f"\n{one.text}" for one in following)
        return fold(text + (more.replace("*", "") if bare else more)).startswith(words)

    text = block.text
    return not words or opens(text) or opens(block.whole) or opens(text.replace("*", ""), bare=True)


def _find_opening(blocks: Sequence[Block], opening: str, key: str, path: str, problems: list[Problem]) -> int | None:
    """The index of the one block that begins with these words, with what stands in its margin or without.

    Marks of bold type around a label need not be quoted: a word processor does not show them.
    """
    words = fold(opening)
    matches = [index for index, block in enumerate(blocks) if _begins_with(block, words, _below(blocks, index))]
    if len(matches) == 1:
        return matches[0]
    found = f"{len(matches)} paragraphs begin" if matches else "no paragraph begins"
    problems.append(
        Problem(
            path=path,
            line=blocks[matches[1]].line if matches else 0,
            message=f'{found} with the words of {key}: "{opening}"',
            hints=("copy the opening words of that paragraph, and of those below it, enough of them to be found once",),
        )
    )
    return None


def _no_turns(path: str, labels: Mapping[str, str]) -> Problem:
    expected = f"one of {', '.join(labels)}" if labels else "a name"
    return Problem(
        path=path,
        message="no turn was found",
        hints=(f"expected lines that begin with {expected}, a colon and a space",),
    )


def _tell_empty(empty: Sequence[Piece], path: str) -> Iterator[Problem]:
    for piece in empty:
        message = f"'{piece.mark.strip() or piece.label}' has no words after it"
        yield Problem(path=path, line=piece.line, message=message)


def _tell_resumed(resumed: Sequence[Piece], path: str) -> Iterator[Problem]:
    """That after a heading, where another may begin, words name nobody; many in one."""
    if resumed:
        times = f", {len(resumed)} times from here to line {resumed[-1].line}" if len(resumed) > 1 else ""
        message = f"no label follows a heading{times}: given to the speaker before"
        yield Problem(path=path, line=resumed[0].line, message=message)


def _tell_apart(apart: Sequence[Apart], path: str) -> Iterator[Problem]:
    """Each thing that nobody says, so that nothing is left out of the turns in silence; many of a kind in one."""
    kinds: dict[str, list[Apart]] = {}
    for one in apart:
        kinds.setdefault(one.what, []).append(one)
    for what, items in kinds.items():
        if len(items) <= MANY_APART:
            for one in items:
                yield Problem(path=path, line=one.line, message=f"not a turn: {what} {_quoted(one.text)}")
        else:
            texts = ", ".join(dict.fromkeys(_quoted(one.text) for one in items))
            message = f"not a turn, {len(items)} times from here to line {items[-1].line}: {what} {texts}"
            yield Problem(path=path, line=items[0].line, message=message)


def _quoted(text: str) -> str:
    return text if text.isdigit() else f'"{" ".join(text.split())}"'


def _front_matter(blocks: Sequence[Block]) -> tuple[Paragraph, ...]:
    return tuple(
        Paragraph(id=f"f{number}", text=block.whole, line=block.line) for number, block in enumerate(blocks, start=1)
    )


def _headings(blocks: Sequence[Block]) -> frozenset[str]:
    """The ids of those blocks of the front matter that are headings."""
    return frozenset(f"f{number}" for number, block in enumerate(blocks, start=1) if block.pieces[0].apart == HEADING)


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
            id=f"c{number}", text=block.whole, line=block.line, kind=item.kind, author=item.author, date=item.date,
            note=item.note,
        )
        for number, (block, item) in enumerate(zip(blocks, declared, strict=False), start=1)
    )  # fmt: skip


def _opening(block: Block) -> str:
    words = block.whole.split("\n", 1)[0].split()
    return " ".join(words[:8]) + (" …" if len(words) > 8 else "")
