"""What reference managers, search engines and shared links read in the head of an interview's page.

The page's tags in the order of who reads them:

- Zotero (its translators "Embedded Metadata", of 13 June 2024, and "RDF"): `z:itemType`, `z:interviewees`,
  `z:interviewers`. A Highwire tag that names a kind of work (`citation_journal_title` and its like) goes before all;
  then comes `z:itemType`, then `dc.type`, last the guess from `og:type`. `citation_author` replaces everyone whom RDF
  found by authors without a role, so it must not stand here; the authors are in `DC.creator`, which Google Scholar
  reads too.
- Highwire Press: `citation_title`, date and language, which override nothing.
- Dublin Core (DCMI): creators are those interviewed, the contributor is the one who asks.
- Open Graph, with the `twitter:card` that one of its readers wants: no `article:author`, which is a profile's address.
- schema.org as JSON-LD: a `Conversation` that is part of the magazine, its people with `sameAs` at Wikidata. No rating
  of anyone's remark (no ClaimReview).

No word of the talk stands in any of them, whatever `rights.publish` says. Without the site's address there are no
`og:url` and no `og:image`, which must be absolute.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from html import escape
from typing import Any

from edition.csl import csl_date, interviewed, interviewers, speaker_name
from edition.dates import UNKNOWN
from edition.markdown import plain_prose
from edition.model import Edition, Interview, Speaker
from edition.pages.preview import can_draw
from edition.sitemap import PREVIEW

WIKIDATA = "https://www.wikidata.org/entity/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """Tags of a page's head, ready for HTML."""

    names: tuple[tuple[str, str], ...]
    """`name` and `content`."""
    properties: tuple[tuple[str, str], ...]
    """`property` and `content`, for Open Graph."""
    preview: str
    """The picture's name in the page's own folder; empty where there is none."""
    linked: str
    """JSON-LD."""

    def __str__(self) -> str:
        """As a value of YAML's front matter, of which JSON is a part."""
        data = {
            "names": [(name, _attribute(content)) for name, content in self.names],
            "properties": [(name, _attribute(content)) for name, content in self.properties],
            "preview": self.preview,
            "linked": self.linked,
        }
        return json.dumps(data, ensure_ascii=False)


def interview_metadata(edition: Edition, interview: Interview) -> Metadata:
    """What is told of an interview: who speaks, who asks, where and when it was printed, by what right it is here."""
    return Metadata(
        names=tuple(_names(edition, interview)),
        properties=(
            ("og:type", "article"),
            ("og:title", interview.title),
            ("og:description", _description(edition, interview)),
            ("og:site_name", edition.settings.title),
            ("og:locale", interview.record.language.replace("-", "_")),
        ),
        preview=PREVIEW if can_draw(edition, interview) else "",
        linked=_linked(edition, interview),
    )


def _names(edition: Edition, interview: Interview) -> list[tuple[str, str]]:
    record = interview.record
    answering = [_filed(edition, one) for one in interviewed(interview)]
    asking = [_filed(edition, one) for one in interviewers(interview)]
    return [
        ("z:itemType", "interview"),
        *(("z:interviewees", name) for name in answering),
        *(("z:interviewers", name) for name in asking),
        ("citation_title", interview.title),
        *([("citation_publication_date", _slashed(record.date))] if record.date != UNKNOWN else []),
        ("citation_language", record.language),
        ("DC.title", interview.title),
        *(("DC.creator", name) for name in answering),
        *(("DC.contributor", name) for name in asking),
        *([("DC.date", record.date)] if record.date != UNKNOWN else []),
        ("DC.type", "Text"),
        *([("DC.source", record.venue.title)] if record.venue else []),
        ("DC.language", record.language),
        ("DC.rights", record.rights.statement),
        ("twitter:card", "summary_large_image" if can_draw(edition, interview) else "summary"),
    ]


def _filed(edition: Edition, speaker: Speaker) -> str:
    """``Chang, Jung``, or the whole name where it is not known which part is the family's."""
    name = speaker_name(edition, speaker)
    return name.get("literal") or f"{name['family']}, {name['given']}"


def _slashed(edtf: str) -> str:
    """``2008/06``, as Highwire's tags have dates; as it is where it is no plain date."""
    parts = csl_date(edtf).get("date-parts", [])
    return "/".join(str(part).zfill(2) for part in parts[0]) if len(parts) == 1 else edtf


def _description(edition: Edition, interview: Interview) -> str:
    """Names and place alone: an editor's summary may say more than a shared link should."""
    names = ", ".join(speaker.name for speaker in interview.speakers)
    year = "undated" if interview.record.date == UNKNOWN else interview.record.date[:4]
    venue = interview.record.venue
    printed = f"{venue.title}, {year}" if venue else year.capitalize()
    return f"{names}. {printed}. {edition.settings.title}."


def _linked(edition: Edition, interview: Interview) -> str:
    record = interview.record
    thing: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Conversation",
        "name": interview.title,
        "abstract": plain_prose(record.summary) if record.summary else None,
        "datePublished": record.date if len(csl_date(record.date).get("date-parts", [])) == 1 else None,
        "inLanguage": record.language,
        "author": [_person(edition, one) for one in interviewed(interview)],
        "contributor": [_person(edition, one) for one in interviewers(interview)],
        "isPartOf": {"@type": "Periodical", "name": record.venue.title} if record.venue else None,
        "usageInfo": record.rights.statement,
        "sameAs": list(record.address),
    }
    text = json.dumps({key: value for key, value in thing.items() if value}, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("&", "\\u0026")


def _person(edition: Edition, speaker: Speaker) -> dict[str, str]:
    person = {"@type": "Person", "name": speaker.name}
    name = speaker_name(edition, speaker)
    if "family" in name:
        person |= {"familyName": name["family"], "givenName": name["given"]}
    entry = edition.people.get(speaker.id)
    if entry and (item := entry.authority.get("wikidata")):
        person["sameAs"] = WIKIDATA + item
    return person


def _attribute(text: str) -> str:
    return escape(" ".join(text.split()), quote=True)
