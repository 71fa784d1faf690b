"""The ledger of an interview's permanent ids as the file that is committed with its text.

It is YAML, and any YAML that says the same is read. A thousand interviews have more ledger than anything else, though,
and as long as a file is as this program wrote it, line for line, it is read without a parser.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from unicodedata import is_normalized

from edition.problems import Problem
from edition.yaml_source import MAX_BYTES, read_yaml

Ledger = Mapping[str, Mapping[str, str]]
"""Turn id to paragraph ids to normalised words, in the order of the text when it was written."""
HEADER = """\
# The permanent ids of this interview's turns and paragraphs, with their words: the links of syllabi hang on them.
# Written by `python build_site.py ids --write`; not to be edited by hand. See docs/about/how-to-cite.md.
"""
_TURN = re.compile(r"  (t[0-9]{1,9}[a-z]{0,9}):")
_PARAGRAPH = re.compile(r"    ((t[0-9]{1,9}[a-z]{0,9})p[0-9]{1,9}[a-z]{0,9}): \"([\w' ]*)\"")


def read_ledger(data: bytes | None, path: str) -> tuple[Ledger | None, list[Problem]]:
    """The recorded ids, none where there is no ledger yet; None where there is one that can't be read."""
    if data is None:
        return {}, []
    as_written = _read_as_written(data)
    if as_written is not None:
        return as_written, []
    return read_any_ledger(data, path)


def read_any_ledger(data: bytes, path: str) -> tuple[Ledger | None, list[Problem]]:
    """The recorded ids of a ledger in whatever form of YAML."""
    document, problems = read_yaml(data, path)
    turns = document.value.get("turns") if document else None
    if document and not (
        isinstance(turns, dict) and all(_is_ledger_turn(turn_id, held) for turn_id, held in turns.items())
    ):
        problems.append(
            document.problem((), "this is not a ledger of ids", "take back the last committed version of it")
        )
        return None, problems
    return turns if document else None, problems  # type: ignore[return-value]


def _is_ledger_turn(turn_id: str, held: object) -> bool:
    """Whether an entry of a ledger is a turn's id with its paragraphs' ids and words."""
    return bool(
        re.fullmatch(r"t\d+[a-z]*", turn_id)
        and isinstance(held, dict)
        and all(re.fullmatch(turn_id + r"p\d+[a-z]*", key) and isinstance(words, str) for key, words in held.items())
    )


def _read_as_written(data: bytes) -> Ledger | None:
    """What `write_ledger` wrote, as it was before; None for any other file, though it should mean the same."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return None
    opening = HEADER + "turns:\n"
    if len(data) > MAX_BYTES or not text.startswith(opening) or not is_normalized("NFC", text):
        return None
    ledger: dict[str, dict[str, str]] = {}
    turn_id = ""
    paragraphs: dict[str, str] = {}
    *lines, end = text[len(opening) :].split("\n")
    for line in lines:
        if match := _PARAGRAPH.fullmatch(line):
            key, of_turn, words = match.groups()
            if of_turn != turn_id or key in paragraphs:
                return None
            paragraphs[key] = words
        elif (match := _TURN.fullmatch(line)) and match[1] not in ledger and bool(paragraphs) == bool(turn_id):
            turn_id = match[1]
            ledger[turn_id] = paragraphs = {}
        else:
            return None
    return ledger if paragraphs and not end else None


def write_ledger(ledger: Ledger) -> str:
    """The ledger as YAML, one paragraph a line, so that its history reads well."""
    lines = [HEADER + "turns:"]
    for turn_id, paragraphs in ledger.items():
        lines.append(f"  {turn_id}:")
        lines += [f'    {key}: "{words}"' for key, words in paragraphs.items()]
    return "\n".join(lines) + "\n"
