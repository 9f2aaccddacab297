"""How a value is meant: TIMEX3's ``mod``, from the words at the head of an expression or right before it."""

import re
from functools import cache

from tellings.analysis.moments.grammar import words
from tellings.model import MomentMod

REACH = 24  # code points before an expression and at its head in which such words stand


def mod_of(text: str, start: int, end: int) -> MomentMod | None:
    """Return the mod of ``text[start:end]``.

    >>> [mod_of(t, 0, len(t)) for t in ("the late 1840s", "more than 20 years ago", "mid-March", "about 1848", "May 3")]
    ['END', 'MORE_THAN', 'MID', 'APPROX', None]
    """
    head = _heads().match(text, start, min(end, start + REACH)) or _before().search(text[max(0, start - REACH) : start])
    return _meant()[" ".join(head[1].lower().split()).replace("’", "'")] if head else None


@cache
def _meant() -> dict[str, MomentMod]:
    table: dict[MomentMod, list[str]] = words()["mods"]
    return {form: mod for mod, forms in table.items() for form in forms}


def _forms(forms: list[str]) -> str:
    longest_first = sorted(forms, key=lambda f: (-len(f), f))
    return "|".join(re.escape(f).replace(r"\ ", r"\s{1,3}") for f in longest_first)


@cache
def _heads() -> re.Pattern[str]:
    return re.compile(rf"(?:the\s{{1,3}})?({_forms(list(_meant()))})(?=[\s-])", re.IGNORECASE)


@cache
def _before() -> re.Pattern[str]:
    return re.compile(rf"\b({_forms(words()['mods_before'])})\s{{1,3}}$", re.IGNORECASE)
