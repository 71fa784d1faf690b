"""Notes as the footnotes of a chapter, each with its evidence and a way back to the words."""

from __future__ import annotations

from collections.abc import Iterator

from edition.annotations import Note
from edition.dates import print_edtf
from edition.export.epub.book import Book
from edition.export.epub.elements import TYPE, Element, H, in_language, link
from edition.model import Interview, PlacedNote
from edition.wording import KIND_WORDS, OWN_BOOK, SIGNS, print_byline


def footnotes(book: Book, interview: Interview) -> Iterator[Element]:
    """The notes on an interview, in the order of the text; nothing where there are none."""
    notes = book.edition.notes_on(interview.id)
    if notes:
        asides = [_footnote(book, interview, placed) for placed in notes]
        yield H.section(book.ours(H.h2("Notes", {"id": "notes"})), *asides, {TYPE: "footnotes"})


def _footnote(book: Book, interview: Interview, placed: PlacedNote) -> Element:
    note = placed.note
    number = book.number(interview.id, note.id)
    back = book.ours(
        link(number, f"#ref-{note.id}", role="doc-backlink", aria_label=f"Back to note {number} in the text")
    )
    spoken = book.spoken_language(interview) if placed.title == placed.spans[0].quote else ""
    back.tail = " " if spoken else f" {placed.title}"
    title = [in_language(H.span(placed.title), spoken)] if spoken else []
    kind = KIND_WORDS[note.kind]
    finding = f" · {SIGNS[note.finding]} {note.finding_words}" if note.finding else ""
    said = book.ours(H.p(f"{kind}{finding}", {"class": "kind"}))
    aside = H.aside(H.h3(back, *title), said, {TYPE: "footnote", "id": f"note-{note.id}"})
    aside.set("role", "doc-footnote")
    aside.extend(book.quotation(span) for span in placed.spans)
    aside.extend(_body(book, interview, note))
    aside.append(book.ours(H.p(print_byline(placed), {"class": "byline"})))
    return aside


def _body(book: Book, interview: Interview, note: Note) -> Iterator[Element]:
    yield from book.line(note.lead, class_="lead")
    yield from book.prose(note.text)
    yield from _chain(book, note)
    yield from _estimates(book, note)
    if note.since:
        yield book.ours(H.h4(f"Since {print_edtf(interview.record.date)}"))
        yield from book.prose(note.since)
    if note.looked_in:
        yield H.p(book.ours(H.em("Looked for in:")), f" {note.looked_in}")
    if note.own_book:
        yield book.ours(H.p(OWN_BOOK[note.own_book]))
    if note.reply:
        yield book.ours(H.h4("Reply"))
        yield from book.prose(note.reply)
    yield from book.citations("Sources", note.sources)
    unseen = [source.id for source in note.sources if not source.was_seen]
    yield from book.references("Further reading (not seen for this note)", dict.fromkeys([*note.further, *unseen]))


def _chain(book: Book, note: Note) -> Iterator[Element]:
    """How the words came down, as a list of terms."""
    chain = note.chain
    if chain is None:
        return
    rows: list[tuple[str, str | Element]] = [("Heard by", chain.heard), ("Written down", chain.written)]
    rows.append(("Language", chain.language))
    if chain.translation:
        rows.append(("Translation", chain.translation))
    if chain.source:
        rows.append(("Earliest source seen", book.reference(chain.source, "span")))
    if chain.words:
        rows.append(("Its words", f"“{chain.words}”"))
    yield H.dl(*(one for name, value in rows for one in (book.ours(H.dt(name)), H.dd(value))))


def _estimates(book: Book, note: Note) -> Iterator[Element]:
    """The estimates beside a figure, as a table."""
    if not note.estimates:
        return
    names = ("Who", "Year", "What is counted", "Period", "Method", "Number", "Source")
    rows = []
    for one in note.estimates:
        cells: list[str | Element] = [one.who, one.year, one.counts, one.period or "", one.method or "", one.number]
        row = H.tr(*map(H.td, cells))
        source = H.td(*([book.reference(one.source, "span")] if one.source else []))
        source.append(book.ours(H.span(f" {book.seen(one.seen)}")))
        row.append(source)
        rows.append(row)
    head = H.thead(book.ours(H.tr(*(H.th(name, {"scope": "col"}) for name in names))))
    yield H.table(head, H.tbody(*rows))
