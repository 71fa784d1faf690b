"""The site of a `Board` over HTTP, with the script that reloads a page or puts a banner on it."""

from __future__ import annotations

import json
import mimetypes
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socketserver import TCPServer
from urllib.parse import parse_qs, quote, unquote, urlsplit

from edition.live.board import MISSING_PAGE, Board, Shown, SiteFile, file_name

OWN = "/-live/"
"""Addresses of the preview's own files, which no page of a site can have."""
OWN_FILES = ("live.js", "live.css")
SECONDS_BETWEEN_SIGNS_OF_LIFE = 10.0
HTML = "text/html; charset=utf-8"
NOTHING_YET = (
    b'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>Preview</title></head>'
    b"<body><p>The first pages are not there yet. They will show here by themselves.</p></body></html>"
)
EVERYWHERE = ("0.0.0.0", "::", "")
LOOPBACK = ("localhost", "127.0.0.1", "::1")


class PreviewServer(ThreadingHTTPServer):
    """Serves what a board shows to this machine's browsers."""

    daemon_threads = True

    def __init__(self, host: str, port: int, board: Board):
        self.board = board
        self.hosts = () if host in EVERYWHERE else (host, *LOOPBACK)
        """Names it answers to, so that no page elsewhere can read the preview under a name of its own."""
        super().__init__((host, port), _Handler)

    @property
    def address(self) -> str:
        """Where to look."""
        host = self.server_address[0]
        return f"http://{host!s}:{self.server_port}/"

    def server_bind(self) -> None:
        """As inherited, without asking the network for this machine's name, which can take seconds."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = str(self.server_address[0]), int(self.server_address[1])


class _Handler(BaseHTTPRequestHandler):
    server: PreviewServer
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        split = urlsplit(self.path)
        path = unquote(split.path)
        if not self._is_for_us():
            self._send(HTTPStatus.MISDIRECTED_REQUEST, b"This preview has another name.", "text/plain")
        elif path == f"{OWN}events":
            self._send_events(parse_qs(split.query).get("page", ["/"])[0])
        elif path.removeprefix(OWN) in OWN_FILES:
            name = path.removeprefix(OWN)
            self._send(HTTPStatus.OK, Path(__file__).with_name(name).read_bytes(), _content_type(name))
        else:
            self._send_page(path, self.server.board.shown)

    do_HEAD = do_GET

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing: the console is for the editor."""

    def _is_for_us(self) -> bool:
        name = urlsplit(f"//{self.headers.get('Host', '')}").hostname
        return not self.server.hosts or name in self.server.hosts

    def _send_page(self, path: str, shown: Shown) -> None:
        file = shown.find(path)
        if file is None and shown.find(f"{path}/"):
            self._send_on(f"/{path.lstrip('/')}/")
        elif file is None:
            missing = shown.files.get(MISSING_PAGE)
            page = with_script(missing.data if missing else NOTHING_YET, shown.state(path))
            self._send(HTTPStatus.NOT_FOUND, page, HTML)
        elif file_name(path).endswith(".html"):
            self._send(HTTPStatus.OK, with_script(file.data, shown.state(path)), HTML)
        else:
            self._send_file(file, file_name(path))

    def _send_on(self, path: str) -> None:
        self.send_response(HTTPStatus.FOUND)
        self.send_header("Location", quote(path))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _send_file(self, file: SiteFile, name: str) -> None:
        tag = f'"{file.digest}"'
        if self.headers.get("If-None-Match") == tag:
            self.send_response(HTTPStatus.NOT_MODIFIED)
            self.send_header("ETag", tag)
            self.end_headers()
        else:
            self._send(HTTPStatus.OK, file.data, _content_type(name), ETag=tag)

    def _send(self, status: HTTPStatus, data: bytes, content_type: str, **headers: str) -> None:
        self.send_response(status)
        sent = {"Content-Type": content_type, "Content-Length": str(len(data)), "Cache-Control": "no-cache"}
        for name, value in (sent | headers).items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def _send_events(self, path: str) -> None:
        """Tell a page what it should look like, now and whenever that changes (Server-Sent Events)."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        last: Shown | None = None
        shown: Shown | None = self.server.board.shown
        try:
            while shown is not None:
                self.wfile.write(b":\n\n" if shown is last else _event(path, shown))
                last, shown = shown, self.server.board.wait(shown, SECONDS_BETWEEN_SIGNS_OF_LIFE)
        except OSError:
            return  # the page was closed


def _event(path: str, shown: Shown) -> bytes:
    return f"data: {json.dumps({'state': shown.state(path), 'mistake': shown.mistake})}\n\n".encode()


def _content_type(name: str) -> str:
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind


def with_script(page: bytes, state: str) -> bytes:
    """A page with the preview's script and style at its end, both as files so that a content policy lets them be."""
    ours = f'<link rel="stylesheet" href="{OWN}live.css"><script src="{OWN}live.js" data-state="{state}"></script>'
    before, end, after = page.rpartition(b"</body>")
    return before + ours.encode() + end + after if end else page + ours.encode()
