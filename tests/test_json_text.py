"""JSON as the exports write it, against the standard library's."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st
from support import TESTS

from edition.export import json_text
from edition.export.edition_json import EditionFile, to_edition_json
from edition.export.json_text import Lines, json_bytes, json_pieces
from edition.load import load_edition

_VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text(max_size=8)),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(st.text(max_size=4), inner, max_size=4)),
    max_leaves=12,
)
_OBJECTS = st.dictionaries(st.text(max_size=4), _VALUES, max_size=4)


@given(_OBJECTS)
def test_a_line_to_each_value_is_as_the_standard_library_writes_it(data: dict[str, object]) -> None:
    assert json_bytes(data) == (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode(errors="surrogatepass")


@given(st.lists(_OBJECTS, max_size=4))
def test_records_have_a_line_each(records: list[dict[str, object]]) -> None:
    text = json_bytes({"a": {"records": Lines(iter(records))}}).decode()
    assert json.loads(text) == {"a": {"records": records}}
    assert text.count("\n") == len(records) + (6 if records else 5)


def test_a_large_file_comes_in_pieces() -> None:
    taken = []
    pieces = json_pieces({"records": Lines(taken.append(number) or "x" * json_text.PIECE for number in range(9))})
    assert len(next(pieces)) < 3 * json_text.PIECE
    assert len(taken) < 3


def test_edition_json_has_the_keys_of_its_schema_in_their_order() -> None:
    data = json.loads(to_edition_json(load_edition(TESTS / "editions" / "mini")))
    assert list(data) == list(EditionFile.model_fields)
