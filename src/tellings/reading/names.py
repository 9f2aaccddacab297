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


def one_of(*groups: str) -> str:
    """Return a pattern that matches any name of the groups, longest first."""
    names = [n for g in groups for entry in table()[g] for n in (entry if isinstance(entry, list) else [entry])]
    return "|".join(re.escape(n) for n in sorted(set(names), key=lambda n: (-len(n), n)))


def expand(pattern: str) -> re.Pattern[str]:
    """Compile a pattern of a rule table, with {name}, {wire}, {photo} and {medium} filled in."""
    fill = {"{name}": f"(?:{NAME})", "{wire}": f"(?:{_wire()})", "{photo}": f"(?:{_photo()})", "{medium}": f"(?:{_medium()})"}
    for key, value in fill.items():
        pattern = pattern.replace(key, value)
    return re.compile(pattern)


@cache
def _wire() -> str:
    return one_of("agencies")


@cache
def _photo() -> str:
    return one_of("photo")


@cache
def _medium() -> str:
    return one_of("agencies", "broadcasters", "outlets")
