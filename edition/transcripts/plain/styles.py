"""Which of the marks that lines may begin with are labels in this text: those of styles that it uses throughout.

A colon after a name needs no more than itself; any other mark must come back, with two names at least.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from edition.transcripts.names import heads_a_text, reads_like_prose
from edition.transcripts.plain.headings import HEADING, is_capital_title, opens_part
from edition.transcripts.plain.lines import Line, end_of_paragraph, ends_sentence
from edition.transcripts.plain.marks import NICK, Mark, find_marks
from edition.transcripts.plain.minutes import is_minuted
from edition.transcripts.vocabulary import FIELDS, LETTER_PAIRS, LETTER_WORDS

_PLAIN = frozenset({"colon", "timed colon", "emphasis and colon", "timed", "dash and colon"})
"""Styles that a single line may show."""
_ALONE = frozenset({"own line", "timed line", "heading"})
"""Styles in which the label is all of the line, and words follow below."""
_OF_MOST = frozenset({"name and full stop", NICK})
"""Styles that are one only where most paragraphs open so: of prose, too, some open with a short sentence."""
_MOST = 0.6
_WIDE = ("timed wide space", "wide space")
"""One style, where times stand before some lines only; where they mark the turns, other lines have tables."""
_STOPPED = frozenset({"title and full stop", "name and full stop"})
"""Styles in which a label that is all of its line looks like the end of a sentence."""
OFTEN = 3
"""Times that a name in small letters stands before a colon, among names with capitals."""
_LETTERS = frozenset({"letter", "letter and one space"})
_ITEM = re.compile(r"[-*•]\s")
_MAY_BE_DECLARED = frozenset({*_PLAIN, *_ALONE, "angle brackets"})
"""Styles whose marks are labels, wherever they stand, if the label is declared."""
_SURE = frozenset({"timed", "timed colon", "timed emphasis", "timed line", "emphasis and colon", "angle brackets"})


class Styles:
    """The styles in which a text marks its speakers."""

    def __init__(self, lines: Sequence[Line]):
        self._lines = lines
        self._marks: list[list[Mark]] = [[] for _ in lines]
        for at, line in enumerate(lines):
            if not line.apart and not line.front and line.text:
                self._marks[at] = [mark for mark in find_marks(line.text, timed=bool(line.margin)) if mark.label]
        self._listed = self._are_listed()
        self._next = _next_words(lines)
        self._times: dict[str, Counter[str]] = {}
        for at, marks in enumerate(self._marks):
            for mark in marks:
                if self._counts(at, mark):
                    self._times.setdefault(mark.style, Counter())[mark.label] += 1
        self._used_by_most = {style for style in _OF_MOST if self._do_most(style)}
        self._strong = Counter[str]()
        for style in _PLAIN & self._times.keys():
            self._strong += self._times[style]
        self._used = {style: self._labels_of(style) for style in self._times}

    @property
    def names_speakers(self) -> bool:
        """Whether any label comes back."""
        return any(count > 1 for count in self._strong.values()) or any(
            labels for style, labels in self._used.items() if style not in _PLAIN
        )

    def uses(self, label: str) -> bool:
        """Whether a label is used in any style."""
        return label in self._strong or any(label in labels for labels in self._used.values())

    def choose(self) -> tuple[dict[int, Mark], dict[int, Mark]]:
        """By the index of their line: the marks that are labels here, and those that are if they are declared."""
        labels: dict[int, Mark] = {}
        declared: dict[int, Mark] = {}
        asked = False
        for at, marks in enumerate(self._marks):
            chosen = next((mark for mark in marks if self._is_label(at, mark, asked)), None)
            if chosen:
                labels[at] = chosen
                asked = chosen.label == "Q"
            elif weak := next((mark for mark in marks if self._may_be_declared(at, mark)), None):
                declared[at] = weak
        for at in [at for at, mark in labels.items() if mark.style in _STOPPED and self._is_sentence(at, mark, labels)]:
            del labels[at]
        for at in [at for at, mark in labels.items() if mark.style in _ALONE and self._is_heading(at, mark, labels)]:
            declared[at] = labels.pop(at)
        for at in range(len(self._lines)):
            if self._heads_others(at, labels) if at in labels else self._stands_in_a_list(at):
                labels.pop(at, None)
                declared.pop(at, None)
                self._lines[at].apart = HEADING
        return labels, declared

    def letter_of(self, mark: Mark) -> str:
        """The letter for which a word stands in full where it comes first: "Pregunta." before "P."; empty if none."""
        letter = mark.label[:1].upper()
        in_full = mark.style == "name and full stop" and mark.label.casefold() in LETTER_WORDS
        return letter if in_full and letter in self._used.get("letter", ()) else ""

    def is_sure(self, mark: Mark) -> bool:
        """Whether a mark that stands once is a label all the same."""
        return mark.style in ("chat", "angle brackets", "handle", *_OF_MOST) or (
            mark.style in _SURE
            and mark.named
            and mark.label.casefold() not in FIELDS
            and not reads_like_prose(mark.label)
            and not heads_a_text(mark.label)
        )

    def _are_listed(self) -> bool:
        """Whether no more lines that begin with a name and a colon are outside of lists than are in them."""
        plain = (
            line
            for line, marks in zip(self._lines, self._marks, strict=True)
            if any(mark.style in _PLAIN and mark.named and not reads_like_prose(mark.label) for mark in marks)
        )
        return sum(1 if _ITEM.match(line.text) else -1 for line in plain) >= 0

    def _counts(self, at: int, mark: Mark) -> bool:
        if mark.style == "angle brackets":
            return True
        if not mark.named or reads_like_prose(mark.label):
            return False
        if mark.style == NICK and not self._listed and _ITEM.match(self._lines[at].text):
            return False
        if mark.style in _OF_MOST and (opens_part(self._lines[at].text) or is_minuted(self._lines[at].text)):
            return False
        if mark.style in _ALONE and mark.office and (self._runs_on(at) or self._goes_on(at)):
            return False
        if mark.style in _STOPPED and mark.length == len(self._lines[at].text) and self._runs_on(at):
            return False
        return mark.style not in _ALONE or self._next[at] is not None

    def _runs_on(self, at: int) -> bool:
        """Whether a line is in the midst of a sentence that was begun on the line above."""
        return at > 0 and not self._lines[at].gap and not ends_sentence(self._lines[at - 1].text)

    def _goes_on(self, at: int) -> bool:
        """Whether a line breaks off, or the words below it go on in small letters."""
        below = self._next[at]
        return self._lines[at].text[-1] in ",;" or (below is not None and self._lines[below].text[:1].islower())

    def _labels_of(self, style: str) -> frozenset[str]:
        """The labels of a style, empty where the text does not use it."""
        times = self._times[style]
        repeated = {label: count for label, count in times.items() if count > 1}
        if style in _PLAIN:
            return frozenset(times)
        if style in _LETTERS:
            pair = next((pair for pair in LETTER_PAIRS if pair <= times.keys()), frozenset[str]())
            if style == "letter and one space" and not (pair and all(times[letter] > 1 for letter in pair)):
                return frozenset()
            if not pair and times["Q"] > 1 and any(count > 1 for count in self._strong.values()):
                pair = frozenset("Q")  # of a press conference, where only who answers is named
            return pair or frozenset(repeated if len(repeated) > 1 and style == "letter" else ())
        strong = any(count > 1 for count in self._strong.values())
        if style == NICK and strong:  # somebody among others who signed in with a name in small letters
            capitals = {label.casefold() for label in self._strong}
            return frozenset(label for label, count in times.items() if count >= OFTEN or label in capitals)
        if style in _OF_MOST and (strong or style not in self._used_by_most):
            return frozenset()
        if style == "angle brackets":
            return frozenset(times if repeated else ())
        if style == "title and full stop" and self._names_stand_above(sum(repeated.values())):
            return frozenset()
        if style not in _WIDE:
            return self._coming_back(times)
        timed, bare = (self._times.get(one, Counter[str]()) for one in _WIDE)
        both = self._coming_back(timed + bare)
        return self._coming_back(times) | (both & timed.keys() if self._coming_back(timed) else both)

    def _names_stand_above(self, times: int) -> bool:
        """Whether names on lines of their own, or in bold type, come back as often as a weaker style does."""
        above = [self._times.get(style, Counter[str]()) for style in ("own line", "timed line", "heading", "emphasis")]
        return any(
            self._coming_back(one) and sum(count for count in one.values() if count > 1) >= times for one in above
        )

    def _coming_back(self, times: Counter[str]) -> frozenset[str]:
        """The labels among marks that must come back, with two names at least."""
        repeated = {label: count for label, count in times.items() if count > 1}
        total, coming_back = sum(times.values()), sum(repeated.values())
        known = frozenset(label for label in times if self._strong[label] > 1)
        if not repeated or total < 3 or len(times) < 2 or coming_back * 2 < total:
            return known & repeated.keys()
        if coming_back <= sum(count for count in self._strong.values() if count > 1):
            return known
        return frozenset(times)

    def _do_most(self, style: str) -> bool:
        """Whether most paragraphs, or most lines where no blank lines part them, open in a style; "..." goes on.

        Where several names in small letters come back, paragraphs count from the first of them on: minutes have notes
        before them that nobody says.
        """
        begins = 0
        if style == NICK and sum(count > 1 for count in self._times.get(style, {}).values()) > 1:
            begins = next(at for at in range(len(self._lines)) if self._opens_in(at, style))
        said = [
            at
            for at, line in enumerate(self._lines)
            if at >= begins
            and not (line.apart or line.front or line.text.startswith(("...", "…")) or is_minuted(line.text))
        ]
        parted = [at for at in said if self._lines[at].gap]
        openings = parted if len(parted) > 2 else said
        opened = sum(self._opens_in(at, style) for at in openings)
        return opened > 3 and opened >= _MOST * len(openings)

    def _opens_in(self, at: int, style: str) -> bool:
        return any(self._counts(at, one) for one in self._marks[at] if one.style == style)

    def _is_label(self, at: int, mark: Mark, asked: bool) -> bool:
        if mark.style in _PLAIN:
            return mark.named
        if self.letter_of(mark):
            return True
        if mark.label not in self._used.get(mark.style, ()) or not self._counts(at, mark):
            return False
        if mark.style == "letter and one space" and mark.label != "Q":
            return asked and ends_sentence(self._lines[at - 1].text)
        return True

    def _may_be_declared(self, at: int, mark: Mark) -> bool:
        if mark.style in _ALONE:
            return self._lines[at].gap and mark.named and self._next[at] is not None
        return mark.style in _MAY_BE_DECLARED

    def _is_heading(self, at: int, mark: Mark, labels: Mapping[int, Mark]) -> bool:
        """Whether a name on a line of its own has no words of its own below, or stands as no label does."""
        below = self._next[at]
        if below is None or (below in labels and labels[below].style in _ALONE):
            return True
        if self._names_alone(below) or (mark.office and any(one.office for one in self._marks[below])):
            return True
        if at == next(iter(labels)) and self._heads_the_text(at, mark):
            return True
        if self._times[mark.style][mark.label] > 1 or not is_capital_title(mark.label):
            return False
        others = [other for other, one in labels.items() if one.style == mark.style and other != at]
        apart = sum(self._lines[self._next[other] or 0].gap for other in others)
        return self._lines[below].gap and apart * 2 < len(others)

    def _heads_the_text(self, at: int, mark: Mark) -> bool:
        """Whether a name opens the file, stands once, and has no sentence in the lines right below: a title."""
        last = end_of_paragraph(self._lines, at)
        opens = all(line.apart or line.front for line in self._lines[:at])
        return (
            opens
            and last > at
            and self._times[mark.style][mark.label] == 1
            and not any(ends_sentence(line.text) for line in self._lines[at + 1 : last + 1])
        )

    def _is_sentence(self, at: int, mark: Mark, labels: Mapping[int, Mark]) -> bool:
        """Whether a name and a full stop are all of a line and have no words below: "Who was it?" "Mr. Holm."."""
        below = self._next[at]
        return mark.length == len(self._lines[at].text) and (below is None or below in labels)

    def _names_alone(self, at: int) -> bool:
        """Whether a line is all of it a label that comes back in such a place."""
        return any(
            one.style in _ALONE and one.label in self._used.get(one.style, ()) and self._times[one.style][one.label] > 1
            for one in self._marks[at]
        )

    def _heads_others(self, at: int, labels: Mapping[int, Mark]) -> bool:
        """Whether a line that ends with a colon stands once, right above a label that needs none: "Questions:"."""
        below, mark = self._next[at], labels[at]
        return (
            mark.style in _PLAIN
            and mark.length == len(self._lines[at].text)
            and self._strong[mark.label] < 2
            and below is not None
            and below in labels
            and labels[below].style in _ALONE
        )

    def _stands_in_a_list(self, at: int) -> bool:
        """Whether a line is a label that speaks elsewhere, and here has only such labels below, or nothing."""
        below = self._next[at]
        return self._names_alone(at) and (below is None or self._names_alone(below))


def _next_words(lines: Sequence[Line]) -> list[int | None]:
    """For each line the next on which something is said."""
    following: list[int | None] = [None] * len(lines)
    last: int | None = None
    for at in range(len(lines) - 1, -1, -1):
        following[at] = last
        if not lines[at].apart:
            last = at
    return following
