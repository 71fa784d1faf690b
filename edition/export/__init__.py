"""The edition as data: one module per standard, and the table of what there is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from edition.export import web_annotation
from edition.export.citation_cff import to_citation_cff
from edition.export.clean_markdown import to_markdown_texts
from edition.export.data_file import DataFile, Described, Pieces, Publication
from edition.export.edition_json import edition_json_pieces, edition_schema
from edition.export.epub import to_epub
from edition.export.llms_txt import LLMS, to_llms_txt
from edition.export.reading_text import to_plain_texts
from edition.export.references import write_citations, write_interviews, write_references
from edition.export.ro_crate import NAME as CRATE
from edition.export.ro_crate import SPECIFICATION, Made, to_ro_crate
from edition.export.tables import DICTIONARY, TABLES, Table, to_dictionary, to_table
from edition.export.tei import tei_files
from edition.model import Edition
from edition.rights import permitted

Files = Iterable[tuple[str, bytes]]
Make = Callable[[Edition, Publication], Iterable[tuple[str, Pieces]]]


def _one(name: str, write: Callable[[Edition, Publication], bytes]) -> Make:
    """Makes one file, all at once."""
    return lambda edition, publication: [(name, [write(edition, publication)])]


def _each(write: Callable[[Edition, Publication], Files]) -> Make:
    """Makes several files, each all at once."""
    return lambda edition, publication: ((name, [data]) for name, data in write(edition, publication))


def _csv(table: Table) -> DataFile:
    return DataFile(
        name=table.file,
        what=table.about,
        standard="RFC 4180, UTF-8; its columns are explained in csv/datapackage.json",
        conforms_to="https://www.rfc-editor.org/rfc/rfc4180",
        make=_one(table.file, lambda edition, publication: to_table(table, edition, publication)),
    )


CITATION_FORMS = (
    ("json", "CSL-JSON 1.0.2, as Zotero and pandoc read it", "https://github.com/citation-style-language/schema"),
    ("bib", "BibTeX", "https://www.bibtex.org/Format/"),
    ("ris", "RIS (2011), as EndNote and others read it", ""),
)
"""Forms that programs for bibliographies read: ending, name and address of what it follows."""


def _bibliographies(stem: str, what: str, write: Callable[[Edition, str], Files]) -> Iterator[DataFile]:
    """The same works in each of the forms."""
    for ending, standard, address in CITATION_FORMS:

        def make(edition: Edition, publication: Publication, ending: str = ending) -> Files:
            return write(edition, ending)

        yield DataFile(name=f"{stem}.{ending}", what=what, standard=standard, conforms_to=address, make=_each(make))


DATA_FILES: tuple[DataFile, ...] = (
    DataFile(
        name="edition.json",
        what="Interviews with turns, paragraphs and offsets; people, places, organisations, terms, dates, references, "
        "notes and mentions",
        standard="this project’s own, as edition.schema.json says",
        make=lambda edition, publication: [("edition.json", edition_json_pieces(edition, publication.built))],
    ),
    DataFile(
        name="edition.schema.json",
        what="The schema of that file, which says what each key means",
        standard="JSON Schema 2020-12",
        make=_one("edition.schema.json", lambda edition, publication: edition_schema()),
    ),
    DataFile(
        name="<edition>.epub",
        what="The whole edition as a book: the talk with its notes as footnotes, readings, themes and registers",
        standard="EPUB 3.3",
        conforms_to="https://www.w3.org/TR/epub-33/",
        make=lambda edition, publication: [(f"{edition.slug}.epub", [to_epub(edition, publication)])],
    ),
    DataFile(
        name="tei/<interview>.xml",
        what="One interview as a text to be processed with XML tools: turns and paragraphs with their ids, mentions, "
        "emendations, registers, bibliography and notes",
        standard="TEI P5, valid against tei_all 4.9.0",
        conforms_to="https://www.tei-c.org/Vault/P5/4.9.0/xml/tei/custom/schema/relaxng/tei_all.rng",
        make=_each(tei_files),
    ),
    DataFile(
        name=web_annotation.NOTES,
        what="The notes, anchored in the text by paragraph, by quotation and by position",
        standard="W3C Web Annotation Data Model, 2017 (JSON-LD)",
        conforms_to="http://www.w3.org/ns/anno.jsonld",
        make=lambda edition, publication: [
            (web_annotation.NOTES, web_annotation.to_web_annotations(edition, publication))
        ],
    ),
    DataFile(
        name=web_annotation.MENTIONS,
        what="Every place that names or means an entry of the registers, anchored in the same way",
        standard="W3C Web Annotation Data Model, 2017 (JSON-LD)",
        conforms_to="http://www.w3.org/ns/anno.jsonld",
        make=lambda edition, publication: [
            (web_annotation.MENTIONS, web_annotation.to_mention_annotations(edition, publication))
        ],
    ),
    *map(_csv, TABLES),
    DataFile(
        name=DICTIONARY,
        what="What each table and each of its columns holds",
        standard="Frictionless Tabular Data Package 1.0 (Table Schema)",
        conforms_to="https://specs.frictionlessdata.io/tabular-data-package/",
        make=_one(DICTIONARY, lambda edition, publication: to_dictionary(edition)),
    ),
    DataFile(
        name="text/<interview>.txt",
        what="The text of each interview with full names and turn numbers, nothing emended",
        standard="plain text in UTF-8",
        make=_each(to_plain_texts),
    ),
    DataFile(
        name="text/<interview>.md.txt",
        what="Each interview, the notes (notes.md.txt) and the registers (registers.md.txt) as clean Markdown",
        standard="CommonMark 0.31",
        conforms_to="https://spec.commonmark.org/0.31.2/",
        make=_each(to_markdown_texts),
    ),
    DataFile(
        name="CITATION.cff",
        what="How to cite the edition, and the dialogue as it was printed",
        standard="Citation File Format 1.2.0",
        conforms_to="https://doi.org/10.5281/zenodo.5171937",
        make=_one("CITATION.cff", to_citation_cff),
    ),
    *_bibliographies("references", "All works, named, cited or for reading on", write_references),
    *_bibliographies(
        "cite/<interview>",
        "The interview itself, as it was printed: those interviewed, who asked, where and when",
        write_interviews,
    ),
    DataFile(
        name="cite/<interview>.styles.json",
        what="The interview’s citation in each style, as the button “Cite” gives it",
        standard="this project’s own; the styles are the Citation Style Language’s",
        make=_each(write_citations),
    ),
)
"""Everything that can be downloaded and says something of the edition."""


RO_CRATE = Described(
    name=CRATE,
    what="What every file in this table is, who made it, and by what right",
    standard="RO-Crate 1.2",
    conforms_to=SPECIFICATION,
)
"""Describes all the others, and so is made of them."""
ROOT_FILES: tuple[DataFile, ...] = (
    DataFile(
        name=LLMS,
        what="What there is to read here and where its clean Markdown is, for programs that read",
        standard="llmstxt.org",
        make=_one(LLMS, to_llms_txt),
    ),
)
"""What must stand at the site's root and not in `data/`."""
LISTED_FILES: tuple[Described, ...] = (*DATA_FILES, RO_CRATE)
"""What stands in `data/`, in the order of the page that lists it."""


