"""What every data file is, as an RO-Crate 1.2 whose root is the folder `data/`.

RO-Crate asks for a date of publication. It is given where the moment of the build is known (SOURCE_DATE_EPOCH, which
the workflow that publishes sets); a build without it makes a crate that lacks this one property. The licence is the
statement on the dialogue's rights, because the edition says no other.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from edition.dates import parse_date
from edition.export.addresses import DATA, Addresses
from edition.export.data_file import DataFile, Publication
from edition.export.json_text import json_bytes
from edition.export.wikidata import wikidata_of
from edition.markdown import plain_prose
from edition.model import Edition, Interview, Speaker
from edition.sitemap import Sitemap

NAME = "ro-crate-metadata.json"
SPECIFICATION = "https://w3id.org/ro/crate/1.2"
MEDIA_TYPES = {
    ".json": "application/json", ".jsonld": "application/ld+json", ".csv": "text/csv", ".txt": "text/plain",
    ".cff": "application/yaml", ".xml": "application/xml", ".bib": "application/x-bibtex",
    ".ris": "application/x-research-info-systems", ".ttl": "text/turtle", ".epub": "application/epub+zip",
    ".html": "text/html", ".zip": "application/zip", ".pdf": "application/pdf", ".xsl": "application/xslt+xml",
    ".rng": "application/xml", ".svg": "image/svg+xml", ".vtt": "text/vtt", ".geojson": "application/geo+json",
}  # fmt: skip
Entity = dict[str, object]


@dataclass(frozen=True, slots=True)
class Made:
    """A data file, or several of one kind, as made."""

    file: DataFile
    sizes: Mapping[str, int]
    """The bytes of each, by its name in `data/`."""


def to_ro_crate(edition: Edition, publication: Publication, made: Sequence[Made]) -> bytes:
    """The crate's metadata: the edition, its data files, its editors, and the dialogues it is about."""
    crate = _Crate(edition, publication)
    files = [entity for one in made for entity in crate.files(one)]
    standards = {str(one["@id"]): one for one in map(_standard, made) if one}
    graph: list[Entity] = [
        {
            "@id": NAME, "@type": "CreativeWork", "conformsTo": {"@id": SPECIFICATION}, "about": {"@id": "./"},
        },
        crate.root(files),
        *files,
        *(standards[key] for key in sorted(standards)),
        *crate.editors(),
        *(entity for one in edition.interviews for entity in crate.dialogue(one)),
        *crate.people(),
        *crate.rights(),
    ]  # fmt: skip
    return json_bytes({"@context": f"{SPECIFICATION}/context", "@graph": graph})


def media_type(name: str) -> str:
    """What a file is, by its name (IANA's media types)."""
    if name.endswith((".md", ".md.txt")):
        return "text/markdown"
    return MEDIA_TYPES.get(posixpath.splitext(name)[1], "application/octet-stream")


def _standard(made: Made) -> Entity | None:
    if not made.file.conforms_to:
        return None
    return {"@id": made.file.conforms_to, "@type": "CreativeWork", "name": made.file.standard}


def _refs(keys: Sequence[str]) -> object:
    """Entities as a property names them: one by itself, several as a list, as RO-Crate 1.2 has it."""
    refs = [_ref(key) for key in keys]
    return refs[0] if len(refs) == 1 else refs


def _ref(key: str) -> dict[str, str]:
    return {"@id": key}


