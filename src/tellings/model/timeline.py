"""Dated claims in order."""

from typing import Literal

from msgspec import Struct

from tellings.model.passage import Passage

Grain = Literal["time", "day", "week", "month", "quarter", "season", "year", "decade", "century"]


class Event(Struct, frozen=True):
    """What happened at a date (TIMEX3 value of the given grain), by how many origins, and conflicts it takes part in."""

    id: str
    date: str
    grain: Grain
    text: str
    passages: tuple[Passage, ...]
    origins: int = 0
    conflicts: tuple[str, ...] = ()
    rule: str = ""
