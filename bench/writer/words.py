"""What a model makes up, by half."""

import tomllib
from functools import cache
from pathlib import Path


@cache
def words(kind: str, half: str) -> tuple[str, ...]:
    """Return the sentences, tails or words of a kind and half."""
    told = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))
    return tuple(told[kind][half])
