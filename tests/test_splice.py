"""A site of which most pages are spliced is the site that MkDocs makes of every page by itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from sites import copy_mini, copy_project, copy_small

from build_site import main
from edition.build import finish, index, publication_of, stage
from edition.engine import EngineFailed
from edition.engine.disk import DATA, NEW_SITE, PAGEFIND, new_site, place, read_tree
from edition.engine.material import run_material
from edition.load import load_edition
from edition.problems import ProblemsFound


def staged(project: Path, address: str) -> Path:
    edition = load_edition(project)
    with index(project, edition):
        stage(project, edition, publication_of({"SITE_URL": address}))
    return project


def built(project: Path, address: str, *, spliced: bool) -> tuple[dict[str, bytes], int]:
    """The files of a project's site, and how many pages of it were spliced."""
    new_site(project)
    finished = run_material(project, spliced=spliced)
    for folder in (DATA, PAGEFIND):
        place(project, folder)
    finish(project, {"SITE_URL": address}, finished=finished)
    return read_tree(project / NEW_SITE), len(finished)


def new_in(project: Path, language: str) -> None:
    """A new edition whose editors, and whose theme, have another language than the program's words."""
    talk = project.with_suffix(".txt")
    talk.write_text("سلمى: متى جئت؟\n\nيوسف: في عام 1951.\n\nسلمى: وحدك؟\n\nيوسف: نعم.\n", encoding="utf-8")
    assert main(["new", str(project), "--from", str(talk), "--language", language]) == 0


@pytest.mark.parametrize("address", ["", "https://example.org/a-b/"])
@pytest.mark.parametrize("edition", ["mini", "voices", "arabic", "real"])
def test_a_spliced_site_is_the_same_byte_for_byte(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, edition: str, address: str
) -> None:
    project = tmp_path / edition
    if edition == "real":
        copy_project(project)
    elif edition == "mini":
        copy_mini(project)
    elif edition == "arabic":
        new_in(project, "ar")
    else:
        copy_small(project, edition, "[All](transcript/index.md)")
    monkeypatch.setenv("SITE_URL", address)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1764460800")
    staged(project, address)
    whole, none = built(project, address, spliced=False)
    spliced, count = built(project, address, spliced=True)
    assert none == 0
    fewest = 0.2 if edition == "arabic" else 0.5  # most pages of one so small are in the menu, and MkDocs' own
    assert count > fewest * sum(name.endswith(".html") for name in whole)
    assert spliced.keys() == whole.keys()
    assert [name for name in whole if spliced[name] != whole[name]] == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("      permalink: false", "      permalink: true"),
        ("  - sane_lists\n", "  - sane_lists\n  - def_list\n"),
        ("      enabled: false", "      enabled: true"),
        ("use_directory_urls", ""),
        ("\nextra:\n", "\nexclude_docs: people/a.md\nextra:\n"),
    ],
)
def test_with_settings_of_ones_own_the_engine_renders_every_page(tmp_path: Path, before: str, after: str) -> None:
    project = copy_mini(tmp_path / "mini")
    settings = (project / "mkdocs.yml").read_text()
    if after:
        assert before in settings
        settings = settings.replace(before, after)
    else:
        settings += "use_directory_urls: false\n"
    (project / "mkdocs.yml").write_text(settings)
    staged(project, "")
    new_site(project)
    assert run_material(project) == {}


@pytest.mark.parametrize("page", ["people/ida-brandt", "organisations/index", "transcript/ferry"])
def test_a_broken_anchor_of_a_spliced_page_is_told(tmp_path: Path, page: str) -> None:
    project = copy_mini(tmp_path / "mini")
    (project / "docs" / "index.md").write_text(f"# Home\n\n[There]({page}.md#t99)\n")
    staged(project, "")
    new_site(project)
    with pytest.raises((EngineFailed, ProblemsFound), match=r"anchor '#?t99'"):
        built(project, "", spliced=True)
