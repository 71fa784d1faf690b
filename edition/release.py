"""A built site as one zip to keep, with the sums by which anyone can tell that it is whole.

The same files and the same moment give the same zip, byte for byte, wherever zlib is the same.
"""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from io import BytesIO

from edition.model import Edition
from edition.problems import Problem

MANIFEST = "MANIFEST.sha256"
SUMS = "SHA256SUMS"
_FIRST, _LAST = (1980, 1, 1, 0, 0, 0), (2107, 12, 31, 23, 59, 58)
"""The bounds of a zip's clock."""


def release_name(edition: Edition) -> str:
    """What a release is called: the slug of the edition's title and its version."""
    return f"{edition.slug}-{edition.settings.version}"


def check_release(edition: Edition, site: Mapping[str, bytes]) -> Iterator[Problem]:
    """A site that is missing, or was built before the texts, the version or the rights were changed."""
    again = ("build it again: python build_site.py build --publish",)
    if "index.html" not in site:
        yield Problem(path="site/", message="there is no built site to release", hints=again)
        return
    try:
        told = json.loads(site["data/edition.json"])
        texts = [(one["id"], one["sha256"], one["rights"]["publish"]) for one in told["interviews"]]
        shown = (told["edition"]["version"], texts)
    except (KeyError, TypeError, ValueError):
        yield Problem(
            path="site/data/edition.json", message="it does not say what the site was built from", hints=again
        )
        return
    meant = [(one.id, one.sha256, one.record.rights.publish) for one in edition.interviews]
    if shown != (edition.settings.version, meant):
        message = "it was built before the version, a transcript or its rights were changed"
        yield Problem(path="site/", message=message, hints=again)


def zip_site(name: str, site: Mapping[str, bytes], epoch: int | None) -> bytes:
    """The files of a site in a zip, in one folder of the release's name, with `MANIFEST.sha256` beside them.

    `epoch` is the time that every file gets, in seconds since 1970; without it 1 January 1980.
    """
    stamp = _FIRST
    if epoch is not None:
        moment = datetime.fromtimestamp(epoch, UTC)
        stamp = min(max(moment.timetuple()[:6], _FIRST), _LAST)
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path, data in sorted({**site, MANIFEST: sums(site)}.items()):
            entry = zipfile.ZipInfo(f"{name}/{path}", stamp)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # Unix, whatever this machine is, so that the permissions count
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, data)
    return buffer.getvalue()


def sums(files: Mapping[str, bytes]) -> bytes:
    """SHA-256 sums as `sha256sum --check` reads them, in the order of the paths."""
    lines = [f"{hashlib.sha256(data).hexdigest()}  {path}\n" for path, data in sorted(files.items())]
    return "".join(lines).encode()


def release_files(edition: Edition, site: Mapping[str, bytes], epoch: int | None) -> dict[str, bytes]:
    """The zip and the file of its sum, by name."""
    name = release_name(edition)
    zipped = {f"{name}.zip": zip_site(name, site, epoch)}
    return {**zipped, SUMS: sums(zipped)}
