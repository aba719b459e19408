"""The project's own training articles: written for Depesche, annotated by strings, compiled to readings.

`training/data/acts-own-*.jsonl` holds one article per line. Its acts name what they point at by strings
copied from the text, because people can write and check strings; the network wants characters.
`compile_article` turns the one into the other and refuses what does not fit, naming article, act and field.

    python -m training.own_articles [FILES]      check files and print what is in them
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, get_args

from depesche.errors import DepescheError
from depesche.languages import load
from depesche.reading.document import Document, cut
from depesche.reading.types import Kind, Span, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

DATA = Path(__file__).parent / "data"
KINDS = frozenset(get_args(Kind))
STATUSES = frozenset(get_args(Status))
_ARTICLE_FIELDS = frozenset({"id", "title", "published", "language", "text", "acts"})
_ACT_FIELDS = frozenset(
    {"sentence", "kind", "trigger", "actors", "recipients", "content", "condition", "time", "status"}
)
_ROLE_FIELDS = frozenset({"text", "name", "party"})
_NEAR = 1  # how many sentences away from the trigger content and condition may stand


class InvalidOwnArticle(DepescheError):
    """An own article that does not fit: `problems` holds one line for each thing that is wrong."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__("; ".join(problems))


class _Fault(Exception):
    """What is wrong with one field; caught where article and act are known."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(f"{field}: {message}")


class _Place(NamedTuple):
    """Where an act stands: its document, its sentence and its trigger."""

    document: Document
    sentence: int
    trigger: Span


def compile_article(article: dict[str, Any]) -> dict[str, Any]:
    """One own article as a reading in the form of the contract, with the gold files' `sentences` beside it.

    `statements`, `times` and `parties` are empty because they are not annotated, not because there are none.
    Raises `InvalidOwnArticle` with every problem of the article.
    """
    name = str(article.get("id", "article without id"))
    problems = [f"{name}: {fault}" for fault in _article_faults(article)]
    if problems:
        raise InvalidOwnArticle(problems)
    document = cut(article["text"], load(article["language"]))
    acts: list[dict[str, Any]] = []
    for number, act in enumerate(article["acts"]):
        try:
            acts.append({"id": f"a{number}"} | _compile_act(act, document))
        except _Fault as fault:
            problems.append(f"{name}: act {number} ({act.get('kind')} {act.get('trigger')!r}): {fault}")
    problems.extend(f"{name}: {message}" for message in _repeated(acts))
    if problems:
        raise InvalidOwnArticle(problems)
    return _reading(article, document, acts)


def load_own_articles(folder: Path = DATA) -> list[dict[str, Any]]:
    """The readings of every `acts-own-*.jsonl` in a folder, in the order of file names and lines.

    Raises `InvalidOwnArticle` with the problems of all files.
    """
    readings, problems = compile_files(sorted(folder.glob("acts-own-*.jsonl")))
    if problems:
        raise InvalidOwnArticle(problems)
    return readings


def compile_files(paths: Iterable[Path]) -> tuple[list[dict[str, Any]], list[str]]:
    """The readings of all articles that fit, and one line for each problem of the others."""
    readings: list[dict[str, Any]] = []
    problems: list[str] = []
    seen: set[str] = set()
    for path in paths:
        for place, line in _lines(path):
            try:
                reading = compile_article(_parsed(line))
            except InvalidOwnArticle as error:
                problems.extend(f"{place}: {problem}" for problem in error.problems)
                continue
            if reading["id"] in seen:
                problems.append(f"{place}: {reading['id']}: id is used twice")
            seen.add(reading["id"])
            readings.append(reading)
    return readings, problems


def _lines(path: Path) -> Iterator[tuple[str, str]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return ((f"{path.name}:{number}", line) for number, line in enumerate(lines, 1) if line.strip())


def _parsed(line: str) -> dict[str, Any]:
    try:
        article = json.loads(line)
    except json.JSONDecodeError as error:
        raise InvalidOwnArticle([f"not JSON: {error}"]) from error
    if not isinstance(article, dict):
        raise InvalidOwnArticle(["not an object"])
    return article


def _article_faults(article: dict[str, Any]) -> Iterator[str]:
    """What is wrong with the article apart from its acts."""
    if article.keys() != _ARTICLE_FIELDS:
        yield f"fields differ from the form: {', '.join(sorted(article.keys() ^ _ARTICLE_FIELDS))}"
        return
    for field in ("id", "title", "language", "text"):
        if not isinstance(article[field], str) or not article[field].strip():
            yield f"{field} is empty"
    if not _is_date(article["published"]):
        yield f"published {article['published']!r} is no date"
    if not isinstance(article["acts"], list) or not article["acts"]:
        yield "acts are missing"
    elif not all(isinstance(act, dict) for act in article["acts"]):
        yield "an act is no object"


def _is_date(value: object) -> bool:
    try:
        date.fromisoformat(str(value))
    except ValueError:
        return False
    return True


def _reading(article: dict[str, Any], document: Document, acts: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "id": article["id"],
        "title": article["title"],
        "url": None,
        "published": article["published"],
        "language": article["language"],
        "text": article["text"],
        "sentences": [list(sentence.span) for sentence in document.sentences],
        "statements": [],
        "acts": acts,
        "times": [],
        "parties": [],
    }


def _compile_act(act: dict[str, Any], document: Document) -> dict[str, Any]:
    """One act with spans in place of strings. Raises `_Fault` at the first field that does not fit."""
    _check_fields(act, document)
    place = _place(act, document)
    content, condition = _optional(act, "content", place), _optional(act, "condition", place)
    _check_apart(content, condition, place)
    time = _optional(act, "time", place, near=False)
    return {
        "kind": act["kind"],
        "status": act["status"],
        "trigger": [list(place.trigger)],
        "actors": _roles(act, "actors", place),
        "recipients": _roles(act, "recipients", place),
        "content": [list(content)] if content else [],
        "condition": [list(condition)] if condition else [],
        "time": {"span": list(time), "value": None} if time else None,
    }


def _check_fields(act: dict[str, Any], document: Document) -> None:
    if act.keys() != _ACT_FIELDS:
        raise _Fault("fields", f"differ from the form: {', '.join(sorted(act.keys() ^ _ACT_FIELDS))}")
    if act["kind"] not in KINDS:
        raise _Fault("kind", f"{act['kind']!r} is unknown")
    if act["status"] not in STATUSES:
        raise _Fault("status", f"{act['status']!r} is unknown")
    if act["sentence"] not in range(len(document.sentences)):
        raise _Fault("sentence", f"there is no {act['sentence']!r}, only 0 to {len(document.sentences) - 1}")


def _place(act: dict[str, Any], document: Document) -> _Place:
    """The act's trigger; where it stands twice in its sentence, the one nearest to the content."""
    sentence = document.sentences[act["sentence"]].span
    everywhere = _occurrences(document.text, act["trigger"], "trigger")
    triggers = [span for span in everywhere if _inside(span, sentence)]
    if not triggers:
        raise _Fault("trigger", f"{act['trigger']!r} does not stand in sentence {act['sentence']}")
    contents = _occurrences(document.text, act["content"], "content") if act["content"] else []
    near = [span for span in contents if _inside(span, sentence)]
    trigger = min(triggers, key=lambda span: min((_distance(span, other) for other in near), default=0))
    return _Place(document, act["sentence"], trigger)


