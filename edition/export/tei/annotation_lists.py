"""The editors' notes as TEI annotations, and what could not be an element in the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from edition.annotations import Chain, Citation, Estimate, Note
from edition.dates import print_edtf
from edition.export.tei.datable import date_attributes
from edition.export.tei.elements import Element, element, filled
from edition.export.tei.pointers import Pointers, note_id
from edition.export.tei.prose import inline, note
from edition.export.tei.vocabulary import note_analysis, seen_analysis, source_analysis
from edition.export.tei.words import Apart, wrap_aside, wrap_emendation, wrap_foreign, wrap_mention
from edition.model import Aside, Interview, Mention, PlacedEmendation, PlacedForeign, PlacedNote, Span


def notes_list(pointers: Pointers, notes: Iterable[PlacedNote]) -> Element | None:
    """The notes about an interview, in the order of the text."""
    return filled("listAnnotation", [_note(pointers, placed) for placed in notes], head="Notes", type="notes")


def emendations_list(pointers: Pointers, interview: Interview, apart: Iterable[Apart]) -> Element | None:
    """Why words were emended; with the emendation itself where it could not be an element in the text."""
    outside = {one.emendation.id for one in apart if isinstance(one, PlacedEmendation)}
    made = [_emendation(pointers, one, one.emendation.id in outside) for one in interview.emendations]
    return filled("listAnnotation", made, head="Emendations", type="emendations")


def mentions_list(pointers: Pointers, apart: Iterable[Apart]) -> Element | None:
    """Mentions whose words cross another element, or may not be published."""
    made = [_mention(pointers, one, number) for number, one in enumerate(_only_mentions(apart), start=1)]
    head = "Mentions that could not be elements in the text"
    return filled("listAnnotation", made, head=head, type="mentions")


def asides_list(pointers: Pointers, interview: Interview, apart: Iterable[Apart]) -> Element | None:
    """Words in brackets that cross another element."""
    made = []
    for number, one in enumerate((one for one in apart if isinstance(one, Aside)), start=1):
        where = pointers.words(_span_of(interview, one))
        body = element("note", wrap_aside(one.text))
        made.append(element("annotation", body, target=where, motivation="identifying", id=f"aside-{number}"))
    return filled("listAnnotation", made, head="Words in brackets", type="asides")


def languages_list(pointers: Pointers, apart: Iterable[Apart]) -> Element | None:
    """Words in another language that cross another element."""
    made = []
    for number, one in enumerate((one for one in apart if isinstance(one, PlacedForeign)), start=1):
        body = element("note", wrap_foreign(one, one.span.quote))
        where = pointers.words(one.span)
        made.append(element("annotation", body, target=where, motivation="identifying", id=f"foreign-{number}"))
    return filled("listAnnotation", made, head="Words in another language", type="languages")


def sources(pointers: Pointers, citations: Iterable[Citation], further: Iterable[str]) -> Iterator[Element]:
    """The works behind a note or an entry, and those to read on in."""
    cited = [_source(pointers, citation) for citation in citations]
    if cited:
        yield element("listBibl", *cited, type="sources")
    read_on = [element("bibl", corresp=pointers.entry("references", work)) for work in further]
    if read_on:
        yield element("listBibl", *read_on, type="further")


def _only_mentions(apart: Iterable[Apart]) -> list[Mention]:
    return [one for one in apart if isinstance(one, Mention)]


def _span_of(interview: Interview, aside: Aside) -> Span:
    return Span(
        interview=interview.id, turn=aside.turn, paragraph=aside.paragraph, start=aside.start, end=aside.end,
        quote=aside.text,
    )  # fmt: skip


def _quoted(pointers: Pointers, span: Span) -> Element:
    """The words of a target, with a gap for those that may not be published."""
    gap = element("gap", reason="withheld") if span.withheld else None
    return element("quote", span.quote, gap, source=pointers.words(span))


def _note(pointers: Pointers, placed: PlacedNote) -> Element:
    record = placed.note
    return element(
        "annotation",
        *_responsible(record),
        _history(record),
        element("note", placed.title, type="title"),
        element("note", *(_quoted(pointers, span) for span in placed.spans), type="words"),
        inline(pointers, "note", record.lead, type="lead") if record.lead else None,
        note(pointers, "text", record.text),
        note(pointers, "since", record.since),
        _estimates(pointers, record),
        _chain(pointers, record.chain),
        element("note", record.looked_in, type="looked-in") if record.looked_in else None,
        filled("note", list(sources(pointers, record.sources, record.further)), type="sources"),
        note(pointers, "reply", record.reply),
        motivation="commenting",
        target=" ".join(pointers.words(span) for span in placed.spans),
        ana=note_analysis(record),
        cert=record.certainty,
        id=note_id(placed.id),
    )


def _responsible(record: Note) -> Iterator[Element]:
    yield element("respStmt", element("resp", "written by"), element("name", record.by))
    if record.reviewed_by:
        when = date_attributes(record.reviewed_on) if record.reviewed_on else {}
        yield element("respStmt", element("resp", "reviewed by", **when), element("name", record.reviewed_by))


def _history(record: Note) -> Element:
    changes = [
        element("change", f"Sources last checked {print_edtf(record.checked)}", **date_attributes(record.checked))
    ]
    if record.reviewed_by and record.reviewed_on:
        words = f"Reviewed by {record.reviewed_by}, {print_edtf(record.reviewed_on)}"
        changes.insert(0, element("change", words, status="reviewed", **date_attributes(record.reviewed_on)))
    return element("revisionDesc", *changes, status=record.status)


def _source(pointers: Pointers, citation: Citation) -> Element:
    _, _, through = citation.seen.partition(":")
    return element(
        "bibl",
        element("citedRange", citation.locator) if citation.locator else None,
        element("quote", citation.words) if citation.words else None,
        corresp=pointers.entry("references", citation.id),
        ana=source_analysis(citation),
        source=pointers.entry("references", through) if through else None,
    )


def _estimates(pointers: Pointers, record: Note) -> Element | None:
    if not record.estimates:
        return None
    heads = ("who", "year", "counts", "period", "method", "number")
    head = element("row", *(element("cell", name) for name in heads), role="label")
    rows = [_estimate(pointers, estimate, heads) for estimate in record.estimates]
    return element("note", element("table", head, *rows), type="estimates")


def _estimate(pointers: Pointers, estimate: Estimate, heads: tuple[str, ...]) -> Element:
    _, _, through = estimate.seen.partition(":")
    return element(
        "row",
        *(element("cell", getattr(estimate, name)) for name in heads),
        corresp=pointers.entry("references", estimate.source) if estimate.source else None,
        ana=seen_analysis(estimate.seen),
        source=pointers.entry("references", through) if through else None,
        role="data",
    )


def _chain(pointers: Pointers, chain: Chain | None) -> Element | None:
    """How words came down: each step with its name, the words of the earliest source last."""
    if chain is None:
        return None
    steps = [("heard", chain.heard), ("written", chain.written), ("language", chain.language)]
    steps += [("translation", chain.translation)] if chain.translation else []
    pairs = [made for name, said in steps for made in (element("label", name), element("item", said))]
    source = pointers.entry("references", chain.source) if chain.source else None
    words = element("quote", chain.words, source=source) if chain.words else None
    return element("note", element("list", *pairs, type="gloss"), words, type="chain", corresp=source)


def _emendation(pointers: Pointers, placed: PlacedEmendation, outside: bool) -> Element:
    emendation, key = placed.emendation, f"emendation-{placed.emendation.id}"
    choice = element("note", wrap_emendation(pointers, placed, placed.span.quote)) if outside else None
    return element(
        "annotation",
        element("respStmt", element("resp", "emended by"), element("name", emendation.by)),
        element("note", emendation.reason, type="reason"),
        choice,
        motivation="editing",
        target=pointers.words(placed.span) if outside else f"#{key}",
        id=f"reason-{emendation.id}",
    )


def _mention(pointers: Pointers, mention: Mention, number: int) -> Element:
    gap = element("gap", reason="withheld") if mention.span.withheld else None
    return element(
        "annotation",
        element("note", wrap_mention(pointers, mention, mention.span.quote, gap)),
        motivation="identifying",
        target=pointers.words(mention.span),
        id=f"mention-{number}",
    )
