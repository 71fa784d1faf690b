"""What precedes the talks: the title page with the rights, and how to read the edition."""

from __future__ import annotations

from collections.abc import Iterator

from edition.annotations import FINDINGS
from edition.export.epub.book import Book
from edition.export.epub.elements import Chapter, Element, H, link
from edition.export.epub.talk import rights_words
from edition.wording import KIND_WORDS, SIGNS


def title_page(book: Book, site_url: str) -> Chapter:
    """Title, editors, version, and by what right each text is here."""
    settings = book.edition.settings
    body = [H.h1(settings.title)]
    if settings.subtitle:
        body.append(H.p(settings.subtitle, {"class": "lead"}))
    editors = ", ".join(f"{one.name} ({one.role})" if one.role else one.name for one in settings.editors)
    body.append(H.p(book.said("Edited by "), f"{editors}."))
    if settings.publisher:
        body.append(H.p(settings.publisher))
    body.append(book.ours(H.p(f"Version {settings.version}.")))
    if site_url:
        body.append(H.p(book.said("This edition on the web: "), link(site_url, site_url)))
    body += [one for interview in book.edition.interviews for one in _rights(book, interview.id)]
    return Chapter(name="title.xhtml", title=settings.title, body=body, type="titlepage")


def _rights(book: Book, interview_id: str) -> Iterator[Element]:
    interview = book.edition.interview(interview_id)
    record, rights = interview.record, interview.record.rights
    of_several = [": ", interview.title] if len(book.edition.interviews) > 1 else []
    yield H.h2(book.said("Rights"), *of_several, {"id": f"rights-{interview.id}"})
    yield H.p(book.said(f"{rights_words(rights)} Rights: "), f"{rights.holder}.", {"class": "rights"})
    yield H.p(book.said("Rights statement: "), link(rights.statement, rights.statement))
    yield from book.prose(rights.note)
    printed = book.printed(record, section=False)
    yield H.p(*([book.said("Printed in ")] if record.venue else []), *printed, ".")
    yield from book.prose(record.provenance)
    yield H.p(book.said("The text as received: SHA-256 "), H.code(interview.sha256))


def how_to_read(book: Book) -> Chapter:
    """Numbers, notes, findings and their signs, and what is not checked."""
    rows = [
        H.tr(H.td(KIND_WORDS[kind]), H.td(f"{SIGNS[key]} {words}"))
        for kind, findings in FINDINGS.items()
        for key, words in findings.items()
    ]
    head = H.thead(H.tr(H.th("Kind of note", {"scope": "col"}), H.th("Finding", {"scope": "col"})))
    ours: list[Element] = [
        H.h1("How to read this edition"),
        H.p("A turn is one speaker’s stretch of talk; its number is its address. Headings between turns are the "
            "editors’. Words in square brackets are those of the page where it was printed, not the speaker’s."),
        H.p("The first mention of a person, place, organisation, term, date or source in a turn leads to its entry. "
            "Raised numbers lead to notes. A word with a dotted line is a corrected misprint."),
        H.p("A note on a claim, a quotation or a figure ends in a finding. It is about the printed words, not about "
            "the person. A speaker’s own book is never support."),
        H.table(head, H.tbody(*rows)),
        H.p("Not checked is whatever has no note, and every work under “Further reading”. The last line of each note "
            "says who wrote it, whether a named person has reviewed it, and when it was checked."),
    ]  # fmt: skip
    body = [*map(book.ours, ours), *book.prose(book.edition.settings.selection)]
    return Chapter(name="how-to-read.xhtml", title="How to read this edition", body=body, type="preface", ours=True)
