"""A result in the format asked for, on stdout or in a file."""

import sys
from collections.abc import Mapping

from tellings.cli.settings import Settings
from tellings.cli.writing import put
from tellings.model import Article, Result


def show(
    result: Result,
    texts: Mapping[str, Article],
    form: str,
    settings: Settings,
    *,
    output: str | None = None,
    section: str | None = None,
) -> None:
    """Show a result; ``section`` narrows it, ``texts`` are the articles for formats that hold full reports."""
    from tellings.exports import export

    passed_on = form == "docx" and settings.origins["excerpts"] == "default"  # a document is made to be sent to somebody
    given = {"section": section, "excerpts": passed_on or settings["excerpts"], "width": settings["width"]}
    on_terminal = output is None and sys.stdout.isatty()
    put(export(result, form, texts=texts, colour=on_terminal, pretty=on_terminal, **given), output)
