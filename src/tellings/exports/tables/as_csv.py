"""A table as CSV (RFC 4180 with bare line feeds), in which no spreadsheet finds anything to run."""

import csv
from collections.abc import Sequence
from io import StringIO

from tellings.errors import UsageError
from tellings.exports.tables.cells import guarded
from tellings.exports.tables.nouns import Table


def to_csv(tables: Sequence[Table]) -> str:
    """Return the one table as CSV, its heads first."""
    if len(tables) != 1:
        raise UsageError(f"a CSV holds one table, and these are {len(tables)}: name one, or write .xlsx, a sheet for each")
    (table,) = tables
    sheet = StringIO()
    write = csv.writer(sheet, lineterminator="\n")
    write.writerow(table.heads)
    write.writerows([guarded(row.get(name)) for name in table.heads] for row in table.rows)
    return sheet.getvalue()
