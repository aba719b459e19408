"""Where articles come from: files, folders, standard input, web addresses.

`articles` is the way in. It never raises for a bad input: the error comes in the article's place.
"""

from __future__ import annotations

from depesche.sources.dates import iso_date
from depesche.sources.inputs import articles, count, is_readable

__all__ = ["articles", "count", "is_readable", "iso_date"]
