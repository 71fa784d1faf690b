"""The TEI document of each interview, put together."""

from __future__ import annotations

from collections.abc import Iterator

from edition.export.data_file import Publication
from edition.export.tei.annotation_lists import (
    asides_list,
    emendations_list,
    languages_list,
    mentions_list,
    notes_list,
)
from edition.export.tei.elements import Element, element, write_document
from edition.export.tei.header import header
from edition.export.tei.pointers import Pointers
from edition.export.tei.reach import Reach, find_reach
from edition.export.tei.registers import registers
from edition.export.tei.talk import Talk
from edition.model import Edition, Interview
from edition.sitemap import Sitemap

_SCHEMA = "https://www.tei-c.org/Vault/P5/4.9.0/xml/tei/custom/schema/relaxng/tei_all.rng"
_MODEL = f'href="{_SCHEMA}" type="application/xml" schematypens="http://relaxng.org/ns/structure/1.0"'


def tei_files(edition: Edition, publication: Publication) -> Iterator[tuple[str, bytes]]:
    """A document for each interview, with its name in `data/`: ``tei/<interview>.xml``.

    Without `publication.site_url` links to pages of the site are relative to the file's place in ``data/tei/``.
    """
    reaches, sitemap = find_reach(edition), Sitemap(edition)
    for interview in edition.interviews:
        yield f"tei/{interview.id}.xml", to_tei(edition, interview, publication, reaches[interview.id], sitemap)


def to_tei(edition: Edition, interview: Interview, publication: Publication, reach: Reach, sitemap: Sitemap) -> bytes:
    """One interview in TEI P5, valid against `tei_all`, in UTF-8.

    `reach` says which entries of the registers stand in it. Themes and readings are not in it: they are pages.
    """
    pointers = Pointers(edition, interview, publication.site_url, sitemap)
    talk = Talk(edition, interview, pointers)
    root = element(
        "TEI",
        header(pointers, edition, interview, publication),
        element("standOff", *_stand_off(pointers, edition, interview, talk, reach)),
        talk.text,
        xml_lang=edition.settings.language,
    )
    return write_document(root, _MODEL)


def _stand_off(
    pointers: Pointers, edition: Edition, interview: Interview, talk: Talk, reach: Reach
) -> Iterator[Element]:
    lists = (
        talk.timeline(),
        *registers(pointers, edition, interview, reach),
        notes_list(pointers, edition.notes_on(interview.id)),
        emendations_list(pointers, interview, talk.apart),
        asides_list(pointers, interview, talk.apart),
        languages_list(pointers, talk.apart),
        mentions_list(pointers, talk.apart),
    )
    yield from (made for made in lists if made is not None)
