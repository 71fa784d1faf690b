"""Fuzzes `read_transcript`: whatever the bytes, it gives a transcript or says why not, and loses no word
without saying so (`find_lost`, which trusts no reader, is at work in every reading).

Half of the inputs are mutated seeds; the other half are put together from the marks that the readers look for, which
mutation alone would seldom make.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["edition"]):
    from edition.export.split_json import to_split_json
    from edition.transcripts import read_transcript

from seeds import transcripts

PARTS = [
    "Anna Berg: ", "AB: ", "**Anna Berg:** ", "MR. HOLM: ", "Q. ", "A. ", "BY MS. BERG:\n", "Speaker 1  00:01:02\n",
    "[00:01:02] Anna: ", "0:00:13 **Anna** ", "（安娜）", "安娜：", "— ¿Y luego? ", "—Nada. ", "A & B: ", "[laughter]",
    "(laughs) ", "[inaudible 00:12:33] ", "\n", "\n\n", "\f", "Page 3 of 12\n", "---\ntitle: x\n---\n",
    "# Part two\n", "WEBVTT\n\n", "00:00:01.000 --> 00:00:04.000\n", "<v Anna>", "</v>",
    "1\n00:00:01,000 --> 00:00:04,000\n", '<TEI xmlns="http://www.tei-c.org/ns/1.0">', '<u who="#a">', "</u>",
    "<sp><speaker>Anna</speaker><p>", "</p></sp>", "</TEI>", "speaker,words,timestamp\n",
    'Anna,"yes, then",00:01\n', '{"segments": [', '{"speaker": "A", "text": "yes", "start": 1.5},', "]}",
    "<p><b>Anna:</b> ", "</p>", "<html>", "&amp;", "One thing: ", "at 10:30 we ", "https://example.org/a:b ",
    "12 May 1990\n", "A reader\n12 May 1990\n", "e\u0301 ", "\u2028", "\ufeff", "\u202e", "…", "word ",
    "The lamp burnt all night. ", "Yes. ", "I. ", "[", "]", "(", ")", ":", "：", "**", "__", "  ", "\t", "\r",
    "\x00", "1 ", "25 ", "<", ">",
]  # fmt: skip
ENDINGS = ["txt", "md", "vtt", "srt", "xml", "csv", "json", "html", "docx", "tsv", "dat"]


def one_input(data: bytes) -> None:
    """Read one input, and look at what came of it."""
    provider = atheris.FuzzedDataProvider(data)
    path = f"transcript/x.{ENDINGS[provider.ConsumeIntInRange(0, len(ENDINGS) - 1)]}"
    if provider.ConsumeBool():
        source = provider.ConsumeBytes(provider.remaining_bytes())
    else:
        count = provider.ConsumeIntInRange(0, 60)
        source = "".join(PARTS[provider.ConsumeIntInRange(0, len(PARTS) - 1)] for _ in range(count)).encode()
    transcript = read_transcript(source, path)
    if not transcript.turns and not transcript.problems:
        raise AssertionError("no turns, and no word why")
    told = to_split_json(transcript, [])
    known = {speaker["id"] for speaker in told["speakers"]}
    for turn in told["turns"]:
        if turn["speaker"] not in known or not turn["paragraphs"] or not all(turn["paragraphs"]):
            raise AssertionError(f"a turn of nobody, or without words: {turn}")


def main() -> None:
    """Fuzz until told to stop; arguments are libFuzzer's."""
    with tempfile.TemporaryDirectory() as corpus:
        for number, seed in enumerate(transcripts()):
            (Path(corpus) / f"seed-{number}").write_bytes(seed + b"\x01\x00")  # its last bytes choose
        atheris.Setup([*sys.argv, corpus] if not _is_repeat() else sys.argv, one_input)
        atheris.Fuzz()


def _is_repeat() -> bool:
    return any(Path(argument).is_file() for argument in sys.argv[1:])


if __name__ == "__main__":
    main()
