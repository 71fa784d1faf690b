"""`mkdocs.yml` as far as it must agree with the edition: the language of its pages."""

from __future__ import annotations

from collections.abc import Iterator

from edition.languages import THEME_LANGUAGES, differs, theme_language
from edition.model import Edition
from edition.problems import Problem, did_you_mean
from edition.yaml_source import read_yaml

PATH = "mkdocs.yml"


def check_settings(data: bytes, edition: Edition) -> Iterator[Problem]:
    """That the theme speaks the edition's language, as far as it can; what can't be read is the engine's to tell."""
    document, _ = read_yaml(data, PATH)
    theme = document.value.get("theme") if document else None
    if document is None or not isinstance(theme, dict):
        return
    named = theme.get("language", "en")
    own = edition.settings.language
    expected = theme_language(own)
    if named not in THEME_LANGUAGES:
        hint = f"write  language: {expected or 'en'}"
        message = f"theme: the theme has no words in language '{named}'{did_you_mean(str(named), THEME_LANGUAGES)}"
        yield document.problem(("theme", "language"), message, hint)
    elif expected and differs(str(named), expected):
        yield document.problem(
            ("theme", "language"),
            f"theme: language is '{named}', and that of the edition '{own}'",
            f"write  language: {expected}  here; or in annotations/edition.yml  language: {named}  ,"
            " if notes and registers are written in that",
        )
