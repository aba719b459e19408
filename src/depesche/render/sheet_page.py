"""A sheet as one page for the browser, which needs nothing from outside.

It looks like the page of a reading and is as safe: everything goes through Jinja's escaping, and a content security
policy forbids whatever is not our own style and script.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from markupsafe import Markup

from depesche.render.files import file_of, hash_of
from depesche.render.labels import labels_of

if TYPE_CHECKING:
    from jinja2 import Template

    from depesche.render.sheet import Sheet


def sheet_page(sheet: Sheet) -> str:
    """One self-contained HTML page."""
    style = file_of("page.css") + file_of("sheet.css")
    script = file_of("sheet.js")
    return _template().render(
        sheet=sheet,
        labels=labels_of(sheet.language),
        style=Markup(style),  # noqa: S704 (our own file)
        script=Markup(script),  # noqa: S704 (our own file)
        style_hash=hash_of(style),
        script_hash=hash_of(script),
    )


@cache
def _template() -> Template:
    from jinja2 import Environment, StrictUndefined

    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.from_string(file_of("sheet.html"))
