"""Rows as known tools write them, in our fields."""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from msgspec import Struct

from tellings.language.tables import load_table

NAMES = 12  # authors of one article that are kept
FEED = "https://jsonfeed.org/version/"
LISTS = (("articles", "results"), ("articles",), ("stories",), ("results",))


class Shape(Struct, frozen=True):
    """What the rows of a tool look like: the keys that tell them, and where each of our fields is."""

    name: str
    says: str
    needs: tuple[str, ...]
    fields: dict[str, tuple[str, ...]]


@cache
def shapes() -> tuple[Shape, ...]:
    """Return the shapes of the table."""
    return tuple(
        Shape(s["name"], s["says"], tuple(s["needs"]), {k: tuple(v) for k, v in s["fields"].items()})
        for s in load_table("reading", "shapes.toml")["shape"]
    )


def find_shape(row: Mapping[str, Any]) -> Shape | None:
    """Return the shape of a row, or None when it is nobody's.

    >>> find_shape({"maintext": "The wall fell.", "source_domain": "post.example"}).name
    'news-please'
    """
    return next((s for s in shapes() if all(_at(row, key) is not None for key in s.needs)), None)


def to_fields(row: Mapping[str, Any], shape: Shape) -> dict[str, Any]:
    """Return a row in our fields.

    >>> row = {"maintext": "The wall fell.", "source_domain": "post.example", "authors": ["Ana Lind", "Bo Ek"]}
    >>> to_fields(row, find_shape(row))
    {'text': 'The wall fell.', 'outlet': 'post.example', 'author': 'Ana Lind, Bo Ek'}
    """
    told = {
        field: next((v for key in places if (v := _value(_at(row, key))) is not None), None)
        for field, places in shape.fields.items()
    }
    if language := told.get("language"):
        told["language"] = language_tag(language)
    if published := told.get("published"):
        told["published"] = published.replace(" ", "T", 1) if published[:4].isdigit() else published
    return {field: value for field, value in told.items() if value is not None}


def language_tag(code: str) -> str:
    """Return a language in BCP 47: codes of three letters as some tools and wires write them become two.

    >>> language_tag("eng"), language_tag("en-GB")
    ('en', 'en-GB')
    """
    languages: dict[str, str] = load_table("reading", "shapes.toml")["languages"]
    return languages.get(code.lower(), code)


def kind_of(value: Mapping[str, Any]) -> str:
    """Return what a JSON object is: ``jsonfeed``, ``ninjs``, ``list`` (of articles), ``shape``, ``row`` or ``other``.

    >>> [kind_of(value) for value in ({"version": f"{FEED}1.1", "items": []}, {"text": "The wall fell."}, {"a": 1})]
    ['jsonfeed', 'row', 'other']
    """
    version = value.get("version")
    if isinstance(version, str) and version.startswith(FEED) and isinstance(value.get("items"), list):
        return "jsonfeed"
    if find_shape(value):
        return "shape"
    if is_ninjs(value):
        return "ninjs"
    if isinstance(value.get("text"), str):
        return "row"
    return "list" if listed(value) else "other"


def is_ninjs(value: Mapping[str, Any]) -> bool:
    """Whether an object is a ninjs item (1.x to 3.x): an address, a version's time or status, and words."""
    dated = {"versioncreated", "versionCreated", "pubstatus", "pubStatus"} & value.keys()
    worded = {"body_text", "body_xhtml", "bodies", "headline", "headlines", "associations"} & value.keys()
    return isinstance(value.get("uri"), str) and bool(dated) and bool(worded)


def listed(value: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the objects in the list of articles that an answer of some interface holds; none where it holds none."""
    for path in LISTS:
        inner: Any = value
        for key in path:
            inner = inner.get(key) if isinstance(inner, dict) else None
        if isinstance(inner, list) and any(isinstance(i, dict) and kind_of(i) in ("row", "shape", "ninjs") for i in inner[:20]):
            return [i for i in inner if isinstance(i, dict)]
    return []


def _at(row: Mapping[str, Any], key: str) -> Any:
    value: Any = row
    for part in key.split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    return value


def _value(value: Any) -> str | None:
    """Return a text, a number's words, or the names in a list; None when there is nothing."""
    if isinstance(value, str):
        return value if value.strip() else None
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    return ", ".join(_names(value)) or None if isinstance(value, list) else None


def _names(values: Iterable[Any]) -> list[str]:
    names = (v.get("name") if isinstance(v, dict) else v for v in values)
    return [n.strip() for n in names if isinstance(n, str) and n.strip()][:NAMES]
