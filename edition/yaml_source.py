"""YAML text to plain values that know their line.

Only what an editor means is read: every scalar is text except ``true``, ``false`` and ``null``, so that YAML 1.1 turns
no ``no`` into false, no ``12:30`` into 750 and no ``1907-06-26`` into a date. The records give the text its type.
Duplicate keys are refused, and so are anchors and aliases, whose expansion can be made to fill the memory.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import yaml

from edition.problems import Problem
from edition.text import CONTROL
from edition.yaml_slips import find_slip

Value = None | bool | str | list["Value"] | dict[str, "Value"]
KeyPath = tuple[str | int, ...]
MAX_BYTES = 10_000_000
MAX_DEPTH = 40


@dataclass(frozen=True, slots=True)
class YamlDocument:
    """One YAML file as values, with the place of every key and item."""

    path: str
    value: dict[str, Value]
    places: Mapping[KeyPath, tuple[int, int]]

    def place(self, keys: KeyPath) -> tuple[int, int]:
        """Line and column of the value at `keys`, or of the nearest thing that holds it."""
        for length in range(len(keys), -1, -1):
            if keys[:length] in self.places:
                return self.places[keys[:length]]
        return (1, 1)

    def problem(self, keys: KeyPath, message: str, *hints: str) -> Problem:
        """A problem with the value at `keys`."""
        line, column = self.place(keys)
        return Problem(path=self.path, line=line, column=column, message=message, hints=hints)


def read_yaml(data: bytes, path: str) -> tuple[YamlDocument | None, list[Problem]]:
    """A YAML file as a document, or the reason why it can't be read.

    What could be read is returned also where there are problems, so that all of them can be told at once.
    """
    if len(data) > MAX_BYTES:
        return None, [Problem(path=path, message=f"the file has {len(data):,} bytes; at most {MAX_BYTES:,} are read")]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        return None, [Problem(path=path, line=line, message="the file is not UTF-8", hints=("save it as UTF-8",))]
    try:
        root = yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.MarkedYAMLError as error:
        return None, [_syntax_problem(path, text, error)]
    except yaml.reader.ReaderError as error:
        line = text[: error.position].count("\n") + 1 if isinstance(error.position, int) else 0
        message = f"the YAML can't be read: {error.reason}"
        return None, [Problem(path=path, line=line, message=message, hints=("take the character out",))]
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        return None, [Problem(path=path, message=f"the YAML can't be read: {str(error).splitlines()[0]}")]
    if root is None:
        return YamlDocument(path, {}, {}), []
    builder = _Builder(path, text.split("\n"))
    if not isinstance(root, yaml.MappingNode):
        return None, [builder.problem_at(root, "expected keys such as 'people:' or 'notes:' at the left margin")]
    value = builder.build(root, ())
    assert isinstance(value, dict)
    return YamlDocument(path, value, builder.places), builder.problems


def _syntax_problem(path: str, text: str, error: yaml.MarkedYAMLError) -> Problem:
    mark = error.problem_mark or error.context_mark
    if slip := find_slip(text, error):
        column = mark.column + 1 if mark and mark.line + 1 == slip.line else 0
        return Problem(path=path, line=slip.line, column=column, message=slip.message, hints=slip.hints)
    return Problem(
        path=path,
        line=min(mark.line, text.count("\n")) + 1 if mark else 0,
        column=mark.column + 1 if mark else 0,
        message=f"the YAML can't be read here: {error.problem or error.context}",
    )


class _Builder:
    """Turns YAML's nodes into values and keeps their places."""

    def __init__(self, path: str, lines: Sequence[str]):
        self.path = path
        self._lines = lines
        self.places: dict[KeyPath, tuple[int, int]] = {}
        self.problems: list[Problem] = []
        self._built: set[int] = set()

    def problem_at(self, node: yaml.Node, message: str, *hints: str) -> Problem:
        mark = node.start_mark
        line = min(mark.line + 1, len(self._lines))  # at its end YAML may stand a line below the file
        return Problem(path=self.path, line=line, column=mark.column + 1, message=message, hints=hints)

    def build(self, node: yaml.Node, keys: KeyPath) -> Value:
        self.places.setdefault(keys, (node.start_mark.line + 1, node.start_mark.column + 1))
        if len(keys) > MAX_DEPTH:
            self.problems.append(self.problem_at(node, f"more than {MAX_DEPTH} levels of indentation"))
            return None
        if id(node) in self._built:
            self.problems.append(
                self.problem_at(node, "anchors and aliases (& and *) are not read", "write the value out")
            )
        if isinstance(node, yaml.ScalarNode):
            self._built.add(id(node))
            return self._scalar(node)
        if id(node) in self._built:
            return None  # to follow it could fill the memory
        self._built.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            return [self.build(child, (*keys, index)) for index, child in enumerate(node.value)]
        assert isinstance(node, yaml.MappingNode)
        return self._mapping(node, keys)

    def _scalar(self, node: yaml.ScalarNode) -> str | bool | None:
        if found := CONTROL.search(node.value):
            self.problems.append(
                self.problem_at(
                    node, f"control character U+{ord(found.group()):04X}, which no page can show", "take it out"
                )
            )
            return CONTROL.sub("", node.value)
        if not node.style:  # plain, not quoted: None from PyYAML, '' from libyaml
            self._check_cut(node)
            if node.value in ("", "~", "null"):
                return None
            if node.value in ("true", "false"):
                return bool(node.value == "true")
        return unicodedata.normalize("NFC", node.value)

    def _check_cut(self, node: yaml.ScalarNode) -> None:
        """Tell of words that YAML leaves out: after a `#`, which opens a comment, or a word that opens with `!`."""
        mark = node.end_mark
        after = self._lines[mark.line][mark.column :] if mark.line < len(self._lines) else ""
        if match := re.match(r"\s*(#[^\s#].*)", after) if node.value else re.match(r" (#[^\s#].*)", after):
            self.problems.append(
                self.problem_at(
                    node, f"'{match[1].rstrip()}' is left out, for '#' opens a comment",
                    "put the whole value in quotation marks; or, if it is a comment, write a space after '#'",
                )
            )  # fmt: skip
        start = node.start_mark
        word = self._lines[start.line][start.column :].split(" ")[0] if start.line < len(self._lines) else ""
        if word.startswith("!"):
            self.problems.append(
                self.problem_at(
                    node, f"'{word}' is left out, for '!' means something to YAML",
                    "put the whole value in quotation marks",
                )
            )  # fmt: skip

    def _mapping(self, node: yaml.MappingNode, keys: KeyPath) -> dict[str, Value]:
        result: dict[str, Value] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                self.problems.append(self.problem_at(key_node, "a key must be a word, not a list or a mapping"))
                continue
            key = str(key_node.value)
            if key != key.strip():
                self.problems.append(
                    self.problem_at(key_node, f"key '{key}' begins or ends with a space", "take it out")
                )
                continue
            place = (key_node.start_mark.line + 1, key_node.start_mark.column + 1)
            if key in result:
                hints = [f"first on line {self.places[(*keys, key)][0]}"]
                if keys and isinstance(keys[-1], int) and key == next(iter(result)):
                    hints.append("if the next item of the list begins here, write '- ' before it")
                self.problems.append(self.problem_at(key_node, f"key '{key}' stands here a second time", *hints))
                continue
            self.places[(*keys, key)] = place
            result[key] = self.build(value_node, (*keys, key))
        return result
