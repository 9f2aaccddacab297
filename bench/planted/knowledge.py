"""Tables of words that the templates use, and a choice among them that depends on the text alone."""

import tomllib
from collections.abc import Sequence
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")


@cache
def table(name: str) -> dict[str, Any]:
    """Return a part of words.toml."""
    return tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))[name]


@cache
def words(part: str, name: str) -> tuple[str, ...]:
    """Return a list of words."""
    return tuple(table(part)[name].split("|" if "|" in table(part)[name] else None))


@cache
def both_ways(half: str) -> dict[str, str]:
    """Return the antonyms of a half, either way; where a word has two the first counts."""
    found: dict[str, str] = {}
    for pair in table("antonyms")[half].split(", "):
        a, b = pair.split()
        found.setdefault(a, b)
        found.setdefault(b, a)
    return found


def number(*parts: object) -> int:
    """Return a number that depends on the parts alone, the same on every machine."""
    return int.from_bytes(blake2b("\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass"), digest_size=6).digest(), "big")


def choose(among: Sequence[T], *parts: object) -> T:
    """Return one of the values by the parts.

    >>> choose("abc", "x") == choose("abc", "x")
    True
    """
    return among[number(*parts) % len(among)]
