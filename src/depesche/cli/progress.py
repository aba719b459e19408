"""A progress bar over articles, on standard error, for whoever waits longer than a second."""

from __future__ import annotations

import sys
import threading
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rich.console import Console
    from rich.progress import Progress

PATIENCE = 1.0  # seconds before the bar appears
_Item = TypeVar("_Item")


def with_progress(
    items: Iterator[_Item], count: Callable[[], int | None], console: Console, *, beside_output: bool
) -> Iterator[_Item]:
    """The same items, with a bar on `console` while they come.

    `count` tells how many there will be and is only asked where a bar is shown: on a terminal, and not where the
    output goes to a terminal too (`beside_output`) and shows by itself how far things are.
    """
    if not console.is_terminal or (beside_output and sys.stdout.isatty()):
        yield from items
        return
    progress = _bar(console)
    task = progress.add_task("", total=count())
    timer = threading.Timer(PATIENCE, progress.start)
    timer.daemon = True
    timer.start()
    try:
        for item in items:
            progress.advance(task)
            yield item
    finally:
        timer.cancel()
        timer.join()
        progress.stop()


def _bar(console: Console) -> Progress:
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("reading"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("articles"),
        TimeRemainingColumn(),
    )
    return Progress(*columns, console=console, transient=True, redirect_stdout=False, redirect_stderr=False)
