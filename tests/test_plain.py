"""Plain text in all its styles: nothing said is lost, and no text takes longer than its length asks for."""

from __future__ import annotations

import time
from collections import Counter

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from edition.model import Transcript
from edition.transcripts import read_transcript
from edition.transcripts.pieces import Piece
from edition.transcripts.plain import read_text
from edition.transcripts.talk import to_transcript

LINES = [
    "", "", "", "BERG: Who was there?", "HOLM: Nobody.", "AB: Yes.", "Anna Berg: No.", "Carl Dorn: Perhaps",
    "and so it went on", "One thing: we left.", "Note: it was late.", "Q. When?", "A. In May.", "Q", "A", "Q When?",
    "BY MS. BERG:", "THE WITNESS: I?", "**Anna:** Who?", "**Carl**: Me.", "*Anna*", "### Anna Berg", "## The war",
    "Anna Berg", "CARL DORN", "Anna Berg  0:01", "Carl Dorn  00:01:05", "[00:01:02] Anna: Who?", "(00:01:02)",
    "00:01:02", "0:00:13 **Anna** Who?", "Anna [00:01:02]: Who?", "记者：您好。", "—¿Cuándo?", "—Nada.", "- Sí.",
    "ANA.- ¿Cuándo?", "Anna Berg — Who?", "BERG (laughing): Who?", "Berg [on phone]: Me.", "(Laughter)", "[They go.]",
    "Part II", "[END OF AUDIO]", "The Peace", "=====", "---", "Page 3 of 12", "3", "4", "THE HARBOUR REVIEW",
    "<u>Anna Berg</u>: Who?", "[Anna] Who?", "(Carl Dorn)", "@anna: hi", "[Music] Who?",
    "[12/31/20, 9:15:03 PM] Anna: hi", "12/31/20, 21:15 - Carl: hi", "12/31/20, 21:15 - Notice", "<anna> hi",
    "12:01:02 From Anna to Everyone: hi", "Anna Berg  9:15 AM", "title: a talk", "Interviewer: Anna Berg (AB)",
    "AB = Anna Berg", "June 3rd, 2008", " 1   Q.  When?", " 2   A.  Then.", " 3", "Mr. Berg. Thank you.", "ALL: Yes!",
    "Berg and Holm: Yes!", "Anna\tWho?", "#00:01:02-3# Yes", "10:30 we left", "Interview with Anna Berg",
]  # fmt: skip
TEXTS = st.lists(
    st.one_of(
        st.sampled_from(LINES), st.sampled_from(LINES), st.sampled_from(LINES), st.text("Aab:.[]()*—- \t1", max_size=9)
    ),
    max_size=40,
).map("\n".join)


def letters(*texts: str) -> Counter[str]:
    """How often each character that is no space stands in some texts."""
    return Counter(character for text in texts for character in text if not character.isspace())


def kept(transcript: Transcript) -> Counter[str]:
    """The same of all that a transcript holds."""
    return letters(
        *(paragraph.text for turn in transcript.turns for paragraph in turn.paragraphs),
        *(part.text for part in transcript.front_matter),
        *(item.text for item in transcript.tail),
        *(one.text for one in transcript.apart),
    )


@settings(max_examples=400, deadline=None)
@given(TEXTS, st.sets(st.integers(1, 40), max_size=6))
@example("BERG: Who?\n\n" * 3 + "June 3rd, 2008\n00:01:02\nBERG", set())
def test_every_character_is_in_a_piece_and_every_word_of_it_in_the_transcript(text: str, pages: set[int]) -> None:
    pieces = read_text(text, "talk.txt", pages).pieces
    read = letters(*(piece.margin + piece.printed for piece in pieces))
    assert not read - letters(text)
    assert set(letters(text) - read) <= {"*", "_"}, "but for what makes a paragraph bold"
    transcript = to_transcript(read_text(text, "talk.txt", pages), "talk.txt")
    lost = letters(*(piece.text for piece in pieces)) - kept(transcript)
    assert not lost, lost


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_a_label_that_is_no_speaker_s_is_put_back(text: str) -> None:
    pieces = read_text(text, "talk.txt")
    transcript = to_transcript(pieces, "talk.txt")
    labels = Counter(turn.label for turn in transcript.turns)
    empty = sum(problem.message.endswith("has no words after it") for problem in transcript.problems)

    def marked(piece: Piece) -> bool:
        return bool(piece.label) and not piece.apart

    put_back = letters(*(piece.mark for piece in pieces.pieces if marked(piece))) - letters(
        *(piece.mark for piece in pieces.pieces if marked(piece) and piece.label in labels)
    )
    if not empty and not transcript.front_matter:
        assert not put_back - kept(transcript)


