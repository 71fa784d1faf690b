"""The edition as data: one module per standard, and the table of what there is."""

from __future__ import annotations

from edition.export.data_file import DataFile, Publication
from edition.export.edition_json import edition_schema, to_edition_json
from edition.export.epub import to_epub
from edition.export.tei import tei_files
from edition.model import Edition
from edition.rights import permitted

DATA_FILES: tuple[DataFile, ...] = (
    DataFile(
        name="edition.json",
        what="Interviews with turns, paragraphs and offsets; people, places, organisations, terms, dates, references, "
        "notes and mentions",
        standard="this project’s own, as edition.schema.json says",
        make=lambda edition, publication: {"edition.json": to_edition_json(edition, publication.built)},
    ),
    DataFile(
        name="edition.schema.json",
        what="The schema of that file, which says what each key means",
        standard="JSON Schema 2020-12",
        make=lambda edition, publication: {"edition.schema.json": edition_schema()},
    ),
    DataFile(
        name="<edition>.epub",
        what="The whole edition as a book: the talk with its notes as footnotes, readings, themes and registers",
        standard="EPUB 3.3",
        make=lambda edition, publication: {f"{edition.slug}.epub": to_epub(edition, publication)},
    ),
    DataFile(
        name="tei/<interview>.xml",
        what="One interview as a text to be processed with XML tools: turns and paragraphs with their ids, mentions, "
        "emendations, registers, bibliography and notes",
        standard="TEI P5, valid against tei_all 4.9.0",
        make=tei_files,
    ),
)
"""Everything that can be downloaded, in the order of the page that lists it."""


def export_files(edition: Edition, publication: Publication | None = None) -> dict[str, bytes]:
    """Every data file by its name in `data/`."""
    edition, publication = permitted(edition), publication or Publication()
    return {name: data for one in DATA_FILES for name, data in one.make(edition, publication).items()}


__all__ = ["DATA_FILES", "DataFile", "Publication", "export_files"]
