"""Publication dates: what people and systems write, as ISO 8601."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import cache

from depesche import languages
from depesche.errors import InvalidDate

_HEAD = 2000
_HEAD_LINES = 6
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}.*)?", re.DOTALL)
_WRITTEN = re.compile(
    r"""
    (?:[^\W\d]+\.?,?\s+)?                                   # the day of the week
    (?:den\s+)?
    (?P<day>\d{1,2})\.\s*(?:(?P<number>\d{1,2})\.|(?P<name>[^\W\d_]+)\.?)\s*(?P<year>\d{4})
    (?:\s*[,–-]?\s*(?:um\s+)?(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?::\d{2})?(?:\s*(?:Uhr|h))?)?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_FEED = re.compile(r"(?:[A-Za-z]{3},?\s+)?\d{1,2}\s+[A-Za-z]{3}\s+\d{4}\b.*")


def iso_date(value: str) -> str:
    """A date or date-time as ISO 8601; ISO ones stay as they are, "27.01.2022" and feed dates are rewritten.

    Raises `InvalidDate` where it is none.
    """
    written = value.strip().strip("\"'")
    found = _from_iso(written) or _from_words(written) or _from_feed(written)
    if found is None:
        shown = written if len(written) <= 40 else f"{written[:40]}…"
        raise InvalidDate(f"{shown!r} is no date; write it as 2022-01-27 or 27.01.2022")
    return found


def date_in_head(text: str) -> str | None:
    """The date that a text's first lines give: "Stand: 27.01.2022", or a line with nothing but a date."""
    return next((found for line in _head_of(text) if (found := date_in_line(line))), None)


def date_in_line(line: str) -> str | None:
    """The date that a line of a text's head consists of, with or without its label."""
    bare = _without_label(line)
    return _from_iso(bare) or _from_words(bare)


def _head_of(text: str) -> list[str]:
    """The first lines of a text that are not empty."""
    lines = (line.strip() for line in text[:_HEAD].splitlines())
    return [line for line in lines if line][:_HEAD_LINES]


def _without_label(line: str) -> str:
    for label in _labels():
        if line[: len(label)].casefold() == label:
            return line[len(label) :].strip(" \t:")
    return line


def _from_iso(written: str) -> str | None:
    if not _ISO_DATE.fullmatch(written):
        return None
    try:
        if len(written) == 10:
            date.fromisoformat(written)
        else:
            datetime.fromisoformat(written)
    except ValueError:
        return None
    return written.replace(" ", "T", 1) if len(written) > 10 else written


def _from_words(written: str) -> str | None:
    """Read "27.1.2022", "27. Januar 2022", "Donnerstag, 27. Januar 2022, 14.30 Uhr"."""
    match = _WRITTEN.fullmatch(written)
    if not match:
        return None
    month = int(match["number"]) if match["number"] else _months().get(match["name"].casefold()[:3], 0)
    try:
        day = date(int(match["year"]), month, int(match["day"]))
        if match["hour"] is None:
            return day.isoformat()
        moment = datetime(day.year, day.month, day.day, int(match["hour"]), int(match["minute"]))
    except ValueError:
        return None
    return moment.isoformat(timespec="minutes")


def _from_feed(written: str) -> str | None:
    """Read "Thu, 27 Jan 2022 10:00:00 +0100", as in feeds and mails."""
    if not _FEED.fullmatch(written):
        return None
    from email.utils import parsedate_to_datetime

    try:
        return parsedate_to_datetime(written).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


@cache
def _months() -> dict[str, int]:
    """Number of a month by the first three letters of its name in an installed language, as said anywhere."""
    from babel.dates import get_month_names
    from babel.localedata import locale_identifiers

    installed = set(languages.available())
    months: dict[str, int] = {}
    for locale in locale_identifiers():
        if locale.partition("_")[0] in installed:
            names = get_month_names("wide", locale=locale)
            months.update({str(name).casefold()[:3]: number for number, name in names.items()})
    return months


@cache
def _labels() -> list[str]:
    """What stands before a date in any installed language, the longest first."""
    known = (languages.load(code) for code in languages.available())
    tables = [table.words("date_labels") for table in known if table.path("data/date_labels.txt").is_file()]
    return sorted(frozenset[str]().union(*tables), key=len, reverse=True)
