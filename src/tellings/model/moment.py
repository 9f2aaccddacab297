"""A resolved time with the words that give it."""

from typing import Literal

from msgspec import Struct

MomentType = Literal["DATE", "TIME", "DURATION", "SET"]
MomentMod = Literal["START", "MID", "END", "APPROX", "MORE_THAN", "EQUAL_OR_MORE", "LESS_THAN", "EQUAL_OR_LESS"]


class Moment(Struct, frozen=True):
    """A time expression at ``[start, end)`` and its TIMEX3 / ISO 8601 ``value`` (2017-02-22, 2017-02, P3D, 184).

    ``anchor`` is what it was resolved from (ISO 8601: the article's day, the day of an utterance, a date named before) or
    None; ``rule`` names the rule that resolved it. ``alternatives`` are the other values that the words allow where nothing
    decides; ``value`` is the likeliest. ``mod`` is TIMEX3's ("the late 1840s": END), ``edtf`` the value in ISO 8601-2's
    Extended Date/Time Format (2017-02-20/2017-02-26 for a week), None for what it has no form for.
    """

    id: str
    article: str
    start: int
    end: int
    value: str
    type: MomentType
    anchor: str | None
    rule: str
    mod: MomentMod | None = None
    edtf: str | None = None
    alternatives: tuple[str, ...] = ()
