"""The words of acts, found: FTS5 in SQLite, text search in PostgreSQL; both look for stems of words.

Public: `add(connection, acts)`, `remove(connection, keys)`, `rebuild(connection)`, `matches(connection, query)`,
`roots(connection, query)`.

A query is words that must all be there; "…" keeps words together, `-word` must not be there, `or` parts alternatives.
A word stands for its compounds too (see `compounds.py`), unless it is in quotation marks or must not be there.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Select, cast, column, func, literal_column, select, table, text, true
from sqlalchemy.dialects.postgresql import TSQUERY

from depesche import languages
from depesche.errors import UnknownLanguage
from depesche.record import schema
from depesche.record.compounds import Wider
from depesche.record.rows import act_of
from depesche.record.store.rows import upsert
from depesche.record.words import stems, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, MutableSet, Sequence

    from sqlalchemy import ColumnElement, Connection

    from depesche.record.types import StoredAct

_ACTS_AT_ONCE = 2_000
_INDEX = table("act_words", column("rowid"), column("key"), column("stems"), column("words"))
_NOT_STORABLE = re.compile("[\x00\ud800-\udfff]")  # which no database takes
_PART = re.compile(r'(?P<without>-?)(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))')
_ADD_SQLITE = "INSERT INTO act_words (rowid, stems) VALUES (?, ?)"
_ADD_POSTGRESQL = text(
    "INSERT INTO act_words (key, words) VALUES (:key, to_tsvector(CAST(:config AS regconfig), :words))"
)
_WORDS = text(
    "INSERT INTO word (stem, reversed) SELECT DISTINCT lexeme, reverse(lexeme) "
    "FROM act_words, unnest(words) WHERE key = ANY(:keys) ON CONFLICT DO NOTHING"
)
_REMOVE = {
    "sqlite": text("DELETE FROM act_words WHERE rowid = :key"),
    "postgresql": text("DELETE FROM act_words WHERE key = :key"),
}


def add(
    connection: Connection, acts: Iterable[tuple[int, StoredAct]], known: MutableSet[str] | None = None
) -> None:
    """Index acts by their keys. `known` are stems that are there, as far as the writer knows; it grows."""
    is_sqlite = connection.dialect.name == "sqlite"
    form = _sqlite_row if is_sqlite else _postgresql_row
    rows = [form(key, act) for key, act in acts]
    if not rows:
        return
    if not is_sqlite:
        connection.execute(_ADD_POSTGRESQL, rows)
        connection.execute(_WORDS, {"keys": [row["key"] for row in rows]})
        return
    connection.exec_driver_sql(_ADD_SQLITE, [(row["key"], row["words"]) for row in rows])
    found = {stem for row in rows for stem in str(row["words"]).split()}.difference(known or ())
    new = [{"stem": stem, "reversed": stem[::-1]} for stem in sorted(found)]
    upsert(connection, schema.word, new)
    if known is not None:
        known |= found


def remove(connection: Connection, keys: Iterable[int]) -> None:
    """Forget acts."""
    if rows := [{"key": key} for key in keys]:
        connection.execute(_REMOVE[connection.dialect.name], rows)


def rebuild(connection: Connection) -> None:
    """Index all acts anew."""
    connection.exec_driver_sql("DELETE FROM act_words")
    connection.exec_driver_sql("DELETE FROM word")
    rows = connection.execute(select(schema.act).execution_options(yield_per=_ACTS_AT_ONCE))
    for part in rows.mappings().partitions(_ACTS_AT_ONCE):
        add(connection, [(row["key"], act_of(row)) for row in part])


def matches(
    connection: Connection, query: str, codes: Sequence[str], *, wide: bool = True
) -> Select[tuple[int, float]]:
    """A selection of the keys of acts that fit a query, with a `rank`: the smaller, the better.

    `codes` are the languages of the record. A query without a word fits nothing. Unless it is `wide`, only the words
    themselves are looked for, in any form.
    """
    asked = _NOT_STORABLE.sub(" ", query)
    beside = _beside(connection, asked, codes) if wide else {}
    if connection.dialect.name == "sqlite":
        return _sqlite_matches(asked, codes, beside)
    return _postgresql_matches(asked, codes, beside)


def roots(connection: Connection, query: str, codes: Sequence[str]) -> set[str]:
    """The stems of words that a query finds."""
    asked = _NOT_STORABLE.sub(" ", query)
    own = {stem for code in codes for stem in _stems(asked, code)}
    return own.union(*(one.marks for one in _beside(connection, asked, codes).values()))


class _Piece(NamedTuple):
    """A word or phrase of a query; `beside` is by what else a word is found."""

    text: str
    is_word: bool
    beside: Wider = Wider()


_Alternative = tuple[list[_Piece], list[_Piece]]  # what must be there, and what must not
_Beside = dict[str, Wider]


def _beside(connection: Connection, query: str, codes: Sequence[str]) -> _Beside:
    """By what else each plain word of a query is found."""
    words = dict.fromkeys(
        piece.text for wanted, _ in _alternatives(query) for piece in wanted if piece.is_word
    )
    return {word: Wider.of(connection, word, codes) for word in words if not _is_stop(word, codes)}


def _is_stop(word: str, codes: Sequence[str]) -> bool:
    known = [code for code in codes if languages.installed(code) is not None]
    return any(word.casefold() in vocabulary(code).stop for code in known)


def _alternatives(query: str, beside: _Beside | None = None) -> list[_Alternative]:
    """A query taken apart."""
    found: list[_Alternative] = [([], [])]
    for part in _PART.finditer(query):
        is_word = part["word"] is not None
        if is_word and part["word"].casefold() == "or":
            found.append(([], []))
            continue
        without = bool(part["without"])
        written = part["word"] or part["phrase"]
        more = (beside or {}).get(written) if is_word and not without else None
        found[-1][without].append(_Piece(written, is_word, more or Wider()))
    return found


def _words(act: StoredAct) -> str:
    """What an act is found by: its sentence, what stands outside of it, and the names of its parties."""
    roles = (*act.actors, *act.recipients)
    names = [name for role in roles for name in (role.name, role.party_name) if name]
    outside = [part for part in (act.content, act.condition) if part not in act.sentence]
    return " . ".join(dict.fromkeys([act.sentence, *outside, *names]))


def _sqlite_row(key: int, act: StoredAct) -> dict[str, object]:
    return {"key": key, "words": " ".join(_stems(_words(act), act.language))}


def _postgresql_row(key: int, act: StoredAct) -> dict[str, object]:
    return {"key": key, "words": _words(act), "config": _config(act.language)}


def _stems(words: str, code: str) -> list[str]:
    try:
        return stems(words, code)
    except UnknownLanguage:
        return re.findall(r"\w+", words.casefold())


def _config(code: str) -> str:
    """The name of PostgreSQL's configuration for a language: that of its stemmer."""
    if languages.installed(code) is None:
        return "simple"
    return str(languages.load(code).table("record")["stemmer"])


