"""The citation processor, which looks things up once that it would look up for every citation anew.

citeproc-py searches the whole style for each macro, term and option that it comes to, and asks every branch of a style
for every work. None of that changes between two works of one shape (their type, and which variables they have). The
functions here stand for its own, are asked the same and answer the same; `tests/test_cite.py` holds them to that.
"""

from __future__ import annotations

from typing import Any, ClassVar

from citeproc import CitationStylesStyle
from citeproc.model import Choose, CitationStylesElement, ConditionFailed, If, Locale, Parent, Text
from citeproc.source import CitationItem

Shape = tuple[str, frozenset[str]]
_REFERENCE, _SHAPE = "edition: reference", "edition: shape"
"""Keys under which an item keeps what it was asked before; no variable of the language has such a name."""
_TOLD_BY_SHAPE = {"type", "variable", "match"}
"""The conditions that depend on nothing but a work's shape."""


class Known:
    """What is known of a style, by its root: only styles that are registered are looked up once."""

    styles: ClassVar[dict[Any, Known]] = {}

    def __init__(self, root: Any):
        self.elements = tuple(root.iter())
        """All of them, so that lxml does not make the objects for them again and again."""
        self.roots = dict.fromkeys(self.elements, root)
        self.macros: dict[str, Any] = {}
        self.options: dict[str, Any] = {}
        self.found: dict[tuple[Any, str], Any] = {}
        self.calling: dict[Any, bool] = {}
        self.branches: dict[tuple[Any, Shape], int] = {}
        for element in self.elements:
            self.styles[element] = self


_get_root = CitationStylesElement.get_root
_get_locale_option = CitationStylesElement.get_locale_option
_get_macro = CitationStylesElement.get_macro
_xpath_search = CitationStylesElement.xpath_search
_text_calls_variable = Text.calls_variable
_parent_calls_variable = Parent.calls_variable
_find_reference = CitationItem.reference.fget


def get_root(element: Any) -> Any:
    """Stands for the processor's `get_root`."""
    known = Known.styles.get(element)
    return known.roots[element] if known else _get_root(element)


def get_formatter(element: Any) -> Any:
    """Stands for the processor's `get_formatter`."""
    root = get_root(element)
    return root.style.formatter if isinstance(root, Locale) else root.formatter


def get_locale_option(element: Any, name: str) -> Any:
    """Stands for the processor's `get_locale_option`."""
    known = Known.styles.get(element)
    if known is None:
        return _get_locale_option(element, name)
    if name not in known.options:
        known.options[name] = _get_locale_option(element, name)
    return known.options[name]


def get_macro(element: Any, name: str) -> Any:
    """Stands for the processor's `get_macro`."""
    known = Known.styles.get(element)
    if known is None:
        return _get_macro(element, name)
    if name not in known.macros:
        known.macros[name] = _get_macro(element, name)
    return known.macros[name]


def xpath_search(element: Any, expression: str) -> Any:
    """Stands for the processor's `xpath_search`."""
    known = Known.styles.get(element)
    if known is None:
        return _xpath_search(element, expression)
    key = (element, expression)
    if key not in known.found:
        known.found[key] = _xpath_search(element, expression)
    return known.found[key]


def text_calls_variable(element: Any) -> bool:
    """Stands for the processor's `calls_variable` of an element `text`."""
    return _calls_variable(element, _text_calls_variable)


def parent_calls_variable(element: Any) -> bool:
    """Stands for the processor's `calls_variable` of an element that holds others."""
    return _calls_variable(element, _parent_calls_variable)


def _calls_variable(element: Any, ask: Any) -> bool:
    known = Known.styles.get(element)
    if known is None:
        return bool(ask(element))
    if element not in known.calling:
        known.calling[element] = bool(ask(element))
    return known.calling[element]


def reference_of(item: Any) -> Any:
    """Stands for the processor's `reference` of a cited item."""
    found = dict.get(item, _REFERENCE)
    if found is None:
        found = _find_reference(item)
        dict.__setitem__(item, _REFERENCE, found)
    return found


def render_choice(element: Any, item: Any, context: Any = None, delimiter: str = "", **more: Any) -> Any:
    """Stands for the processor's `render` of an element `choose`: branches that can't be meant are not asked."""
    known = Known.styles.get(element)
    first = 0
    if known is not None:
        key = (element, _shape_of(item))
        if key not in known.branches:
            known.branches[key] = _first_possible(element, item)
        first = known.branches[key]
    for branch in element[first:]:
        try:
            return branch.render(item, context=context, delimiter=delimiter, **more)
        except ConditionFailed:
            continue
    return None


def _shape_of(item: Any) -> Shape:
    shape: Shape | None = dict.get(item, _SHAPE)
    if shape is None:
        reference = reference_of(item)
        shape = (reference.type, frozenset(reference))
        dict.__setitem__(item, _SHAPE, shape)
    return shape


def _first_possible(choice: Any, item: Any) -> int:
    """The first of the branches whose conditions hold for a work of this shape, or may hold for one."""
    for position, branch in enumerate(choice):
        if not isinstance(branch, If) or not _TOLD_BY_SHAPE.issuperset(branch.attrib):
            return position
        if "locator" in branch.get("variable", "").split():
            return position
        told = [*(branch._type(item) if "type" in branch.attrib else ())]
        told += branch._variable(item) if "variable" in branch.attrib else ()
        match = branch.get("match")
        if any(told) if match == "any" else not any(told) if match == "none" else all(told):
            return position
    return len(choice)


def look_up_once(style: CitationStylesStyle) -> None:
    """Have the processor look up once what it looks up in this style."""
    for root in {one.getroottree().getroot(): None for one in (style.root, *style.root.locales)}:
        Known(root)


CitationStylesElement.get_root = get_root
CitationStylesElement.get_macro = get_macro
CitationStylesElement.get_formatter = get_formatter
CitationStylesElement.get_locale_option = get_locale_option
Locale.get_formatter = get_formatter
CitationStylesElement.xpath_search = xpath_search
Text.calls_variable = text_calls_variable
Parent.calls_variable = parent_calls_variable
CitationItem.reference = property(reference_of)
Choose.render = render_choice
