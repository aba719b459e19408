"""Cells of CSV that no spreadsheet takes for a formula.

Public: `as_text(row)`.

Words of articles come from strangers, and a spreadsheet runs what begins with one of these signs, whatever the quotes
around it. An apostrophe in front makes it text there, as OWASP advises and Symfony's encoder does. Cells that begin
with apostrophes and such a sign get one too, so that whoever takes one off in front of a sign has the words as they
were.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

_FULLWIDTH = "\uff1d\uff0b\uff0d\uff20"  # = + - @ as Asian keyboards write them
_FORMULA = re.compile(f"'*[=+\\-@\t\r\n{_FULLWIDTH}]")


def as_text(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row with an apostrophe in front of every text that could be taken for a formula; numbers stay."""
    return {name: f"'{cell}" if _is_formula(cell) else cell for name, cell in row.items()}


def _is_formula(cell: Any) -> bool:
    return isinstance(cell, str) and _FORMULA.match(cell) is not None
