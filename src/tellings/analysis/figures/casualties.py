"""What befell the people counted, where nobody is named: "killing at least 40", "12 were injured"."""

import re
from functools import cache

from tellings.language.tables import load_table

REACH = 60  # code points on either side in which such a word stands
BETWEEN = 4  # words at most between the number and what befell
WORD = re.compile(r"[ \u00a0]([a-z]+)")


def befell(text: str, start: int, end: int, limit: int) -> str | None:
    """Return the participle for people counted by the number ``text[start:end]`` alone, None when no word tells.

    >>> text = "The slide killed at least 40, and 12 were badly injured; 7 rowed."
    >>> [befell(text, at, at + 2, len(text)) for at in (26, 34, 57)]
    ['killed', 'injured', None]
    """
    state = _behind(text, end, limit)
    before = None if state else _before().search(text[max(0, start - REACH) : start])
    return state or (_participles()[before.group(1).lower()] if before and not _named(text, end, limit) else None)


def _behind(text: str, at: int, limit: int) -> str | None:
    table = load_table("analysis/figures", "casualties.toml")["state"]
    for _ in range(BETWEEN + 1):
        m = WORD.match(text, at, min(limit, at + REACH))
        if m is None:
            return None
        if m.group(1) in table["words"]:
            return m.group(1)
        if m.group(1) not in table["between"]:
            return None
        at = m.end()
    return None


def _named(text: str, at: int, limit: int) -> bool:
    """Tell whether a name or the like follows, which the verb befell: "killed four Kells"."""
    return re.match(r"[ \u00a0-][^\W\d_]*[A-Z]|-", text[at : min(limit, at + 3)]) is not None


@cache
def _participles() -> dict[str, str]:
    table: dict[str, list[str]] = load_table("analysis/figures", "casualties.toml")["befell"]
    return {verb: participle for participle, verbs in table.items() for verb in verbs}


@cache
def _before() -> re.Pattern[str]:
    """Match a verb up to the number, with the words between that only say how the number is meant."""
    meant = "|".join(load_table("analysis/figures", "casualties.toml")["meant"]["words"])
    return re.compile(rf"\b({'|'.join(_participles())})[ \u00a0](?:(?:{meant})[ \u00a0])?$", re.IGNORECASE)
