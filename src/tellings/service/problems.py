"""Errors as RFC 9457 problem details: what is wrong, where, what to do; for a browser the same as a page."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

import msgspec
from msgspec import Struct

from tellings.errors import FetchError, MaterialError, MissingError, StoreError, TellingsError, TooMuchError, UsageError

MEDIA_TYPE = "application/problem+json"
PATIENCE = 5  # seconds after which a library that was busy is worth asking again
STATUS = ((MissingError, 404), (TooMuchError, 413), (UsageError, 400), (MaterialError, 422), (FetchError, 502), (StoreError, 503))
AWAY = "the library cannot be read or written just now; ask again a little later, and whoever runs this server finds why in its log"
FAULT = "a fault of ours; please report it with the request id"


class Problem(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What an answer with a status of 400 or more says (RFC 9457); ``instance`` names the request, as the log does."""

    status: int
    title: str
    type: str = "about:blank"
    detail: str = ""
    instance: str = ""
    errors: tuple[dict[str, Any], ...] = ()


def problem(status: int, detail: str, request_id: str = "", errors: tuple[dict[str, Any], ...] = ()) -> Problem:
    """Return the problem of a status, in the words of HTTP and in ours."""
    title = HTTPStatus(status).phrase if status in {s.value for s in HTTPStatus} else "Error"
    instance = f"urn:request:{request_id}" if request_id else ""
    return Problem(status=status, title=title, detail=detail, instance=instance, errors=errors)


def words_of(error: Exception, *, owner: bool) -> str:
    """Return what an error says; where a library lies is told to its ``owner`` alone, who asks without a token."""
    if isinstance(error, StoreError):
        return str(error) if owner else AWAY
    if isinstance(error, TellingsError):
        return str(error)
    return f"a fault of ours: {error}" if owner else FAULT


def problem_of(error: Exception, request_id: str, *, owner: bool) -> tuple[Problem, dict[str, str]]:
    """Return the problem that an error is, and headers that go with it; ``owner``: whoever asks needs no token."""
    for kind, status in STATUS:
        if isinstance(error, kind):
            told = problem(status, words_of(error, owner=owner), request_id)
            return told, {"Retry-After": str(PATIENCE)} if status == 503 else {}
    return problem(500, FAULT, request_id), {}


def encode(told: Problem) -> bytes:
    """Return the bytes of a problem."""
    return msgspec.json.encode(told)


def wants_page(headers: Mapping[str, str]) -> bool:
    """Whether a request comes from somebody who reads pages; ``headers``: names in small letters."""
    accept = headers.get("accept", "")
    return "text/html" in accept and "application/json" not in accept
