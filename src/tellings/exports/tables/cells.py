"""One cell: visible text, and nothing that a spreadsheet would run."""

from math import isfinite

from tellings.exports.tables.nouns import Cell
from tellings.exports.visible import visible

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # first characters that a spreadsheet may run
EXACT = 2**53  # whole numbers beyond it are not exact in a spreadsheet, nor in JavaScript


def shown(value: Cell) -> Cell:
    r"""Return a value as every form shows it: text visible; numbers that no spreadsheet can hold as text.

    >>> shown("a\x00b"), shown(7), shown(float("inf")), shown(None)
    ('a␀b', 7, 'inf', None)
    """
    if isinstance(value, str):
        return visible(value)
    if isinstance(value, bool) or value is None:
        return value
    return value if isfinite(value) and abs(value) <= EXACT else str(value)


def runs(text: str) -> bool:
    """Return whether a spreadsheet that reads the text as a cell may run it."""
    return text.lstrip(" ").startswith(FORMULA)


def guarded(value: Cell) -> Cell:
    """Return a value as a cell of a CSV: with an apostrophe before what a spreadsheet would run; yes and no as in JSON.

    >>> guarded("=1+1"), guarded(7), guarded("plain"), guarded(True), guarded(None)
    ("'=1+1", 7, 'plain', 'true', '')
    """
    if isinstance(value, bool):
        return str(value).lower()
    safe = shown(value)
    if isinstance(safe, str):
        return f"'{safe}" if runs(safe) else safe
    return "" if safe is None else safe
