"""`llms.txt` at the site's root (llmstxt.org): what there is to read, and where its clean Markdown stands."""

from __future__ import annotations

from collections.abc import Iterator

from edition.dates import print_edtf
from edition.export.addresses import Addresses
from edition.export.clean_markdown import NOTES, REGISTER_NAMES, clean, markdown_name
from edition.export.data_file import Publication
from edition.export.reading_text import text_name
from edition.markdown import escape, plain_prose
from edition.model import Edition
from edition.sitemap import HOW_TO_READ, RIGHTS

LLMS = "llms.txt"


def to_llms_txt(edition: Edition, publication: Publication) -> bytes:
    """A title, a summary in a quotation, and sections of links, in that order; Markdown in UTF-8."""
    return ("\n\n".join(_blocks(edition, Addresses(LLMS, publication.site_url))) + "\n").encode()


def _blocks(edition: Edition, addresses: Addresses) -> Iterator[str]:
    settings = edition.settings
    yield f"# {clean(escape(settings.title))}"
    yield f"> {clean(escape(settings.subtitle or 'Interviews, annotated.'))}"
    rights = [
        f"{one.title}: {one.record.rights.statement}. {plain_prose(one.record.rights.note or one.record.rights.holder)}"
        for one in edition.interviews
    ]
    yield clean(
        escape(
            f"Version {settings.version}. The words of the talk are the speakers' as printed; notes are the editors'. "
            "What has no note was not checked. A note's conclusion is about printed words, not about a person, and is "
            "to be quoted with its status (draft or reviewed). Rights: " + " ".join(rights)
        )
    )
    yield _section("Interviews", _interviews(edition, addresses))
    yield _section(
        "Annotation",
        [
            _link("Notes", addresses.file(NOTES), "every note with its words, its evidence and its sources"),
            _link("Registers", addresses.file(REGISTER_NAMES), "people, places, organisations, terms, dates, works"),
            _link("How to read this edition", addresses.of(HOW_TO_READ), "what the conclusions of notes mean"),
        ],
    )
    yield _section(
        "Optional",
        [
            _link("edition.json", addresses.file("edition.json"), "the whole edition as data, with offsets"),
            _link("ro-crate-metadata.json", addresses.file("ro-crate-metadata.json"), "what each data file is"),
            _link("Rights", addresses.of(RIGHTS), "by what right the text is here"),
        ],
    )


def _interviews(edition: Edition, addresses: Addresses) -> list[str]:
    links = []
    for one in edition.interviews:
        said = f"{', '.join(speaker.name for speaker in one.speakers)}; {print_edtf(one.record.date)}"
        links.append(_link(one.title, addresses.file(markdown_name(one.id)), said))
        links.append(_link(f"{one.title}, plain text", addresses.file(text_name(one.id)), "the same without markup"))
    return links


def _section(title: str, links: list[str]) -> str:
    return f"## {title}\n\n" + "\n".join(links)


def _link(name: str, address: str, about: str) -> str:
    return f"- [{clean(escape(name))}]({address}): {clean(escape(about))}"
