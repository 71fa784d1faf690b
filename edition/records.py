"""YAML files to one collection of located records, duplicates refused.

A record that does not fit is left out and reported, and its id remembered, so that the other records can be checked
without false follow-on problems.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from functools import lru_cache
from operator import is_
from typing import Any, TypeVar, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from edition.annotations import AnnotationFile, EditionSettings, Markdown, RecordedVersion
from edition.problems import Problem, nearest
from edition.prose import with_interview
from edition.validation import Located, known_keys, validate
from edition.yaml_source import KeyPath, Value, YamlDocument, read_yaml

_Record = TypeVar("_Record", bound=BaseModel)
KEYED = ("people", "places", "organisations", "terms", "dates", "themes", "readings")
Problems = tuple[Problem, ...]
LISTED = ("references", "notes", "sections", "emendations", "languages")
NAMELESS = frozenset(["languages"])
"""Lists whose records have no id of their own, and are kept by their place."""
_TOP_KEY = re.compile(r"([a-z]+):")
_INNER_KEY = re.compile(r"\s+([a-z0-9-]+):")
_ITEM_ID = re.compile(r"\s*(?:-\s+)?id:\s*[\"']?([a-z0-9-]+)")


@dataclass(slots=True)
class Collection:
    """All records of all files by top key and id."""

    records: dict[str, dict[str, Located[Any]]] = field(default_factory=lambda: {key: {} for key in (*KEYED, *LISTED)})
    settings: Located[EditionSettings] | None = None
    versions: list[RecordedVersion] = field(default_factory=list)
    """In the order of their numbers."""
    broken: set[tuple[str, str]] = field(default_factory=set)
    """Ids of records that exist and could not be read."""

    def ids(self, key: str) -> list[str]:
        """Ids of all records that were written under a top key, be they readable or not."""
        return [*self.records[key], *(i for k, i in self.broken if k == key)]


def collect(files: Mapping[str, bytes], *, several: bool = False) -> tuple[Collection, list[Problem]]:
    """The records of all YAML files, by path, and every problem found in reading them.

    Where there are `several` interviews, a link to a turn means the one that its file names, and is made to say so.
    """
    collection, problems = Collection(), list[Problem]()
    for path in sorted(files):
        document, unreadable, content, unfit = _read_file(path, files[path])
        problems += unreadable
        if document:
            problems += _add_file(collection, document, content, unfit, several=several)
        else:
            collection.broken |= _ids_in(files[path])
    return collection, problems


def _ids_in(data: bytes) -> set[tuple[str, str]]:
    """The ids that a file seems to hold which can't be read: nobody is told that there is no such record."""
    found: set[tuple[str, str]] = set()
    key = ""
    for line in data.decode("utf-8", "replace").splitlines():
        if top := _TOP_KEY.match(line):
            key = top[1]
            found |= {("edition", "edition")} if key == "edition" else set()
        elif named := _INNER_KEY.match(line) if key in KEYED else _ITEM_ID.match(line):
            found.add((key, named[1]))
    return found


@lru_cache(maxsize=4096)
def _read_file(path: str, data: bytes) -> tuple[YamlDocument | None, Problems, AnnotationFile | None, Problems]:
    """A file as a document, and its records if all of them fit, each with its problems.

    Kept for the next time: most files do not change between one build and another.
    """
    document, problems = read_yaml(data, path)
    content, found = validate(AnnotationFile, document) if document else (None, [])
    return document, tuple(problems), content, tuple(found)


def forget_files() -> None:
    """Keep no file for the next time."""
    _read_file.cache_clear()


def _add_file(
    collection: Collection,
    document: YamlDocument,
    content: AnnotationFile | None,
    problems: Problems,
    *,
    several: bool,
) -> Iterator[Problem]:
    yield from problems
    kept_keys: dict[str, list[int]] = {}
    if content is None:
        value, kept_keys = _without_broken(collection, document, problems)
        if "edition" in document.value and "edition" not in value:
            collection.broken.add(("edition", "edition"))
        content, _ = validate(AnnotationFile, YamlDocument(document.path, value, document.places))
        if content is None:
            return
    if content.edition:
        if collection.settings:
            first = collection.settings.document
            yield document.problem(("edition",), "'edition' stands in a second file", f"first in {first.path}")
        else:
            collection.settings = Located("edition", content.edition, document, ("edition",))
    collection.versions = sorted([*collection.versions, *content.versions], key=lambda one: one.order)
    for key, record_id, position, record in _records(content, kept_keys):
        if content.interview and isinstance(record, BaseModel):
            record = _with_interview(record, content.interview)
            record = with_turns_of(record, content.interview) if several else record
        located = Located(record_id, record, document, (key, position))
        kept_as = f"{document.path}#{position}" if key in NAMELESS else record_id
        first_one = collection.records[key].setdefault(kept_as, located)
        if first_one is not located:
            place = f"{first_one.document.path}:{first_one.document.place(first_one.keys)[0]}"
            yield located.problem("stands here a second time", f"first in {place}", "give one of them another id")


def _records(content: AnnotationFile, kept: Mapping[str, list[int]]) -> Iterator[tuple[str, str, str | int, Any]]:
    for key in KEYED:
        for record_id, record in getattr(content, key).items():
            yield key, record_id, record_id, record
    for key in LISTED:
        for index, record in enumerate(getattr(content, key)):
            yield key, record.id, kept[key][index] if key in kept else index, record


def _with_interview(record: _Record, interview: str) -> _Record:
    """A record in which every place says which interview it means, where its file says it once for all."""
    return _rebuilt(
        record,
        lambda name, _, value: value or interview if name == "interview" else value,
        lambda inner: _with_interview(inner, interview),
    )


