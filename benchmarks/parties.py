"""How often `resolve` gives the gold party and name of a role's mention, and how fast it is.

    python -m benchmarks.parties [FILE...] [--errors N] [--kind named|described|pronoun]

Without files: the acts of ../shared/data/acts, then the project's own gold: articles about real events ("own") and
acts annotated in texts of the shared data ("standoff"). Party as the acts scorer compares it: its normal form, the
name where there is no party. "strict" also wants None where gold says None.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from depesche.languages import load
from depesche.reading.document import cut
from depesche.reading.parties import find_parties
from depesche.reading.parties.index import Index, index_of
from depesche.reading.types import Role, Span
from training.parties import own_articles, standoff_articles

if TYPE_CHECKING:
    from collections.abc import Iterable

DATA = Path(__file__).parents[2] / "shared" / "data" / "acts"
SYNONYMS = {
    "vereinigte staaten": "usa", "vereinigte staaten von amerika": "usa", "us": "usa",
    "vereinte nationen": "uno", "un": "uno", "un-sicherheitsrat": "uno", "sicherheitsrat": "uno",
    "europäische union": "eu", "grossbritannien": "vereinigtes königreich",
    "großbritannien": "vereinigtes königreich", "bundesrepublik deutschland": "deutschland", "brd": "deutschland",
    "russische föderation": "russland", "volksrepublik china": "china",
    "palästinensische autonomiebehörde": "palästina", "bundesregierung": "deutschland",
    "palästinenser": "palästina", "islamische republik iran": "iran",
}  # fmt: skip


class Case(NamedTuple):
    """One gold role with what was resolved."""

    file: str
    article: str
    text: str
    kind: str
    gold_name: str | None
    gold_party: str | None
    role: Role

    @property
    def party_right(self) -> bool:
        """Whether the scorer would take the party as right."""
        gold = normal(self.gold_party) or normal(self.gold_name)
        return gold == (normal(self.role.party) or normal(self.role.name))

    @property
    def strict_right(self) -> bool:
        """Whether party equals party, None only None."""
        return normal(self.gold_party) == normal(self.role.party)

    @property
    def name_right(self) -> bool:
        """Whether the name is right."""
        return normal(self.gold_name) == normal(self.role.name)


def normal(name: str | None) -> str | None:
    """The form in which the acts scorer compares names."""
    if not name:
        return None
    name = re.sub(r"^(der|die|das|den|dem|des)\s+", "", name.strip().casefold())
    return SYNONYMS.get(name, name)


def kind_of(words: str, name: str | None) -> str:
    """Whether a mention is a pronoun, holds a part of a proper gold name, or describes."""
    index = index_of(load("de"), None)
    if words.casefold() in index.lexicon.pronouns:
        return "pronoun"
    parts = (name or "").split()
    shared = any(len(part) > 1 and part[0].isupper() and part in words for part in parts)
    return "named" if shared and is_proper(parts, index) else "described"


def is_proper(parts: list[str], index: Index) -> bool:
    """Whether a name has no common noun and no adjective: "Peter Müller", "NATO", not "russische Armee"."""
    if index.names.get(parts[0]) and parts[0][0].isupper():
        return True
    small = index.lexicon.small["particles"]
    return all(
        part in small or (part[0].isupper() and index.word(part) is None) or not part[0].isalpha()
        for part in parts
    )


def read(path: Path) -> list[dict[str, Any]]:
    """The articles of a file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def measure(file: str, articles: Iterable[dict[str, Any]]) -> tuple[list[Case], float]:
    """All roles of articles with a mention, and the seconds that finding and resolving took."""
    language = load("de")
    cases: list[Case] = []
    spent = 0.0
    for article in articles:
        document = cut(article["text"], language)
        day = date.fromisoformat(article["published"][:10]) if article.get("published") else None
        roles = [
            role
            for act in article["acts"]
            for role in (*act["actors"], *act["recipients"])
            if role["mention"]
        ]
        start = time.perf_counter()
        parties = find_parties(document, language, published=day)
        answers = [parties.resolve(Span(*role["mention"])) for role in roles]
        spent += time.perf_counter() - start
        cases += [_case(file, article, role, answer) for role, answer in zip(roles, answers, strict=True)]
    return cases, spent


def _case(file: str, article: dict[str, Any], role: dict[str, Any], answer: Role) -> Case:
    words = article["text"][slice(*role["mention"])]
    return Case(file, article["id"], words, kind_of(words, role["name"]), role["name"], role["party"], answer)


def report(cases: list[Case]) -> None:
    """Shares by kind of mention, and for gold with and without a party."""
    groups: dict[str, list[Case]] = defaultdict(list)
    for case in cases:
        groups["all"].append(case)
        groups[case.kind].append(case)
        groups["gold party" if case.gold_party else "gold none"].append(case)
    for name, group in groups.items():
        count = Counter(p=sum(c.party_right for c in group), s=sum(c.strict_right for c in group))
        names = sum(c.name_right for c in group)
        size = len(group)
        print(
            f"{name:<12} {size:>5}  party {count['p'] / size:.3f}  strict {count['s'] / size:.3f}"
            f"  name {names / size:.3f}"
        )


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--errors", type=int, default=0, help="show this many errors")
    parser.add_argument("--kind", help="only errors of this kind of mention")
    options = parser.parse_args()
    gold = {path.stem: read(path) for path in options.files or sorted(DATA.glob("*.jsonl"))}
    if not gold:
        sys.exit(f"no files in {DATA}")
    if not options.files:
        gold |= {"own": own_articles(), "standoff": standoff_articles()}
    for name, articles in gold.items():
        cases, spent = measure(name, articles)
        print(f"\n{name}: {len(cases)} mentions, {spent:.2f} s")
        report(cases)
        wrong = [c for c in cases if not c.party_right and options.kind in {None, c.kind}]
        for case in wrong[: options.errors]:
            print(f"  {case.kind:<9} {case.article} | {case.text} | gold {case.gold_name} / {case.gold_party}"
                  f" | {case.role.name} / {case.role.party} | {case.role.reason}")  # fmt: skip


if __name__ == "__main__":
    main()
