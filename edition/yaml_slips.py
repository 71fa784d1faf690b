"""What an editor most likely meant where YAML can't be read: the line that is wrong, what is wrong with it, the cure.

YAML's own words name the place where reading stopped, which is often the line after the slip, and speak of tokens and
mappings. Here the lines around that place are looked at for the slips that people make in a text editor.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import yaml

_KEY = re.compile(r"(?P<indent> *)(?P<dash>- +)?(?P<key>[\w-]+|\"[^\"]*\") *:(?: +(?P<value>\S.*?))? *$")
_NO_SPACE = re.compile(r" *(?:- +)?(?P<key>[A-Za-z][\w-]*)(?P<colon>[:：])(?P<value>(?!//)\S.*?) *$")
_NO_COLON = re.compile(r" *(?:- +)?(?P<key>[A-Za-z][\w-]*) *$")
_NO_DASH_SPACE = re.compile(r" *-(?P<rest>[^\s-].*)$")
_ODD_SPACE = re.compile(r"[ \t]*(?P<space>[^\S \t\r\n]|\u200b|\ufeff)")
_QUOTES = {'"': '"', "'": "'", "[": "]", "{": "}"}
CURLY = "“”„‟‘’‚"
INDENT = "keys that belong together begin at the same distance from the margin; what belongs to a key, two spaces more"
QUOTE = "put the whole value in quotation marks"


@dataclass(frozen=True, slots=True)
class Slip:
    """A slip, on a line from 1, in words for an editor."""

    line: int
    message: str
    hints: tuple[str, ...]


def find_slip(text: str, error: yaml.MarkedYAMLError) -> Slip | None:
    """The slip behind an error of the YAML reader; None where it is none of those that are known."""
    mark = error.problem_mark or error.context_mark
    if mark is None:
        return None
    return next(_slips(_Place(text.split("\n"), mark.line, mark.column, error)), None)


class _Place:
    """Where reading stopped: lines are counted from 0 here."""

    def __init__(self, lines: Sequence[str], line: int, column: int, error: yaml.MarkedYAMLError):
        self.lines = [one.rstrip("\r") for one in lines]
        self.at_end = line >= len(self.lines) or (line == len(self.lines) - 1 and column >= len(self.lines[-1]))
        """Whether reading went on to the end of the file."""
        self.at = min(line, len(self.lines) - 1)
        self.column = column
        self.said = error.problem or ""
        self.while_ = error.context or ""
        self.opened = min(error.context_mark.line, self.at) if error.context_mark else self.at
        self.before = next((one for one in range(self.at - 1, -1, -1) if _holds(self.lines[one])), -1)

    @property
    def line(self) -> str:
        return self.lines[self.at]

    @property
    def stopped_at_first_word(self) -> bool:
        return not self.line[: self.column].strip(" -")


def _holds(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


def _slips(place: _Place) -> Iterator[Slip]:
    yield from _indented_otherwise(place)
    if "quoted scalar" in place.while_:
        yield _unclosed(place.lines[place.opened], place.opened)
    if "another document" in place.said:
        yield Slip(place.at + 1, "a line of hyphens ends the file for YAML", ("take the line out",))
    if "simple key" in place.while_:
        yield from _no_key(place)
    if "mapping values are not allowed" in place.said:
        yield from _second_colon(place)
        yield from _line_before(place)
        yield _misplaced(place)
    if "expected ','" in place.said:
        yield _in_brackets(place)
    if "did not find expected" in place.said and "block" in place.while_ and "scalar" not in place.while_:
        yield _misplaced(place) if place.stopped_at_first_word else _goes_on(place)
    yield from _odd_beginning(place)


def _indented_otherwise(place: _Place) -> Iterator[Slip]:
    for number in (place.before, place.at):
        line = place.lines[number] if number >= 0 else ""
        if "\t" in line[: len(line) - len(line.lstrip())]:
            hints = ("replace each tab at the beginning of the line by spaces, two for each step to the right",)
            yield Slip(number + 1, "the line is indented with a tab; expected spaces", hints)
        elif odd := _ODD_SPACE.match(line):
            message = f"the line is indented with a space of another kind (U+{ord(odd['space']):04X})"
            yield Slip(number + 1, message, ("delete what stands before the first word, and type plain spaces",))


def _unclosed(line: str, number: int) -> Slip:
    opened = next((one for one in line if one in "\"'"), '"')
    curly = next((one for one in line if one in "”’“"), None)
    hints = [f"it closes with a curly mark ({curly}); write {opened}"] if curly else [f"write {opened} after the words"]
    return Slip(number + 1, f"the quotation mark {opened} that opens here is not closed", tuple(hints))


def _no_key(place: _Place) -> Iterator[Slip]:
    """A line of words where a key was expected."""
    number = place.opened
    line, above = place.lines[number], _above(place.lines, number)
    if slip := _without_space(line, number):
        yield slip
    opener = place.lines[above].rstrip() if above >= 0 else ""
    if _NO_COLON.match(line):
        yield _without_colon(line, number)
    elif re.search(r": *[|>][-+]?$", opener):
        hints = (f"indent the text under '{opener.strip()}' by two spaces more than that line",)
        yield Slip(number + 1, f"text of line {above + 1} is expected here, and the line is not indented", hints)
    else:
        hints = (f"if they go on from line {above + 1}, indent them by two spaces more than that line",)
        yield Slip(number + 1, f"'{_short(line)}' is no key with a value", hints)


def _above(lines: Sequence[str], number: int) -> int:
    return next((one for one in range(number - 1, -1, -1) if _holds(lines[one])), -1)


def _without_space(line: str, number: int) -> Slip | None:
    found = _NO_SPACE.match(line)
    if not found:
        return None
    what = "a colon of another kind" if found["colon"] == "：" else "no space after the colon"
    return Slip(number + 1, f"'{_short(line)}' has {what}", (f"write  {found['key']}: {found['value']}",))


def _without_colon(line: str, number: int) -> Slip:
    key = line.strip()
    return Slip(number + 1, f"'{key}' has no colon after it", (f"a key ends with a colon:  {key}:",))


def _second_colon(place: _Place) -> Iterator[Slip]:
    """A value with a colon and a space in it."""
    found = _KEY.match(place.line)
    if found and found["value"] and place.column > found.start("value"):
        yield Slip(place.at + 1, f"'{_short(found['value'])}' has a colon and a space in it", _quoting(found))


def _line_before(place: _Place) -> Iterator[Slip]:
    """What looks like a value within a value, because the line before is no whole key."""
    if place.before < 0:
        return
    line = place.lines[place.before]
    if found := _NO_DASH_SPACE.match(line):
        yield Slip(place.before + 1, f"'{_short(line)}' has no space after the hyphen", (f"write  - {found['rest']}",))
    elif slip := _without_space(line, place.before):
        yield slip
    elif _NO_COLON.match(line) and not _KEY.match(line):
        yield _without_colon(line, place.before)


def _misplaced(place: _Place) -> Slip:
    """A line that begins at a distance from the margin at which nothing above it stands."""
    has = _indent(place.line)
    if (found := _NO_DASH_SPACE.match(place.line)) is not None:
        return Slip(
            place.at + 1, f"'{_short(place.line)}' has no space after the hyphen", (f"write  - {found['rest']}",)
        )
    near: list[str] = []
    level = 10_000
    for number in range(place.at - 1, -1, -1):
        if len(near) < 2 and _holds(line := place.lines[number]) and (found := _KEY.match(line)):
            begins = found.start("key")
            if begins < level:
                level = begins
                after = " (the hyphen is one of them)" if found["dash"] else ""
                near.append(f"line {number + 1} has its key after {_spaces(begins)}{after}:  {_short(line)}")
    message = f"the line begins after {_spaces(has)}, where nothing above it begins that it could go with"
    return Slip(place.at + 1, message, (*near, INDENT))


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _spaces(number: int) -> str:
    return {0: "no spaces", 1: "1 space"}.get(number, f"{number} spaces")


def _in_brackets(place: _Place) -> Slip:
    opening = "[" if "sequence" in place.while_ else "{"
    closing = _QUOTES[opening]
    if place.opened < place.at or place.at_end:
        line = place.lines[place.opened]
        return Slip(place.opened + 1, f"the bracket {opening} that opens here is not closed: {_short(line)}",
                    (f"write {closing} at the end of the list",))  # fmt: skip
    rest = place.line[place.column :]
    if rest.startswith(":"):  # of a key that stands before it
        rest = "".join(place.line[: place.column].split()[-1:]) + rest
    hints = (f"write a comma before it, or {closing} if the list ends there",)
    return Slip(place.at + 1, f"'{_short(rest)}' follows in the brackets without a comma", hints)


def _goes_on(place: _Place) -> Slip:
    """Words after a closing quotation mark or bracket; or a quotation mark that was opened lines ago."""
    found = _KEY.match(place.line)
    value = (found["value"] or "") if found else place.line.strip()
    if value[:1] not in _QUOTES:
        for number in range(place.at - 1, -1, -1):
            above = _KEY.match(place.lines[number])
            if above and (above["value"] or "")[:1] in ('"', "'"):
                return _unclosed(place.lines[number], number)
    marks = {"'": ("an apostrophe within '…' is written twice; or write the value in \"…\"",),
             '"': ('write \\" for each quotation mark within, or put the whole value in \'…\'',)}  # fmt: skip
    hints: tuple[str, ...] = marks.get(value[:1], ()) if value.count(value[:1]) > 2 else ()
    if not hints and found and found["value"]:
        hints = _quoting(found)
    what = "bracket" if value[:1] in "[{" else "quotation mark"
    return Slip(place.at + 1, f"after the closing {what} words go on: {_short(value)}", hints)


def _odd_beginning(place: _Place) -> Iterator[Slip]:
    """A value that begins with a character that means something to YAML."""
    found = _KEY.match(place.line)
    if not found or not found["value"] or place.column < found.start("value"):
        return
    first = found["value"][0]
    if first in "|>":
        hints = ("begin the text on the next line, indented by two spaces more than the key",)
        yield Slip(place.at + 1, f"words stand on the same line as '{first}'", hints)
    elif not first.isalnum():
        yield Slip(place.at + 1, f"a value can't begin with '{first}' as it stands", _quoting(found))


def _quoting(found: re.Match[str]) -> tuple[str, ...]:
    """How to write a value so that it is text."""
    value = found["value"]
    if value[0] in CURLY and value[-1] in CURLY and not any(one in '"' + CURLY for one in value[1:-1]):
        hint = "curly quotation marks are letters to YAML; write straight ones:"
        return (f'{hint}  {found["key"]}: "{value[1:-1]}"',)
    straight = value.replace("\\", "\\\\").replace('"', '\\"')
    return (f'{QUOTE}:  {found["key"]}: "{straight}"',)


def _short(text: str) -> str:
    text = text.strip()
    return text if len(text) <= 60 else f"{text[:57].rstrip()}…"
