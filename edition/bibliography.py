"""A work as a reader of a bibliography expects it: names, title, where it appeared, year."""

from __future__ import annotations

from collections.abc import Sequence

from edition.annotations import CslName, Reference
from edition.markdown import Markup, escape_run, link

_WHOLE = frozenset(["book", "report", "thesis", "motion_picture", "collection", "manuscript", "pamphlet"])


def print_reference(reference: Reference, href: str) -> Markup:
    """Authors, title, container, publisher and year, after the Chicago Manual's bibliography form.

    The title is a link to `href`, unless that is empty.
    """
    title = escape_run(reference.title)
    title = Markup(f"<em>{title}</em>") if reference.type in _WHOLE else Markup(f"“{title}”")
    parts = [f"{escape_run(print_names(reference))}. "] if print_names(reference) else []
    parts.append(link(title, href) if href else title)
    if reference.container_title:
        parts.append(f", <em>{escape_run(reference.container_title)}</em>")
    if reference.volume:
        parts.append(f" {escape_run(reference.volume)}")
    if reference.issue:
        parts.append(f", no. {escape_run(reference.issue)}")
    published = ": ".join(part for part in (reference.publisher_place, reference.publisher) if part)
    year = reference.issued.year if reference.issued else ""
    tail = ", ".join(part for part in (published, year) if part)
    parts.append(f" ({escape_run(tail)})" if published and year else f", {escape_run(tail)}" if tail else "")
    if reference.page:
        parts.append(f", {escape_run(reference.page)}")
    return Markup("".join(parts) + ".")


def print_short(reference: Reference) -> str:
    """``Chang and Halliday 2005``; a work without a named hand goes by its short title."""
    names = [name.literal or name.family or "" for name in reference.author or reference.editor]
    if len(names) > 2:
        names = [f"{names[0]} and others"]
    who = " and ".join(names) or reference.title_short or reference.title
    return " ".join(part for part in (who, reference.issued.year if reference.issued else "") if part)


def print_names(reference: Reference) -> str:
    """``Chang, Jung, and Jon Halliday``; editors where there is no author."""
    if reference.author:
        return _join_names(reference.author)
    return f"{_join_names(reference.editor)} (ed.)" if reference.editor else ""


def _join_names(names: Sequence[CslName]) -> str:
    shown = [names[0].inverted, *(str(name) for name in names[1:])]
    return shown[0] if len(shown) == 1 else ", ".join(shown[:-1]) + f", and {shown[-1]}"
