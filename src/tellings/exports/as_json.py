"""A result as JSON: one document, or one story a line."""

from collections.abc import Mapping
from typing import Any

import msgspec

from tellings.model import Article, Result, Story


def whole(result: Result, *, texts: Mapping[str, Article], section: str | None = None, pretty: bool = False, **_: Any) -> str:
    """Return ``{"tellings": 1, "stories": [...]}``; with a section, its values story by story."""
    value: Any = [{"story": s.id, section: part(s, section)} for s in result.stories] if section else result
    data = _encode(value)
    return (msgspec.json.format(data, indent=2) if pretty else data).decode() + "\n"


def lines(result: Result, *, texts: Mapping[str, Article], section: str | None = None, **_: Any) -> str:
    """Return one story a line; with a section, one of its values a line."""
    values = [v for s in result.stories for v in _each(part(s, section))] if section else list(result.stories)
    return "".join(_encode(v).decode() + "\n" for v in values)


def part(story: Story, section: str) -> Any:
    """Return one section of a story by its name in the JSON."""
    return getattr(story, section)


def _each(value: Any) -> list[Any]:
    return list(value) if isinstance(value, tuple) else [value]


def _encode(value: Any) -> bytes:
    return msgspec.json.encode(value)
