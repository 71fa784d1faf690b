"""What a TEI header says of the talk: its title, its date, its language. The date of the file's own edition is none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml import etree

from edition.model import Stated

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_DATED = (
    ("recording of the TEI header", ("recording",)),
    ("settingDesc of the TEI header", ("profileDesc", "settingDesc")),
    ("creation of the TEI header", ("profileDesc", "creation")),
    ("sourceDesc of the TEI header", ("fileDesc", "sourceDesc")),
)
"""Where the date of a talk may stand, what is nearest to it first."""


def read_header(root: etree._Element) -> tuple[Stated, ...]:
    """What the first header of a document states."""
    header = next(iter(_below(root, "teiHeader")), None)
    if header is None:
        return ()
    return (*_title(root, header), *_date(header), *_language(root, header))


def _below(element: etree._Element, *names: str) -> list[etree._Element]:
    """All elements with the last of these names within those with the names before it, in any namespace."""
    path = "".join(f"//*[local-name()='{name}']" for name in names)
    found = element.xpath(f".{path}")
    return [one for one in found if isinstance(one, etree._Element)] if isinstance(found, list) else []


def _words(element: etree._Element) -> str:
    return " ".join(" ".join(map(str, element.itertext())).split())


def _title(root: etree._Element, header: etree._Element) -> Iterator[Stated]:
    """The main title, of several the one in the language of the document."""
    titles = [one for one in _below(header, "fileDesc", "titleStmt", "title") if _words(one)]
    main = [one for one in titles if one.get("type") == "main"] or [one for one in titles if not one.get("type")]
    chosen = main or titles
    own = [one for one in chosen if one.get(_XML_LANG) == root.get(_XML_LANG)]
    for one in (own or chosen)[:1]:
        yield Stated(key="title", value=_words(one), where="titleStmt of the TEI header", line=one.sourceline or 0)


def _date(header: etree._Element) -> Iterator[Stated]:
    """Each date of the place that is nearest to the talk and has one."""
    for where, names in _DATED:
        dated = [*(_below(header, *names) if names == ("recording",) else ()), *_below(header, *names, "date")]
        found = [Stated(key="date", value=when, where=where, line=one.sourceline or 0)
                 for one in dated if (when := _when(one))]  # fmt: skip
        if found:
            yield from found
            return


def _when(element: etree._Element) -> str:
    when, begins, ends = (element.get(key, "").strip() for key in ("when", "from", "to"))
    return when or (f"{begins}/{ends}" if begins and ends else begins)


def _language(root: etree._Element, header: etree._Element) -> Iterator[Stated]:
    """The one language of the header, of several the one most used; where it lists none, that of the text."""
    listed = [one for one in _below(header, "profileDesc", "langUsage", "language") if one.get("ident")]
    most = _most_used(listed)
    if most is not None:
        where = "langUsage of the TEI header"
        yield Stated(key="language", value=str(most.get("ident")), where=where, line=most.sourceline or 0)
    elif tagged := [one for one in [*_below(root, "text")[:1], root] if one.get(_XML_LANG)]:
        value, line = str(tagged[0].get(_XML_LANG)), tagged[0].sourceline or 0
        yield Stated(key="language", value=value, where="xml:lang of the TEI file", line=line)


def _most_used(languages: Sequence[etree._Element]) -> etree._Element | None:
    """The only language, or the one with the greatest share; none where two are as great."""
    if len(languages) < 2:
        return languages[0] if languages else None

    def share(one: etree._Element) -> float:
        usage = one.get("usage", "")
        return float(usage) if usage.isdecimal() else 0.0

    first, second = sorted(languages, key=share, reverse=True)[:2]
    return first if share(first) > share(second) else None
