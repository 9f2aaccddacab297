"""What is sent with a request, and what an answer amounts to."""

import re
from collections.abc import Iterable

from tellings import __version__
from tellings.errors import FetchError, UsageError
from tellings.fetching import heads
from tellings.fetching.bodies import ACCEPTED
from tellings.fetching.failing import failure, shown
from tellings.fetching.fetched import Fetched
from tellings.fetching.journey import Journey
from tellings.fetching.media import accept_header
from tellings.fetching.rules import Rules

CONTACT = re.compile(r"[\x21-\x27\x2a-\x7e]{1,200}", re.ASCII)  # a URL or mail address: no blank, no bracket
KINDS = {404: "missing", 410: "gone", 401: "forbidden", 403: "forbidden", 407: "forbidden", 451: "forbidden"}
WORDS = {
    "missing": "the server knows no such page",
    "gone": "the server says that the page is gone for good",
    "forbidden": "the server refuses to show it",
    "server": "the server failed",
    "status": "the server gave no page",
}
BUSY = frozenset({429, 503})


def user_agent(rules: Rules) -> str:
    """Return the name that every server is told.

    >>> user_agent(Rules(contact="mailto:ada@herald.example")).partition(" ")[2]
    '(+mailto:ada@herald.example)'
    """
    if not rules.contact:
        return f"tellings/{__version__}"
    if not CONTACT.fullmatch(rules.contact):
        raise UsageError("the setting 'contact' is no address to be told to servers; give a URL or a mail address")
    return f"tellings/{__version__} (+{rules.contact})"


def headers_for(rules: Rules, accept: Iterable[str], etag: str | None, last_modified: str | None) -> dict[str, str]:
    """Return the fields of a request: no cookie, no Referer, no account, and validators only if they are ones."""
    fields = {"User-Agent": user_agent(rules), "Accept": accept_header(accept), "Accept-Encoding": ACCEPTED}
    told = {"If-None-Match": etag, "If-Modified-Since": last_modified}
    return fields | {name: value for name, value in told.items() if value and heads.VALIDATOR.fullmatch(value)}


def refusal(status: int, head: heads.Head, now: float, *, conditional: bool) -> FetchError | None:
    """Return the error that a status stands for; None for 200, and for 304 where a validator was sent."""
    if status == 200 or (status == 304 and conditional):
        return None
    if status in BUSY:
        return failure(
            "busy",
            f"the server asks to be left alone ({status})",
            status=status,
            retry_after=heads.retry_after(head, now),
        )
    kind = KINDS.get(status, "server" if status >= 500 else "status")
    return failure(kind, f"{WORDS[kind]} ({status})", status=status)


def told(error: FetchError, journey: Journey) -> FetchError:
    """Return an error of some hop as one of the URL that was asked for."""
    asked, here = journey.hops[0].url, journey.target.url
    reason = error.reason if here == asked else f"redirected to {shown(here)}: {error.reason}"
    return FetchError(reason, shown(asked), error.kind, status=error.status, retry_after=error.retry_after)


def fetched(status: int, head: heads.Head, body: bytes, journey: Journey, *, asked: str, size: int, now: float) -> Fetched:
    """Return an answer as its reader wants it."""
    return Fetched(
        asked=asked,
        url=journey.target.url,
        status=status,
        media_type=heads.media_type(head),
        charset=heads.charset(head),
        body=body,
        etag=heads.validator(head, "etag"),
        last_modified=heads.validator(head, "last-modified"),
        redirects=tuple(hop.url for hop in journey.hops[:-1]),
        permanent=journey.permanent,
        fresh=heads.fresh(head, now),
        size=size,
    )
