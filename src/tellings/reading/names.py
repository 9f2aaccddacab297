"""Outlets and agencies by the names that stand in credits, and the patterns made of them."""

import re
from functools import cache
from typing import Any

from tellings.language.tables import load_table

CAPITAL = "[A-ZÀ-ÖØ-ÞŁŚŠŽČĆĐİ]"
PARTICLE = "de|van|von|der|den|la|le|bin|al|da|dos|del|di|el|ben|ibn|y"
NAME = rf"{CAPITAL}[\w'’.-]{{0,30}}(?: (?:{CAPITAL}[\w'’.-]{{0,30}}|{PARTICLE})){{1,4}}"


@cache
def table() -> dict[str, Any]:
    """Return the table of outlets."""
    return load_table("reading", "outlets.toml")


@cache
def canonical() -> dict[str, tuple[str, str]]:
    """Return, for each name in the table, the name to report and its group (agencies, broadcasters, outlets)."""
    groups = ("agencies", "broadcasters", "outlets")
    return {name: (names[0], group) for group in reversed(groups) for names in table()[group] for name in names}


@cache
def _filled() -> dict[str, str]:
    wires = [n for names in table()["agencies"] for n in names]
    return {"{name}": f"(?:{NAME})", "{wire}": one_of(wires), "{photo}": one_of(table()["photo"])}


def one_of(names: list[str]) -> str:
    """Return a pattern that matches any of the names, longest first."""
    return "(?:" + "|".join(re.escape(n) for n in sorted(set(names), key=lambda n: (-len(n), n))) + ")"


@cache
def expand(pattern: str) -> re.Pattern[str]:
    """Compile a pattern of the rule table, with {name}, {wire} and {photo} filled in; each when it is first needed."""
    for key, value in _filled().items():
        pattern = pattern.replace(key, value)
    return re.compile(pattern)
