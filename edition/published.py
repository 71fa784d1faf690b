"""Every address and anchor ever published, and whether it is still there.

`published.yml` is the ledger of the whole site, as the ids are of a transcript. What is in it stays in the site; an
editor who moves or drops something says where it went: `edition: moved: {notes/#old: notes/#new}`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from edition.problems import Problem
from edition.sitemap import Address
from edition.yaml_source import YamlDocument, read_yaml

PATH = "published.yml"
HEADER = """\
# Every address of the site that was ever published, with its anchors: syllabi and citations hang on them.
# Written by `python build_site.py ids --write`; not to be edited by hand.
"""
_ANCHORS = re.compile(r"\{:(?:[^}\n]*?\s)?#([\w-]+)|\{#([\w-]+)|<\w+[^<>]*?\bid=\"([^\"<>]+)\"")
_AS_WRITTEN = re.compile(r"([\w/.-]*)':(?: \[\]|((?:\n    - [a-zA-Z][\w-]*)+))")
_CODE = re.compile(r"^( *)```.*?^\1```|`[^`\n]*`", re.S | re.M)

Addresses = Mapping[str, tuple[str, ...]]
"""Addresses from the site's root, without a leading slash, to the anchors there."""


def find_addresses(pages: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """The addresses of Markdown pages by path, with the anchors that stand in them.

    Only anchors that are written are promised, not those that an engine makes of a heading's words.
    """
    return {
        Address(path).url: tuple(sorted({next(filter(None, found)) for found in _ANCHORS.findall(_CODE.sub("", text))}))
        for path, text in sorted(pages.items())
    }


def read_published(data: bytes | None) -> tuple[Addresses, list[Problem]]:
    """The ledger from its file; an empty one where there is none yet."""
    if data is None:
        return {}, []
    as_written = _read_as_written(data)
    return (as_written, []) if as_written is not None else read_any_published(data)


def read_any_published(data: bytes) -> tuple[Addresses, list[Problem]]:
    """The ledger from a file in whatever form of YAML."""
    document, problems = read_yaml(data, PATH)
    if document is None:
        return {}, problems
    held = document.value.get("addresses")
    if not isinstance(held, dict) or not all(isinstance(anchors, list) for anchors in held.values()):
        problems.append(
            document.problem((), "this is not a ledger of addresses", "take back the last committed version")
        )
        return {}, problems
    ledger = {url: tuple(map(str, anchors)) for url, anchors in held.items() if isinstance(anchors, list)}
    return ledger, problems


def _read_as_written(data: bytes) -> Addresses | None:
    """What `write_published` wrote, as it was before; None for any other file, though it should mean the same.

    A large archive has 300,000 anchors, over which a parser of YAML takes seconds.
    """
    opening = (HEADER + "addresses:\n").encode()
    if not data.startswith(opening) or not data.isascii():
        return None
    ledger: dict[str, tuple[str, ...]] = {}
    for block in ("\n" + data[len(opening) :].decode().removesuffix("\n")).split("\n  '")[1:]:
        match = _AS_WRITTEN.fullmatch(block)
        if not match or match[1] in ledger:
            return None
        ledger[match[1]] = tuple((match[2] or "").split("\n    - ")[1:])
    return ledger if ledger and write_published(ledger).encode() == data else None


def check_published(ledger: Addresses, data: bytes | None, site: Mapping[str, frozenset[str]]) -> Iterator[Problem]:
    """What was published and is no longer there; `site` has the anchors of every page of the finished site.

    `data` is the ledger's file, which a problem names by its line.
    """
    document: YamlDocument | None = None
    for url, anchors in ledger.items():
        if url in site and site[url].issuperset(anchors):
            continue
        document = document or (read_yaml(data, PATH)[0] if data else None)
        shown = f"/{url}"
        if url not in site:
            yield _gone(document, url, shown, url)
            continue
        for anchor in anchors:
            if anchor not in site[url]:
                yield _gone(document, url, f"{shown}#{anchor}", f"{url}#{anchor}")


def _gone(document: YamlDocument | None, url: str, shown: str, key: str) -> Problem:
    hints = (
        "links to it must go on working: bring it back,",
        f"or say where it went, in annotations/edition.yml   moved: {{{key}: <address>}}",
        f"(if it never was, because ids --write was undone, take back the {PATH} that you had before)",
    )
    message = f"{shown} was published and is no longer in the site"
    if document is None:
        return Problem(path=PATH, message=message, hints=hints)
    return document.problem(("addresses", url), message, *hints)


def merge_published(ledger: Addresses, current: Addresses) -> dict[str, tuple[str, ...]]:
    """The ledger with everything that is published now added to it."""
    return {url: tuple(sorted({*ledger.get(url, ()), *current.get(url, ())})) for url in sorted({*ledger, *current})}


def write_published(ledger: Addresses) -> str:
    """The ledger as YAML, an anchor a line, so that its history reads well."""
    lines = [HEADER + "addresses:"]
    for url, anchors in ledger.items():
        lines.append(f"  '{url}':" + ("" if anchors else " []"))
        lines += [f"    - {anchor}" for anchor in anchors]
    return "\n".join(lines) + "\n"
