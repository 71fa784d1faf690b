"""Turns to their permanent ids, by the committed ledger.

Numbering by position breaks every link when a turn is inserted. The ledger holds each id ever given with its turn's
normalised words; turns are aligned with it in order, and one keeps its id while at least `KEPT` of its words agree. A
new turn after t41 becomes t41a. An id that would vanish, or come to mean other words, is a problem until the editor
has recorded what became of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import product
from pathlib import PurePosixPath

from edition.anchoring.ledger import Ledger
from edition.model import Aside, Paragraph, Transcript, Turn
from edition.problems import Problem
from edition.text import normal_words

KEPT = 0.6
"""The least similarity of words at which a turn is still the same turn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentifiedTranscript:
    """A transcript with permanent ids, and what has changed since the ledger was written."""

    transcript: Transcript
    ledger: Ledger
    """What should be recorded now: all ids ever given, with their newest words."""
    new: tuple[str, ...]
    """Ids of turns and paragraphs that the ledger does not hold yet."""
    reworded: tuple[str, ...]
    problems: tuple[Problem, ...]


def similarity(first: Sequence[str], second: Sequence[str]) -> float:
    """How far two lists of words agree, in order: 0 nothing, 1 everything."""
    if not first and not second:
        return 1.0
    common = sum((Counter(first) & Counter(second)).values())
    if 2 * common / (len(first) + len(second)) < KEPT:  # an upper bound of the ratio, and much cheaper
        return 2 * common / (len(first) + len(second))
    return SequenceMatcher(None, first, second, autojunk=False).ratio()


def align(old: Sequence[str], new: Sequence[str]) -> dict[int, int]:
    """Which of the new texts is which of the old ones, in order, by their positions; words with a space between them.

    Equal ones are paired first; between them the pairs are those whose similarities sum up highest.
    """
    if old == new:
        return {position: position for position in range(len(new))}
    pairs: dict[int, int] = {}
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        if tag == "equal":
            pairs.update(zip(range(new_start, new_end), range(old_start, old_end), strict=True))
        elif tag == "replace":
            replaced = [
                [text.split() for text in old[old_start:old_end]],
                [text.split() for text in new[new_start:new_end]],
            ]
            inner = _best_pairs(*replaced)
            pairs.update({new_start + n: old_start + o for n, o in inner.items()})
    return pairs


def _best_pairs(old: Sequence[Sequence[str]], new: Sequence[Sequence[str]]) -> dict[int, int]:
    """The pairs in order, each at least `KEPT` alike, whose similarities have the highest sum."""
    alike = {(o, n): similarity(old[o], new[n]) for o, n in product(range(len(old)), range(len(new)))}
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for o, n in product(reversed(range(len(old))), reversed(range(len(new)))):
        paired = alike[o, n] + best[o + 1][n + 1] if alike[o, n] >= KEPT else 0.0
        best[o][n] = max(paired, best[o + 1][n], best[o][n + 1])
    pairs: dict[int, int] = {}
    o = n = 0
    while o < len(old) and n < len(new):
        if alike[o, n] >= KEPT and best[o][n] == alike[o, n] + best[o + 1][n + 1]:
            pairs[n] = o
            o, n = o + 1, n + 1
        elif best[o][n] == best[o + 1][n]:
            o += 1
        else:
            n += 1
    return pairs


def identify(transcript: Transcript, ledger: Ledger, retired: Mapping[str, str], path: str) -> IdentifiedTranscript:
    """Give every turn and paragraph its permanent id.

    `ledger` is what was recorded, `retired` what the editor says became of ids. Without a ledger ids go by position.
    """
    living = {turn_id: paragraphs for turn_id, paragraphs in ledger.items() if turn_id not in retired}
    old_ids = list(living)
    said = [[" ".join(normal_words(one.text)) for one in turn.paragraphs] for turn in transcript.turns]
    recorded = [[words for key, words in held.items() if key not in retired] for held in living.values()]
    pairs = (
        {position: position for position in range(len(said))}
        if recorded == said
        else align([_joined(words) for words in _without_apart(recorded, transcript)], [*map(_joined, said)])
    )
    taken = {*ledger, *retired}
    turns: list[Turn] = []
    for position, (turn, words) in enumerate(zip(transcript.turns, said, strict=True)):
        kept = old_ids[pairs[position]] if position in pairs else None
        turn_id = kept or _fresh_id(turns[-1].id if turns else "t0", taken, at_end=_is_last(position, pairs, old_ids))
        taken.add(turn_id)
        turns.append(_identify_paragraphs(turn, words, turn_id, ledger.get(turn_id, {}), retired))
    renamed: dict[str, str] = {}
    for before, after in zip(transcript.turns, turns, strict=True):
        renamed[before.id] = after.id
        renamed |= {old.id: new.id for old, new in zip(before.paragraphs, after.paragraphs, strict=True)}
    result = replace(
        transcript,
        turns=tuple(turns),
        asides=tuple(_renamed_aside(aside, renamed) for aside in transcript.asides),
    )
    current = {
        turn.id: {paragraph.id: text for paragraph, text in zip(turn.paragraphs, words, strict=True)}
        for turn, words in zip(turns, said, strict=True)
    }
    if not retired and _is_as_recorded(ledger, current):  # and then its words are held once, not twice
        return IdentifiedTranscript(transcript=result, ledger=ledger, new=(), reworded=(), problems=())
    return IdentifiedTranscript(
        transcript=result,
        ledger=_updated_ledger(ledger, current),
        new=tuple(_new_ids(ledger, current)),
        reworded=tuple(i for i in current if i in ledger and dict(ledger[i]) != current[i]),
        problems=tuple(_check_vanished(ledger, current, retired, turns, path)),
    )


