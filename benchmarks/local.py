"""What the measurements share: the built site served as GitHub Pages serves it, with gzip, and a Chromium to see it."""

from __future__ import annotations

import gzip
import os
import shutil
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from pathlib import Path
from urllib.parse import unquote, urlsplit

ROOT = Path(__file__).parent.parent
BASE = "/repository/"
TALK = "transcript/long-night-of-the-red-star/"
CHROMIUM_FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
_COMPRESSED = (".html", ".css", ".js", ".mjs", ".json", ".svg", ".xml", ".txt", ".csv")
"""What GitHub Pages compresses. Fonts, pictures and Pagefind's own files travel as they are."""


@cache
def _compressed(path: Path) -> bytes:
    return gzip.compress(path.read_bytes(), compresslevel=6, mtime=0)


class _Handler(BaseHTTPRequestHandler):
    """Files of one folder under `/repository/`, over connections that stay open; browsers keep them for ten minutes."""

    protocol_version = "HTTP/1.1"
    site: Path
    sent: list[tuple[str, int, float]]

    def do_GET(self) -> None:
        where = unquote(urlsplit(self.path).path)
        path = (self.site / where.removeprefix(BASE)).resolve()
        path = path / "index.html" if path.is_dir() else path
        inside = where.startswith(BASE) and path.is_relative_to(self.site) and path.is_file()
        self.send_response(200 if inside else 404)
        path = path if inside else self.site / "404.html"
        data = path.read_bytes()
        if path.suffix in _COMPRESSED and "gzip" in self.headers.get("Accept-Encoding", ""):
            data = _compressed(path)
            self.send_header("Content-Encoding", "gzip")
        kind = guess_type(path.name)[0] or "application/octet-stream"
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "max-age=600")
        self.send_header("Vary", "Accept-Encoding")
        self.end_headers()
        self.wfile.write(data)
        self.sent.append((where, len(data), time.time()))

    def log_message(self, format: str, *arguments: object) -> None:
        pass


@contextmanager
def served(site: Path, sent: list[tuple[str, int, float]] | None = None) -> Iterator[str]:
    """The address of a built site; no longer served at the end. `sent` gets path, bytes and time of each answer."""
    if not (site / "index.html").is_file():
        sys.exit(f"no built site in {site}; first: python build_site.py")
    handler = type("Handler", (_Handler,), {"site": site.resolve(), "sent": [] if sent is None else sent})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}{BASE}"
        server.shutdown()


def find_chromium() -> str:
    """The browser on this machine: `CHROMIUM`, or what is on the path; stops the program where there is none."""
    names = ("chromium", "chromium-browser", "google-chrome")
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    return found or sys.exit("no Chromium on this machine; name one in the environment variable CHROMIUM")