def with_turns_of(record: _Record, interview: str) -> _Record:
    """A record in whose prose a link to a turn names an interview: its own, or this one where it has none."""
    meant = getattr(record, "interview", None) or interview

    def named(name: str, info: FieldInfo, value: Any) -> Any:
        is_prose = isinstance(value, str) and "turn:" in value and _mark(info.annotation, info.metadata)
        return with_interview(value, meant) if is_prose else value

    return _rebuilt(record, named, lambda inner: with_turns_of(inner, meant))


def _rebuilt(
    record: _Record, changed: Callable[[str, FieldInfo, Any], Any], within: Callable[[BaseModel], BaseModel]
) -> _Record:
    """A record with what `changed` gives for each of its values, and `within` for each record in it.

    The same record where that changes nothing, which is so for most.
    """
    update: dict[str, Any] = {}
    for name, info in type(record).model_fields.items():
        value = getattr(record, name)
        if isinstance(value, BaseModel):
            new: Any = within(value)
        elif isinstance(value, tuple) and any(isinstance(one, BaseModel) for one in value):
            held = tuple(within(one) if isinstance(one, BaseModel) else one for one in value)
            new = value if all(map(is_, held, value)) else held
        else:
            new = changed(name, info, value)
        if new is not value:
            update[name] = new
    return record.model_copy(update=update) if update else record


def _without_broken(
    collection: Collection, document: YamlDocument, problems: Iterable[Problem]
) -> tuple[dict[str, Value], dict[str, list[int]]]:
    """The file's values without the records that hold a problem, and which items of each list were kept.

    Of a record that is one without the keys that hold the problems, only these are left out: whatever else is wrong
    with it is then told as well.
    """
    lines = {(problem.line, problem.column) for problem in problems}
    faults = {keys for keys, place in document.places.items() if place in lines}
    bad = {keys[: min(2, len(keys))] for keys in faults if keys}
    mended: dict[KeyPath, dict[str, Value]] = {
        keys: one for keys in bad if len(keys) == 2 and (one := _without_faults(document, keys, faults))
    }
    bad -= {*mended}
    value: dict[str, Value] = {}
    kept: dict[str, list[int]] = {}
    for key, held in _with_mended(document.value, mended).items():
        if (key,) in bad or key not in AnnotationFile.model_fields:
            continue
        if isinstance(held, dict) and key in KEYED:
            value[key] = {name: one for name, one in held.items() if (key, name) not in bad}
            collection.broken |= {(key, name) for name in held if (key, name) in bad}
        elif isinstance(held, list):
            kept[key] = [index for index in range(len(held)) if (key, index) not in bad]
            value[key] = [held[index] for index in kept[key]]
            dropped = (one for index, one in enumerate(held) if index not in kept[key])
            collection.broken |= {(key, str(one["id"])) for one in dropped if isinstance(one, dict) and "id" in one}
        elif not any(bad_keys[:1] == (key,) for bad_keys in bad):
            value[key] = held
    return value, kept


def _without_faults(document: YamlDocument, keys: KeyPath, faults: Iterable[KeyPath]) -> dict[str, Value] | None:
    """The record at these keys without the keys that hold its faults, if that is one still.

    A key that is mistyped stands for the one that it is most like.
    """
    top, place = keys
    held: Any = document.value.get(str(top))
    try:
        record = deepcopy(held[place])
        for fault in faults:
            if fault[:2] == keys:
                inner = record
                for step in fault[2:-1]:
                    inner = inner[step]
                key = str(fault[2:][-1])  # an item of a list stays, so that none gets another place
                known = known_keys(AnnotationFile, fault[:-1])
                meant = nearest(key, known)
                if key not in known and meant and meant not in inner:
                    inner[meant] = inner[key]
                del inner[key]
    except (IndexError, KeyError, TypeError):
        return None
    alone: Value = {str(place): record} if top in KEYED else [record]
    content, _ = validate(AnnotationFile, YamlDocument(document.path, {str(top): alone}, {}))
    return record if content else None


def _with_mended(value: Mapping[str, Value], mended: Mapping[KeyPath, dict[str, Value]]) -> dict[str, Value]:
    """The values of a file with these records in the place of those that hold a problem."""
    result = dict(value)
    for (top, place), record in mended.items():
        held: Any = result[str(top)]
        changed: Any = dict(held) if isinstance(held, dict) else list(held)
        changed[place] = record
        result[str(top)] = changed
    return result


def markdown_fields(record: BaseModel, keys: KeyPath = ()) -> Iterator[tuple[KeyPath, str, Markdown]]:
    """Every Markdown text in a record, with the keys that lead to it."""
    for name, info in type(record).model_fields.items():
        value = getattr(record, name)
        here = (*keys, info.alias or name)
        if isinstance(value, BaseModel):
            yield from markdown_fields(value, here)
        elif isinstance(value, tuple):
            for index, one in enumerate(value):
                if isinstance(one, BaseModel):
                    yield from markdown_fields(one, (*here, index))
        elif isinstance(value, str) and (mark := _mark(info.annotation, info.metadata)):
            yield here, value, mark


def _mark(annotation: Any, metadata: Iterable[Any]) -> Markdown | None:
    for one in metadata:
        if isinstance(one, Markdown):
            return one
    for inner in get_args(annotation) if get_origin(annotation) is not None else ():
        if mark := _mark(None, getattr(inner, "__metadata__", ())):
            return mark
    return None
