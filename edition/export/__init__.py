"""The edition as data: one module per standard, and the table of what there is."""

from __future__ import annotations

from edition.export.edition_json import edition_schema, to_edition_json
from edition.model import Edition
from edition.rights import permitted


def export_files(edition: Edition, built: str | None = None) -> dict[str, bytes]:
    """Every data file by its name in `data/`; `built` is the moment of `SOURCE_DATE_EPOCH`, where it is set."""
    edition = permitted(edition)
    return {"edition.json": to_edition_json(edition, built), "edition.schema.json": edition_schema()}
