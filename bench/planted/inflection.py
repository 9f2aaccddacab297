"""Forms of the verbs that the templates know; a verb that is not in the table is left alone."""

import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

VOWELS = "aeiou"


class Forms(NamedTuple):
    """Base, past and past participle."""

    base: str
    past: str
    participle: str


def of_past(word: str) -> Forms | None:
    """Return the forms of a verb by its past.

    >>> of_past("stopped").base, of_past("wrote").participle, of_past("stone")
    ('stop', 'written', None)
    """
    return _tables()[1].get(word.lower())


def of_participle(word: str) -> Forms | None:
    """Return the forms of a verb by its participle."""
    return _tables()[2].get(word.lower())


def of_base(word: str) -> Forms | None:
    """Return the forms of a verb by its base."""
    return _tables()[0].get(word.lower())


def ing(base: str) -> str:
    """Return the form in -ing.

    >>> ing("stop"), ing("make"), ing("carry")
    ('stopping', 'making', 'carrying')
    """
    if base in _doubling():
        return base + base[-1] + "ing"
    return (base[:-1] if base.endswith("e") and not base.endswith(("ee", "oe", "ye")) else base) + "ing"


def third(base: str) -> str:
    """Return the third person.

    >>> third("carry"), third("pass"), third("stop")
    ('carries', 'passes', 'stops')
    """
    if base.endswith("y") and base[-2] not in VOWELS:
        return base[:-1] + "ies"
    return base + ("es" if base.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")


def past(base: str) -> str:
    """Return the regular past.

    >>> past("carry"), past("ban"), past("move")
    ('carried', 'banned', 'moved')
    """
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2] not in VOWELS:
        return base[:-1] + "ied"
    return base + (base[-1] if base in _doubling() else "") + "ed"


@cache
def needs_object() -> frozenset[str]:
    """Return the verbs that hardly stand without an object: without one their past is a participle."""
    return frozenset(_table()["object"].split())


@cache
def _table() -> dict[str, str]:
    return tomllib.loads(Path(__file__).with_name("verbs.toml").read_text(encoding="utf-8"))


@cache
def _doubling() -> frozenset[str]:
    return frozenset(_table()["doubling"].split())


@cache
def _tables() -> tuple[dict[str, Forms], dict[str, Forms], dict[str, Forms]]:
    table = _table()
    lines = [line.split() for line in table["irregular"].splitlines() if line.strip()]
    known = {line[0]: Forms(*line) for line in lines} | {"beat": Forms("beat", "beat", "beaten")}
    for base in (*table["regular"].split(), *table["doubling"].split()):
        known.setdefault(base, Forms(base, past(base), past(base)))
    for base in table["same"].split():
        known[base] = Forms(base, base, base)
    return known, {f.past: f for f in known.values()}, {f.participle: f for f in known.values()}
