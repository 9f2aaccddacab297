"""Tables as an XLSX workbook (ECMA-376), a sheet each: no formula, no macro, the same bytes every time."""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from tellings.exports.tables.cells import runs, shown
from tellings.exports.tables.nouns import Cell, Column, Table
from tellings.exports.view.names import safe_url

MOST_ROWS = 1_048_576  # of a sheet, its heads included: Excel's own limit, as are the next three
MOST_CHARACTERS = 32_767  # of a cell, in UTF-16 units
KEPT = MOST_CHARACTERS - 60  # of a text that is cut: the rest is for the words that say so
MOST_LINKS = 65_530  # of a sheet
LONGEST_LINK = 2_079  # characters of an address
LONGEST_NAME = 31  # characters of a sheet's name
FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
MADE = datetime(2000, 1, 1, tzinfo=UTC)  # a file says when it was made; ours says the same always
A4 = 9  # the number of a paper, ECMA-376 18.3.1.63
HEAD = "head"
WRAPPED = 30  # characters of width from which a column's text is wrapped


def to_xlsx(tables: Sequence[Table], title: str = "") -> bytes:
    """Return the workbook. A table longer than a sheet goes on in the next; a text longer than a cell is cut and says so."""
    from xlsxwriter import Workbook  # type: ignore[import-untyped]

    made = BytesIO()
    book = Workbook(made, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": title, "created": MADE, "comments": "Every row cites its passage: article, start, end."})
    looks = _looks(book)
    taken: set[str] = set()
    for table in tables:
        for rows in _sheets(table):
            _write(book.add_worksheet(sheet_name(table.name, taken)), table, rows, looks)
    book.close()
    return made.getvalue()


def sheet_name(name: str, taken: set[str]) -> str:
    """Return a name that a sheet may bear and none bears yet, and take it.

    >>> taken = {"claims"}
    >>> sheet_name("claims", taken), sheet_name("who: said?", taken), sheet_name("History", taken)
    ('claims (2)', 'who- said-', 'History (2)')
    """
    legal = FORBIDDEN.sub("-", name).strip("' ")[:LONGEST_NAME] or "table"
    chosen, n = legal, 2
    while chosen.casefold() in taken | {"history"}:
        chosen = f"{legal[: LONGEST_NAME - len(f' ({n})')]} ({n})"
        n += 1
    taken.add(chosen.casefold())
    return chosen


def fitted(text: str) -> str:
    """Return a text as a cell can hold it: whole, or cut, saying how much is missing."""
    if text.startswith("<r>") and text.endswith("</r>"):
        text += " "  # xlsxwriter takes such a text for its own markup and would write it as XML
    if len(text) <= MOST_CHARACTERS // 2 or len(text.encode("utf-16-le")) // 2 <= MOST_CHARACTERS:
        return text
    kept = text.encode("utf-16-le")[: 2 * KEPT].decode("utf-16-le", "ignore")
    return f"{kept}… [cut: {len(text) - len(kept):,} more characters]"


def _looks(book: Any) -> dict[Any, Any]:
    """Return the formats of text cells, by (wrapped, runs): a quote prefix keeps an edited text from becoming a formula."""
    looks: dict[Any, Any] = {HEAD: book.add_format({"bold": True, "bottom": 1, "valign": "top"})}
    for wrapped in (False, True):
        for quoted in (False, True):
            looks[wrapped, quoted] = book.add_format({"valign": "top", "text_wrap": wrapped, "quote_prefix": quoted})
    return looks


def _sheets(table: Table) -> Iterator[Sequence[dict[str, Cell]]]:
    """Yield the rows of one sheet after another; a table without rows has one sheet."""
    step = MOST_ROWS - 1
    for first in range(0, max(1, len(table.rows)), step):
        yield table.rows[first : first + step]


def _write(sheet: Any, table: Table, rows: Sequence[dict[str, Cell]], looks: dict[Any, Any]) -> None:
    for at, column in enumerate(table.columns):
        sheet.set_column(at, at, column.wide)
        sheet.write_string(0, at, column.name, looks[HEAD])
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)  # on paper: all columns on a page, the heads on each
    sheet.repeat_rows(0)
    links = MOST_LINKS
    for n, row in enumerate(rows, 1):
        for at, column in enumerate(table.columns):
            links -= _put(sheet, n, at, column, shown(row.get(column.name)), looks, links > 0)
    sheet.autofilter(0, 0, len(rows), len(table.columns) - 1)


def _put(sheet: Any, n: int, at: int, column: Column, value: Cell, looks: dict[Any, Any], linking: bool) -> bool:
    """Write one cell and return whether it became a link."""
    if value is None or value == "":
        return False
    if isinstance(value, str):
        address = safe_url(value) if column.link and linking else None
        if address and len(address) <= LONGEST_LINK:
            sheet.write_url(n, at, address, string=fitted(address))
            return True
        sheet.write_string(n, at, fitted(value), looks[column.wide >= WRAPPED, runs(value)])
    elif isinstance(value, bool):
        sheet.write_boolean(n, at, value, looks[False, False])
    else:
        sheet.write_number(n, at, value, looks[False, False])
    return False
