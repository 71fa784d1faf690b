"""Notes and mentions as Web Annotations (W3C Recommendation of 23 February 2017, Web Annotation Data Model).

An annotation's target is the interview's page; a FragmentSelector names the paragraph by its anchor, and within it a
TextQuoteSelector and a TextPositionSelector, each sufficient by itself, select the words. Positions are Unicode code
points in the NFC text of the paragraph as printed (label removed, never emended), from zero, end excluded, as in
edition.json. Where the site's address is not known, addresses are relative to the file, as JSON-LD allows.

What a note concludes is told in words, in a body of its own, and never as a rating that a machine could sum.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache

from edition.annotations import DRAFT_HAND, Entry, Kind, Note
from edition.export.addresses import DATA, Addresses
from edition.export.data_file import Publication
from edition.export.json_text import Lines, json_pieces
from edition.export.passages import Parts, context_of, parts_of
from edition.export.wikidata import wikidata_of
from edition.languages import differs, direction
from edition.model import Edition, Mention, PlacedNote, Register, Span
from edition.prose import InternalLink, to_xhtml
from edition.sitemap import Sitemap
from edition.wording import KIND_WORDS

NOTES, MENTIONS = "annotations.jsonld", "mentions.jsonld"
ANNO = "http://www.w3.org/ns/anno.jsonld"
CONTEXT = (
    ANNO,
    {
        "dc": "http://purl.org/dc/elements/1.1/",
        "dcterms": "http://purl.org/dc/terms/",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
    },
)
RFC_OF_HTML_FRAGMENTS = "http://tools.ietf.org/rfc/rfc3236"
_DESCRIBING = frozenset([Kind.IDENTIFICATION, Kind.CONTEXT, Kind.TEXTUAL, Kind.ADVISORY])
_LINKING = frozenset(["dates", "references"])
Json = dict[str, object]


def to_web_annotations(edition: Edition, publication: Publication) -> Iterator[bytes]:
    """Every note as an annotation, in one AnnotationCollection with one embedded page; JSON-LD in UTF-8."""
    writer = _Writer(edition, Addresses(DATA + NOTES, publication.site_url))
    about = (
        "The notes of the edition. The tables of estimates, the chains of quotations and what was seen of each source "
        "are on the page of the notes and in edition.json."
    )
    return writer.collection(
        NOTES, f"{edition.settings.title}: notes", about, len(edition.notes), map(writer.note, edition.notes)
    )


def to_mention_annotations(edition: Edition, publication: Publication) -> Iterator[bytes]:
    """Every mention as an annotation whose body is the entry it names, in the same form."""
    writer = _Writer(edition, Addresses(DATA + MENTIONS, publication.site_url))
    about = "The places of the text that name or mean an entry of the registers."
    items = Lines(map(writer.mention, edition.mentions))
    return writer.collection(MENTIONS, f"{edition.settings.title}: mentions", about, len(edition.mentions), items)


class _Writer:
    def __init__(self, edition: Edition, addresses: Addresses):
        self._edition = edition
        self._addresses = addresses
        self._sitemap = Sitemap(edition)
        self._parts: Parts = parts_of(edition)
        self._named = cache(self._entry)
        self._talk = cache(self._source)

    def collection(
        self, name: str, label: str, about: str, total: int, items: Iterable[Json] | Lines
    ) -> Iterator[bytes]:
        this = self._addresses.file(name)
        whole: Json = {
            "@context": CONTEXT,
            "id": this,
            "type": "AnnotationCollection",
            "label": label,
            "dcterms:description": about,
            "dcterms:hasVersion": self._edition.settings.version,
            "creator": [{"name": editor.name} for editor in self._edition.settings.editors],
            "total": total,
        }
        if total:
            page = self._addresses.file(name, "page")
            whole["first"] = {
                "id": page, "type": "AnnotationPage", "partOf": this, "startIndex": 0, "items": items
            }  # fmt: skip
            whole["last"] = page
        return json_pieces(whole)

    def note(self, placed: PlacedNote) -> Json:
        note = placed.note
        purpose = "describing" if note.kind in _DESCRIBING else "commenting"
        return {
            "id": self._addresses.file(NOTES, note.id),
            "type": "Annotation",
            "motivation": purpose,
            "label": placed.title,
            "dc:type": KIND_WORDS[note.kind],
            "dc:date": note.checked,
            "creator": _hand(note),
            "rdfs:seeAlso": {"id": self._addresses.of(self._sitemap.note(note.id))},
            **_some("dcterms:references", self._sources(note)),
            "body": self._bodies(note, purpose),
            "target": [self._target(span) for span in placed.spans],
        }

    def mention(self, mention: Mention) -> Json:
        span = mention.span
        anchor = f"{span.interview}-{span.paragraph}-{span.start}-{span.end}-{mention.register}-{mention.id}"
        return {
            "id": self._addresses.file(MENTIONS, anchor),
            "type": "Annotation",
            "motivation": "linking" if mention.register in _LINKING else "identifying",
            "dcterms:provenance": "found by name" if mention.origin == "matched" else "placed by an editor",
            "body": self._named(mention.register, mention.id),
            "target": self._target(span),
        }

    def _entry(self, register: Register, key: str) -> Json:
        """An entry of a register, as the body of what names it."""
        entry = self._edition.register(register)[key]
        same = wikidata_of(entry) if isinstance(entry, Entry) else None
        return {
            "id": self._addresses.of(self._sitemap.entry(register, key)),
            "format": "text/html",
            "label": self._edition.entry_name(register, key),
            **({"skos:exactMatch": {"id": same}} if same else {}),
        }

    def _bodies(self, note: Note, purpose: str) -> list[Json]:
        bodies = [self._body(note.text, purpose)]
        if note.finding_words:
            words = f"What the editors conclude: “{note.finding_words}”. Their confidence in that: {note.certainty}."
            bodies.append(self._plain(words))
        if note.since:
            bodies.append({**self._body(note.since, purpose), "label": "What has appeared since"})
        if note.reply:
            bodies.append({**self._body(note.reply, "replying"), "label": "A reply received"})
        if note.status == "draft":
            bodies.append(self._plain("Draft, not yet reviewed by a named person."))
        else:
            bodies.append(self._plain(f"Reviewed by {note.reviewed_by}, {note.reviewed_on}."))
        return bodies

    def _body(self, prose: str, purpose: str) -> Json:
        value = to_xhtml(prose, resolve=self._resolver()).strip()
        language = self._edition.settings.language
        return {
            "type": "TextualBody", "purpose": purpose, "format": "text/html", "language": language, "value": value
        }  # fmt: skip

    def _plain(self, value: str) -> Json:
        return {
            "type": "TextualBody",
            "purpose": "commenting",
            "format": "text/plain",
            "language": "en",
            "value": value,
        }

    def _resolver(self) -> Callable[[InternalLink], str]:
        return lambda target: self._addresses.of(self._sitemap.link(target.kind, target.id))

    def _sources(self, note: Note) -> list[Mapping[str, object]]:
        seen = [source.id for source in note.sources if source.was_seen]
        return [{"id": self._addresses.of(self._sitemap.entry("references", one))} for one in seen]

    def _source(self, interview_id: str) -> Json | str:
        """The interview's page; with the language of the talk where that is not the notes'."""
        address = self._addresses.of(self._sitemap.interview(interview_id))
        spoken = self._edition.interview(interview_id).record.language
        if not differs(spoken, self._edition.settings.language):
            return address
        return {"id": address, "type": "Text", "language": spoken, "textDirection": direction(spoken)}

    def _target(self, span: Span) -> Json:
        """The words; the quotation is left out where any of it may not be published, and the position is still good."""
        refined: list[Json] = []
        if not span.withheld:
            before, after = context_of(span, self._parts)
            quote = {"type": "TextQuoteSelector", "exact": span.quote, "prefix": before, "suffix": after}
            refined.append({key: value for key, value in quote.items() if value})
        refined.append({"type": "TextPositionSelector", "start": span.start, "end": span.end})
        return {
            "type": "SpecificResource",
            "source": self._talk(span.interview),
            "selector": {
                "type": "FragmentSelector",
                "conformsTo": RFC_OF_HTML_FRAGMENTS,
                "value": span.paragraph,
                "refinedBy": refined,
            },
        }


def _hand(note: Note) -> Json:
    """Who wrote a note; a draft's hand is no person."""
    return {"name": note.by} if note.by == DRAFT_HAND else {"type": "Person", "name": note.by}


def _some(key: str, values: list[Mapping[str, object]]) -> Json:
    return {key: values} if values else {}
