"""The edition as data: one module per standard, and the table of what there is."""

from __future__ import annotations

from edition.export.data_file import DataFile, Publication
from edition.export.edition_json import edition_schema, to_edition_json
from edition.export.references import write_citations, write_interviews, write_references
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
        name="references.json",
        what="All works, named, cited or for reading on, as Zotero and pandoc read them",
        standard="CSL-JSON 1.0.2",
        make=lambda edition, publication: write_references(edition, "json"),
    ),
    DataFile(
        name="references.bib",
        what="The same works, for LaTeX",
        standard="BibTeX",
        make=lambda edition, publication: write_references(edition, "bib"),
    ),
    DataFile(
        name="references.ris",
        what="The same works, for EndNote and others",
        standard="RIS (2011)",
        make=lambda edition, publication: write_references(edition, "ris"),
    ),
    DataFile(
        name="cite/<interview>.json, .bib, .ris",
        what="The interview itself, as it was printed: those interviewed, who asked, where and when",
        standard="CSL-JSON 1.0.2, BibTeX, RIS",
        make=write_interviews,
    ),
    DataFile(
        name="cite/<interview>.styles.json",
        what="The interview’s citation in each style, as the button “Cite” gives it",
        standard="this project’s own; the styles are the Citation Style Language’s",
        make=write_citations,
    ),
)
"""Everything that can be downloaded, in the order of the page that lists it."""


def export_files(edition: Edition, publication: Publication | None = None) -> dict[str, bytes]:
    """Every data file by its name in `data/`."""
    edition, publication = permitted(edition), publication or Publication()
    return {name: data for one in DATA_FILES for name, data in one.make(edition, publication).items()}


__all__ = ["DATA_FILES", "DataFile", "Publication", "export_files"]