def _without_apart(recorded: Sequence[Sequence[str]], transcript: Transcript) -> list[Sequence[str]]:
    """The recorded paragraphs of each turn but for those that stand apart now, by which it is no other turn."""
    apart = {" ".join(normal_words(one.text)) for one in transcript.apart}
    return [[words for words in held if words not in apart] or held for held in recorded]


def _joined(words: Iterable[str]) -> str:
    """The words of a turn's paragraphs as one text, with one space between them."""
    return " ".join(" ".join(words).split())


def _words(paragraphs: Sequence[Paragraph]) -> list[str]:
    return [word for paragraph in paragraphs for word in normal_words(paragraph.text)]


def _is_last(position: int, pairs: Mapping[int, int], old_ids: Sequence[str]) -> bool:
    """Whether no turn of the ledger stands after this position."""
    if any(later > position for later in pairs):
        return False
    return len(old_ids) - 1 <= max((old for new, old in pairs.items() if new < position), default=-1)


def _fresh_id(previous: str, taken: set[str], *, at_end: bool) -> str:
    """The next id after `previous` that was never given: ``t58`` at the end, ``t41a`` between others."""
    stem = previous.rstrip("abcdefghijklmnopqrstuvwxyz") if previous.startswith("t") else previous
    if at_end and "p" not in stem:
        number = int(stem[1:]) + 1
        while f"t{number}" in taken:
            number += 1
        return f"t{number}"
    return next(f"{stem}{letters}" for letters in _letters() if f"{stem}{letters}" not in taken)


def _letters() -> Iterator[str]:
    alphabet = "abcdefghijklmnopqrstuvwxyz"
    length = 1
    while True:
        yield from map("".join, product(alphabet, repeat=length))
        length += 1


def _identify_paragraphs(
    turn: Turn, said: Sequence[str], turn_id: str, recorded: Mapping[str, str], retired: Mapping[str, str]
) -> Turn:
    """The turn and its paragraphs, whose normalised words are `said`, with their ids."""
    living = {key: words for key, words in recorded.items() if key not in retired}
    if turn.id == turn_id and [(one.id, words) for one, words in zip(turn.paragraphs, said, strict=True)] == [
        *living.items()
    ]:
        return turn  # its ids by position are the permanent ones
    pairs = align([" ".join(words.split()) for words in living.values()], said)
    old_ids = list(living)
    taken = set(recorded) | set(retired)
    paragraphs: list[Paragraph] = []
    for position, paragraph in enumerate(turn.paragraphs):
        if position in pairs:
            new_id = old_ids[pairs[position]]
        elif not recorded or not any(later > position for later in pairs):
            number = position + 1
            while f"{turn_id}p{number}" in taken:
                number += 1
            new_id = f"{turn_id}p{number}"
        else:
            stem = paragraphs[-1].id.rstrip("abcdefghijklmnopqrstuvwxyz") if paragraphs else f"{turn_id}p0"
            new_id = next(f"{stem}{letters}" for letters in _letters() if f"{stem}{letters}" not in taken)
        taken.add(new_id)
        paragraphs.append(replace(paragraph, id=new_id))
    return replace(turn, id=turn_id, paragraphs=tuple(paragraphs))


def _renamed_aside(aside: Aside, renamed: Mapping[str, str]) -> Aside:
    return replace(aside, turn=renamed[aside.turn], paragraph=renamed[aside.paragraph])


def _is_as_recorded(ledger: Ledger, current: Ledger) -> bool:
    """Whether the ledger holds the very same ids in the same order with the same words."""
    return [*ledger] == [*current] and all([*ledger[key].items()] == [*current[key].items()] for key in current)


