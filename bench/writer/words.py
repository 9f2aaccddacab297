"""What a model makes up, by part."""

import tomllib
from functools import cache
from pathlib import Path


@cache
def words(kind: str, part: str) -> tuple[str, ...]:
    """Return the sentences, tails or words of a kind and part."""
    told = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))
    return tuple(told[kind][part])
