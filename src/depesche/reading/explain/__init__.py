"""Why: what the network, the lexicon and the rules saw where the reader found an act or a statement.

`explain` reads the article again by the same steps and keeps what they were decided on. `acts` and `statements` tell
the steps of one entry each, `scene` holds what both ask, `depesche.reading.explanation` the values that come out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from depesche.errors import UnknownEntry
from depesche.reading.acts import decode_acts
from depesche.reading.document import cut
from depesche.reading.explain.acts import explain_act
from depesche.reading.explain.scene import Scene
from depesche.reading.explain.statements import Told, explain_statement
from depesche.reading.pieces import pieces_of
from depesche.reading.reader import LONGEST_PIECE, day_of, reader_of
from depesche.reading.statements import choose
from depesche.reading.types import Article

if TYPE_CHECKING:
    from pathlib import Path

    from depesche.reading.explanation import Explanation
    from depesche.reading.reader import Reader
    from depesche.reading.types import Reading

__all__ = ["explain"]


def explain(article: Article | Reading, entry: str, *, knowledge_path: Path | None = None) -> Explanation:
    """Say why an entry is in the reading of an article: `entry` is the id of an act ("a3") or a statement ("s2").

    The article is read again, so a reading does as well as the article it was made from; `knowledge_path` must be the
    one it was read with. Raises `UnknownEntry`, which says which ids there are, `UnknownLanguage`, `InvalidDate`.
    """
    reader = reader_of(article.language, knowledge_path)
    acts = statements = offset = 0
    whole = Article(article.text, article.id, published=article.published, language=article.language)
    for piece in pieces_of(whole, LONGEST_PIECE):
        entries = _Entries(reader, piece, offset, statements, acts)
        found = entries.explain(entry)
        if found is not None:
            return found
        acts += len(entries.acts)
        statements += len(entries.told)
        offset += len(piece.text)
    raise UnknownEntry(_unknown(entry, acts, statements))


class _Entries:
    """What was found in a piece of an article, by the ids that it has in the article's reading."""

    def __init__(self, reader: Reader, piece: Article, offset: int, statements: int, acts: int) -> None:
        document = cut(piece.text, reader.language)
        (seen,) = reader.network.see([document])
        published = day_of(piece.published)
        known = reader.know(document, seen, published)
        chosen = choose(document, seen.statements, reader.statement_limits, reader.language, known.parties)
        self._article = piece.id
        self._scene = Scene(reader, known, published, offset, statements)
        decoded = decode_acts(known, seen.acts, reader.act_limits)
        self.told = {
            f"s{statements + number}": Told(*pair)
            for number, pair in enumerate(zip(known.statements, chosen, strict=True))
        }
        self.acts = {f"a{acts + number}": one for number, one in enumerate(decoded)}

    def explain(self, entry: str) -> Explanation | None:
        if entry in self.acts:
            return explain_act(self._scene, self.acts[entry], entry, self._article)
        if entry in self.told:
            return explain_statement(self._scene, self.told[entry], entry, self._article)
        return None


def _unknown(entry: str, acts: int, statements: int) -> str:
    there = " and ".join(filter(None, (_range("act", "a", acts), _range("statement", "s", statements))))
    return f"there is no {entry!r} in this article; it has {there or 'no acts and no statements'}"


def _range(noun: str, letter: str, number: int) -> str:
    if number == 0:
        return ""
    return f"{noun} {letter}0" if number == 1 else f"{noun}s {letter}0 to {letter}{number - 1}"
