"""A table before anybody decides how it is written: named columns, and rows of plain values."""

from collections.abc import Iterable, Sequence

from msgspec import Struct

Cell = str | int | float | bool | None
Row = dict[str, Cell]


class Column(Struct, frozen=True):
    """A column: its name, which is the head in CSV and XLSX and the key in JSONL, and how wide a sheet shows it (characters).

    ``flat`` names the columns that show it where a whole story is one table. ``link``: its values are addresses.
    """

    name: str
    flat: str = ""
    wide: int = 14
    link: bool = False


class Table(Struct, frozen=True):
    """A table: its name, its columns, its rows by the columns' names (a missing one is empty), and what a row is."""

    name: str
    columns: tuple[Column, ...]
    rows: Sequence[Row]
    says: str = ""

    @property
    def heads(self) -> list[str]:
        """Return the names of the columns."""
        return [c.name for c in self.columns]


def columns(*told: str) -> tuple[Column, ...]:
    """Return columns from a short notation: ``name``, ``name>flat flat``, with ``:40`` for a width in characters.

    >>> [(c.name, c.flat, c.wide) for c in columns("id>id", "title>text:60", "rule")]
    [('id', 'id', 14), ('title', 'text', 60), ('rule', '', 14)]
    """
    made = []
    for words in told:
        rest, _, wide = words.partition(":")
        name, _, flat = rest.partition(">")
        made.append(Column(name, flat, int(wide or 14), name.endswith("url")))
    return tuple(made)


def listed(values: Iterable[str | None]) -> str:
    """Return several values as one cell, semicolons between."""
    return "; ".join(v for v in values if v)