def _optional(act: dict[str, Any], field: str, place: _Place, *, near: bool = True) -> Span | None:
    """The span of a field that may be null; `near` wants it in the trigger's or a neighbouring sentence."""
    if act[field] is None:
        return None
    span = _nearest(act[field], field, place)
    first = place.document.sentences[max(0, place.sentence - _NEAR)].span.start
    last = place.document.sentences[min(len(place.document.sentences) - 1, place.sentence + _NEAR)].span.end
    if near and not (span.start < last and first < span.end):
        raise _Fault(field, f"{act[field]!r} stands in none of the sentences around the trigger")
    return span


def _nearest(string: object, field: str, place: _Place) -> Span:
    """The occurrence in the trigger's sentence, else the nearest to the trigger."""
    sentence = place.document.sentences[place.sentence].span
    spans = _occurrences(place.document.text, string, field)
    return min(spans, key=lambda span: (not _inside(span, sentence), _distance(span, place.trigger)))


def _check_apart(content: Span | None, condition: Span | None, place: _Place) -> None:
    if content and content == place.trigger:
        raise _Fault("content", "is the trigger itself")
    if content and condition and _inside(content, condition):
        raise _Fault("condition", "is or contains the content")


def _roles(act: dict[str, Any], field: str, place: _Place) -> list[dict[str, Any]]:
    """Actors or recipients with the mention as a span."""
    if not isinstance(act[field], list) or not all(isinstance(role, dict) for role in act[field]):
        raise _Fault(field, "is no list of roles")
    roles = [_role(role, field, place) for role in act[field]]
    if len({(role["name"], role["party"]) for role in roles}) < len(roles):
        raise _Fault(field, "name the same party twice")
    return roles


