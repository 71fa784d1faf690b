"""Chapters to an EPUB 3.3 file: contents, metadata and the zip, the same bytes for the same edition.

The title, editors and speakers, language and version are told in Dublin Core and schema.org terms; the identifier is a
`urn:uuid` (version 5) of the edition's name, so it stays through all versions and does not need the site's address.
"""

from __future__ import annotations

import io
import uuid
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import chain

from lxml import etree
from lxml.builder import ElementMaker

from edition.dates import parse_date
from edition.export.data_file import Publication
from edition.export.epub.elements import (
    TYPE,
    XML,
    Chapter,
    Element,
    H,
    in_language,
    link,
    serialize,
    to_page,
    words_language,
)
from edition.export.epub.talk import rights_words
from edition.model import Edition

_OPF, _DC = "http://www.idpf.org/2007/opf", "http://purl.org/dc/elements/1.1/"
_CONTAINER = b"""<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
  <rootfiles>
    <rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>
  </rootfiles>
</container>
"""
STYLE = """\
body { line-height: 1.45; }
h2.section { font-style: italic; font-weight: normal; }
.turn { font-size: 1em; margin: 1.2em 0 0.1em; }
.turn .speaker { font-variant: small-caps; letter-spacing: 0.04em; }
.turn .number, .places, .byline, .facts, .kind { font-size: 0.85em; font-weight: normal; }
sup { font-size: 0.7em; line-height: 0; }
.lead { font-style: italic; }
.emended { border-bottom: 0.08em dotted; }
aside, section[id] { margin-top: 1.4em; }
table { border-collapse: collapse; font-size: 0.85em; }
td, th { border: 0.06em solid; padding: 0.2em 0.4em; text-align: start; vertical-align: top; }
code { overflow-wrap: anywhere; }
"""
_ACCESSIBILITY = (
    ("accessMode", "textual"), ("accessModeSufficient", "textual"),
    ("accessibilityFeature", "tableOfContents"), ("accessibilityFeature", "structuralNavigation"),
    ("accessibilityFeature", "readingOrder"), ("accessibilityFeature", "displayTransformability"),
    ("accessibilityHazard", "none"),
    ("accessibilitySummary", "Text only, with headings for every turn, section and entry, notes as footnotes with "
     "links there and back, and tables with headed columns. No conformance has been certified."),
)  # fmt: skip
"""schema.org's terms for what a reader needs and can rely on."""
LEVEL = 6
"""Of compression: more takes half as long again and saves less than a hundredth."""
_STAMP = (1980, 1, 1, 0, 0, 0)
"""The time that every file in the zip has: the first that a zip can hold."""


def pack(edition: Edition, chapters: Sequence[Chapter], publication: Publication) -> bytes:
    """The EPUB: `mimetype` first and not compressed, every file with the same time."""
    language = edition.settings.language
    files = {
        "mimetype": b"application/epub+zip",
        "META-INF/container.xml": _CONTAINER,
        "EPUB/package.opf": _package(edition, chapters, publication),
        "EPUB/nav.xhtml": _contents(chapters, language),
        "EPUB/style.css": STYLE.encode(),
    }
    pages = ((f"EPUB/{one.name}", to_page(one, language)) for one in chapters)
    return _zip(chain(files.items(), pages))


def _zip(files: Iterable[tuple[str, bytes]]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in files:
            entry = zipfile.ZipInfo(name, _STAMP)
            entry.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            entry.create_system = 3  # Unix, whatever this machine is
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, data, compresslevel=LEVEL)
    return buffer.getvalue()


def modified_at(edition: Edition, built: str | None) -> str:
    """When the edition was last changed, as EPUB wants it: `built`, or the last day that a note was checked on.

    Where nothing is told, the day of the latest interview; never the clock.
    """
    if built:
        return datetime.fromisoformat(built).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    told = [date for placed in edition.notes for date in (placed.note.checked, placed.note.reviewed_on) if date]
    days = [parse_date(date).first for date in told or [interview.record.date for interview in edition.interviews]]
    year, month, day = max(days)
    return f"{year:04}-{month:02}-{day:02}T00:00:00Z" if year > 0 else "1970-01-01T00:00:00Z"


