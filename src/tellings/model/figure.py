"""A number that a text gives, with what it counts."""

from typing import Literal

from msgspec import Struct


class Figure(Struct, frozen=True):
    """A number at ``[start, end)``: ``quantity`` ``unit`` ``of`` something ("$40bn" of "pension gap").

    ``quantity`` is the value named; ``bound`` says how it is meant (at least, at most, about); ``unit`` is a word such
    as USD, percent, kilometre, or None for a plain count; ``of`` is the head noun counted, or None.
    """

    id: str
    article: str
    start: int
    end: int
    quantity: float
    unit: str | None = None
    of: str | None = None
    bound: Literal["exact", "at_least", "at_most", "about", "vague"] = "exact"
    rule: str = "number"
