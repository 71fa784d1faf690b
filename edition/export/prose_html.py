"""An editor's prose as HTML, for exports that carry it away from the site's own pages."""

from __future__ import annotations

from copy import deepcopy

from markdown_it import MarkdownIt

from edition.markdown import ResolveLink
from edition.prose import parse_link, parse_prose

_RENDERER = MarkdownIt("commonmark")


def prose_to_html(text: str, resolve: ResolveLink) -> str:
    """HTML of prose in the safe subset of Markdown: paragraphs, lists, quotations, emphasis and links."""
    tokens = deepcopy(parse_prose(text))  # kept for the next asker as they are
    for block in tokens:
        for token in block.children or []:
            if token.type == "link_open" and (target := parse_link(str(token.attrs["href"]))):
                token.attrs["href"] = resolve(target)
    return str(_RENDERER.renderer.render(tokens, _RENDERER.options, {})).strip()
