"""All works, and each interview, for programs that keep references: CSL-JSON, BibTeX, RIS; and citations ready made."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from edition.citing import CITATION_STYLES, cite
from edition.csl import Item, interview_item, reference_item
from edition.export.bibtex import to_bibtex
from edition.export.data_file import Publication
from edition.export.ris import to_ris
from edition.model import Edition


def to_csl_json(items: Sequence[Item]) -> bytes:
    """The items as CSL-JSON 1.0.2."""
    return (json.dumps(items, ensure_ascii=False, indent=1) + "\n").encode()


_WRITERS = {"json": to_csl_json, "bib": to_bibtex, "ris": to_ris}


def write_references(edition: Edition, ending: str) -> Iterator[tuple[str, bytes]]:
    """All works of the edition as `references.json`, `.bib` or `.ris`."""
    items = [reference_item(reference) for reference in edition.references.values()]
    yield f"references.{ending}", _WRITERS[ending](items)


def write_interviews(edition: Edition, ending: str) -> Iterator[tuple[str, bytes]]:
    """Each interview as it was printed, as `cite/<interview>.json`, `.bib` or `.ris`."""
    for interview in edition.interviews:
        yield f"cite/{interview.id}.{ending}", _WRITERS[ending]([interview_item(edition, interview)])


def write_citations(edition: Edition, publication: Publication) -> Iterator[tuple[str, bytes]]:
    """Each interview's citation in every style, for the button "Cite": `cite/<interview>.styles.json`.

    `dialogue` holds pairs of a style's name and the citation; `part` is what follows it where turns are cited, with
    `{place}` (``Turn 12, in``) and `{address}` to be filled in. `<i>` and `</i>` stand around italics; nothing else is
    markup.
    """
    for interview in edition.interviews:
        item = interview_item(edition, interview)
        data = {
            "dialogue": [(style.name, cite(item, style)) for style in CITATION_STYLES],
            "part": f"{{place}} <i>{edition.settings.title}</i>, version {edition.settings.version}, {{address}}.",
        }
        text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
        yield f"cite/{interview.id}.styles.json", text.encode()