class _Crate:
    def __init__(self, edition: Edition, publication: Publication):
        self._edition = edition
        self._publication = publication
        self._addresses = Addresses(DATA + NAME, publication.site_url)
        self._sitemap = Sitemap(edition)

    def root(self, files: Sequence[Entity]) -> Entity:
        settings = self._edition.settings
        root: Entity = {
            "@id": "./",
            "@type": "Dataset",
            "name": settings.title,
            "description": settings.subtitle or settings.title,
            "version": settings.version,
            "inLanguage": settings.language,
            "author": _refs([str(one["@id"]) for one in self.editors() if one["@id"] != "#publisher"]),
            "license": _refs([str(one["@id"]) for one in self.rights()]),
            "about": _refs([f"#{one.id}" for one in self._edition.interviews]),
            "hasPart": _refs([str(one["@id"]) for one in files]),
        }
        if settings.publisher:
            root["publisher"] = _ref("#publisher")
        if self._publication.built:
            root["datePublished"] = self._publication.built
        if self._publication.site_url:
            root["url"] = self._publication.site_url
        return root

    def files(self, made: Made) -> Iterator[Entity]:
        for name, size in sorted(made.sizes.items()):
            entity: Entity = {
                "@id": name,
                "@type": "File",
                "name": posixpath.basename(name),
                "description": f"{made.file.what}. Follows {made.file.standard}",
                "encodingFormat": media_type(name),
                "contentSize": str(size),
            }
            if made.file.conforms_to:
                entity["conformsTo"] = _ref(made.file.conforms_to)
            yield entity

    def editors(self) -> list[Entity]:
        """The editors as named; whether a name is a person's or a body's the edition does not say."""
        settings = self._edition.settings
        editors: list[Entity] = [
            {
                "@id": f"#editor-{number}", "@type": "Thing", "name": one.name,
                **({"description": one.role} if one.role else {}),
            }
            for number, one in enumerate(settings.editors, start=1)
        ]  # fmt: skip
        if settings.publisher:
            editors.append({"@id": "#publisher", "@type": "Organization", "name": settings.publisher})
        return editors

    def dialogue(self, interview: Interview) -> Iterator[Entity]:
        """An interview as it was printed, and where."""
        record = interview.record
        date = parse_date(record.date)
        source: Entity = {
            "@id": f"#{interview.id}",
            "@type": "CreativeWork",
            "name": interview.title,
            "inLanguage": record.language,
            "contributor": _refs([f"#speaker-{one.id}" for one in interview.speakers]),
            "isPartOf": _ref(f"#venue-{interview.id}") if record.venue else None,
            "license": _ref(record.rights.statement),
            "copyrightNotice": f"{record.rights.holder}. {plain_prose(record.rights.note or '')}".strip(),
            "sameAs": record.address[0] if len(record.address) == 1 else list(record.address),
            "description": plain_prose(record.date_note or ""),
            "subjectOf": self._addresses.of(self._sitemap.interview(interview.id)),
        }
        if date.first == date.last or "/" not in record.date:
            source["temporal" if date.uncertain else "datePublished"] = record.date
        yield {key: value for key, value in source.items() if value}
        if record.venue:
            place = {"locationCreated": record.venue.place} if record.venue.place else {}
            yield {"@id": f"#venue-{interview.id}", "@type": "Periodical", "name": record.venue.title, **place}

    def people(self) -> Iterator[Entity]:
        """Every speaker once."""
        for speaker in self._edition.speakers():
            yield self._speaker(speaker)

    def _speaker(self, speaker: Speaker) -> Entity:
        same = wikidata_of(self._edition.people.get(speaker.id))
        return {
            "@id": f"#speaker-{speaker.id}",
            "@type": "Person",
            "name": speaker.name,
            "url": self._addresses.of(self._sitemap.speaker(speaker.id)),
            **({"description": speaker.role} if speaker.role else {}),
            **({"sameAs": same} if same else {}),
        }

    def rights(self) -> list[Entity]:
        """Each statement of rights once, with what the edition says of it."""
        said: dict[str, list[str]] = {}
        for one in self._edition.interviews:
            rights = one.record.rights
            note = f"{plain_prose(rights.note)} " if rights.note else ""
            words = f"{one.title}: {note}Rights holder: {rights.holder}."
            said.setdefault(rights.statement, []).append(words)
        return [
            {
                "@id": key, "@type": "CreativeWork", "name": "Rights statement of the dialogue",
                "description": " ".join(words),
            }
            for key, words in sorted(said.items())
        ]  # fmt: skip
