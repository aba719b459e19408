"""Near-duplicates: the same agency text in several papers, changed by some sentences.

Public: `sign(text)`, `bands(signed)`, `twin(connection, signed, bands)`, `keep(connection, article, signed, bands)`.

MinHash over runs of three words says how much two texts share; bands of it, looked up in an index, say which texts are
worth comparing. Texts of a few words have no near-duplicates.
"""

from __future__ import annotations

import re
from hashlib import blake2b
from typing import TYPE_CHECKING

import numpy as np
from rensa import RMinHash
from sqlalchemy import func, insert, select

from depesche.record.schema import band, signature
from depesche.record.store.prepared import ask, run
from depesche.record.store.rows import by_ids

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from sqlalchemy import Connection

    Signature = NDArray[np.uint32]

PERMUTATIONS = 128
BANDS = 16
ROWS = 3  # of a band: two texts that share half of their runs have one in common with a chance of 0.88
SHARED = 0.45  # of runs, from which on two texts are one
_RUN = 3  # words
_FEWEST_WORDS = 12
_MOST_COMPARED = 40
_NEAR = select(signature.c.article, signature.c["values"]).where(
    signature.c.article.in_(
        by_ids(select(band.c.article), band.c.hash)
        .group_by(band.c.article)
        .order_by(func.count().desc(), band.c.article)
        .limit(_MOST_COMPARED)
    )
)
_KEEP = insert(signature)
_KEEP_BANDS = insert(band)
_WORD = re.compile(r"\w+")


def sign(text: str) -> Signature | None:
    """The signature of a text; None where it is too short to have near-duplicates."""
    words = _WORD.findall(text.casefold())
    if len(words) < _FEWEST_WORDS:
        return None
    minhash = RMinHash(num_perm=PERMUTATIONS, seed=1)
    minhash.update([" ".join(words[start : start + _RUN]) for start in range(len(words) - _RUN + 1)])
    return np.array(minhash.digest(), dtype=np.uint32)


def bands(signed: Signature) -> list[int]:
    """One number per band: that of a signature whose band is the same in all its rows."""
    digests = (
        blake2b(place.to_bytes(2, "big") + signed[place : place + ROWS].tobytes(), digest_size=8).digest()
        for place in range(0, BANDS * ROWS, ROWS)
    )
    return [int.from_bytes(digest, "big", signed=True) for digest in digests]


def twin(connection: Connection, signed: Signature, of_it: list[int]) -> str | None:
    """The id of the article that shares most with a text; None where none shares enough. `of_it` are its `bands`."""
    rows = ask(connection, _NEAR, {"ids": of_it})
    shares = [(_shared(signed, np.frombuffer(values, dtype=np.uint32)), article) for article, values in rows]
    share, article = max(shares, default=(0.0, None))
    return article if share >= SHARED else None


def keep(connection: Connection, article: str, signed: Signature, of_it: list[int]) -> None:
    """Keep the signature of an article, and its `bands`, for those to come."""
    run(connection, _KEEP, [{"article": article, "values": signed.tobytes()}])
    run(
        connection,
        _KEEP_BANDS,
        [{"hash": number, "article": article} for number in sorted(set(of_it))],
    )


def _shared(first: Signature, second: Signature) -> float:
    return float(np.mean(first == second))
