"""The words of acts, found: FTS5 in SQLite, text search in PostgreSQL; both look for stems of words.

Public: `add(connection, acts)`, `remove(connection, keys)`, `rebuild(connection)`, `matches(connection, query)`.

A query is words that must all be there; "…" keeps words together, `-word` must not be there, `or` parts alternatives.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from sqlalchemy import Select, column, func, literal_column, select, table, text, true

from depesche import languages
from depesche.errors import UnknownLanguage
from depesche.record import schema
from depesche.record.rows import act_of
from depesche.record.words import stems, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import ColumnElement, Connection

    from depesche.record.types import StoredAct

_ACTS_AT_ONCE = 2_000
_INDEX = table("act_words", column("rowid"), column("key"), column("stems"), column("words"))
_NOT_STORABLE = re.compile("[\x00\ud800-\udfff]")  # which no database takes
_PART = re.compile(r'(?P<without>-?)(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))')
_ADD = {
    "sqlite": text("INSERT INTO act_words (rowid, stems) VALUES (:key, :words)"),
    "postgresql": text(
        "INSERT INTO act_words (key, words) VALUES (:key, to_tsvector(CAST(:config AS regconfig), :words))"
    ),
}
_REMOVE = {
    "sqlite": text("DELETE FROM act_words WHERE rowid = :key"),
    "postgresql": text("DELETE FROM act_words WHERE key = :key"),
}


def add(connection: Connection, acts: Iterable[tuple[int, StoredAct]]) -> None:
    """Index acts by their keys."""
    form = _sqlite_row if connection.dialect.name == "sqlite" else _postgresql_row
    if rows := [form(key, act) for key, act in acts]:
        connection.execute(_ADD[connection.dialect.name], rows)


def remove(connection: Connection, keys: Iterable[int]) -> None:
    """Forget acts."""
    if rows := [{"key": key} for key in keys]:
        connection.execute(_REMOVE[connection.dialect.name], rows)


def rebuild(connection: Connection) -> None:
    """Index all acts anew."""
    connection.exec_driver_sql("DELETE FROM act_words")
    rows = connection.execute(select(schema.act).execution_options(yield_per=_ACTS_AT_ONCE))
    for part in rows.mappings().partitions(_ACTS_AT_ONCE):
        add(connection, [(row["key"], act_of(row)) for row in part])


def matches(connection: Connection, query: str, codes: Sequence[str]) -> Select[tuple[int, float]]:
    """A selection of the keys of acts that fit a query, with a `rank`: the smaller, the better.

    `codes` are the languages of the record. A query without a word fits nothing.
    """
    asked = _NOT_STORABLE.sub(" ", query)
    if connection.dialect.name == "sqlite":
        return _sqlite_matches(asked, codes)
    return _postgresql_matches(asked, codes)


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


def _sqlite_matches(query: str, codes: Sequence[str]) -> Select[tuple[int, float]]:
    found = [expression for code in codes if (expression := _fts5(query, code))]
    selection = select(_INDEX.c.rowid.label("key"), literal_column("rank").label("rank")).select_from(_INDEX)
    if not found:
        return selection.where(~true())
    expression = " OR ".join(f"({one})" for one in dict.fromkeys(found))
    return selection.where(text("act_words MATCH :query").bindparams(query=expression))


def _fts5(query: str, code: str) -> str:
    """A query in the language of FTS5, in which nothing a person wrote is an operator."""
    alternatives: list[tuple[list[str], list[str]]] = [([], [])]
    for part in _PART.finditer(query):
        if part["word"] and part["word"].casefold() == "or":
            alternatives.append(([], []))
            continue
        found = _phrase(part["word"] or part["phrase"], code, is_word=part["word"] is not None)
        if found:
            alternatives[-1][bool(part["without"])].append(found)
    return " OR ".join(_alternative(*one) for one in alternatives if one[0])


def _phrase(words: str, code: str, *, is_word: bool) -> str:
    """The stems of words that stand together; nothing for a stop word."""
    if is_word and languages.installed(code) is not None and words.casefold() in vocabulary(code).stop:
        return ""
    found = " ".join(_stems(words, code))
    return f'"{found}"' if found else ""


def _alternative(wanted: list[str], unwanted: list[str]) -> str:
    together = " AND ".join(wanted)
    return f"(({together}) NOT ({' OR '.join(unwanted)}))" if unwanted else f"({together})"


def _postgresql_matches(query: str, codes: Sequence[str]) -> Select[tuple[int, float]]:
    configs = [text(f"'{_config(code)}'") for code in codes or [""]]
    parsed: list[ColumnElement[Any]] = [func.websearch_to_tsquery(config, query) for config in configs]
    whole = parsed[0]
    for one in parsed[1:]:
        whole = whole.op("||")(one)
    rank = (-func.ts_rank(_INDEX.c.words, whole)).label("rank")
    selection = select(_INDEX.c.key.label("key"), rank).where(_INDEX.c.words.op("@@")(whole))
    return selection.where(
        func.querytree(whole).not_in(("", "T"))
    )  # a query that only leaves out fits nothing
