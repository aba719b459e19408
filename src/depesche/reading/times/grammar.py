"""Rules over word classes, compiled to regular expressions over codes.

A pattern is a regular expression whose letters are word classes: `=day dot? =month (=year)?`. `name` stands for
one token of that class, `=name` also keeps its value as a fact under that name, `fact=name` under another; `{part}`
is a named sub-pattern. `[` and `]` mark the tokens that make the expression, if not all. `>( )`, `!>( )`, `<( )` and
`!<( )` look ahead and behind.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from depesche.reading.times.lexicon import NAME, OTHER, Lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from depesche.reading.document import Token

Facts = dict[str, str]

_ITEM = re.compile(
    r"""(?P<part>\{[a-z_]+\}) | (?P<fact>[a-z_0-9]*=)?(?P<name>[a-z_0-9]+) | (?P<look>!?[<>]\() | (?P<core>[\[\]])
      | (?P<syntax>[()|?*+]|\{\d,\d\}) | \s+ | (?P<wrong>.)""",
    re.VERBOSE,
)
_GROUP = re.compile(r"\(\?P<\w+>")
_LOOKS = {">(": "(?=", "!>(": "(?!", "<(": "(?<=", "!<(": "(?<!"}
_SPECIAL = {"any": ".", "upper": NAME, "other": OTHER}


@dataclass(frozen=True, slots=True)
class Rule:
    """A compiled rule: what to match, which normaliser makes the value, and facts that always hold."""

    name: str
    regex: re.Pattern[str]
    captures: Mapping[str, tuple[str, str]]
    make: str
    type: str
    facts: Mapping[str, str]
    tight: bool
    priority: int


class Hit(NamedTuple):
    """Tokens `first` up to, not including, `last` make an expression by `rule`."""

    first: int
    last: int
    rule: Rule
    facts: Facts


@dataclass(slots=True)
class Grammar:
    """All rules of a language over one lexicon."""

    lexicon: Lexicon
    rules: list[Rule]
    _start: re.Pattern[str] = field(init=False)
    _any: re.Pattern[str] = field(init=False)

    def __post_init__(self) -> None:
        self._start = re.compile(f"[^{OTHER}{NAME}]")
        patterns = (_GROUP.sub("(?:", rule.regex.pattern) for rule in self.rules)
        self._any = re.compile("|".join(f"(?:{pattern})" for pattern in patterns))

    def hits(self, text: str, tokens: Sequence[Token], codes: str) -> Iterator[Hit]:
        """Expressions from left to right; where two overlap the longer, then the first in the file."""
        position = 0
        while start := self._start.search(codes, position):
            position = start.start()
            hit = self._longest(text, tokens, codes, position)
            while hit and position < hit.first:
                position += 1
                inner = self._longest(text, tokens, codes, position)
                hit = inner if inner and _longer(inner, hit) else hit
            if hit:
                yield hit
            position = max(hit.last if hit else 0, position + 1)

    def _longest(self, text: str, tokens: Sequence[Token], codes: str, position: int) -> Hit | None:
        best: Hit | None = None
        if self._any.match(codes, position) is None:
            return None
        for rule in self.rules:
            match = rule.regex.match(codes, position)
            if match is None:
                continue
            hit = Hit(*match.span("core"), rule, {})
            if best and not _longer(hit, best):
                continue
            if hit.first < hit.last and _holds_together(text, tokens, hit.first, hit.last, tight=rule.tight):
                best = hit._replace(facts=self._facts(rule, match, tokens))
        return best

    def _facts(self, rule: Rule, match: re.Match[str], tokens: Sequence[Token]) -> Facts:
        facts = dict(rule.facts)
        for group, (fact, name) in rule.captures.items():
            index = match.start(group)
            if index < 0:
                continue
            value = self.lexicon.entry(tokens[index].word).values[name]
            if isinstance(value, str):
                facts[fact or name] = value
            elif "n" in value and len(value) == 1:
                facts[fact or name] = value["n"]
            else:
                facts.update(value)
        return facts


def _longer(one: Hit, other: Hit) -> bool:
    """Whether a match ends later, or as late and holds more words."""
    return (one.last, -one.first) > (other.last, -other.first)


def _holds_together(text: str, tokens: Sequence[Token], first: int, last: int, *, tight: bool) -> bool:
    """Whether no line break that ends a sentence, and in tight rules no space, lies between the tokens."""
    for left, right in zip(tokens[first : last - 1], tokens[first + 1 : last], strict=True):
        gap = text[left.end : right.start]
        if (tight and gap) or ("\n" in gap and left.sentence != right.sentence):
            return False
    return True


def compile_rules(lexicon: Lexicon, table: Mapping[str, Any]) -> Grammar:
    """All rules of a table with `parts` and `rule`."""
    parts: dict[str, str] = {}
    for name, pattern in table["parts"].items():
        parts[name] = _insert(pattern, parts)
    rules = [
        _compile(lexicon, rule, _insert(rule["pattern"], parts), number)
        for number, rule in enumerate(table["rule"])
    ]
    return Grammar(lexicon, rules)


def _insert(pattern: str, parts: Mapping[str, str]) -> str:
    return re.sub(r"\{([a-z_]+)\}", lambda match: f"({parts[match[1]]})", pattern)


def _compile(lexicon: Lexicon, rule: Mapping[str, Any], pattern: str, priority: int) -> Rule:
    captures: dict[str, tuple[str, str]] = {}
    marked = pattern if "[" in pattern else f"[{pattern}]"
    pieces = [_translate(item, lexicon, captures) for item in _ITEM.finditer(marked)]
    facts = {name: str(value) for name, value in rule.get("facts", {}).items()}
    return Rule(
        name=rule["name"],
        regex=re.compile("".join(pieces)),
        captures=captures,
        make=rule["make"],
        type=rule["type"],
        facts=facts,
        tight=rule.get("tight", False),
        priority=priority,
    )


def _translate(item: re.Match[str], lexicon: Lexicon, captures: dict[str, tuple[str, str]]) -> str:
    if item["wrong"]:
        raise ValueError(f"{item['wrong']!r} in pattern {item.string!r}")
    if item["look"]:
        return _LOOKS[item["look"]]
    if item["core"]:
        return "(?P<core>" if item["core"] == "[" else ")"
    if item["syntax"]:
        return "(?:" if item["syntax"] == "(" else item["syntax"]
    if not item["name"]:
        return ""
    name = item["name"]
    codes = _SPECIAL.get(name) or f"[{lexicon.codes_of(name)}]"
    if item["fact"] is None:
        return codes
    group = f"g{len(captures)}"
    captures[group] = (item["fact"][:-1], name)
    return f"(?P<{group}>{codes})"
