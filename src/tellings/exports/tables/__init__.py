"""Findings and lists as tables: rows and columns defined once, written as CSV, XLSX or JSON Lines. The verb is ``write_table``."""

from tellings.errors import UsageError
from tellings.exports.tables.lists import articles_in, changes_table, hits_table, said_table, stories_table
from tellings.exports.tables.nouns import Table
from tellings.exports.tables.sections import SECTIONS
from tellings.exports.tables.stories import all_tables, flat_table, overview, section_table

__all__ = [
    "SECTIONS",
    "Table",
    "all_tables",
    "articles_in",
    "changes_table",
    "flat_table",
    "hits_table",
    "overview",
    "said_table",
    "section_table",
    "stories_table",
    "write_table",
]


def write_table(form: str, *tables: Table, title: str = "") -> str | bytes:
    """Return tables as ``form``: csv (one table), xlsx (a sheet each, bytes) or jsonl (a row a line)."""
    if form == "csv":
        from tellings.exports.tables.as_csv import to_csv

        return to_csv(tables)
    if form == "xlsx":
        from tellings.exports.tables.as_xlsx import to_xlsx

        return to_xlsx(tables, title)
    if form == "jsonl":
        from tellings.exports.tables.as_jsonl import to_jsonl

        return to_jsonl(tables)
    raise UsageError(f"{form!r} is no form of a table; known: csv, xlsx, jsonl")
