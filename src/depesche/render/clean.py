"""Foreign text made safe to show: one line, no control characters, nothing that turns the writing around."""

from __future__ import annotations

import re
import unicodedata

_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
TURNS_WRITING = re.compile(f"[{_BIDI}]")
_INVISIBLE = re.compile(f"[{_BIDI}\u00ad\u200b\u2060\ufeff]")
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def clean(text: str) -> str:
    """One line for a terminal: white space is one space, control characters are U+FFFD, invisible ones gone."""
    shown = _INVISIBLE.sub("", " ".join(text.split()))
    return CONTROL.sub("\ufffd", shown)


def shorten(text: str, most: int) -> str:
    """`text`, or its first words and "…", at most `most` characters."""
    if len(text) <= most:
        return text
    head = text[: most - 1]
    space = head.rfind(" ")
    return (head[:space] if space > most // 2 else head).rstrip(" ,;:–-") + "…"


def sign_name(character: str) -> str:
    """A character's name for people: "U+202E RIGHT-TO-LEFT OVERRIDE"."""
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".strip()
