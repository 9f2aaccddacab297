"""Days that are names: "9/11", "the Sept. 11 memorial"."""

from functools import cache
from typing import NamedTuple

from tellings.language.tables import load_table


class NamedDay(NamedTuple):
    """A day of one event: how it is written, its ISO 8601 value, the words for what happened, and those called after the day."""

    stroke: str | None
    month: int
    day: int
    value: str
    happened: frozenset[str]
    called: frozenset[str]


@cache
def named_days() -> tuple[NamedDay, ...]:
    """Return the days of the table.

    >>> [d.stroke for d in named_days() if d.value == "2005-07-07"]
    ['7/7']
    """
    rows = load_table("language", "named_days.toml")["named"]
    return tuple(
        NamedDay(
            r.get("stroke"), r["month"], r["day"], r["value"], frozenset(r["happened"].split()), frozenset(r["called"].split())
        )
        for r in rows
    )
