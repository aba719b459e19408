"""A text cut into tokens, sentences and paragraphs, without changing a character of it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import wraps
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Concatenate, NamedTuple, ParamSpec, TypeVar

from depesche.reading.types import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from depesche.languages import Language

P = ParamSpec("P")
T = TypeVar("T")
_TURNING = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
INVISIBLE = f"\u00ad\u200b\u200c\u200d\u2060\ufeff{_TURNING}"
_LETTER = rf"[^\W\d_{INVISIBLE}]"
_TOKEN = re.compile(
    rf"""
      (?P<address>https?://[^\s<>"„“”»«]+ | www\.[^\s<>"„“”»«]+ | [\w.+-]{{1,64}}@[\w-]{{1,64}}\.[\w.-]{{0,64}}\w)
    | (?P<number>\d+(?:[.,:]\d+)*)
    | (?P<word>{_LETTER}[\w{INVISIBLE}]*(?:[-’'‑]\w[\w{INVISIBLE}]*)*-?)
    | (?P<dots>\.{{2,}}|-{{2,}})
    | (?P<typed>``|''|,,|<<|>>|´´|‚‚|‘‘|’’|‹‹|››)
    | (?P<mark>[^\s{INVISIBLE}])
    """,
    re.VERBOSE,
)
_TRAILING = ".,;:!?)]'’"
_DELETE_INVISIBLE = dict.fromkeys(map(ord, INVISIBLE))
OPENING = "„“”‟〝「『＂‚‘«»‹›\"'([{"
CLOSING = "“”„〞」』＂’‘»«›‹\"')]}"
TYPED = frozenset(("``", "''", ",,", "<<", ">>", "´´", "‚‚", "‘‘", "’’", "‹‹", "››"))
"""Quotation marks typed as two characters, each one token."""
_TERMINAL = frozenset(".!?…") | {"...", "..", "...."}


def visible(text: str) -> str:
    """A text without its invisible characters, for names and reasons; spans count them."""
    return text.translate(_DELETE_INVISIBLE)


class Token(NamedTuple):
    """One token; `word` is its text without invisible characters, `sentence` the number of its sentence."""

    start: int
    end: int
    word: str
    sentence: int

    @property
    def span(self) -> Span:
        """Its characters."""
        return Span(self.start, self.end)


_START, _END = itemgetter(0), itemgetter(1)


class Sentence(NamedTuple):
    """A sentence: its tokens are `document.tokens[first:last]`; `paragraph` counts from 0."""

    span: Span
    first: int
    last: int
    paragraph: int


@dataclass(frozen=True, slots=True)
class Document:
    """An article's text with its tokens and sentences, in order.

    `folded` are the words of the tokens without regard to case; `kept` is what was found in it (`found_once`).
    """

    text: str
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    folded: tuple[str, ...] = field(init=False, repr=False, compare=False)
    kept: dict[Any, tuple[Any, Any]] = field(default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "folded", tuple([token[2].casefold() for token in self.tokens]))

    def tokens_in(self, span: Span) -> range:
        """Numbers of the tokens that share a character with `span`."""
        first = bisect_right(self.tokens, span.start, key=_END)
        return range(first, bisect_left(self.tokens, span.end, first, key=_START))

    def span_of(self, first: int, last: int) -> Span:
        """Characters from token `first` up to, not including, token `last`."""
        return Span(self.tokens[first].start, self.tokens[last - 1].end)


def found_once(find: Callable[Concatenate[Document, P], T]) -> Callable[Concatenate[Document, P], T]:
    """A function of a document whose result is kept with it, for each set of further arguments (by identity)."""

    @wraps(find)
    def asked(document: Document, /, *others: P.args, **named: P.kwargs) -> T:
        key = (find, *map(id, others), *((name, id(value)) for name, value in named.items()))
        if key not in document.kept:
            # The arguments are kept too, so that no other object can come by their identity.
            document.kept[key] = (others, named), find(document, *others, **named)
        found: T = document.kept[key][1]
        return found

    return asked


def cut(text: str, language: Language) -> Document:
    """Cut a text into tokens and sentences by the language's abbreviations and ordinals."""
    pieces = list(_pieces(text, language))
    bounds = _sentence_bounds(text, pieces, language)
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    paragraph = 0
    for number, (first, last) in enumerate(bounds):
        if first and "\n" in text[pieces[first - 1][1] : pieces[first][0]]:
            paragraph += 1
        sentences.append(Sentence(Span(pieces[first][0], pieces[last - 1][1]), first, last, paragraph))
        tokens += [Token(start, end, word, number) for start, end, word in pieces[first:last]]
    return Document(text, tuple(tokens), tuple(sentences))


def _pieces(text: str, language: Language) -> Iterator[tuple[int, int, str]]:
    position = 0
    all_visible = len(visible(text)) == len(text)
    while match := _TOKEN.search(text, position):
        start, end = match.span()
        kind = match.lastgroup
        if kind == "address":
            end = start + len(text[start:end].rstrip(_TRAILING))
        elif kind == "word":
            end = _with_dot(text, start, end, language)
        elif kind == "number":
            end = _with_ordinal_dot(text, start, end, language)
        yield start, end, text[start:end] if all_visible else visible(text[start:end])
        position = end


def _with_dot(text: str, start: int, end: int, language: Language) -> int:
    """Where an abbreviation ends: "z.B.", "Dr.", the initial "J.", but not "auf X."."""
    if text[end : end + 1] != ".":
        return end
    if end - start == 1:
        if _is_no_initial(text, start, end, language):
            return end
        chain = end + 1
        while text[chain : chain + 1].isalpha() and text[chain + 1 : chain + 2] == ".":
            chain += 2
        return chain
    return end + 1 if text[start : end + 1].casefold() in language.words("abbreviations") else end


def _is_no_initial(text: str, start: int, end: int, language: Language) -> bool:
    """Whether a letter before a full stop is a name of its own, by the word before it: "auf X."."""
    before = text[max(0, start - 12) : start].split()
    pair = f"{before[-1]} {text[start:end]}".casefold() if before else ""
    return pair in language.words("no_initials") and not text[end + 1 : end + 2].isalnum()


def _with_ordinal_dot(text: str, start: int, end: int, language: Language) -> int:
    """Where an ordinal ends: "3. März", "die 2. Kammer", but not "um 14.30" or "im Jahr 2014."."""
    if end - start > 2 or text[end : end + 1] != "." or not text[start:end].isdigit():
        return end
    following = re.compile(r"[ \u00a0]{0,2}([^\W\d_]+|\d{1,2}\.)").match(text, end + 1)
    if not following:
        return end
    word = following[1]
    before = text[max(0, start - 8) : start].split()
    ordinal = (
        word[0].islower()
        or word.endswith(".")
        or word.casefold() in language.words("months")
        or (bool(before) and before[-1].casefold() in language.words("before_ordinals"))
    )
    return end + 1 if ordinal else end


def _sentence_bounds(
    text: str, pieces: list[tuple[int, int, str]], language: Language
) -> list[tuple[int, int]]:
    bounds = []
    first = 0
    for index in range(1, len(pieces)):
        _, end, word = pieces[index - 1]
        within = word[-1].isalnum() and text[end : pieces[index][0]] == " "
        if not within and _starts_sentence(text, pieces, index, language):
            bounds.append((first, index))
            first = index
    if pieces:
        bounds.append((first, len(pieces)))
    return bounds


def _starts_sentence(text: str, pieces: list[tuple[int, int, str]], index: int, language: Language) -> bool:
    gap = text[pieces[index - 1][1] : pieces[index][0]]
    if "\n" in gap and _breaks_line(text, gap, pieces, index):
        return True
    if not gap:
        return _glued(pieces, index)
    before = index - 1
    while before > 0 and _closes(pieces[before][2]) and pieces[before - 1][1] == pieces[before][0]:
        before -= 1
    last = pieces[before][2]
    if last not in _TERMINAL:
        return (
            last.endswith(".")
            and len(last) > 2
            and _opens_after_abbreviation(pieces[index][2], last, language)
        )
    opens = pieces[index][2] in OPENING or pieces[index][2] in TYPED
    return _may_open(pieces[index][2]) or (opens and _next_is_upper(pieces, index))


def _closes(word: str) -> bool:
    return word in CLOSING or word in TYPED


def _glued(pieces: list[tuple[int, int, str]], index: int) -> bool:
    """Whether a sentence begins right behind a full stop, its space lost: "… ist leer.Auch …"."""
    if index < 2 or pieces[index - 1][2] not in ".!?":
        return False
    before, after = pieces[index - 2][2], pieces[index][2]
    return (
        len(before) > 2 and before.islower() and len(after) > 1 and after[0].isupper() and after[1].islower()
    )


def _may_open(word: str) -> bool:
    return word[0].isupper() or word[0].isdigit() or word in "–—•*" or word.startswith("http")


def _next_is_upper(pieces: list[tuple[int, int, str]], index: int) -> bool:
    return index + 1 < len(pieces) and not pieces[index + 1][2][0].islower()


def _opens_after_abbreviation(word: str, abbreviation: str, language: Language) -> bool:
    """Whether a sentence ends with an abbreviation such as "usw." and the next word opens one."""
    may_end = abbreviation.casefold() in language.words("final_abbreviations")
    return may_end and word[0].isupper() and word.casefold() in language.words("openers")


def _breaks_line(text: str, gap: str, pieces: list[tuple[int, int, str]], index: int) -> bool:
    """Whether a line break ends a sentence; one in the middle of hard-wrapped text does not."""
    if gap.count("\n") > 1:
        return True
    end = pieces[index - 1][1]
    line = text[text.rfind("\n", 0, end) + 1 : end]
    wrapped = len(line) >= 50 and line[-1] not in '.!?…:"“”«»' and line[-2:] not in TYPED
    return not wrapped and not pieces[index][2][0].islower()
