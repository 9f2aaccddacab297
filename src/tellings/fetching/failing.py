"""Errors of a fetch: what is wrong, where, and what to do next, worded in one place."""

import re
from functools import cache
from typing import Any

from tellings.errors import FetchError
from tellings.language.tables import load_table

USER = re.compile(r"(//)[^/?#@]{0,1000}@")
LONGEST = 300  # characters of a hostile text that a message repeats


def failure(
    kind: str, reason: str, url: str = "", *, status: int | None = None, retry_after: float | None = None, do: str = ""
) -> FetchError:
    """Return the error of a kind (``failures.toml``); ``do`` says what to do where the kind's own advice does not fit."""
    advice = do or kinds()[kind]["do"]
    return FetchError(f"{reason}; {advice}", shown(url), kind, status=status, retry_after=retry_after)


def shown(text: str) -> str:
    r"""Return a text of others as one line of a message: what does not print is escaped, passwords and what is long are cut.

    >>> shown("http://ada:pond@herald.example/\r\nX: y")
    'http://…@herald.example/\\r\\nX: y'
    """
    text = USER.sub(r"\1…@", text)
    cut = text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in cut)


def beyond(name: str) -> str:
    """Return what to do about an answer beyond a limit of the rules.

    >>> beyond("wire")
    'save it yourself and give the file, or raise Rules.wire'
    """
    return f"{kinds()['size']['do']}, or raise Rules.{name}"


@cache
def kinds() -> dict[str, Any]:
    """Return the kinds of failure: what each says, what to do, whether to ask again as usual."""
    return load_table("fetching", "failures.toml")
