"""Writers of the forms that transcripts come in, for tests that read them back."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

import docx


@dataclass(frozen=True, slots=True)
class Said:
    """A turn: who, the paragraphs, and the second in which it begins."""

    who: str
    paragraphs: tuple[str, ...]
    start: float


def clock(seconds: float, point: str = ".") -> str:
    whole, thousandths = divmod(round(seconds * 1000), 1000)
    return f"{whole // 3600:02}:{whole // 60 % 60:02}:{whole % 60:02}{point}{thousandths:03}"


def to_webvtt(turns: Sequence[Said]) -> bytes:
    blocks = ["WEBVTT"]
    for number, turn in enumerate(turns, start=1):
        blocks.append(
            f"{number}\n{clock(turn.start)} --> {clock(turn.start + 1)} align:start\n"
            f"<v {escape(turn.who)}>{escape(' '.join(turn.paragraphs))}</v>"
        )
    return ("\n\n".join(blocks) + "\n").encode()


def to_subrip(turns: Sequence[Said]) -> bytes:
    return "\n\n".join(
        f"{number}\n{clock(turn.start, ',')} --> {clock(turn.start + 1, ',')}\n"
        f"{turn.who}: {escape(' '.join(turn.paragraphs))}"
        for number, turn in enumerate(turns, start=1)
    ).encode()


def to_subviewer(turns: Sequence[Said]) -> bytes:
    return "\n\n".join(
        f"{clock(turn.start)},{clock(turn.start + 1)}\n{turn.who}: {escape(' '.join(turn.paragraphs))}"
        for turn in turns
    ).encode()


def to_youtube(turns: Sequence[Said]) -> bytes:
    events = [
        {"tStartMs": round(turn.start * 1000), "dDurationMs": 1000,
         "segs": [{"utf8": f"{turn.who}: "}, *({"utf8": one} for one in " ".join(turn.paragraphs))]}
        for turn in turns
    ]  # fmt: skip
    return json.dumps({"wireMagic": "pb3", "events": [{"tStartMs": 0, "id": 1}, *events]}).encode()


def to_table(delimiter: str, names: tuple[str, str, str]) -> Callable[[Sequence[Said]], bytes]:
    def write(turns: Sequence[Said]) -> bytes:
        out = io.StringIO()
        rows = csv.writer(out, delimiter=delimiter)
        rows.writerow(names)
        rows.writerows((turn.who, clock(turn.start), " ".join(turn.paragraphs)) for turn in turns)
        return out.getvalue().encode()

    return write


def to_whisper(turns: Sequence[Said]) -> bytes:
    segments = [
        {"id": number, "start": turn.start, "end": turn.start + 1, "text": f" {' '.join(turn.paragraphs)}",
         "speaker": turn.who, "avg_logprob": -0.2}
        for number, turn in enumerate(turns)
    ]  # fmt: skip
    return json.dumps({"text": "".join(str(one["text"]) for one in segments), "segments": segments}, indent=1).encode()


def to_deepgram(turns: Sequence[Said]) -> bytes:
    utterances = [
        {"start": turn.start, "end": turn.start + 1, "transcript": " ".join(turn.paragraphs), "speaker": turn.who}
        for turn in turns
    ]
    return json.dumps({"metadata": {}, "results": {"channels": [], "utterances": utterances}}).encode()


def to_assemblyai(turns: Sequence[Said]) -> bytes:
    utterances = [
        {"start": round(turn.start * 1000), "end": round(turn.start * 1000) + 1000,
         "text": " ".join(turn.paragraphs), "speaker": turn.who}
        for turn in turns
    ]  # fmt: skip
    return json.dumps({"utterances": utterances}, ensure_ascii=False).encode()


def to_rev(turns: Sequence[Said]) -> bytes:
    monologues = []
    for turn in turns:
        words = " ".join(turn.paragraphs).split()
        elements = [
            element
            for word in words
            for element in ({"type": "text", "value": word, "ts": turn.start}, {"type": "punct", "value": " "})
        ]
        monologues.append({"speaker": {"id": 0, "name": turn.who}, "elements": elements})
    return json.dumps({"monologues": monologues}).encode()


def to_json_lines(turns: Sequence[Said]) -> bytes:
    return b"\n".join(
        json.dumps({"name": one.who, "words": " ".join(one.paragraphs), "start": clock(one.start)}).encode()
        for one in turns
    )


def to_tei_utterances(turns: Sequence[Said]) -> bytes:
    people = dict.fromkeys(turn.who for turn in turns)
    ids = {who: f"p{number}" for number, who in enumerate(people, start=1)}
    persons = "".join(
        f"<person xml:id={quoteattr(key)}><persName>{escape(who)}</persName></person>" for who, key in ids.items()
    )
    points = "".join(
        f'<when xml:id="T{number}" interval="{turn.start}" since="#T0"/>' for number, turn in enumerate(turns, start=1)
    )
    said = "".join(
        f'<u who="#{ids[turn.who]}" start="#T{number}">{escape(" ".join(turn.paragraphs))}</u>\n'
        for number, turn in enumerate(turns, start=1)
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><profileDesc>'
        f"<particDesc><listPerson>{persons}</listPerson></particDesc></profileDesc></teiHeader><text>"
        f'<timeline unit="s" origin="#T0"><when xml:id="T0"/>{points}</timeline><body>{said}</body></text></TEI>'
    ).encode()


def to_tei_speeches(turns: Sequence[Said]) -> bytes:
    said = "".join(
        f"<sp><speaker>{escape(turn.who)}.</speaker>"
        + "".join(f"<p>{escape(paragraph)}</p>" for paragraph in turn.paragraphs)
        + "</sp>\n"
        for turn in turns
    )
    return f"<TEI><teiHeader/><text><body>{said}</body></text></TEI>".encode()


def to_html(turns: Sequence[Said]) -> bytes:
    said = "".join(
        f"<p class=MsoNormal><b>{escape(turn.who)}:</b> {escape(turn.paragraphs[0])}<o:p></o:p></p>\n"
        + "".join(f"<p class=MsoNormal>{escape(paragraph)}\n" for paragraph in turn.paragraphs[1:])
        for turn in turns
    )
    return f"<html><head><meta charset=utf-8><style>p {{}}</style></head><body>{said}</body></html>".encode()


def to_otranscribe(turns: Sequence[Said]) -> bytes:
    """As oTranscribe saves it: a page within JSON, the times in spans."""
    page = ""
    for one in turns:
        first, *others = (escape(text) for text in one.paragraphs)
        stamp = f'<span class="timestamp" data-timestamp="{one.start}">{clock(one.start)}</span>'
        page += f"<p>{stamp}&nbsp;<b>{escape(one.who)}:</b> {first}<br></p>"
        page += "".join(f"<p>{text}</p>" for text in others)
    return json.dumps({"text": page, "media": "", "media-time": 1.5}).encode()


def to_html_terms(turns: Sequence[Said]) -> bytes:
    said = "".join(
        f"<dt>{escape(turn.who)}</dt>" + "".join(f"<dd>{escape(paragraph)}</dd>" for paragraph in turn.paragraphs)
        for turn in turns
    )
    return f"<!doctype html><title></title><dl>{said}</dl>".encode()


def to_html_table(turns: Sequence[Said]) -> bytes:
    rows = "".join(
        f"<tr><td>{escape(turn.who)}</td><td>"
        + "".join(f"<p>{escape(paragraph)}</p>" for paragraph in turn.paragraphs)
        + "</td></tr>"
        for turn in turns
    )
    return f"<html><body><table>{rows}</table></body></html>".encode()


def saved(document: docx.document.Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def to_docx(turns: Sequence[Said]) -> bytes:
    document = docx.Document()
    for turn in turns:
        first = document.add_paragraph()
        first.add_run(f"{turn.who}:").bold = True
        first.add_run(f" {turn.paragraphs[0]}")
        for paragraph in turn.paragraphs[1:]:
            document.add_paragraph(paragraph)
    return saved(document)


def to_docx_table(turns: Sequence[Said]) -> bytes:
    document = docx.Document()
    table = document.add_table(rows=0, cols=2)
    for turn in turns:
        who, said = table.add_row().cells
        who.text = turn.who
        said.paragraphs[0].text = turn.paragraphs[0]
        for paragraph in turn.paragraphs[1:]:
            said.add_paragraph(paragraph)
    return saved(document)


def zipped(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data, zipfile.ZIP_STORED if name == "mimetype" else None)
    return out.getvalue()


def odt_of(body: str, styles: str = "") -> bytes:
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{urn}:1.0"'
        for name, urn in (
            ("office", "office"), ("text", "text"), ("style", "style"), ("table", "table"),
            ("fo", "xsl-fo-compatible"),
        )
    )  # fmt: skip
    content = (
        f"<office:document-content {spaces}><office:automatic-styles>"
        '<style:style style:name="T1" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>"
    )
    running = f"<office:document-styles {spaces}>{styles}</office:document-styles>"
    return zipped(
        {
            "mimetype": b"application/vnd.oasis.opendocument.text",
            "content.xml": content.encode(),
            "styles.xml": running.encode(),
        }
    )


def to_odt(turns: Sequence[Said]) -> bytes:
    return odt_of(
        "".join(
            f'<text:p><text:span text:style-name="T1">{escape(turn.who)}:</text:span> {escape(turn.paragraphs[0])}'
            "</text:p>" + "".join(f"<text:p>{escape(paragraph)}</text:p>" for paragraph in turn.paragraphs[1:])
            for turn in turns
        )
    )


def to_rtf(turns: Sequence[Said]) -> bytes:
    def words(text: str) -> str:
        return "".join(one if ord(one) < 128 else f"\\u{ord(one)}?" for one in text)

    said = "".join(
        f"{{\\b {words(turn.who)}:}} " + "\\par\\par\n".join(map(words, turn.paragraphs)) + "\\par\\par\n"
        for turn in turns
    )
    return f"{{\\rtf1\\ansi\\ansicpg1252\\uc1 {said}}}".encode()


@dataclass(frozen=True, slots=True)
class Written:
    """A form as a test writes it, and what of a talk it keeps."""

    name: str
    write: Callable[[Sequence[Said]], bytes]
    file: str
    times: bool = False
    paragraphs: bool = False
    joins: bool = True
    """Whether a speaker who goes on in the next turn is one turn with it."""


WRITTEN = (
    Written("WebVTT", to_webvtt, "talk.vtt", times=True),
    Written("SubRip (.srt)", to_subrip, "talk.srt", times=True),
    Written("SubViewer (.sbv)", to_subviewer, "talk.sbv", times=True),
    Written("table (.csv, .tsv)", to_table(",", ("Speaker", "Start", "Text")), "talk.csv", times=True),
    Written("table (.csv, .tsv)", to_table(";", ("Who", "Begin (s)", "Words")), "semicolons.csv", times=True),
    Written("table (.csv, .tsv)", to_table("\t", ("name", "timestamp", "utterance")), "talk.tsv", times=True),
    Written("JSON of segments", to_whisper, "whisper.json", times=True),
    Written("JSON of segments", to_deepgram, "deepgram.json", times=True),
    Written("JSON of segments", to_rev, "rev.json", times=True),
    Written("JSON of segments", to_json_lines, "talk.jsonl", times=True),
    Written("YouTube's captions (json3)", to_youtube, "talk.json3", times=True),
    Written("oTranscribe (.otr)", to_otranscribe, "talk.otr", times=True, paragraphs=True, joins=False),
    Written("TEI", to_tei_utterances, "talk.xml", times=True),
    Written("TEI", to_tei_speeches, "speeches.xml", paragraphs=True, joins=False),
    Written("HTML", to_html, "talk.html", paragraphs=True, joins=False),
    Written("HTML", to_html_terms, "terms.html", paragraphs=True, joins=False),
    Written("HTML", to_html_table, "table.html", paragraphs=True, joins=False),
    Written("Word (.docx)", to_docx, "talk.docx", paragraphs=True, joins=False),
    Written("Word (.docx)", to_docx_table, "table.docx", paragraphs=True, joins=False),
    Written("OpenDocument (.odt)", to_odt, "talk.odt", paragraphs=True, joins=False),
    Written("Rich Text (.rtf)", to_rtf, "talk.rtf", paragraphs=True, joins=False),
)
