"""Plain text: the text is the file, to the last character."""

from __future__ import annotations

from typing import TYPE_CHECKING

from depesche.reading.document import CLOSING as _CLOSING
from depesche.sources.build import Given, Known, build
from depesche.sources.dates import date_in_head, date_in_line
from depesche.sources.decode import decode

_HEAD = 2000
_LONGEST_HEADLINE = 150
_ENDS = (".", ",", ";", ":", "…", "–", "-")

if TYPE_CHECKING:
    from depesche.reading.types import Article


def from_text(
    data: bytes, *, name: str, source: str, given: Given, charset: str | None = None, url: str | None = None
) -> Article:
    """An article from the bytes of a plain text.

    A date in its first lines and a headline above it are taken up, and stay in the text. Raises `InputError`.
    """
    text, notice = decode(data, charset)
    known = Known(
        id=name,
        source=source,
        title=_headline(text),
        url=url,
        published=date_in_head(text),
        notices=(notice,) if notice else (),
    )
    return build(text, known, given)


def _headline(text: str) -> str | None:
    """The first line that is no date, where it is short, stands by itself and ends like no sentence."""
    lines = [line.strip() for line in text[:_HEAD].splitlines()]
    number = next((number for number, line in enumerate(lines) if line and not date_in_line(line)), None)
    if number is None or number + 1 >= len(lines):
        return None
    line, following = lines[number], lines[number + 1]
    alone = not following or len(following) > _LONGEST_HEADLINE
    open_ended = not line.rstrip(_CLOSING).endswith(_ENDS)
    return line if alone and open_ended and len(line) <= _LONGEST_HEADLINE else None
