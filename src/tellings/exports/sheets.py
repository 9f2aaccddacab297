"""A result as sheets: one section, or everything, as CSV and XLSX."""

from collections.abc import Mapping
from typing import Any

from tellings.exports.tables import all_tables, flat_table, section_table, write_table
from tellings.exports.visible import label
from tellings.model import Article, Result


def to_csv(result: Result, *, texts: Mapping[str, Article], section: str | None = None, **_: Any) -> str:
    """Return one section with its own columns, or every finding of every section in one table."""
    return str(write_table("csv", section_table(result, section, texts) if section else flat_table(result, texts)))


def to_xlsx(result: Result, *, texts: Mapping[str, Article], section: str | None = None, **_: Any) -> bytes:
    """Return a workbook: one section, or a sheet for the stories and for each section."""
    tables = (section_table(result, section, texts),) if section else all_tables(result, texts)
    title = result.stories[0].title if len(result.stories) == 1 else f"{len(result.stories)} stories"
    made = write_table("xlsx", *tables, title=label(title))
    return made if isinstance(made, bytes) else made.encode()