def _updated_ledger(ledger: Ledger, current: Mapping[str, Mapping[str, str]]) -> Ledger:
    """All ids ever given: those of the text in its order, each retired one after what it stood after."""
    return {
        turn_id: {
            key: current[turn_id][key] if key in current.get(turn_id, ()) else ledger[turn_id][key]
            for key in _in_order(ledger.get(turn_id, {}), current.get(turn_id, {}))
        }
        for turn_id in _in_order(ledger, current)
    }


def _in_order(recorded: Iterable[str], standing: Iterable[str]) -> list[str]:
    """The ids that stand, in their order, and each that no longer does after the one it was recorded after."""
    order = list(standing)
    if order == list(recorded):
        return order
    previous = ""
    for key in recorded:
        if key not in order:
            order.insert(order.index(previous) + 1 if previous in order else 0, key)
        previous = key
    return order


def _new_ids(ledger: Ledger, current: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    for turn_id, paragraphs in current.items():
        if turn_id not in ledger:
            yield turn_id
        else:
            yield from (key for key in paragraphs if key not in ledger[turn_id])


def _check_vanished(
    ledger: Ledger,
    current: Mapping[str, Mapping[str, str]],
    retired: Mapping[str, str],
    turns: Sequence[Turn],
    path: str,
) -> Iterator[Problem]:
    standing = {key for turn_id, paragraphs in current.items() for key in (turn_id, *paragraphs)}
    fresh = [turn for turn in turns if turn.id not in ledger]
    before = next(iter(current), "")
    for turn_id, paragraphs in ledger.items():
        if turn_id not in standing and turn_id not in retired:
            yield _vanished(turn_id, " ".join(paragraphs.values()).split(), fresh, before, path)
        elif turn_id in standing:
            before = turn_id
            lost = [p for p in paragraphs if p not in standing and p not in retired]
            if not lost:
                continue
            candidates = [p for turn in turns if turn.id == turn_id for p in turn.paragraphs if p.id not in paragraphs]
            first = next(iter(current[turn_id]))
            yield from (_vanished(p, paragraphs[p].split(), candidates, first, path) for p in lost)


def _vanished(lost: str, words: Sequence[str], fresh: Sequence[Turn | Paragraph], before: str, path: str) -> Problem:
    """The problem of an id whose words are gone from their place; `before` is the id that stands before it."""
    kind = "paragraph" if "p" in lost else "turn"
    opening = " ".join(words[:8]) + (" …" if len(words) > 8 else "")
    scored = [(similarity(words, _words(one.paragraphs if isinstance(one, Turn) else (one,))), one) for one in fresh]
    best = max(scored, key=lambda pair: pair[0], default=None)
    hints = []
    line = 0
    successor = before
    if best and best[0] >= KEPT:
        line, successor = best[1].line, best[1].id
        hints.append(f"the same words now stand at line {line}, where they would become {best[1].id}")
    elif best and best[0] > 0.2:
        line, successor = best[1].line, best[1].id
        hints.append(f"nearest are the words at line {line} (similarity {best[0]:.2f}, at least {KEPT} is needed)")
    hints.append("links to it must go on working: put the words back,")
    hints.append(f"or write in {PurePosixPath(path).with_suffix('.yml')}   retired: {{{lost}: {successor}}}")
    return Problem(
        path=path,
        line=line,
        message=f'{kind} {lost} ("{opening}") is no longer found where it stood',
        hints=tuple(hints),
    )


def check_retired(
    retired: Mapping[str, str], ledger: Ledger, standing: set[str], turns: Sequence[Turn] = ()
) -> Iterator[str]:
    """What is wrong with an editor's record of retired ids, one sentence each.

    `standing` are the ids in the text; `turns` are looked through for the words of a turn that is said to be gone.
    """
    known = {key for turn_id, paragraphs in ledger.items() for key in (turn_id, *paragraphs)}
    fresh = {turn.id: " ".join(_words(turn.paragraphs)) for turn in turns if turn.id not in ledger}
    for old, successor in retired.items():
        words = " ".join(ledger.get(old, {}).values())
        if old in standing or any(held == words and turn_id != successor for turn_id, held in fresh.items()):
            yield f"{old} is retired, but it still stands in the text"
        elif old not in known:
            yield f"{old} is retired, but the ledger never held it"
        end = last_successor(old, retired)
        if end not in standing and (successor not in retired or end in retired):  # of a chain only its end is told
            yield f"{old} is retired to {successor}, which is not in the text"


def last_successor(old: str, retired: Mapping[str, str]) -> str:
    """Where a chain of retired ids ends; in a circle, some id that is retired."""
    successor = retired[old]
    for _ in retired:
        successor = retired.get(successor, successor)
    return successor
