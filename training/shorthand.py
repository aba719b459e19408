"""Shorthand for annotating acts by hand: a line for each act, under its sentence or by its sentence's number.

An article of one's own, each act under the sentence that holds its trigger:

    # own-c-001
    title: Torvanien droht mit Schließung der Grenze
    date: 2014-09-03
    Torvanien hat dem Nachbarland Beludar mit der Schließung der Grenze gedroht.
    > threaten | gedroht | Torvanien | dem Nachbarland Beludar=Beludar | der Schließung der Grenze

Acts of a text that lies elsewhere, by sentence number:

    # std0001
    3 demand | forderte | er=Jan Semin=Beludar | _=Regierung=Torvanien | die … zu öffnen | falls … | am Montag

Fields: kind (`!planned`, `!negated` behind it), trigger, actors, recipients, content, condition, time; `-` or nothing
is empty. Roles are `mention=name=party`, separated by `;`: fewer parts repeat the last one, mention `_` is implied,
party `~` is a private person. `first words … last words` stands for all that lies between.

    python -m training.shorthand FILE...         own articles as lines of training/data, on standard output
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from depesche.languages import load
from depesche.reading.document import cut
from training.own_articles import InvalidOwnArticle, compile_article

if TYPE_CHECKING:
    from collections.abc import Iterator

FIELDS = ("kind", "trigger", "actors", "recipients", "content", "condition", "time")
_GAP = re.compile(r"\s*(?:…|\.\.\.)\s*")


class Line(NamedTuple):
    """An act as it was written: its fields, the characters of its sentence, and its line for messages."""

    fields: list[str]
    begin: int
    end: int
    number: int


def blocks(text: str) -> Iterator[tuple[str, list[tuple[int, str]]]]:
    """The parts of a file: the id behind `# `, and the numbered lines below it."""
    name = ""
    lines: list[tuple[int, str]] = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("# "):
            if name:
                yield name, lines
            name, lines = line[2:].strip(), []
        elif name:
            lines.append((number, line.rstrip()))
    if name:
        yield name, lines


def own_article(name: str, lines: list[tuple[int, str]]) -> dict[str, Any]:
    """An article of one's own with its acts, in the form of `training/data`. Raises `InvalidOwnArticle`."""
    head = dict(line.split(": ", 1) for _, line in lines if re.match(r"(title|date): ", line))
    text, acts, begin = "", [], 0
    for number, line in lines:
        if re.match(r"(title|date): ", line):
            continue
        if line.startswith(">"):
            acts.append(Line(_fields(line[1:]), begin, len(text), number))
        elif not line.strip():
            text += "\n\n" if text and not text.endswith("\n\n") else ""
        else:
            text += " " if text and not text.endswith("\n\n") else ""
            begin = len(text)
            text += line.strip()
    return article(
        {"id": name, "title": head.get("title", ""), "published": head.get("date"), "text": text.strip()},
        acts,
    )


def acts_of_text(
    source: dict[str, Any], sentences: list[list[int]], lines: list[tuple[int, str]]
) -> dict[str, Any]:
    """The acts of a text that lies elsewhere, told by the number of their sentence. Raises `InvalidOwnArticle`."""
    acts, problems = [], []
    for number, line in lines:
        found = re.match(r"(\d+)\s+(.*)", line)
        if found and int(found[1]) < len(sentences):
            begin, end = sentences[int(found[1])]
            acts.append(Line(_fields(found[2]), begin, end, number))
        elif line.strip():
            problems.append(f"{source['id']}: line {number}: no sentence of that number: {line[:40]!r}")
    if problems:
        raise InvalidOwnArticle(problems)
    return article(source, acts)


def article(source: dict[str, Any], lines: list[Line]) -> dict[str, Any]:
    """An article with the acts written in its lines. Raises `InvalidOwnArticle` with every problem."""
    document = cut(source["text"], load("de"))
    acts, problems = [], []
    for line in lines:
        try:
            acts.append(_act(line, source["text"], [sentence.span for sentence in document.sentences]))
        except ValueError as error:
            problems.append(f"{source['id']}: line {line.number}: {error}")
    if problems:
        raise InvalidOwnArticle(problems)
    head = {field: source.get(field) for field in ("id", "title", "published", "text")}
    return {**head, "language": "de", "acts": acts}


def _fields(line: str) -> list[str]:
    return [field.strip() for field in line.split("|")]


def _act(line: Line, text: str, sentences: list[Any]) -> dict[str, Any]:
    if not 2 <= len(line.fields) <= len(FIELDS):
        raise ValueError(f"{len(line.fields)} fields, expected kind | trigger | … ({len(FIELDS)} at most)")
    values = dict(zip(FIELDS, line.fields + [""] * len(FIELDS), strict=False))
    kind, _, status = values["kind"].partition("!")
    trigger = _string(values["trigger"], text, line)
    place = text.find(trigger or "", line.begin, line.end)
    if trigger is None or place < 0:
        raise ValueError(f"trigger {values['trigger']!r} does not stand in its sentence")
    number = max(n for n, (start, _) in enumerate(sentences) if start <= place)
    return {
        "sentence": number,
        "kind": kind.strip(),
        "trigger": trigger,
        "actors": _roles(values["actors"]),
        "recipients": _roles(values["recipients"]),
        **{field: _string(values[field], text, line) for field in ("content", "condition", "time")},
        "status": status.strip() or "actual",
    }


def _string(written: str, text: str, line: Line) -> str | None:
    """The string as it stands in the text: what a gap leaves out is filled in."""
    if written in ("", "-"):
        return None
    parts = _GAP.split(written)
    if len(parts) == 1 or written in text:
        return written
    first, last = parts[0], parts[-1]
    near = text.find(first, line.begin)
    for begin in (near, text.rfind(first, 0, line.begin)):
        end = text.find(last, begin + len(first)) if begin >= 0 else -1
        if end >= 0 and end + len(last) - begin < 1500:
            return text[begin : end + len(last)]
    raise ValueError(f"{written!r} does not stand in or near its sentence")


def _roles(written: str) -> list[dict[str, Any]]:
    if written in ("", "-"):
        return []
    return [_role(part.strip()) for part in written.split(";") if part.strip()]


def _role(written: str) -> dict[str, Any]:
    parts = [part.strip() for part in written.split("=")]
    if len(parts) > 3 or not all(parts) or (parts[0] == "_" and len(parts) == 1):
        raise ValueError(f"role {written!r} is not mention=name=party")
    mention, name, party = (parts + [parts[-1]] * 2)[:3]
    return {
        "text": None if mention == "_" else mention,
        "name": parts[0] if name == "~" else name,
        "party": None if party == "~" else party,
    }


def main(arguments: list[str]) -> int:
    """Check files of own articles; print those that fit as lines of `training/data`."""
    wrong = 0
    for path in arguments:
        for name, lines in blocks(Path(path).read_text(encoding="utf-8")):
            try:
                written = own_article(name, lines)
                compile_article(written)
            except InvalidOwnArticle as error:
                wrong += 1
                print("\n".join(f"{path}: {problem}" for problem in error.problems), file=sys.stderr)
                continue
            print(json.dumps(written, ensure_ascii=False))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
