"""JSON as the exports write it."""

from __future__ import annotations

import json
from collections.abc import Mapping


def json_bytes(data: Mapping[str, object]) -> bytes:
    """JSON in UTF-8, keys in the order given, a line to each value, with a line end at its end."""
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()
