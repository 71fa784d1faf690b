"""Zipped documents: their parts as XML, with bounds on what is unpacked."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib

from lxml import etree

from edition.transcripts.pieces import Source

MOST_BYTES = 100_000_000
"""Of all parts together when unpacked; a thousand pages of Word have about ten million."""
MOST_PARTS = 5_000


class NotReadable(Exception):
    """Why a package can't be read, for the person who has the file."""


class Package:
    """A zip archive of parts. Raises `NotReadable` where it is broken, locked or larger than can be meant."""

    def __init__(self, source: Source):
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(source.data))
            parts = self._archive.infolist()
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise NotReadable("the file is damaged: its archive can't be opened") from error
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_BYTES:
            raise NotReadable(f"unpacked it would have more than {MOST_BYTES:,} bytes or {MOST_PARTS:,} parts")
        if any(part.flag_bits & 1 for part in parts):
            raise NotReadable("it is locked with a password")
        self.names = frozenset(part.filename for part in parts)

    def bytes_of(self, name: str) -> bytes:
        """A part's bytes; empty where there is no such part."""
        if name not in self.names:
            return b""
        try:
            return self._archive.read(name)
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError) as error:
            raise NotReadable(f"the file is damaged: its part {name} can't be unpacked") from error

    def xml_of(self, name: str) -> etree._Element | None:
        """A part as XML, nothing fetched and no entity put in; None where there is no such part."""
        data = self.bytes_of(name)
        return parse_xml(data, f"its part {name}") if data else None

    def related(self, name: str, kind: str) -> list[str]:
        """Parts that a part names as related to it, by the last word of the relationship's type ("footnotes")."""
        folder, file = posixpath.split(name)
        root = self.xml_of(posixpath.join(folder, "_rels", f"{file}.rels"))
        if root is None:
            return []
        targets = [
            posixpath.normpath(posixpath.join("/", folder, one.get("Target", ""))).lstrip("/")
            for one in root
            if one.get("Type", "").rpartition("/")[2] == kind and one.get("TargetMode") != "External"
        ]
        return [target for target in targets if target in self.names]


def parse_xml(data: bytes, what: str) -> etree._Element:
    """XML as a word processor writes it; `NotReadable` where it is broken or declares entities."""
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise NotReadable(f"{what} declares entities, which no word processor writes")
    try:
        return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    except etree.XMLSyntaxError as error:
        raise NotReadable(f"the file is damaged: {what} is broken XML") from error