def _sqlite_matches(query: str, codes: Sequence[str], beside: _Beside) -> Select[tuple[int, float]]:
    found = [expression for code in codes if (expression := _fts5(query, code, beside))]
    selection = select(_INDEX.c.rowid.label("key"), literal_column("rank").label("rank")).select_from(_INDEX)
    if not found:
        return selection.where(~true())
    expression = " OR ".join(f"({one})" for one in dict.fromkeys(found))
    return selection.where(text("act_words MATCH :query").bindparams(query=expression))


def _fts5(query: str, code: str, beside: _Beside) -> str:
    """A query in the language of FTS5, in which nothing a person wrote is an operator."""
    pairs = (
        tuple([found for piece in some if (found := _either(piece, code))] for some in alternative)
        for alternative in _alternatives(query, beside)
    )
    return " OR ".join(_alternative(wanted, unwanted) for wanted, unwanted in pairs if wanted)


def _either(piece: _Piece, code: str) -> str:
    """The stems of words that stand together, or one that does as well; nothing for a stop word."""
    if piece.is_word and _is_stop(piece.text, [code]):
        return ""
    found = " ".join(_stems(piece.text, code))
    if not found:
        return ""
    whole = _any_of((found, *piece.beside.stems))
    parts = " AND ".join(map(_any_of, piece.beside.parts))
    return f"({whole} OR ({parts}))" if parts else whole


def _any_of(phrases: Iterable[str]) -> str:
    return f"({' OR '.join(map(_quoted, dict.fromkeys(phrases)))})"


def _quoted(phrase: str) -> str:
    return '"{}"'.format(phrase.replace('"', '""'))


def _alternative(wanted: list[str], unwanted: list[str]) -> str:
    together = " AND ".join(wanted)
    return f"(({together}) NOT ({' OR '.join(unwanted)}))" if unwanted else f"({together})"


def _postgresql_matches(query: str, codes: Sequence[str], beside: _Beside) -> Select[tuple[int, float]]:
    whole = _joined("||", [_tsquery(query, _config(code), beside) for code in codes or [""]])
    rank = (-func.ts_rank(_INDEX.c.words, whole)).label("rank")
    selection = select(_INDEX.c.key.label("key"), rank).where(_INDEX.c.words.op("@@")(whole))
    return selection.where(
        func.querytree(whole).not_in(("", "T"))
    )  # a query that only leaves out fits nothing


def _tsquery(query: str, config: str, beside: _Beside) -> ColumnElement[Any]:
    """A query in the language of PostgreSQL."""
    if not any(beside.values()):
        return func.websearch_to_tsquery(text(f"'{config}'"), query)
    return _joined("||", [_together(*one, config) for one in _alternatives(query, beside) if one[0]])


def _together(wanted: list[_Piece], unwanted: list[_Piece], config: str) -> ColumnElement[Any]:
    without = (func.tsquery_not(_phrase(piece.text, config)) for piece in unwanted)
    return _joined("&&", [*(_either_phrase(piece, config) for piece in wanted), *without])


def _either_phrase(piece: _Piece, config: str) -> ColumnElement[Any]:
    whole, parts = _lexemes(piece.beside.stems), " & ".join(map(_lexemes, piece.beside.parts))
    more = [cast(one, TSQUERY) for one in (whole, parts) if one]
    return _joined("||", [_phrase(piece.text, config), *more])


def _lexemes(stems: Iterable[str]) -> str:
    """Any of these lexemes, as PostgreSQL writes it."""
    quoted = ("'{}'".format(stem.replace("\\", "\\\\").replace("'", "''")) for stem in stems)
    found = " | ".join(quoted)
    return f"({found})" if found else ""


def _phrase(words: str, config: str) -> ColumnElement[Any]:
    return func.phraseto_tsquery(text(f"'{config}'"), words)


def _joined(operator: str, queries: list[ColumnElement[Any]]) -> ColumnElement[Any]:
    whole = queries[0]
    for one in queries[1:]:
        whole = whole.op(operator)(one)
    return whole
