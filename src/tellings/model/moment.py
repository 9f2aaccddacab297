"""A resolved time with the words that give it."""

from typing import Literal

from msgspec import Struct

MomentType = Literal["DATE", "TIME", "DURATION", "SET"]


class Moment(Struct, frozen=True):
    """A time expression at ``[start, end)`` and its TIMEX3 / ISO 8601 ``value`` (2017-02-22, 2017-02, P3D, 184).

    ``anchor`` is the day it was resolved from (ISO 8601) or None; ``rule`` names the rule that resolved it.
    """

    id: str
    article: str
    start: int
    end: int
    value: str
    type: MomentType
    anchor: str | None
    rule: str
