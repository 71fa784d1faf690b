"""Text to Markdown that means that text: escaping, prose, and a turn's paragraphs with their marks.

Only this module makes `Markup`, text that is Markdown already. Whatever else is put on a page is escaped with character
references, which Python-Markdown leaves alone in every context and in every extension.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from html import escape as escape_html
from itertools import pairwise
from types import MappingProxyType

from markdown_it.token import Token

from edition.languages import direction
from edition.model import Paragraph
from edition.prose import InternalLink, parse_link, parse_prose


class Markup(str):
    """Text that is Markdown already and is not escaped again."""

    __slots__ = ()


_SPECIAL = re.compile(r"[\\`*_{}\[\]<>&#|~^$!]")  # "!" before a link would make it an image
_UNSAFE_IN_ATTRIBUTE = re.compile(r"[^\w .,;/?()'’…–—-]|_")
_UNSAFE_IN_ADDRESS = re.compile(r"[()\s<>\\\[\]\"'`]")
_LIST_NUMBER = re.compile(r"^(\d+)([.)])(?=\s|$)")


def _reference(match: re.Match[str]) -> str:
    return f"&#{ord(match.group())};"


def escape(text: str) -> Markup:
    """Text that reads literally in any place of a Markdown page: paragraph, heading, link text, table cell.

    White space, line ends included, becomes one space each run.
    """
    line = " ".join(text.split())
    head = ""
    if line and line[0].isascii() and not line[0].isalnum():  # a list, a rule, an underline, an admonition
        head, line = f"&#{ord(line[0])};", line[1:]
    line = _SPECIAL.sub(_reference, line)
    return Markup(head + (line if head else _LIST_NUMBER.sub(lambda match: f"{match[1]}&#{ord(match[2])};", line)))


def escape_run(text: str) -> Markup:
    """As `escape`, for a run within a line: what opens a block does no harm there, and a space at an end is kept."""
    if not text.strip():
        return Markup(" " if text else "")
    lead, tail = " " * text[0].isspace(), " " * text[-1].isspace()
    return Markup(lead + _SPECIAL.sub(_reference, " ".join(text.split())) + tail)


def attribute(value: str) -> Markup:
    """A value that can stand in double quotes in a tag, and in an attribute list."""
    return Markup(_UNSAFE_IN_ATTRIBUTE.sub(_reference, " ".join(value.split())))


def attributes(
    *,
    id: str = "",
    classes: str = "",
    block: bool = False,
    values: Mapping[str, str] = MappingProxyType({}),
    **more: str,
) -> Markup:
    """An attribute list: ``{: #t1 .turn data-speaker="x"}``; underscores in the names of `more` become hyphens.

    With `block` it belongs to the paragraph above it and stands on a line of its own.
    """
    parts = [f"#{id}"] if id else []
    parts += [f".{name}" for name in classes.split()]
    named = {**values, **{name.replace("_", "-"): value for name, value in more.items()}}
    parts += [f'{name}="{attribute(value)}"' for name, value in named.items()]
    return Markup("{: " + " ".join(parts) + (" }" if block else "}"))


def language_attributes(tag: str) -> Markup:
    """Attributes for words in a language that is not the one around them; nothing where there is no tag."""
    return Markup(f' lang="{attribute(tag)}" dir="{direction(tag)}"' if tag else "")


def in_language(text: Markup, tag: str) -> Markup:
    """Words in a language that is not the one around them; as they are where there is no tag."""
    return Markup(f'<span class="foreign"{language_attributes(tag)}>{text}</span>') if tag else text


def link(text: Markup, href: str, attrs: str = "") -> Markup:
    """A Markdown link to an address that `sitemap` gave, or to a checked web address."""
    safe = _UNSAFE_IN_ADDRESS.sub(lambda match: f"%{ord(match.group()):02X}", href)
    return Markup(f"[{text}]({safe}){attrs}")


ResolveLink = Callable[[InternalLink], str]
"""From a link in prose to the link to write on the page."""


def render_prose(text: str, resolve: ResolveLink, language: str = "") -> Markup:
    """An editor's prose as Markdown, in which only the safe subset is left; each block says its `language`."""
    return Markup(_render_blocks(parse_prose(text), resolve, language).strip("\n"))


def render_inline(text: str) -> Markup:
    """One line of an editor's prose: emphasis only."""
    tokens = parse_prose(text, inline=True)
    return Markup("".join(_render_children(token.children or [], lambda _: "") for token in tokens))


def plain_prose(text: str) -> str:
    """An editor's prose without its markup, as one line."""
    parts: list[str] = []
    for block in parse_prose(text):
        parts += [" " if c.type in ("softbreak", "hardbreak") else c.content for c in block.children or []]
        parts.append(" ")
    return " ".join("".join(parts).split())


def _render_blocks(tokens: Sequence[Token], resolve: ResolveLink, language: str) -> str:
    """Markdown of block tokens; each line of a list item or a quotation is indented or marked as its container asks."""
    lines: list[str] = []
    prefixes: list[str] = []
    numbers: list[int | None] = []
    pending = ""
    for token in tokens:
        match token.type:
            case "bullet_list_open":
                numbers.append(None)
            case "ordered_list_open":
                numbers.append(int(token.attrs.get("start", 1)))
            case "bullet_list_close" | "ordered_list_close":
                numbers.pop()
                if not numbers:
                    lines.append("".join(prefixes).rstrip())
            case "list_item_open":
                number = numbers[-1]
                pending = "-   " if number is None else f"{number}.".ljust(4)
                numbers[-1] = None if number is None else number + 1
                prefixes.append("    ")
            case "list_item_close":
                prefixes.pop()
            case "blockquote_open":
                prefixes.append("> ")
            case "blockquote_close":
                prefixes.pop()
                lines.append("".join(prefixes).rstrip())
            case "inline":
                content = _render_children(token.children or [], resolve)
                if language:
                    content = f'<span class="foreign own"{language_attributes(language)}>{content}</span>'
                before = "".join(prefixes[:-1]) + pending if pending else "".join(prefixes)
                lines += [before + content, "".join(prefixes).rstrip()]
                pending = ""
    return "\n".join(lines)


def _render_children(children: Sequence[Token], resolve: ResolveLink) -> str:
    """Markdown of inline tokens; emphasis is written as HTML, which no neighbouring letter can undo."""
    out: list[str] = []
    hrefs: list[str] = []
    for token in children:
        match token.type:
            case "text":
                out.append(escape_run(token.content) if out else _escape_first(token.content))
            case "softbreak" | "hardbreak":
                out.append(" ")
            case "em_open" | "strong_open" | "em_close" | "strong_close":
                out.append(f"<{'/' * (token.nesting < 0)}{token.tag}>")
            case "link_open":
                href = str(token.attrs["href"])
                target = parse_link(href)
                hrefs.append(resolve(target) if target else href)
                out.append("[")
            case "link_close":
                out.append(link(Markup(""), hrefs.pop())[1:])
    return "".join(out)


def _escape_first(text: str) -> str:
    """The first run of a line, with the space at its end kept."""
    return escape(text) + " " * (text.strip() != "" and text[-1].isspace())


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Something to show on a stretch of a paragraph."""

    start: int
    end: int
    kind: str
    """``mention``, ``noted``, ``aside``, ``emended``; also the class on the page."""
    href: str = ""
    """Where the words lead; empty for words that are only marked."""
    classes: str = ""
    data: tuple[tuple[str, str], ...] = ()
    reading: str = ""
    """Of an emendation: the words to show instead of the printed ones."""
    after: Markup = field(default=Markup(""))
    """What is put after the last of these words: a note's number."""
    language: str = ""
    """Of words in another language than those around them: its tag."""


def render_paragraph(paragraph: Paragraph, marks: Sequence[Mark], *, keep_lines: bool = False) -> Markup:
    """A paragraph of the witness as one line of Markdown, with its marks.

    The paragraph is cut into runs wherever a mark begins or ends, so marks may overlap in any way. In a run the
    shortest link wins; a mark that spans several runs is a link on its first one only. With `keep_lines` a line end of
    the witness is one on the page. Words in another language are one element, whatever is marked in them, since those
    that are written from right to left would else be put in order piece by piece.
    """
    if not marks and not keep_lines:
        return Markup(_escape_first(paragraph.text))
    widened = _around_emendations(marks)
    foreign = {mark.start: mark for mark in widened if mark.language}
    foreign_ends = {mark.end for mark in foreign.values()}
    marks = [mark for mark in widened if not mark.language]
    ends = [place for place, character in enumerate(paragraph.text) if character == "\n"] if keep_lines else []
    edges = [edge for mark in widened for edge in (mark.start, mark.end)]
    cuts = sorted({0, len(paragraph.text), *edges, *ends, *(place + 1 for place in ends)})
    out: list[str] = []
    linked: set[int] = set()
    for start, end in pairwise(cuts):
        active = [mark for mark in marks if mark.start <= start and end <= mark.end]
        text = paragraph.text[start:end]
        if start in foreign:
            out.append(f'<span class="foreign"{language_attributes(foreign[start].language)}>')
        out.append("<br>" if keep_lines and text == "\n" else _render_run(text, active, linked, first=not out))
        if end in foreign_ends:
            out.append("</span>")
        ending = [mark for mark in active if mark.end == end and mark.after]
        out += [mark.after for mark in sorted(ending, key=lambda mark: mark.start)]
    return Markup("".join(out))


def _around_emendations(marks: Sequence[Mark]) -> list[Mark]:
    """The marks, those that begin or end inside an emendation widened to hold it: it is shown whole."""
    whole = [(mark.start, mark.end) for mark in marks if mark.reading]
    if not whole:
        return list(marks)

    def outside(edge: int, side: int) -> int:
        return next((bounds[side] for bounds in whole if bounds[0] < edge < bounds[1]), edge)

    return [replace(mark, start=outside(mark.start, 0), end=outside(mark.end, 1)) for mark in marks]


def _render_run(text: str, active: Sequence[Mark], linked: set[int], *, first: bool) -> str:
    emended = next((mark for mark in active if mark.reading), None)
    shown = emended.reading if emended else text
    words = _escape_first(shown) if first else escape_run(shown)
    if not active or not words.strip():
        return words
    lead = words[: len(words) - len(words.lstrip())]
    trail = words[len(words.rstrip()) :]
    words = words.strip()
    classes = " ".join(dict.fromkeys(" ".join(f"{mark.kind} {mark.classes}" for mark in active).split()))
    data = {key: value for mark in active for key, value in mark.data}
    if emended:
        data["data-printed"] = text
    candidates = sorted((m for m in active if m.href and id(m) not in linked), key=lambda m: m.end - m.start)
    innermost = min((m.end - m.start for m in active if m.kind == "mention"), default=0)
    if candidates and candidates[0].end - candidates[0].start == innermost:
        linked.add(id(candidates[0]))
        attrs = attributes(classes=classes, values=data)
        return f"{lead}{link(Markup(words), candidates[0].href, attrs)}{trail}"
    values = "".join(f' {key}="{attribute(value)}"' for key, value in data.items())
    return f'<span class="{classes}"{values}>{lead}{words}{trail}</span>'


def front_matter(title: str, description: str, **more: object) -> Markup:
    """A page's YAML front matter; themes print the title unescaped, so it is escaped for HTML here."""
    lines = ["---", f'title: "{yaml_text(title)}"', f'description: "{yaml_text(description)}"']
    for key, value in more.items():
        lines.append(
            f"{key}:" + ("".join(f"\n  - {item}" for item in value) if isinstance(value, tuple) else f" {value}")
        )
    return Markup("\n".join([*lines, "---", ""]))


def yaml_text(text: str) -> str:
    """Text as it stands between double quotation marks in front matter."""
    return escape_html(" ".join(text.split()), quote=True).replace("\\", "&#92;")
