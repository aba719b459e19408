"""The words of acts, found: FTS5 in SQLite, text search in PostgreSQL; both look for the same stems of words.

Public: `add(connection, acts)`, `remove(connection, keys)`, `rebuild(connection)`, `matches(connection, query)`,
`beside_of(connection, query, codes)`, `roots(query, codes, beside)`, `lacks(query)`, `same(act, other)`.

A query is words that must all be there; "…" keeps words together, `-word` must not be there, `or` parts alternatives.
A word stands for its compounds too (see `compounds.py`), unless it is in quotation marks or must not be there.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from sqlalchemy import Select, cast, column, func, literal_column, select, table, text, true
from sqlalchemy.dialects.postgresql import TSQUERY

from depesche import languages
from depesche.errors import UnknownLanguage
from depesche.reading.once import built_once
from depesche.record import schema
from depesche.record.compounds import Wider
from depesche.record.rows import act_of
from depesche.record.store.prepared import run_plain
from depesche.record.store.rows import upsert
from depesche.record.words import stems, vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, MutableSet, Sequence

    from sqlalchemy import Connection

    from depesche.record.types import StoredAct

Lack = Literal["no_words", "unclosed"]

_ACTS_AT_ONCE = 2_000
_LONGEST_STEM = 500  # characters; PostgreSQL takes no more than 2 kB
_LAST_PLACE = 16_383  # of a word in what PostgreSQL indexes
_INDEX = table("act_words", column("rowid"), column("key"), column("stems"), column("words"))
_NOT_STORABLE = re.compile("[\x00\ud800-\udfff]")  # which no database takes
_PART = re.compile(r'(?P<without>-?)(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))')
_ADD_SQLITE = "INSERT INTO act_words (rowid, stems) VALUES (?, ?)"
_ADD_POSTGRESQL = text("INSERT INTO act_words (key, words) VALUES (:key, CAST(:words AS tsvector))")
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
    rows = [{"key": key, "words": " ".join(_stems(_words(act), act.language))} for key, act in acts]
    if not rows:
        return
    if connection.dialect.name != "sqlite":
        connection.execute(_ADD_POSTGRESQL, [{**row, "words": _vector(str(row["words"]))} for row in rows])
        connection.execute(_WORDS, {"keys": [row["key"] for row in rows]})
        return
    run_plain(connection, _ADD_SQLITE, [(row["key"], row["words"]) for row in rows])
    found = {stem for row in rows for stem in str(row["words"]).split()}.difference(known or ())
    new = [{"stem": stem, "reversed": stem[::-1]} for stem in sorted(found)]
    upsert(connection, schema.word, new)
    if known is not None:
        known |= found


def same(one: StoredAct, other: StoredAct) -> bool:
    """Whether two acts are found by the same words."""
    return (_words(one), one.language) == (_words(other), other.language)


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
    connection: Connection, query: str, codes: Sequence[str], beside: Beside | None = None
) -> Select[tuple[int, float]]:
    """A selection of the keys of acts that fit a query, with a `rank`: the smaller, the better.

    `codes` are the languages of the record. A query without a word fits nothing. `beside` is by what else its words are
    found (looked up, if it is not given); with none (`{}`) only the words themselves are looked for, in any form.
    """
    asked = _NOT_STORABLE.sub(" ", query)
    beside = beside_of(connection, asked, codes) if beside is None else beside
    is_sqlite = connection.dialect.name == "sqlite"
    form, among = (_FTS5, _sqlite_matches) if is_sqlite else (_TSQUERY, _postgresql_matches)
    found = [expression for code in codes or [""] if (expression := _expression(asked, code, beside, form))]
    return among(form.either.join(f"({one})" for one in dict.fromkeys(found)))


def roots(query: str, codes: Sequence[str], beside: Beside) -> set[str]:
    """The stems of words that a query finds."""
    asked = _NOT_STORABLE.sub(" ", query)
    own = {stem for code in codes for stem in _stems(asked, code)}
    return own.union(*(one.marks for one in beside.values()))


def lacks(query: str) -> Lack | None:
    """Why a query may find nothing: a quotation mark that is not closed, no word to look for; else None."""
    if query.count('"') % 2:
        return "unclosed"
    codes = languages.available()
    wanted = (piece.text for pieces, _ in _alternatives(query) for piece in pieces)
    return None if any(re.search(r"\w", one) and not _is_stop(one, codes) for one in wanted) else "no_words"


class _Piece(NamedTuple):
    """A word or phrase of a query; `beside` is by what else a word is found."""

    text: str
    is_word: bool
    beside: Wider = Wider()


_Alternative = tuple[list[_Piece], list[_Piece]]  # what must be there, and what must not
Beside = dict[str, Wider]


def beside_of(connection: Connection, query: str, codes: Sequence[str]) -> Beside:
    """By what else each plain word of a query is found."""
    asked = _NOT_STORABLE.sub(" ", query)
    words = dict.fromkeys(
        piece.text for wanted, _ in _alternatives(asked) for piece in wanted if piece.is_word
    )
    return {word: Wider.of(connection, word, codes) for word in words if not _is_stop(word, codes)}


def _is_stop(word: str, codes: Sequence[str]) -> bool:
    known = [code for code in codes if languages.installed(code) is not None]
    return any(word.casefold() in vocabulary(code).stop for code in known)


@built_once
def _or_words() -> frozenset[str]:
    """The words that stand between alternatives, of all languages: "or", "oder"."""
    tables = (languages.load(code).table("record") for code in languages.available())
    return frozenset({"or"}).union(*(table.get("search", {}).get("either", ()) for table in tables))


def _alternatives(query: str, beside: Beside | None = None) -> list[_Alternative]:
    """A query taken apart."""
    found: list[_Alternative] = [([], [])]
    for part in _PART.finditer(query):
        is_word = part["word"] is not None
        if is_word and part["word"].casefold() in _or_words():
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


def _vector(stems: str) -> str:
    """Stems in their order, as PostgreSQL writes what it indexes."""
    places = enumerate((stem for stem in stems.split() if len(stem) <= _LONGEST_STEM), 1)
    return " ".join(f"{_lexeme(stem)}:{min(place, _LAST_PLACE)}" for place, stem in places)


def _lexeme(stem: str) -> str:
    return "'{}'".format(stem.replace("\\", "\\\\").replace("'", "''"))


def _stems(words: str, code: str) -> list[str]:
    try:
        return stems(words, code)
    except UnknownLanguage:
        return re.findall(r"\w+", words.casefold())


class _Form(NamedTuple):
    """How a database writes a query, in which nothing that a person wrote is an operator."""

    either: str
    both: str
    without: str
    phrase: Callable[[str], str]


def _fts5_phrase(stems: str) -> str:
    return '"{}"'.format(stems.replace('"', '""'))


def _tsquery_phrase(stems: str) -> str:
    return "({})".format(" <-> ".join(_lexeme(stem[:_LONGEST_STEM]) for stem in stems.split()))


_FTS5 = _Form(" OR ", " AND ", " NOT ", _fts5_phrase)
_TSQUERY = _Form(" | ", " & ", " & !", _tsquery_phrase)


def _expression(query: str, code: str, beside: Beside, form: _Form) -> str:
    """A query as a database writes it, by the stems of a language; empty where there is no word to look for."""
    pairs = (
        tuple([found for piece in some if (found := _either(piece, code, form))] for some in alternative)
        for alternative in _alternatives(query, beside)
    )
    return form.either.join(_alternative(wanted, unwanted, form) for wanted, unwanted in pairs if wanted)


def _either(piece: _Piece, code: str, form: _Form) -> str:
    """The stems of words that stand together, or one that does as well; nothing for a stop word."""
    if piece.is_word and _is_stop(piece.text, [code]):
        return ""
    found = " ".join(_stems(piece.text, code))
    if not found:
        return ""
    whole = _any_of((found, *piece.beside.stems), form)
    parts = form.both.join(_any_of(part, form) for part in piece.beside.parts)
    return f"({whole}{form.either}({parts}))" if parts else whole


def _any_of(phrases: Iterable[str], form: _Form) -> str:
    return f"({form.either.join(map(form.phrase, dict.fromkeys(phrases)))})"


def _alternative(wanted: list[str], unwanted: list[str], form: _Form) -> str:
    together = form.both.join(wanted)
    without = f"{form.without}({form.either.join(unwanted)})" if unwanted else ""
    return f"(({together}){without})"


def _sqlite_matches(expression: str) -> Select[tuple[int, float]]:
    selection = select(_INDEX.c.rowid.label("key"), literal_column("rank").label("rank")).select_from(_INDEX)
    if not expression:
        return selection.where(~true())
    return selection.where(text("act_words MATCH :query").bindparams(query=expression))


def _postgresql_matches(expression: str) -> Select[tuple[int, float]]:
    whole = cast(expression, TSQUERY)
    rank = (-func.ts_rank(_INDEX.c.words, whole)).label("rank")
    selection = select(_INDEX.c.key.label("key"), rank)
    return selection.where(_INDEX.c.words.op("@@")(whole)) if expression else selection.where(~true())
