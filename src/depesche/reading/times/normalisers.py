"""The registry of normalisers: from the facts of an expression to its TIMEX3 value and interval.

A normaliser takes the facts that a rule kept and the scene, and returns a `Value`, or None where the words turn out
not to be a time at all. Rules name it in `make`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from depesche.reading.times.calendar import Value
    from depesche.reading.times.grammar import Facts
    from depesche.reading.times.scene import Scene

    Normaliser = Callable[[Facts, Scene], Value | None]

NORMALISERS: dict[str, Normaliser] = {}


def normaliser(function: Normaliser) -> Normaliser:
    """Register a function under its name, without the underscore that keeps it from hiding another."""
    NORMALISERS[function.__name__.rstrip("_")] = function
    return function
