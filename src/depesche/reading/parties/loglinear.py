"""A learned choice among options: each option has named features, each feature a weight; the greatest sum wins."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from depesche.languages import Language
    from depesche.reading.parties.entities import Acting

TABLE = "parties/weights"


class Option(NamedTuple):
    """For whom somebody may act, with what speaks for it."""

    acting: Acting
    features: list[str]


def weights_of(language: Language) -> dict[str, float]:
    """The learned weights of a language; none where it has no such table, so that the rules decide alone."""
    if not language.path(f"data/{TABLE}.toml").is_file():
        return {}
    weights: dict[str, float] = language.table(TABLE)["weights"]
    return weights


def best(options: Sequence[Option], weights: dict[str, float]) -> Option:
    """The option with the greatest sum of weights, the first among equals; ValueError where there is none."""
    get = weights.get
    return max(options, key=lambda option: sum([get(name, 0.0) for name in option.features]))
