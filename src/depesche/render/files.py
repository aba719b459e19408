"""The files beside this module that pages are made of, and the hashes that a content security policy names them by."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path

_HERE = Path(__file__).parent


@cache
def file_of(name: str) -> str:
    """The content of a style, script or template of ours."""
    return (_HERE / name).read_text(encoding="utf-8")


def hash_of(content: str) -> str:
    """SHA-256 in base64, as a content security policy wants it."""
    return base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
