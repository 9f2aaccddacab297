"""What is sent to a server of somebody's choice, and what its answer amounts to: webhooks, and the writer's endpoint.

A server that a person named for itself (``named``) may stand on this machine or in the same house; every other one is public.
"""

import re
from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from tellings.errors import FetchError, UsageError
from tellings.fetching.answers import refusal
from tellings.fetching.failing import failure
from tellings.fetching.heads import Head
from tellings.fetching.journey import MOVED
from tellings.fetching.rules import KILOBYTE, Rules
from tellings.fetching.urls import find_target

NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,63}", re.ASCII)  # “webhook-id”, not “webhook id”
VALUE = re.compile(r"[\x21-\x7e](?:[\x20-\x7e]{0,4000}[\x21-\x7e])?", re.ASCII)  # one line: nothing after it can be smuggled in
FRAMING = frozenset(
    """accept-encoding connection content-encoding content-length content-type cookie expect host keep-alive proxy-authorization
    proxy-connection te trailer transfer-encoding upgrade user-agent""".split()
)
INSTEAD = {
    "redirect": "give the address it points to, if you trust that one",
    "size": "look at what the server says; the address may be another's",
    "type": "check that the address is the one that answers programs",
    "missing": "check the address and its path",
    "gone": "take it from your list",
    "forbidden": "check the key or secret that it knows you by",
    "status": "check the address, and that the server takes what is sent to it",
}


class Posted(Struct, frozen=True, kw_only=True):
    """What a server that took something answered: ``body`` unpacked, b"" unless it was to be read; ``size`` bytes on the wire."""

    status: int
    media_type: str = ""
    body: bytes = b""
    size: int = 0


def named(url: str, rules: Rules | None = None) -> Rules:
    """Return rules for the one server that a person named: it and no other, wherever it stands, with no pause between requests.

    >>> named("http://127.0.0.1:8081/v1").home
    'http://127.0.0.1:8081'
    """
    usual = rules or Rules()
    origin = find_target(url, replace(usual, home="", ports=range(65_536))).origin
    return replace(usual, home=origin, delay=0.0)


def small(rules: Rules | None = None) -> Rules:
    """Return rules for telling others that something happened: little time, little patience for what they say to it.

    >>> small().wire
    64000
    """
    return replace(rules or Rules(), total=15.0, connect=5.0, wire=64 * KILOBYTE, decoded=64 * KILOBYTE, delay=0.0)


def checked_headers(headers: Mapping[str, str]) -> Mapping[str, str]:
    r"""Return fields that may be sent as they are; UsageError, which never repeats a value, for any other.

    >>> checked_headers({"Authorization": "Bearer a\r\nHost: b"})
    Traceback (most recent call last):
    tellings.errors.UsageError: the value of the header 'Authorization' is no line of plain characters; look for a line break in it
    """
    for name, value in headers.items():
        if not NAME.fullmatch(name) or name.lower() in FRAMING:
            raise UsageError(f"a header {name[:80]!r} cannot be sent along; the fetcher sets what frames a request itself")
        if not VALUE.fullmatch(value):
            raise UsageError(f"the value of the header {name!r} is no line of plain characters; look for a line break in it")
    return headers


def post_refusal(status: int, head: Head, now: float) -> FetchError | None:
    """Return the error that an answer to a POST stands for; None for every 2xx."""
    if 200 <= status < 300:
        return None
    if status in MOVED:
        return failure("redirect", f"the server points elsewhere ({status}), and what was sent is not sent on", status=status)
    return refusal(status, head, now, conditional=False)


def of_post(error: FetchError) -> FetchError:
    """Return an error with what to do about it where something was sent, not read."""
    if error.kind not in INSTEAD:
        return error
    what = error.reason.partition("; ")[0]
    return failure(error.kind, what, status=error.status, retry_after=error.retry_after, do=INSTEAD[error.kind])
