"""Works as `biblStruct`, from CSL data."""

from __future__ import annotations

import re
from collections.abc import Iterator

from edition.annotations import CslName, Reference
from edition.export.tei.datable import print_csl_date
from edition.export.tei.elements import Element, element
from edition.export.tei.pointers import Pointers, entry_id, speaker_id, web_address
from edition.export.tei.prose import inline, note

_PARTS = frozenset(
    ["article", "article-journal", "article-magazine", "article-newspaper", "chapter", "entry-encyclopedia",
     "interview", "paper-conference", "post", "post-weblog", "review", "review-book", "speech"]
)  # fmt: skip
"""Types of work that appear in another, where that other is named."""
_IN_JOURNALS = frozenset(["article-journal", "article-magazine", "article-newspaper", "review", "review-book"])
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def work(pointers: Pointers, reference: Reference, speakers: frozenset[str]) -> Element:
    """A work; `speakers` are those of the interview, whose own books are marked as such."""
    is_part = reference.type in _PARTS and reference.container_title is not None
    identified = reference.custom.identified
    series = element("series", element("title", reference.collection_title, level="s"))
    return element(
        "biblStruct",
        element("analytic", *_hands(reference, editors=False), *_titles(reference, "a"), *_idnos(reference, part=True))
        if is_part
        else None,
        _monograph(reference, is_part),
        series if reference.collection_title else None,
        *_notes(pointers, reference, speakers),
        type=reference.type,
        ana=None if identified == "yes" else f"#identified-{identified}",
        id=entry_id("references", reference.id),
    )


def _monograph(reference: Reference, is_part: bool) -> Element:
    """The work itself, or what it appeared in."""
    if is_part:
        level = "j" if reference.type in _IN_JOURNALS else "m"
        head = [*_people("editor", reference.editor), element("title", reference.container_title, level=level)]
    else:
        head = [*_hands(reference, editors=True), *_titles(reference, "m")]
        if reference.container_title:
            head.append(element("title", reference.container_title, type="container"))
    return element(
        "monogr",
        *head,
        *_idnos(reference, part=False, whole=not is_part),
        _language(reference.language),
        element("edition", reference.edition) if reference.edition else None,
        element("imprint", *_imprint(reference)),
        *(
            element("biblScope", value, unit=unit)
            for unit, value in (("volume", reference.volume), ("issue", reference.issue), ("page", reference.page))
            if value
        ),
    )


def _imprint(reference: Reference) -> Iterator[Element]:
    if reference.publisher:
        yield element("publisher", reference.publisher)
    if reference.publisher_place:
        yield element("pubPlace", reference.publisher_place)
    words, attributes = print_csl_date(reference.issued) if reference.issued else ("", {})
    yield element("date", words, **attributes)
    if reference.original_date:
        words, attributes = print_csl_date(reference.original_date)
        yield element("date", words, type="original", **attributes)


def _hands(reference: Reference, *, editors: bool) -> Iterator[Element]:
    yield from _people("author", reference.author)
    if editors:
        yield from _people("editor", reference.editor)
    yield from _people("editor", reference.translator, role="translator")
    yield from _people("editor", reference.interviewer, role="interviewer")


def _people(tag: str, names: tuple[CslName, ...], role: str | None = None) -> Iterator[Element]:
    for name in names:
        yield element(tag, _name(name), role=role)


def _name(name: CslName) -> Element:
    if name.literal:
        return element("name", name.literal)
    parts = (("forename", name.given), ("nameLink", name.particle), ("surname", name.family), ("genName", name.suffix))
    return element("persName", *(element(tag, part) for tag, part in parts if part))


def _titles(reference: Reference, level: str) -> Iterator[Element]:
    yield element("title", reference.title, level=level)
    if reference.title_short:
        yield element("title", reference.title_short, type="short")
    if reference.original_title:
        yield element("title", reference.original_title, type="original")


def _idnos(reference: Reference, *, part: bool, whole: bool = False) -> Iterator[Element]:
    """Identifiers of the work, and of what it appeared in."""
    if part or whole:
        if reference.doi:
            yield element("idno", reference.doi, type="DOI")
        if reference.url:
            yield element("ptr", target=web_address(reference.url))
    if not part:
        if reference.isbn:
            yield element("idno", reference.isbn, type="ISBN")
        if reference.issn:
            yield element("idno", reference.issn, type="ISSN")


def _language(language: str | None) -> Element | None:
    if not language:
        return None
    return element("textLang", language, mainLang=language if _LANGUAGE.fullmatch(language) else None)


def _notes(pointers: Pointers, reference: Reference, speakers: frozenset[str]) -> Iterator[Element | None]:
    custom = reference.custom
    held = (
        ("genre", reference.genre), ("archive", reference.archive), ("archive-location", reference.archive_location),
        ("note", reference.note), ("accessed", print_csl_date(reference.accessed)[0] if reference.accessed else None),
    )  # fmt: skip
    for kind, words in held:
        if words:
            yield element("note", words, type=kind)
    if custom.archived:
        yield element("ptr", target=web_address(custom.archived), type="archived")
    yield from (element("note", variant, type="variant") for variant in custom.variants)
    if custom.summary:
        yield inline(pointers, "note", custom.summary, type="summary")
    yield note(pointers, "text", custom.text)
    for author in custom.authors_speak_here:
        where = f"#{speaker_id(author)}" if author in speakers else pointers.entry("people", author)
        yield element("note", "By one who speaks in this edition", type="own-book", corresp=where)
