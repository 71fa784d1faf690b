"""The JSON Schemas of the YAML files, from which text editors complete and check while one types."""

from __future__ import annotations

import json

from pydantic import BaseModel

from edition.annotations import AnnotationFile, InterviewRecord


def schema_files() -> dict[str, bytes]:
    """Schemas (JSON Schema 2020-12) by file name."""
    return {
        "annotations.schema.json": _schema(AnnotationFile, "A file under annotations/"),
        "interview.schema.json": _schema(InterviewRecord, "transcript/<interview>.yml"),
    }


def _schema(model: type[BaseModel], title: str) -> bytes:
    schema = model.model_json_schema(by_alias=True, mode="validation")
    whole = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": title}
    return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()
