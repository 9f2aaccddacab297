"""A result as people and programs want it. The verb is ``export``."""

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

from tellings.errors import UsageError
from tellings.exports.sections import check_section
from tellings.model import Article, Result

__all__ = ["export"]

WRITERS = {
    "json": "tellings.exports.as_json:whole",
    "jsonl": "tellings.exports.as_json:lines",
    "csv": "tellings.exports.tables:to_csv",
    "table": "tellings.exports.terminal.table:to_table",
    "md": "tellings.exports.markdown:to_markdown",
    "html": "tellings.exports.page:to_page",
    "text": "tellings.exports.terminal:to_terminal",
}


def export(result: Result, form: str, texts: Mapping[str, Article] | None = None, **choices: Any) -> str:
    """Return a result as ``form``: json, jsonl, csv, table, md, html or text.

    ``texts`` gives the articles by id, for the full reports of a page. Choices: ``section`` (only this part), ``excerpts``
    (a page with cited passages only), ``width`` and ``colour`` (terminal), ``pretty`` (JSON).
    """
    if form not in WRITERS:
        raise UsageError(f"{form!r} is no format; known: {', '.join(WRITERS)}")
    check_section(choices.get("section"), form)
    module, name = WRITERS[form].split(":")
    write: Callable[..., str] = getattr(import_module(module), name)
    return write(result, texts=texts or {}, **choices)