@pytest.mark.parametrize(
    "text",
    [
        "BERG: " + "word " * 1_000_000,
        "a" * 5_000_000,
        "[" * 2_000_000,
        "(" * 1_000_000 + ")" * 1_000_000,
        "BERG: Yes.\nHOLM: No.\n" * 50_000,
        "BERG: Yes.\n\n" + "[00:00:01] Yes\n" * 50_000,
        "\n".join(f"Name {number}: Yes." for number in range(50_000)),
        "Anna Berg\nWho?\n\nCarl Dorn\nNobody.\n\n" * 15_000,
        "\n".join(f"Anna B{'e' * (number % 500)}rg: Yes." for number in range(5_000)),
        "* " * 1_000_000,
        "<u>" * 500_000,
        ("<b>" + "a " * 150 + "\n") * 3_000,
        "<u>a" + " </u>" * 200_000,
        "[a " * 500_000,
        "[0:00:01] Anna: so " * 50_000,
        "[0:00:01] Anna" * 100_000,
        ("Anna Berg, " * 30 + "\n") * 3_000,
        "12:00 " * 300_000,
        "1.1-1.1 " * 300_000,
        "12/31/20, 9:16 PM - Anna: so\n" * 30_000,
        "Anna — Today at 9:16 PM\nso\n" * 20_000,
        "BERG: " + "(" * 50 + "\n" + "- " * 100_000,
        "\n".join(str(number % 25 + 1) for number in range(100_000)),
    ],
    ids=lambda text: text[:12].replace("\n", " "),
)
def test_a_large_text_is_read_in_a_few_seconds(text: str) -> None:
    begun = time.perf_counter()
    to_transcript(read_text(text, "talk.txt"), "talk.txt")
    assert time.perf_counter() - begun < 30


MARKDOWN_TALK = """**Anna:** I *really* liked [the harbour](https://host.example/h).

**Tom: And `then`?**

**Anna:** Then ~~no~~ ![a map](map.png) and [more](more.html), oh![laughs]

**Tom:** Yes, 2*3*4 of the_old_name.
"""


def test_signs_of_markdown_within_the_words_stay_and_are_told() -> None:
    transcript = read_transcript(MARKDOWN_TALK.encode(), "talk.md")
    assert [turn.paragraphs[0].text for turn in transcript.turns] == [
        "I *really* liked [the harbour](https://host.example/h).",
        "And `then`?",
        "Then ~~no~~ ![a map](map.png) and [more](more.html), oh![laughs]",
        "Yes, 2*3*4 of the_old_name.",
    ]
    assert [str(problem) for problem in transcript.problems if "inferred" not in problem.message] == [
        "talk.md:1: signs of Markdown among the words are kept, and shown as they stand: "
        '"*really*", "[the harbour](https://host.example/h)", "`then`" and 3 more, the last on line 5\n'
        "    where they are only a look, take them out of the file and say so in the interview's provenance",
        "talk.md:1: signs of emphasis around names and whole paragraphs are taken as Markdown's and left out",
    ]
    assert [aside.text for aside in transcript.asides] == ["[laughs]"]


def test_signs_in_a_text_that_is_no_markdown_file_are_not_told() -> None:
    assert not any("Markdown" in one.message for one in read_transcript(MARKDOWN_TALK.encode(), "talk.txt").problems)
