"""YAML values to typed records, and what does not fit to located problems."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from types import NoneType, UnionType
from typing import Annotated, Any, Generic, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from edition.problems import Problem, did_you_mean, nearest
from edition.yaml_slips import CURLY
from edition.yaml_source import KeyPath, YamlDocument

SINGULAR = {
    "people": "person", "places": "place", "organisations": "organisation", "terms": "term", "dates": "date",
    "references": "reference", "notes": "note", "sections": "section", "themes": "theme", "readings": "reading",
    "emendations": "emendation", "speakers": "speaker", "languages": "words in",
}  # fmt: skip
Model = TypeVar("Model", bound=BaseModel)
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Located(Generic[R]):
    """A record that knows where it was written."""

    id: str
    record: R
    document: YamlDocument
    keys: KeyPath

    def problem(self, message: str, *hints: str, at: KeyPath = ()) -> Problem:
        """A problem with this record, or with what stands `at` these keys in it."""
        return self.document.problem((*self.keys, *at), f"{self.name}: {message}", *hints)

    @property
    def name(self) -> str:
        """``person 'anna-berg'``."""
        return f"{SINGULAR.get(str(self.keys[0]), str(self.keys[0]))} '{self.id}'" if self.keys else "interview"


def validate(model: type[Model], document: YamlDocument) -> tuple[Model | None, list[Problem]]:
    """A document as a record of that type, or everything in it that does not fit."""
    try:
        return model.model_validate(document.value), []
    except ValidationError as error:
        details = error.errors()
        return None, [_problem(model, document, detail) for detail in details if not _follows(detail, details)]


def _follows(detail: ErrorDetails, details: Iterable[ErrorDetails]) -> bool:
    """Whether a list is too short only because an item of it could not be read, or a missing key is mistyped."""
    loc = detail["loc"]
    if detail["type"] == "missing":
        return any(
            other["type"] == "extra_forbidden"
            and other["loc"][:-1] == loc[:-1]
            and nearest(str(other["loc"][-1]), [str(loc[-1])])
            for other in details
        )
    return detail["type"] == "too_short" and any(
        len(other["loc"]) > len(loc) and other["loc"][: len(loc)] == loc for other in details
    )


def _problem(model: type[BaseModel], document: YamlDocument, detail: ErrorDetails) -> Problem:
    keys: KeyPath = tuple(key for key in detail["loc"] if key != "[key]")
    message, hints = _explain(model, keys, detail)
    name = _record_name(document, keys)
    return document.problem(keys, f"{name}: {message}" if name else message, *hints)


def _record_name(document: YamlDocument, keys: KeyPath) -> str:
    if len(keys) < 2 or keys[0] not in SINGULAR:
        return ""
    record_id: object = keys[1]
    if isinstance(record_id, int):
        records = document.value.get(str(keys[0]))
        record = records[record_id] if isinstance(records, list) else None
        record_id = record.get("id", record_id + 1) if isinstance(record, dict) else record_id + 1
    return f"{SINGULAR[str(keys[0])]} '{record_id}'"


def _explain(model: type[BaseModel], keys: KeyPath, detail: ErrorDetails) -> tuple[str, list[str]]:
    """The message and the hints for one error of pydantic's."""
    key = str(keys[-1]) if keys else ""
    found = detail["input"]
    context: dict[str, Any] = detail.get("ctx", {})
    match detail["type"]:
        case "extra_forbidden":
            known = known_keys(model, keys[:-1])
            hints = [f"known here: {', '.join(known)}"]
            if any(mark in key for mark in CURLY):
                hints = [f'curly quotation marks ({" ".join(CURLY[:2])}) are letters to YAML; write straight ones (")']
            return f"unknown key '{key}'{did_you_mean(key, known)}", hints
        case "missing":
            return f"'{key}' is missing", []
        case "literal_error" | "enum":
            choices = re.findall(r"'([^']*)'", str(context.get("expected", "")))
            return f"{key}: '{found}'{did_you_mean(str(found), choices)}", [f"expected {', '.join(choices)}"]
        case "string_pattern_mismatch":
            return f"'{found}' is not of the expected form", [_expected_form(str(context.get("pattern")))]
        case "string_type":
            return f"{key}: expected text, found {_shape(found)}", []
        case "int_parsing" | "float_parsing" | "bool_parsing":
            expected = {"int_parsing": "a whole number", "float_parsing": "a number", "bool_parsing": "true or false"}
            return f"{key}: expected {expected[detail['type']]}, found '{found}'", []
        case "tuple_type" | "list_type":
            return f"{key}: expected a list, found {_shape(found)}", [
                "a hyphen before an item has a space after it"
                if isinstance(found, str) and re.match(r"-\S", found)
                else "write each item on a line after '- '"
            ]
        case "dict_type" | "model_type" | "model_attributes_type":
            return f"{key}: expected keys and values, found {_shape(found)}", list(_without_keys(model, keys, found))
        case "too_short":
            return f"{key}: expected at least {context.get('min_length', 1)} item", []
        case "string_too_short":
            return f"{key}: the text is empty", []
        case "string_too_long":
            return f"{key}: {len(found)} characters, at most {context.get('max_length')} are allowed", []
        case "value_error":
            text = str(context.get("error", detail["msg"]))
            if not isinstance(found, str):
                return text, []
            return f"{key}: '{found}'{' is' if text.startswith('not ') else ':'} {text}", []
        case _:
            return f"{key}: {detail['msg'][:1].lower()}{detail['msg'][1:]}", []