def make_files(edition: Edition, publication: Publication | None = None) -> Iterator[tuple[str, Pieces]]:
    """Every data file with its name in `data/`, one after the other; each is made as it is taken.

    All of a file must be taken before the next one is.
    """
    edition, publication = permitted(edition), publication or Publication()
    made: list[Made] = []
    for one in DATA_FILES:
        sizes: dict[str, int] = {}
        made.append(Made(one, sizes))
        for name, pieces in one.make(edition, publication):
            yield name, _measured(name, pieces, sizes)
    yield CRATE, [to_ro_crate(edition, publication, made)]


def _measured(name: str, pieces: Pieces, sizes: dict[str, int]) -> Iterator[bytes]:
    sizes[name] = 0
    for piece in pieces:
        sizes[name] += len(piece)
        yield piece


def export_files(edition: Edition, publication: Publication | None = None) -> dict[str, bytes]:
    """Every data file by its name in `data/`, all at once."""
    return {name: b"".join(pieces) for name, pieces in make_files(edition, publication)}


def root_files(edition: Edition, publication: Publication | None = None) -> dict[str, bytes]:
    """Every file of `ROOT_FILES` by its path in the site."""
    edition, publication = permitted(edition), publication or Publication()
    return {name: b"".join(pieces) for one in ROOT_FILES for name, pieces in one.make(edition, publication)}


__all__ = [
    "DATA_FILES", "LISTED_FILES", "ROOT_FILES", "DataFile", "Publication", "export_files", "make_files", "root_files",
]  # fmt: skip
