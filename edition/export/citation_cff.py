"""How to cite the edition, in the Citation File Format 1.2.0."""

from __future__ import annotations

import yaml

from edition.dates import parse_date
from edition.export.data_file import Publication
from edition.markdown import plain_prose
from edition.model import Edition, Interview, Speaker

Yaml = dict[str, object]


def to_citation_cff(edition: Edition, publication: Publication) -> bytes:
    """A dataset with its version, its editors as entities, and each dialogue as a reference; YAML in UTF-8.

    It has a date only where the moment of the build is known, and an address only where the site has one.
    """
    settings = edition.settings
    whole: Yaml = {
        "cff-version": "1.2.0",
        "message": "Please cite this edition with its version, and the dialogue as it was printed.",
        "type": "dataset",
        "title": settings.title,
        "version": settings.version,
        "authors": [{"name": editor.name} for editor in settings.editors],
    }
    if settings.subtitle:
        whole["abstract"] = settings.subtitle
    if publication.built:
        whole["date-released"] = publication.built[:10]
    if publication.site_url:
        whole["url"] = publication.site_url
    whole["references"] = [_reference(edition, one) for one in edition.interviews]
    return yaml.safe_dump(whole, allow_unicode=True, sort_keys=False, width=120).encode()


def _reference(edition: Edition, interview: Interview) -> Yaml:
    record = interview.record
    found: Yaml = {
        "type": "article" if record.venue else "generic",
        "title": interview.title,
        "authors": [_speaker(edition, speaker) for speaker in interview.speakers],
        **({"journal": record.venue.title} if record.venue else {}),
        "languages": [record.language.split("-")[0]],
    }
    date = parse_date(record.date)
    if date.first[0] == date.last[0] and date.first[0] > 0:
        found["year"] = date.first[0]
        if date.first[1] == date.last[1]:
            found["month"] = date.first[1]
    if record.venue and record.venue.section:
        found["section"] = record.venue.section
    if record.address:
        found["url"] = record.address[0]
    if record.date_note:
        found["notes"] = plain_prose(record.date_note)
    return found


def _speaker(edition: Edition, speaker: Speaker) -> Yaml:
    """A speaker as the register files the name; the whole name where it is not filed by a family name."""
    person = edition.people.get(speaker.id)
    family, comma, given = person.sort_name.partition(", ") if person else ("", "", "")
    return {"family-names": family, "given-names": given} if comma else {"name": speaker.name}
