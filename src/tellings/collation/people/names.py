"""Whether two printed names can be one person's."""

import unicodedata
from functools import cache

from tellings.language.tables import load_table

SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv"))


def fold(name: str) -> tuple[str, ...]:
    """Return the parts of a name without accents, case, full stops, suffixes and middle initials.

    >>> fold("Beatriz S. Muñoz-Roe Jr.")
    ('beatriz', 'munoz-roe')
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    parts = plain.lower().replace("’", "'").replace(".", " ").split()
    parts = [p for p in parts if p not in SUFFIXES]
    return tuple(p for n, p in enumerate(parts) if len(p) > 1 or n in (0, len(parts) - 1))


@cache
def _nicknames() -> dict[str, str]:
    table = load_table("collation/people", "nicknames.toml")["nicknames"]
    return {short: full for full, shorts in table.items() for short in shorts.split()}


def given(name: str) -> str:
    """Return the full form of a first name, in lower case: "bill" is "william"."""
    return _nicknames().get(name, name)


def same_person(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Say whether two folded full names agree: one begins or ends the other, or first and last parts are the same.

    >>> same_person(("jane", "roe"), ("jane", "roe", "poe")), same_person(("jane", "roe"), ("john", "roe"))
    (True, False)
    """
    if len(a) > len(b):
        a, b = b, a
    if len(a) < 2:
        return False
    if given(a[0]) != given(b[0]):
        return b[-len(a) :] == a
    return b[1 : len(a)] == a[1:] or a[-1] == b[-1]


def is_surname_of(part: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Say whether a folded name is the surname, or the last surnames, of a full one."""
    return len(part) < len(full) and (full[-len(part) :] == part or (len(part) == 1 and full[1:2] == part and len(full) > 2))