def _contents(chapters: Sequence[Chapter], language: str) -> bytes:
    """The navigation document: chapters with their parts, and landmarks."""
    ours = words_language(language)
    items = []
    for one in chapters:
        item = H.li(in_language(link(one.title, one.name), ours if one.ours else ""))
        if one.parts:
            item.append(H.ol(*(H.li(link(title, f"{one.name}#{anchor}")) for anchor, title in one.parts)))
        items.append(item)
    toc = H.nav(in_language(H.h1("Contents"), ours), H.ol(*items), {TYPE: "toc", "id": "toc", "role": "doc-toc"})
    talk = next(one for one in chapters if one.name.startswith("talk-"))
    marks = (("titlepage", "Title page", chapters[0].name), ("toc", "Contents", "nav.xhtml#toc"))
    landmarks = [H.li(in_language(link(title, href, **{TYPE: type}), ours)) for type, title, href in marks]
    landmarks.append(H.li(link(talk.title, talk.name, **{TYPE: "bodymatter"})))
    places = H.nav(in_language(H.h2("Landmarks"), ours), H.ol(*landmarks), {TYPE: "landmarks", "hidden": "hidden"})
    head = H.head(in_language(H.title("Contents"), ours), H.link(rel="stylesheet", type="text/css", href="style.css"))
    return serialize(H.html(head, H.body(toc, places), {"lang": language, f"{{{XML}}}lang": language}))


def _package(edition: Edition, chapters: Sequence[Chapter], publication: Publication) -> bytes:
    opf = ElementMaker(namespace=_OPF, nsmap={None: _OPF, "dc": _DC})
    items = [
        opf.item({"id": "nav", "href": "nav.xhtml", "media-type": "application/xhtml+xml", "properties": "nav"}),
        opf.item({"id": "style", "href": "style.css", "media-type": "text/css"}),
    ]
    spine = []
    for number, one in enumerate(chapters):
        item_id = f"chapter-{one.name.removesuffix('.xhtml')}"
        items.append(opf.item({"id": item_id, "href": one.name, "media-type": "application/xhtml+xml"}))
        spine.append(opf.itemref({"idref": item_id}))
        if not number:
            spine.append(opf.itemref({"idref": "nav"}))
    package = opf.package(
        opf.metadata(*_metadata(opf, edition, publication)), opf.manifest(*items), opf.spine(*spine),
        {"version": "3.0", "unique-identifier": "edition-id", f"{{{XML}}}lang": edition.settings.language},
    )  # fmt: skip
    etree.indent(package)
    return etree.tostring(package, encoding="utf-8", xml_declaration=True) + b"\n"


def _metadata(opf: ElementMaker, edition: Edition, publication: Publication) -> Iterator[Element]:
    dc = ElementMaker(namespace=_DC, nsmap={"dc": _DC})
    settings = edition.settings

    def refined(element: Element, element_id: str, *facts: tuple[str, str]) -> Iterator[Element]:
        element.set("id", element_id)
        yield element
        for name, value in facts:
            meta = opf.meta(value, {"refines": f"#{element_id}", "property": name})
            if name == "role":
                meta.set("scheme", "marc:relators")
            yield meta

    yield dc.identifier(identifier_of(edition), {"id": "edition-id"})
    yield from refined(dc.title(settings.title), "title", ("title-type", "main"))
    if settings.subtitle:
        yield from refined(dc.title(settings.subtitle), "subtitle", ("title-type", "subtitle"))
    yield dc.language(settings.language)
    for spoken in sorted({one.record.language for one in edition.interviews} - {settings.language}):
        yield dc.language(spoken)
    for number, editor in enumerate(settings.editors, start=1):
        yield from refined(dc.creator(editor.name), f"editor-{number}", ("role", "edt"))
    for number, speaker in enumerate(edition.speakers(), start=1):
        yield from refined(dc.contributor(speaker.name), f"speaker-{number}", ("role", "spk"))
    if settings.publisher:
        yield dc.publisher(settings.publisher)
    for interview in edition.interviews:
        rights = interview.record.rights
        yield dc.rights(f"{interview.title}: {rights_words(rights)} {rights.holder}. {rights.statement}")
        if interview.record.venue:
            yield dc.source(f"{interview.record.venue.title}, {interview.record.date}")
    if publication.site_url:
        yield dc.source(publication.site_url)
    yield opf.meta(modified_at(edition, publication.built), {"property": "dcterms:modified"})
    yield opf.meta(settings.version, {"property": "schema:version"})
    for name, value in _ACCESSIBILITY:
        meta = opf.meta(value, {"property": f"schema:{name}"})
        if name == "accessibilitySummary" and (ours := words_language(settings.language)):
            meta.set(f"{{{XML}}}lang", ours)
        yield meta


def identifier_of(edition: Edition) -> str:
    """The edition's own name for good: a version 5 UUID of its slug and its interviews."""
    name = "/".join([edition.slug, *(interview.id for interview in edition.interviews)])
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'urn:annotated-edition:{name}')}"
