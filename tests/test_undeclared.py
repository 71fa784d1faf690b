"""A label typed otherwise once, in every style of labels: the words after it never go to another speaker in silence."""

from __future__ import annotations

from pathlib import PurePath

import pytest
import yaml

from edition.annotations import InterviewRecord
from edition.new.proposal import TranscriptFile, propose_interview
from edition.transcripts import read_transcript

SAID = (
    "When did the ferry first come to the island?",
    "In May, I think, when the ice was gone.",
    "And who steered it in those years?",
    "My uncle did, and later my cousin Olaf.",
    "Was it a big ship for the time?",
    "It was small, and it leaked badly.",
    "Did you ever go with him yourself?",
    "Once a week, with the milk and the mail.",
)
STYLES = {
    "colon": ("{name}: {words}", "Anna Berg", "Tom Field", "Tom Feild"),
    "capitals": ("{name}: {words}", "BERG", "FIELD", "FEILD"),
    "title": ("{name}: {words}", "MR. BERG", "MS. FIELD", "MS. FEILD"),
    "initials": ("{name}: {words}", "AB", "TF", "TV"),
    "initials with full stops": ("{name} – {words}", "A. B.", "T. F.", "T. V."),
    "small letters": ("{name}: {words}", "anna", "tom", "tmo"),
    "letters and colon": ("{name}: {words}", "Q", "A", "B"),
    "bold": ("**{name}:** {words}", "Anna Berg", "Tom Field", "Tom Feild"),
    "bold before the colon": ("**{name}**: {words}", "Anna Berg", "Tom Field", "Tom Feild"),
    "bold without colon": ("**{name}** {words}", "Anna Berg", "Tom Field", "Tom Feild"),
    "line of its own": ("{name}\n{words}", "Anna Berg", "Tom Field", "Tom Feild"),
    "capitals above": ("{name}\n\n{words}", "INTERVIEWER", "FIELD", "FEILD"),
    "heading": ("### {name}\n\n{words}", "Anna Berg", "Tom Field", "Tom Feild"),
    "square brackets": ("[{name}] {words}", "Anna Berg", "Tom Field", "Tom Feild"),
    "angle brackets": ("<{name}> {words}", "anna", "tom", "tmo"),
    "dash": ("{name} – {words}", "Anna Berg", "Tom Field", "Tom Feild"),
    "dash before": ("– {name}: {words}", "Anna Berg", "Tom Field", "Tom Feild"),
    "full stop and dash": ("{name}.— {words}", "Anna Berg", "Tom Field", "Tom Feild"),
    "title and full stop": ("{name}. {words}", "Mr. BERG", "Mr. FIELD", "Mr. FEILD"),
    "tab": ("{name}\t{words}", "Anna Berg", "Tom Field", "Tom Feild"),
    "timed above": ("{name}  00:01:12\n{words}", "Anna Berg", "Tom Field", "Tom Feild"),
    "timed": ("[00:01:12] {name}: {words}", "Anna Berg", "Tom Field", "Tom Feild"),
    "Chinese": ("{name}：{words}", "毛", "斯诺", "斯若"),
    "chat": ("[31.12.20, 21:12:00] {name}: {words}", "Anna", "Tom", "Tmo"),
    "play": ("{name}. {words}", "Anna", "Thomas", "Tohmas"),
    "office": ("{name}: {words}", "Dr. Anna Berg, Minister", "Tom Field, Clerk", "Tom Feild, Clerk"),
}


@pytest.mark.parametrize("parted", ["\n\n", "\n"], ids=["blank lines between", "no blank lines"])
@pytest.mark.parametrize("style", STYLES)
def test_a_mistyped_label_is_told_under_a_record_that_fits_the_text(style: str, parted: str) -> None:
    form, asks, answers, mistyped = STYLES[style]
    names = [asks, answers] * 4
    right, wrong = (
        parted.join(form.format(name=name, words=words) for name, words in zip(labels, SAID, strict=True)) + "\n"
        for labels in (names, [*names[:5], mistyped, *names[6:]])
    )
    file = TranscriptFile(path=PurePath("talk.txt"), data=right.encode())
    record = InterviewRecord.model_validate(
        yaml.safe_load(propose_interview(file, "talk").files["transcript/talk.yml"])
    )
    assert len(read_transcript(right.encode(), "talk.txt", record).turns) == len(SAID)
    found = read_transcript(wrong.encode(), "talk.txt", record)
    assert any(mistyped.split(",")[0] in str(problem) for problem in found.problems)
    assert found.undeclared
