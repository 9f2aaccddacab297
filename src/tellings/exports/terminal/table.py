"""The flat tables of a result, drawn for a terminal."""

from collections.abc import Mapping
from io import StringIO
from shutil import get_terminal_size
from typing import Any

from tellings.exports.tables import overview, section_table
from tellings.exports.tables.nouns import Cell
from tellings.exports.visible import label
from tellings.model import Article, Result

# those of the columns that people read; the CSV has them all
DRAWN = set(
    "id line do of kind strength agreement class direction title section text statement quantity unit name form type value date "
    "speaker named status by why origins origin report exact rule from_report from_exact to_report to_exact "
    "earlier_report earlier_exact later_report later_exact".split()
)
CELL = 200  # characters of a cell


def to_table(
    result: Result,
    *,
    texts: Mapping[str, Article],
    section: str | None = None,
    width: int | None = None,
    colour: bool = False,
    **_: Any,
) -> str:
    """Return one section as a table, a row per finding and passage; without a section, a row per story."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    found = section_table(result, section, texts) if section else overview(result)
    filled = {k for row in found.rows for k, v in row.items() if v not in (None, "")}
    columns = [c for c in found.heads if c in filled & DRAWN] if section else found.heads
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    for c in columns:
        table.add_column(c, overflow="fold")
    for row in found.rows:
        table.add_row(*(Text(label(_words(row.get(c)), CELL)) for c in columns))
    sheet = StringIO()
    columns_wide = width or get_terminal_size((100, 24)).columns
    Console(file=sheet, width=columns_wide, force_terminal=colour, highlight=False, markup=False, emoji=False).print(table)
    return "\n".join(line.rstrip() for line in sheet.getvalue().splitlines()) + "\n"


def _words(value: Cell) -> str:
    return "" if value is None else str(value)
