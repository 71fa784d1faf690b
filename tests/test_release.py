"""A release: the built site as a zip that comes out the same each time, and the sums that prove it whole."""

from __future__ import annotations

import hashlib
import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from support import ROOT, good_project

from build_site import main
from edition.assemble import assemble_edition
from edition.release import check_release, release_files, release_name, sums, zip_site

SITE = {"index.html": b"<p>Home", "a/b.txt": "Ærø".encode(), "data/edition.json": b"{}"}


def test_the_same_files_give_the_same_zip_in_whatever_order_they_come() -> None:
    turned = dict(reversed(SITE.items()))
    assert zip_site("edition-1.0.0", SITE, 1_700_000_000) == zip_site("edition-1.0.0", turned, 1_700_000_000)


def test_a_zip_has_one_folder_sorted_names_and_fixed_times_and_permissions() -> None:
    with zipfile.ZipFile(io.BytesIO(zip_site("edition-1.0.0", SITE, 1_700_000_000))) as archive:
        entries = archive.infolist()
    assert [entry.filename for entry in entries] == [
        "edition-1.0.0/MANIFEST.sha256", "edition-1.0.0/a/b.txt", "edition-1.0.0/data/edition.json",
        "edition-1.0.0/index.html",
    ]  # fmt: skip
    assert {entry.date_time for entry in entries} == {(2023, 11, 14, 22, 13, 20)}
    assert {entry.external_attr >> 16 for entry in entries} == {0o100644}


@pytest.mark.parametrize(
    ("epoch", "stamp"),
    [(None, (1980, 1, 1, 0, 0, 0)), (0, (1980, 1, 1, 0, 0, 0)), (5_000_000_000, (2107, 12, 31, 23, 59, 58))],
)
def test_times_that_a_zip_cannot_hold_are_moved_to_its_bounds(
    epoch: int | None, stamp: tuple[int, int, int, int, int, int]
) -> None:
    with zipfile.ZipFile(io.BytesIO(zip_site("edition-1.0.0", SITE, epoch))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {stamp}


def test_the_manifest_names_every_file_with_its_sum() -> None:
    assert sums(SITE).decode().splitlines() == [
        f"{hashlib.sha256(SITE[name]).hexdigest()}  {name}" for name in ("a/b.txt", "data/edition.json", "index.html")
    ]


def test_a_release_is_named_by_title_and_version() -> None:
    edition = assemble_edition(good_project())
    name = release_name(edition)
    assert name.endswith(f"-{edition.settings.version}")
    assert list(release_files(edition, SITE, None)) == [f"{name}.zip", "SHA256SUMS"]


def test_a_site_that_is_not_there_or_does_not_say_what_it_is_made_of_is_refused() -> None:
    edition = assemble_edition(good_project())
    missing, silent = list(check_release(edition, {})), list(check_release(edition, SITE))
    assert str(missing[0]).startswith("site/: there is no built site to release\n    build it again: python")
    assert str(silent[0]).startswith("site/data/edition.json: it does not say what the site was built from\n")


def test_the_command_writes_a_zip_and_sums_that_sha256sum_accepts(
    mini_project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    for folder in ("one", "two"):
        assert main(["--project", str(mini_project), "release", str(tmp_path / folder)]) == 0
    (made,) = (tmp_path / "one").glob("*.zip")
    assert made.read_bytes() == (tmp_path / "two" / made.name).read_bytes()
    with zipfile.ZipFile(made) as archive:
        archive.extractall(tmp_path / "out")
        names = {name.partition("/")[2] for name in archive.namelist()} - {"MANIFEST.sha256"}
    site = mini_project / "site"
    assert names == {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    if shutil.which("sha256sum"):
        for folder, listed in ((tmp_path / "one", "SHA256SUMS"), (tmp_path / "out" / made.stem, "MANIFEST.sha256")):
            checked = subprocess.run(["sha256sum", "--check", "--quiet", listed], cwd=folder, check=False)
            assert checked.returncode == 0


@pytest.fixture
def mini(tmp_path: Path, mini_project: Path) -> Path:
    """A built copy of the mini edition that a test may spoil."""
    return Path(shutil.copytree(mini_project, tmp_path / "mini"))


def refused(project: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """What the command says where it makes no release."""
    target = project.parent / "release"
    assert main(["--project", str(project), "release", str(target)]) == 1
    assert not target.exists()
    return capsys.readouterr().err


def test_undecided_rights_are_refused_with_file_and_line(mini: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record = mini / "transcript" / "ferry.yml"
    lines = record.read_text(encoding="utf-8").replace("publish: full", "publish: undecided")
    record.write_text(lines, encoding="utf-8")
    line = lines.splitlines().index("  publish: undecided") + 1
    assert refused(mini, capsys).startswith(f"transcript/ferry.yml:{line}: rights.publish is undecided")


def test_a_site_built_under_other_rights_is_refused(mini: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record = mini / "transcript" / "ferry.yml"
    record.write_text(record.read_text(encoding="utf-8").replace("publish: full", "publish: none"), encoding="utf-8")
    assert "site/: it was built before the version, a transcript or its rights were changed" in refused(mini, capsys)


def test_a_missing_site_is_refused(mini: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.rmtree(mini / "site")
    assert refused(mini, capsys).startswith("site/: there is no built site to release")


def test_the_first_edition_makes_no_release_while_its_rights_are_undecided(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    if "publish: undecided" not in (ROOT / "transcript" / "long-night-of-the-red-star.yml").read_text(encoding="utf-8"):
        pytest.skip("the rights of the first edition have been decided")
    assert main(["release", str(tmp_path / "release")]) == 1
    assert "rights.publish is undecided" in capsys.readouterr().err