def _role(role: dict[str, Any], field: str, place: _Place) -> dict[str, Any]:
    if role.keys() != _ROLE_FIELDS:
        raise _Fault(field, f"fields differ from the form: {', '.join(sorted(role.keys() ^ _ROLE_FIELDS))}")
    if not isinstance(role["name"], str) or not role["name"].strip():
        raise _Fault(field, f"{role['text']!r} has no name")
    if role["party"] is not None and (not isinstance(role["party"], str) or not role["party"].strip()):
        raise _Fault(field, f"{role['name']!r} has an empty party; write null")
    mention = None if role["text"] is None else list(_nearest(role["text"], field, place))
    return {"mention": mention, "name": role["name"], "party": role["party"]}


def _occurrences(text: str, string: object, field: str) -> list[Span]:
    """Every place where a string stands as whole words; at least one, else `_Fault`."""
    if not isinstance(string, str) or not string or string != string.strip():
        raise _Fault(field, f"{string!r} is empty or has space around it")
    spans = []
    start = text.find(string)
    while start >= 0:
        span = Span(start, start + len(string))
        if _whole(text, span):
            spans.append(span)
        start = text.find(string, start + 1)
    if not spans:
        raise _Fault(field, f"{string!r} does not stand in the text")
    return spans


def _whole(text: str, span: Span) -> bool:
    """Whether no word is cut at either end."""
    before, after = text[span.start - 1 : span.start], text[span.end : span.end + 1]
    return not (before.isalnum() and text[span.start].isalnum()) and not (
        after.isalnum() and text[span.end - 1].isalnum()
    )


def _inside(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _distance(one: Span, other: Span) -> int:
    """Characters between two spans; 0 where they touch or overlap."""
    return max(0, one.start - other.end, other.start - one.end)


def _repeated(acts: list[dict[str, Any]]) -> Iterator[str]:
    """Acts that say the same as an earlier one of the article."""
    seen: set[str] = set()
    for act in acts:
        key = json.dumps([act["kind"], act["trigger"], act["content"], act["actors"], act["recipients"]])
        if key in seen:
            yield f"act {act['id'][1:]} ({act['kind']}) repeats an earlier one"
        seen.add(key)


def summary(readings: list[dict[str, Any]]) -> str:
    """How many articles and acts there are, by kind and status, and how many carry a condition."""
    acts = [act for reading in readings for act in reading["acts"]]
    kinds, statuses = Counter(act["kind"] for act in acts), Counter(act["status"] for act in acts)
    conditions = sum(bool(act["condition"]) for act in acts)
    rows = [f"{len(readings)} articles, {len(acts)} acts, {conditions} of them with a condition"]
    rows += [f"{kind:<10} {count}" for kind, count in kinds.most_common()]
    rows.append("  ".join(f"{status} {count}" for status, count in statuses.most_common()))
    return "\n".join(rows)


def main(arguments: list[str]) -> int:
    """Check the files that are named, or all own articles; 1 if anything does not fit."""
    paths = [Path(argument) for argument in arguments] or sorted(DATA.glob("acts-own-*.jsonl"))
    missing = [f"{path}: no such file" for path in paths if not path.is_file()]
    readings, problems = compile_files(path for path in paths if path.is_file())
    for problem in missing + problems:
        print(problem)
    print(summary(readings))
    return 1 if missing or problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
