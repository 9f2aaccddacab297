"""Which media types a fetch takes."""

from collections.abc import Iterable
from functools import cache

from tellings.errors import UsageError
from tellings.language.tables import load_table

USUAL = ("page", "feed", "table")


def takes(media_type: str, accept: Iterable[str]) -> bool:
    """Tell whether a media type is of one of the kinds in ``media.toml``; an answer that tells no type is.

    >>> takes("application/atom+xml", ["feed"]), takes("image/png", USUAL), takes("", USUAL)
    (True, False, True)
    """
    kinds = tuple(accept)
    if not media_type or any(media_type in _table()[kind] for kind in kinds):
        return True
    unheard = not any(media_type in types for types in _table().values())
    return unheard and "feed" in kinds and media_type.endswith(("+xml", "+json")) and not media_type.startswith("image/")


def accept_header(accept: Iterable[str]) -> str:
    """Return what to ask a server for: the kinds' types in the order of the table, anything else less gladly."""
    kinds = tuple(accept)
    if unknown := [kind for kind in kinds if kind not in _table()]:
        raise UsageError(f"nothing is known of {', '.join(unknown)}; accept some of {', '.join(_table())}")
    types = dict.fromkeys(media for kind in kinds for media in _table()[kind])
    return ", ".join([*types, "*/*;q=0.1"])


@cache
def _table() -> dict[str, list[str]]:
    return load_table("fetching", "media.toml")