def _without_keys(model: type[BaseModel], keys: KeyPath, found: object) -> Iterator[str]:
    """What may have gone wrong where a record was expected and there is none."""
    if found is None:
        yield "what belongs to it stands on the lines below it, each indented by two spaces more"
    elif isinstance(found, str):
        glued = re.match(r"([a-z][\w-]*)[:：](\S.*)", found)
        if glued and glued[1] in known_keys(model, keys):
            yield f"write  {glued[1]}: {glued[2]}   with a space after the colon"
        elif str(keys[-1]) in known_keys(model, keys):
            yield f"if '{keys[-1]}' is a key of the entry above, indent it by two spaces more"


def _expected_form(pattern: str) -> str:
    if pattern.startswith(r"^(t\d+"):
        return "expected the id of a turn (t12, t41a) or of an item of the tail (c1)"
    if pattern.startswith(r"^t\d+"):
        return "expected a turn (t12) or a range of turns (t12-t18)"
    if pattern.startswith("^[a-z0-9]+"):
        return "ids are lower-case ASCII letters and digits, parted by hyphens"
    if pattern.startswith(r"^\d+\."):
        return "expected a version such as 1.0.0"
    return f"expected the form {pattern}"


def _shape(value: object) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, dict):
        return "keys and values"
    return "a list" if isinstance(value, list) else f"'{value}'"


def known_keys(model: type[BaseModel], keys: KeyPath) -> list[str]:
    """The keys that may stand in the record found by following `keys` from `model`."""
    here: Any = model
    for key in keys:
        here = _step(here, key)
    records = [one for one in _alternatives(here) if isinstance(one, type) and issubclass(one, BaseModel)]
    return [field.alias or name for record in records for name, field in record.model_fields.items()]


def _step(here: Any, key: str | int) -> Any:
    for one in _alternatives(here):
        if isinstance(one, type) and issubclass(one, BaseModel):
            for name, field in one.model_fields.items():
                if key in (name, field.alias):
                    return field.annotation
        elif get_origin(one) is dict:
            return get_args(one)[1]
        elif get_origin(one) in (tuple, list):
            return get_args(one)[0]
    return None


def _alternatives(annotation: Any) -> Iterator[Any]:
    if get_origin(annotation) is Annotated:
        yield from _alternatives(get_args(annotation)[0])
    elif get_origin(annotation) in (Union, UnionType):
        for one in get_args(annotation):
            if one is not NoneType:
                yield from _alternatives(one)
    else:
        yield annotation
