"""HTML as paragraphs: what Word saves as a web page, and ordinary pages.

Navigation, forms and what a page hides stand apart; scripts and styles are no words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from lxml import etree, html

from edition.model import Stated
from edition.problems import Problem
from edition.transcripts.paragraphs import HEADING_MARK, DocumentParagraph, Run, marked, read_paragraphs
from edition.transcripts.pieces import Form, Pieces, Source
from edition.transcripts.rows import row_lines

_OPENS = re.compile(
    r"(?>(?:<\?xml[^>]*\?>\s*|<!--.*?-->\s*)*)<(?:!doctype\s+html|html|head|body|meta|p|div|dl|table|h[1-6])\b",
    re.IGNORECASE | re.DOTALL,
)
"""What a page begins with, after remarks."""
_FRAGMENT = re.compile(r"<(?:a|b|br|cite|em|font|i|span|strong|time|u)\b", re.IGNORECASE)
_BROKEN = re.compile(r"<(?:br|p|div)\b[^<>]{0,200}>", re.IGNORECASE)
"""What parts paragraphs; with two of them what begins within a line is HTML too, and no Markdown."""
_BLOCKS = frozenset({
    "address", "article", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "form", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "html", "legend", "li", "main",
    "ol", "p", "pre", "section", "summary", "table", "td", "tfoot", "th", "thead", "tbody", "tr", "ul", "aside",
    "footer", "header", "nav", "title", "caption", "noscript",
})  # fmt: skip
_NO_WORDS = frozenset({
    "script", "style", "template", "svg", "math", "iframe", "object", "audio", "video", "canvas", "datalist",
    "link", "meta",
})  # fmt: skip
_BESIDE = {
    "nav": "navigation", "aside": "beside the text", "footer": "foot of the page", "header": "head of the page",
    "form": "form", "button": "form", "select": "form", "textarea": "form", "noscript": "shown without scripts",
    "title": "title of the page", "figcaption": "caption", "caption": "caption",
}  # fmt: skip
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all|visibility\s*:\s*hidden", re.IGNORECASE)
_NOTE = re.compile(r"_?(?:ftn|edn|sdfootnote|sdendnote|ftnt|fn|cmnt|_com_)[:_-]?\d+(?:sym)?", re.IGNORECASE)
"""The names that Word, LibreOffice, Google and pandoc give to notes below a text, or to the marks that open them."""
_REFERENCE = re.compile(r"#_?(?:ftn|edn|sdfootnote|sdendnote|ftnt|fn|cmnt|_com_)[:_-]?\d+(?:sym)?", re.IGNORECASE)
"""What the mark of a note within the text leads to."""
_SPEAKER = re.compile(r"(?:^|[\s_-])speaker(?:[\s_-]?(?:name|label))?(?:$|[\s_-])|^(?:who|participant)$", re.IGNORECASE)
_CLOCK = re.compile(r"(?:\d{1,3}:)?\d{1,3}:\d{2}(?:[.,]\d{1,3})?")
_DEEPEST = 200


def _fits(source: Source) -> bool:
    text = (source.text or "").removeprefix("\ufeff").lstrip()
    if _OPENS.match(text):
        return True
    return bool(_FRAGMENT.match(text)) and len(_BROKEN.findall(text[:100_000])) > 1


def _read(source: Source) -> Pieces:
    try:
        root = _parse(source)
    except (etree.ParserError, ValueError) as error:
        problem = Problem(path=source.path, message=f"this HTML can't be read: {error}")
        return Pieces(pieces=(), problems=(problem,))
    walker = _Walker()
    walker.walk(root, _State())
    walker.close()
    found = read_paragraphs(walker.paragraphs, source, walker.remarks(source.path))
    return replace(found, stated=tuple(_stated(root)))


def _stated(root: html.HtmlElement) -> Iterator[Stated]:
    """What a page says of itself in its head."""
    title = next((one for head in root.iter("head") for one in head.iter("title")), None)
    if title is not None and title.text_content().strip():
        yield Stated(key="title", value=" ".join(title.text_content().split()), where="<title> of the page")
    language = root.get("lang") or root.get("xml:lang") or next((one.get("lang") for one in root.iter("body")), None)
    if language:
        yield Stated(key="language", value=language.strip(), where="lang of the page")


def _parse(source: Source) -> html.HtmlElement:
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", (source.text or "").removeprefix("\ufeff"))
    text = re.sub(r"<!\[(?:if|endif)[^>]*\]>", "", text)  # Word's conditions, whose words browsers show
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    root = html.document_fromstring(text, parser=parser)
    if any("depth" in entry.message for entry in parser.error_log):
        raise ValueError("its elements stand within more than 2,000 others, and what is further in is left out")
    return root


@dataclass(frozen=True, slots=True)
class _State:
    """What holds for the words at a place."""

    bold: bool = False
    heading: bool = False
    apart: str = ""
    preformatted: bool = False
    link: int = 0
    """Which link of the page the words are, counted from 1."""
    cited: bool = False
    """Whether they stand in a `cite`, in which hosts of podcasts put who speaks."""
    depth: int = 0


@dataclass(slots=True)
class _Walker:
    """Gathers the paragraphs of a page in order."""

    paragraphs: list[DocumentParagraph] = field(default_factory=list)
    _words: list[tuple[str, _State]] = field(default_factory=list)
    _number: int = 0
    _too_deep: int = 0
    _links: int = 0

    def remarks(self, path: str) -> list[Problem]:
        if not self._too_deep:
            return []
        message = f"elements within more than {_DEEPEST} others; their words are taken as one paragraph each"
        return [Problem(path=path, message=message)]

    def walk(self, element: html.HtmlElement, state: _State) -> None:
        tag = element.tag if isinstance(element.tag, str) else ""
        if not tag or tag in _NO_WORDS:
            return
        state = self._state(element, tag, state)
        if tag == "br":
            self._words.append(("\n", state))
            return
        if state.depth > _DEEPEST:
            self._too_deep += 1
            self._words.append((str(element.text_content()), state))
            return
        is_block = tag in _BLOCKS or (tag in _BESIDE)
        if is_block:
            self.close()
        if tag == "table":
            self._table(element, state)
        elif tag == "dl":
            self._terms(element, state)
        elif tag == "time" and (name := self._cited()) and _CLOCK.fullmatch(clock := element.text_content().strip()):
            self._words = [(f"{name} [{clock}]: ", state)]
        else:
            self._inside(element, tag, state)
        if is_block:
            self.close()

    def _cited(self) -> str:
        """The words of the open paragraph, without a colon at their end, where all stand in a `cite`."""
        said = [(words, state) for words, state in self._words if words.strip()]
        if not all(state.cited and not state.apart for _, state in said):
            return ""
        return "".join(words for words, _ in said).strip().rstrip(":：")

    def _inside(self, element: html.HtmlElement, tag: str, state: _State) -> None:
        self._say(element.text, state)
        for child in element:
            self.walk(child, state)
            self._say(child.tail, state)
        if tag in ("span", "div", "strong", "b", "p", "cite") and _SPEAKER.search(element.get("class", "")):
            words = str(element.text_content()).rstrip()
            if words and len(words.split()) <= 6 and not words.endswith((":", "：")):
                self._words.append((": ", state))

    def _state(self, element: html.HtmlElement, tag: str, state: _State) -> _State:
        style = element.get("style", "")
        apart = _BESIDE.get(tag, "")
        if _HIDDEN.search(style) or element.get("hidden") is not None or element.get("aria-hidden") == "true":
            apart = "hidden words"
        elif element.get("role") in ("navigation", "search", "banner", "contentinfo"):
            apart = "navigation"
        elif "mso-comment" in style or "mso-element:comment" in style.replace(" ", ""):
            apart = "comment"
        elif "mso-element:footnote" in style.replace(" ", "") or _is_note(element):
            apart = "footnote"
        elif tag == "a" and _REFERENCE.fullmatch(element.get("href", "")):
            apart = "mark of a note"
        elif tag == "del":
            apart = "deleted words"
        elif tag == "div" and element.get("title") in ("header", "footer"):  # as LibreOffice writes them
            apart = f"running {'head' if element.get('title') == 'header' else 'foot'}"
        return _State(
            bold=state.bold or tag in ("b", "strong") or bool(_BOLD.search(style)),
            heading=state.heading or tag in _HEADINGS,
            apart=state.apart or apart,
            preformatted=state.preformatted or tag == "pre",
            cited=state.cited or tag == "cite",
            link=self._next_link() if tag == "a" and element.get("href") else state.link,
            depth=state.depth + 1,
        )

    def _next_link(self) -> int:
        self._links += 1
        return self._links

    def _say(self, text: str | None, state: _State) -> None:
        if text:
            plain = text if state.preformatted else re.sub(r"[ \t\r\n\f]+", " ", text)
            self._words.append((plain, state))

    def close(self) -> None:
        """End the paragraph that is open; words in its midst that are apart make one of their own."""
        if any(words.strip() for words, _ in self._words):
            self._number += 1
        kinds = dict.fromkeys(state.apart for words, state in self._words if words.strip())
        for apart in kinds:
            of_kind = [(words, state) for words, state in self._words if state.apart == apart]
            text = marked([Run(words, state.bold and not state.heading and not apart) for words, state in of_kind])
            if not any(state.preformatted for _, state in of_kind):
                text = re.sub(r" {2,}", " ", text)
            if not apart and any(state.heading for words, state in of_kind if words.strip()):
                text = f"{HEADING_MARK}{' '.join(text.split())}"
            what = apart or ("links" if _is_of_links(of_kind) else "")
            self.paragraphs.append(DocumentParagraph(text=text, number=self._number, apart=what))
        self._words.clear()

    def _gathered(self, element: html.HtmlElement, state: _State) -> list[DocumentParagraph]:
        """The paragraphs of one element alone."""
        before, self.paragraphs = self.paragraphs, []
        self.walk(element, state)
        self.close()
        found, self.paragraphs = self.paragraphs, before
        return found

    def _table(self, table: html.HtmlElement, state: _State) -> None:
        rows: list[list[list[DocumentParagraph]]] = []
        for row in _rows_of(table):
            rows.append([self._gathered(cell, state) for cell in row if cell.tag in ("td", "th")])
        for caption in table.iterchildren("caption"):
            self.walk(caption, state)
        self.paragraphs += row_lines(rows)

    def _terms(self, element: html.HtmlElement, state: _State) -> None:
        """A list of terms is a talk: who, and what is said."""
        rows: list[list[list[DocumentParagraph]]] = []
        for child in _terms_of(element):
            found = self._gathered(child, state)
            if child.tag == "dt" or not rows:
                rows.append([found])
            else:
                rows[-1] = [*rows[-1][:1], [*(rows[-1][1] if len(rows[-1]) > 1 else []), *found]]
        self.paragraphs += row_lines(rows)


def _is_of_links(words: Sequence[tuple[str, _State]]) -> bool:
    """Whether a paragraph is two links or more with nothing between them but signs: the way through a site.

    One link alone may be a name above what is said.
    """
    lettered = [state.link for text, state in words if any(map(str.isalnum, text))]
    return all(lettered) and len(set(lettered)) > 1


def _is_note(element: html.HtmlElement) -> bool:
    """Whether a paragraph or a part of a page is a note: it bears a note's name, or its first link does."""
    if _NOTE.fullmatch(element.get("id", "")):
        return element.tag != "a"
    if element.tag not in ("p", "li", "div") or (element.text or "").strip():
        return False
    first = next(iter(element), None)
    while first is not None and first.tag in ("p", "sup", "span") and not (first.text or "").strip():
        first = next(iter(first), None)
    return first is not None and first.tag == "a" and any(
        _NOTE.fullmatch(first.get(key, "")) for key in ("id", "name")
    )  # fmt: skip


def _rows_of(table: html.HtmlElement) -> Iterator[html.HtmlElement]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("tbody", "thead", "tfoot"):
            yield from child.iterchildren("tr")


def _terms_of(element: html.HtmlElement) -> Iterator[html.HtmlElement]:
    for child in element:
        if child.tag == "div":
            yield from _terms_of(child)
        elif isinstance(child.tag, str):
            yield child


def _words(source: Source) -> str:
    """All text of the page but that of scripts and styles."""
    try:
        root = _parse(source)
    except (etree.ParserError, ValueError):
        return ""
    etree.strip_elements(root, *_NO_WORDS, with_tail=False)
    return " ".join(str(part) for part in root.itertext())


WEB_PAGE = Form(name="HTML", fits=_fits, read=_read, words=_words)
