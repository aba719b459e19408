"""Acts that the project annotated in texts it may not carry: characters and names here, texts in the shared data.

`training/data/acts-standoff.jsonl` holds one article per line: `file` and `id` say which text, `acts` are in the form
of the contract. The texts stay where they are; what is here is the project's own annotation.

    python -m training.standoff compile SHEETS... > training/data/acts-standoff.jsonl
    python -m training.standoff check
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from training.corpora import lines
from training.own_articles import InvalidOwnArticle, compile_article, summary
from training.shorthand import acts_of_text, blocks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SHARED = Path(__file__).parents[2] / "shared" / "data"
STANDOFF = Path(__file__).parent / "data" / "acts-standoff.jsonl"
FILES = ("statements/train.jsonl", "extra/standard.jsonl.xz")


def texts(data: Path) -> dict[str, tuple[str, dict[str, Any]]]:
    """Where each text lies, by id, and its article."""
    return {
        str(article["id"]): (file, article)
        for file in FILES
        for article in map(json.loads, lines(data / file))
    }


def load_standoff(data: Path, path: Path = STANDOFF) -> list[dict[str, Any]]:
    """The annotated articles with their texts. Raises `ValueError` where a text is not the one that was annotated."""
    known = texts(data)
    return [_joined(json.loads(line), known) for line in path.read_text(encoding="utf-8").splitlines()]


def _joined(own: dict[str, Any], known: dict[str, tuple[str, dict[str, Any]]]) -> dict[str, Any]:
    file, article = known[own["id"]]
    if file != own["file"] or digest(article["text"]) != own["digest"]:
        raise ValueError(f"{own['file']}: text {own['id']} has changed since its acts were annotated")
    return {
        "id": own["id"],
        "text": article["text"],
        "published": article.get("published"),
        "acts": own["acts"],
    }


def digest(text: str) -> str:
    """A short sign of a text, to see whether it is still the same."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def compiled(sheets: Iterable[Path], data: Path) -> Iterator[dict[str, Any]]:
    """Acts in shorthand as lines of the standoff file; articles that do not fit raise `InvalidOwnArticle`."""
    known = texts(data)
    for sheet in sheets:
        for name, written in blocks(sheet.read_text(encoding="utf-8")):
            file, article = known[name.split()[0]]
            yield _compiled(file, article, written)


def _compiled(file: str, article: dict[str, Any], written: list[tuple[int, str]]) -> dict[str, Any]:
    source = {
        **article,
        "title": article.get("title") or "-",
        "published": article.get("published") or "1970-01-01",
    }
    own = acts_of_text(source, sentences_of(article), written)
    acts = compile_article(own)["acts"] if own["acts"] else []
    return {"file": file, "id": str(article["id"]), "digest": digest(article["text"]), "acts": acts}


def sentences_of(article: dict[str, Any]) -> list[list[int]]:
    """The sentences that the sheets number: those of the gold file, else our own."""
    from depesche.languages import load
    from depesche.reading.document import cut

    given: list[list[int]] | None = article.get("sentences")
    return given or [list(sentence.span) for sentence in cut(article["text"], load("de")).sentences]


def main(arguments: list[str]) -> int:
    """Compile sheets, or check what is there."""
    if arguments[:1] == ["check"]:
        print(summary(load_standoff(SHARED)))
        return 0
    try:
        for line in compiled(map(Path, arguments[1:]), SHARED):
            print(json.dumps(line, ensure_ascii=False))
    except InvalidOwnArticle as error:
        print("\n".join(error.problems), file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
