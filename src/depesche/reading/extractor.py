"""What makes readings here and now: this Depesche, with the weights of a language and the reader's own parties.

Public: `this_extractor(language, parties)`, `NAME`.
"""

from __future__ import annotations

from functools import cache
from hashlib import blake2b
from typing import TYPE_CHECKING

from depesche import __version__, languages
from depesche.reading.types import Extractor

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

NAME = "depesche"


@cache
def this_extractor(language: str = "", parties: Path | None = None) -> Extractor:
    """The version names the weights and the file of parties too: "0.1.0+5f3a09c2", "0.1.0+5f3a09c2.9d0e11aa".

    A reading rests on both. Made once for each file, as what is read from it.
    """
    made_of = [part for part in (_weights(language), _digest([parties]) if parties else "") if part]
    return Extractor(NAME, "+".join([__version__, ".".join(made_of)]) if made_of else __version__)


@cache
def _weights(language: str) -> str:
    """A digest of a language's weights, "" where it has none."""
    if languages.installed(language) is None:
        return ""
    files = sorted(path for path in languages.load(language).path("weights").glob("*") if path.is_file())
    return _digest(files) if files else ""


def _digest(files: Iterable[Path]) -> str:
    digest = blake2b(digest_size=4)
    for path in files:
        digest.update(path.read_bytes())
    return digest.hexdigest()
