"""What pages written by hand and `mkdocs.yml` say of the edition without repeating it: marks such as ``{{ title }}``.

A title that is written once can be changed in one place. A mark between back ticks is not one, so that it can be shown.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape as escape_html

from edition.markdown import escape, link, yaml_text
from edition.model import Edition
from edition.site_settings import PATH as SETTINGS
from edition.sitemap import Address, Sitemap
from edition.yaml_source import read_yaml

MARKS = ("title", "interviews", "begin", "list")
"""The edition's title; how many interviews it has, in words; the page on which reading begins; links to all of them."""
MOST = 12
"""Interviews that a list names; of more it names the page on which they are."""
_MARK = re.compile(rf"(?<!`)\{{\{{ *({'|'.join(MARKS)}) *\}}\}}(?!`)")
_FRONT_MATTER = re.compile(r"---\r?\n.*?\n---\r?\n", re.S)
_CATALOGUE = Address("transcript/index.md")


def fill_page(text: str, edition: Edition, page: str) -> str:
    """A page written by hand with its marks filled in; `page` is its path from the root of the pages."""
    if "{{" not in text:
        return text
    front = _FRONT_MATTER.match(text)
    body = front.end() if front else 0
    return _fill(text[:body], edition, page, yaml_text) + _fill(text[body:], edition, page, escape)


def fill_settings(data: bytes, edition: Edition) -> dict[str, str]:
    """The values of `mkdocs.yml` in which marks stand, filled in; escaped, as themes print them as they are."""
    document, _ = read_yaml(data, SETTINGS)
    return {
        key: _fill(value, edition, "index.md", escape_html)
        for key, value in (document.value if document else {}).items()
        if isinstance(value, str) and _MARK.search(value)
    }


def _fill(text: str, edition: Edition, page: str, escaped: Callable[[str], str]) -> str:
    """A text with its marks filled in; `escaped` makes the title fit for where it stands."""

    def value(match: re.Match[str]) -> str:
        match match[1]:
            case "title":
                return escaped(edition.settings.title)
            case "interviews":
                count = len(edition.interviews)
                return "one interview" if count == 1 else f"{count} interviews"
            case "begin":
                return _begin(edition).seen_from(page)
            case _:
                return _list(edition, page)

    return _MARK.sub(value, text)


def _begin(edition: Edition) -> Address:
    return Sitemap(edition).interview(edition.interviews[0].id) if len(edition.interviews) == 1 else _CATALOGUE


def _list(edition: Edition, page: str) -> str:
    sitemap = Sitemap(edition)
    if len(edition.interviews) > MOST:
        every = link(escape(f"All {len(edition.interviews)} interviews"), _CATALOGUE.seen_from(page))
        return f"-   {every}"
    return "\n".join(
        f"-   {link(escape(one.title), sitemap.interview(one.id).seen_from(page))}" for one in edition.interviews
    )
