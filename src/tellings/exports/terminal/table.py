"""The flat tables of a result, drawn for a terminal."""

from collections.abc import Mapping
from io import StringIO
from shutil import get_terminal_size
from typing import Any

from tellings.exports.tables import rows_of, used_columns
from tellings.exports.visible import label
from tellings.model import Article, Result

DRAWN = (
    "id",
    "kind",
    "text",
    "speaker",
    "date",
    "origins",
    "outlet",
    "exact",
    "rule",
)  # of the columns of the CSV, those people read
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

    rows = rows_of(result, section, texts) if section else overview(result)
    columns = [c for c in used_columns(rows) if c in DRAWN] if section else list(rows[0] if rows else ())
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    for c in columns:
        table.add_column(c, overflow="fold")
    for row in rows:
        table.add_row(*(Text(label(str(row.get(c, "")), CELL)) for c in columns))
    sheet = StringIO()
    columns_wide = width or get_terminal_size((100, 24)).columns
    Console(file=sheet, width=columns_wide, force_terminal=colour, highlight=False, markup=False, emoji=False).print(table)
    return "\n".join(line.rstrip() for line in sheet.getvalue().splitlines()) + "\n"


def overview(result: Result) -> list[dict[str, Any]]:
    """Return a row for each story: its id, title and counts."""
    return [
        {
            "story": s.id,
            "title": label(s.title),
            "reports": len(s.articles),
            "origins": len(s.origins),
            "hard": sum(c.strength == "hard" for c in s.conflicts),
            "soft": sum(c.strength == "soft" for c in s.conflicts),
            "utterances": len(s.utterances),
            "events": len(s.timeline),
        }
        for s in result.stories
    ]
