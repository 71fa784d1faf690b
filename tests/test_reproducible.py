"""Two builds in two folders give the same bytes for every file of the site, where SOURCE_DATE_EPOCH is set."""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sites import copy_mini, copy_project
from support import ROOT

from edition.normalise import sorted_index

Copy = Callable[[Path], Path]


def built(project: Path, engine: str, epoch: int, seed: int) -> dict[str, bytes]:
    """The files of a site built by a process of its own, whose sets and dictionaries are hashed by `seed`."""
    command = [sys.executable, str(ROOT / "build_site.py"), "--project", str(project), "build", "--engine", engine]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(epoch), "PYTHONHASHSEED": str(seed)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    site = project / "site"
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    ("copy", "engine"),
    [
        pytest.param(copy_mini, "material", id="mini-material"),
        pytest.param(copy_mini, "zensical", id="mini-zensical"),
        pytest.param(copy_project, "material", id="real-material"),
    ],
)
def test_two_builds_in_two_folders_give_the_same_bytes(tmp_path: Path, copy: Copy, engine: str) -> None:
    first = built(copy(tmp_path / "one"), engine, 1_700_000_000, seed=1)
    second = built(copy(tmp_path / "two" / "deeper and with spaces"), engine, 1_700_000_000, seed=2)
    assert set(first) == set(second)
    assert [name for name in first if first[name] != second[name]] == []


FILTER = "filter/en_0000000.pf_filter"
META = "pagefind.en_0000000000.pf_meta"


def packed(content: bytes) -> bytes:
    return gzip.compress(b"pagefind_dcd" + content, mtime=7)


def index(values: bytes, filters: bytes) -> dict[str, bytes]:
    """A small index in Pagefind's form: one filter with these values, and the list of filters."""
    return {
        FILTER: packed(b"\x82\x64Kind" + values),
        META: packed(b"\x86\x651.5.2\x80\x80" + filters + b"\x80\x80"),
        "pagefind-entry.json": b'{"languages":{"en":{"hash":"en_0000000000"}}}',
        "pagefind.js": b"// as it was",
    }


NOTE, TURN = b"\x82\x64Note\x81\x01", b"\x82\x64Turn\x82\x02\x18\x63"
KIND, YEAR = b"\x82\x64Kind\x6aen_0000000", b"\x82\x64Year\x6aen_1111111"


def test_filters_in_any_order_come_out_in_one() -> None:
    one = sorted_index(index(b"\x82" + NOTE + TURN, b"\x82" + KIND + YEAR))
    other = sorted_index(index(b"\x82" + TURN + NOTE, b"\x82" + YEAR + KIND))
    assert one == other
    assert sorted_index(one) == one


def test_files_are_renamed_wherever_they_are_named() -> None:
    files = sorted_index(index(b"\x82" + TURN + NOTE, b"\x82" + YEAR + KIND))
    (filter_file,) = (name for name in files if name.startswith("filter/"))
    (meta_file,) = (name for name in files if name.endswith(".pf_meta"))
    assert filter_file.removeprefix("filter/").removesuffix(".pf_filter").encode() in gzip.decompress(files[meta_file])
    assert meta_file.removeprefix("pagefind.").removesuffix(".pf_meta").encode() in files["pagefind-entry.json"]
    assert files["pagefind.js"] == b"// as it was"
    assert len(files) == 4


@pytest.mark.parametrize(
    "strange",
    [
        {FILTER: b"not gzip"},
        {FILTER: gzip.compress(b"another signature")},
        {FILTER: packed(b"\x82\x64Ki")},
        {META: packed(b"\xbf\xff")},
        {META: packed(b"")},
        {},
    ],
)
def test_an_index_of_another_form_is_left_as_it_is(strange: dict[str, bytes]) -> None:
    assert sorted_index(strange) == strange
