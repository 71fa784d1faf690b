"""Dates in EDTF as TEI has them: W3C attributes where a date is exact, and its words."""

from __future__ import annotations

import re

from edition.annotations import CslDate
from edition.dates import print_edtf

_EXACT = re.compile(r"(?!0000)\d{4}(-\d\d(-\d\d)?)?")
"""A year, month or day of the common era: before it, EDTF and TEI's W3C dates count years differently."""
_OPEN = ("", "..")


def date_attributes(edtf: str, *, moment: bool = False) -> dict[str, str]:
    """Attributes for an EDTF date: `when`, or `from` and `to`; what is not exact stands as EDTF in `when-custom`.

    With `moment`, a span says when something happened once, and not that it lasted: `notBefore` and `notAfter`.

    >>> date_attributes("1907-06"), date_attributes("1940/1941", moment=True), date_attributes("1870?")["when_custom"]
    ({'when': '1907-06'}, {'notBefore': '1940', 'notAfter': '1941'}, '1870?')
    """
    if _EXACT.fullmatch(edtf):
        return {"when": edtf}
    start, slash, end = edtf.partition("/")
    bounds = {"notBefore": start, "notAfter": end} if moment else {"from_": start, "to": end}
    if slash and all(bound in _OPEN or _EXACT.fullmatch(bound) for bound in bounds.values()):
        return {name: bound for name, bound in bounds.items() if bound not in _OPEN}
    return {"when_custom": edtf.replace(" ", ""), "datingMethod": "#edtf"}


def print_csl_date(date: CslDate) -> tuple[str, dict[str, str]]:
    """The words of a date in CSL data and its attributes, none where it is not exact."""
    if date.literal:
        return date.literal, {}
    edtf = "/".join(_edtf(parts) for parts in date.date_parts or ())
    if date.circa:
        return f"c. {print_edtf(edtf)}", {}
    exact = date_attributes(edtf)
    return print_edtf(edtf), {} if "when_custom" in exact else exact


def _edtf(parts: tuple[int, ...]) -> str:
    year, *rest = parts
    sign = "-" if year < 0 else ""
    return "-".join([f"{sign}{abs(year):04}", *(f"{part:02}" for part in rest)])
