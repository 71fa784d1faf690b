"""The Content-Security-Policy of a finished page: nothing but the site's own files, and no script that is not named.

GitHub Pages sends no header of ours, so the policy stands in the page itself. The theme's inline scripts are few and
known, and are named by their hash (Content Security Policy Level 3); what a transcript might smuggle in would not be.
"""

from __future__ import annotations

import base64
import hashlib
import re

_INLINE_SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<code>.*?)</script>", re.S)
_DATA = re.compile(r"""\btype\s*=\s*["']?application/(?:ld\+)?json""")
_PLACE = re.compile(r"<head[^>]*>\s*<meta charset=[\"']?utf-8[\"']?[^>]*>", re.I)
_DIRECTIVES = (
    "default-src 'self'",
    "script-src 'self' 'wasm-unsafe-eval' {hashes}",  # Pagefind is WebAssembly
    "style-src 'self' 'unsafe-inline'",  # the themes set widths and colours in style attributes
    "img-src 'self' data:",  # the themes' icons are data in their style sheets
    "object-src 'none'",
    "frame-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
)


def add_policy(page: str) -> str:
    """The page with its policy in the head, naming its own inline scripts; as it is where it has no head."""
    hashes = sorted({_hash(match["code"]) for match in _INLINE_SCRIPT.finditer(page) if _is_code(match["attributes"])})
    policy = "; ".join(_DIRECTIVES).format(hashes=" ".join(hashes)).replace(" ;", ";")
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    return _PLACE.sub(lambda match: match.group() + meta, page, count=1)


def _is_code(attributes: str) -> bool:
    return "src=" not in attributes and not _DATA.search(attributes)


def _hash(code: str) -> str:
    digest = hashlib.sha256(code.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
