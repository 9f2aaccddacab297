"""What stands before every route: names, hosts, tokens, headers, validators. Plain ASGI, so that no answer gets past it."""

import re
import time
from base64 import b64decode
from collections.abc import Awaitable, Callable, Mapping
from hashlib import blake2b
from math import ceil
from typing import Any
from urllib.parse import quote, unquote
from uuid import uuid4

from tellings.errors import StoreError
from tellings.service.access import Hosts, Rates, TokenFile
from tellings.service.grants import Grant
from tellings.service.metrics import Metrics
from tellings.service.problems import MEDIA_TYPE, encode, problem, wants_page

Scope = dict[str, Any]
Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]
Log = Callable[[str], None]

COOKIE = "tellings_token"
NAMED = re.compile(r"[\w.:-]{1,64}", re.ASCII)  # a request id that a client may give
KEY = "tellings"  # where the scope of a request holds what the guard found out
FREE = ("/healthz", "/readyz", "/sign-in", "/sign-out", "/static/")  # what nobody needs a token for
TOO_MANY = "too many requests at once; ask again a little later"
SLASH = "\ufdd0"  # stands for a slash that is part of a name (%2F) until the route is found; a character that no text has
ENCODED = re.compile(rb"%2f", re.IGNORECASE)
NO_TOKENS = "the tokens of this server cannot be read just now; whoever runs it finds why in its log"
HASHED = 8_000_000  # bytes of an answer beyond which it gets no validator and is sent as it comes
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"same-origin"),  # with none, a browser sends our own forms as from nowhere (Origin: null)
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
)


class Passed:
    """What the guard found out about a request, for whoever answers it."""

    def __init__(self, request_id: str, headers: Mapping[str, str], grant: Grant, again: Callable[[], object]) -> None:
        self.request_id, self.headers, self.grant, self._again = request_id, headers, grant, again

    def holds(self) -> bool:
        """Whether the request would still get the same grant: its token was neither revoked nor changed meanwhile."""
        return self._again() == self.grant


class Guard:
    """Lets requests pass to ``app``, or answers them itself."""

    def __init__(self, app: App, hosts: Hosts, tokens: TokenFile | None, rates: Rates, metrics: Metrics, log: Log) -> None:
        self.app, self.hosts, self.tokens, self.rates, self.metrics, self.log = app, hosts, tokens, rates, metrics, log

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        began = time.monotonic()
        headers = {k.decode("latin-1").lower(): v.decode("latin-1") for k, v in reversed(scope["headers"])}
        given = headers.get("x-request-id", "")
        request_id = given if NAMED.fullmatch(given) else uuid4().hex
        answer = _Answer(send, scope["method"], headers.get("if-none-match"), request_id)
        refused = _twice(scope) or self.hosts.why_not(scope["method"], headers)
        grant = None if refused else self._grant(scope["path"], headers)
        inner = {**scope, "method": "GET" if scope["method"] == "HEAD" else scope["method"], "path": _path(scope)}
        if isinstance(grant, StoreError):
            self.log(f"{request_id} {grant}")
            refused, grant = (503, NO_TOKENS), None
        if refused:
            await _refuse(answer, scope, headers, request_id, *refused)
        elif isinstance(grant, str):
            await self._turn_away(answer, scope, headers, request_id, grant)
        elif wait := self.rates.wait(_caller(grant, scope), began):
            await _refuse(answer, scope, headers, request_id, 429, TOO_MANY, [(b"retry-after", str(ceil(wait)).encode())])
        else:
            inner[KEY] = Passed(request_id, headers, grant or Grant(), lambda: self._grant(scope["path"], headers))
            await self.app(inner, receive, answer)
        spent = time.monotonic() - began
        self.metrics.count(scope["method"], inner.get("path_template", ""), answer.status, spent)
        self.log(f"{request_id} {scope['method']} {scope['path']!r} {answer.status} {1000 * spent:.0f} ms")

    def _grant(self, path: str, headers: Mapping[str, str]) -> Grant | str | StoreError:
        """Return what a request may do, or why it may do nothing, or why that cannot be told."""
        if self.tokens is None:
            return Grant()
        if path.startswith(FREE):
            return Grant(scopes=(), open=False)
        secret = _secret(headers)
        if not secret:
            return "this server wants a token: send it as `Authorization: Bearer ...`, or sign in on the page"
        try:
            token = self.tokens.read().find(secret)
        except StoreError as error:
            return error
        if token is None:
            return "the token is not known here; it may have been revoked"
        return Grant(workspace=token.workspace, scopes=token.scopes, name=token.name, open=False)

    async def _turn_away(self, answer: "_Answer", scope: Scope, headers: Mapping[str, str], request_id: str, why: str) -> None:
        if wants_page(headers) and scope["method"] == "GET":
            await _send(answer, 303, [(b"location", f"/sign-in?to={_asked(scope)}".encode())], b"")
        else:
            await _refuse(answer, scope, headers, request_id, 401, why, [(b"www-authenticate", b'Bearer realm="tellings"')])


def _twice(scope: Scope) -> tuple[int, str] | None:
    """Return why a request cannot be told apart: it says twice where it goes or comes from (RFC 9112, 3.2)."""
    names = [name.lower() for name, _ in scope["headers"]]
    found = next((name for name in (b"host", b"origin") if names.count(name) > 1), None)
    return (400, f"the header {found.decode().title()} is there more than once") if found else None


def _path(scope: Scope) -> str:
    """Return the path by which the route is found: a slash within a name does not divide it."""
    raw: bytes = scope.get("raw_path") or b""
    if not ENCODED.search(raw):
        return str(scope["path"])
    return unquote(ENCODED.sub(quote(SLASH).encode(), raw).decode("ascii", "replace"))


def _asked(scope: Scope) -> str:
    """Return the address that a request asks for, as the value of a query."""
    query = scope.get("query_string", b"").decode("latin-1")
    return quote(scope["path"] + (f"?{query}" if query else ""), safe="/")


def _caller(grant: Grant | None, scope: Scope) -> str:
    """Return who asks: the bearer of a token, else an address."""
    if grant is not None and grant.name:
        return f"token {grant.name}"
    client = scope.get("client")
    return client[0] if client else ""


def _secret(headers: Mapping[str, str]) -> str:
    kind, _, told = headers.get("authorization", "").partition(" ")
    if kind.lower() == "bearer":
        return told.strip()
    if kind.lower() == "basic":  # for feed readers: any name, the token as password (RFC 7617)
        return _password(told)
    for told in headers.get("cookie", "").split(";"):  # what other programs on this machine keep there is read past
        name, _, value = told.strip().partition("=")
        if name == COOKIE:
            return value.strip('"')
    return ""


def _password(told: str) -> str:
    try:
        return b64decode(told, validate=True).decode().partition(":")[2]
    except ValueError:
        return ""


async def _refuse(
    answer: "_Answer",
    scope: Scope,
    asked: Mapping[str, str],
    request_id: str,
    status: int,
    why: str,
    headers: list[tuple[bytes, bytes]] | None = None,
) -> None:
    told, kind = problem(status, why, request_id), MEDIA_TYPE
    body = encode(told)
    if wants_page(asked):
        from tellings.service.web import is_page, problem_page

        if is_page(asked, scope["path"]):
            body, kind = problem_page(told, request_id, Grant(scopes=(), open=False)).plain, "text/html; charset=utf-8"
    await _send(answer, status, [(b"content-type", kind.encode()), *(headers or [])], body)


async def _send(answer: "_Answer", status: int, headers: list[tuple[bytes, bytes]], body: bytes) -> None:
    headers = [*headers, (b"content-length", str(len(body)).encode())]
    await answer({"type": "http.response.start", "status": status, "headers": headers})
    await answer({"type": "http.response.body", "body": body, "more_body": False})


class _Answer:
    """Passes an answer on with our headers; of a whole GET answer it makes a validator (RFC 9110, 8.8.3), and 304 where it fits."""

    def __init__(self, send: Send, method: str, known: str | None, request_id: str) -> None:
        self._send, self._method, self._known, self._id = send, method, known, request_id
        self._start: Message | None = None
        self._parts: list[bytes] = []
        self._size = 0
        self._over = False
        self.status = 0

    async def __call__(self, message: Message) -> None:
        """Take the next message of an answer."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
            message["headers"] = [*_settled(message["headers"]), (b"x-request-id", self._id.encode())]
            if self._is_hashed(message):
                self._start = message
                return
            await self._send(message)
            if self._method == "HEAD":  # a stream of events has no end for which one could wait
                self._over = True
                await self._send({"type": "http.response.body", "body": b"", "more_body": False})
        elif self._over:
            return
        elif self._start is None:
            await self._send(message)
        else:
            self._parts.append(message.get("body", b""))
            self._size += len(self._parts[-1])
            if not message.get("more_body"):
                await self._finish(self._start)
            elif self._size > HASHED:
                await self._go_on(self._start)

    def _is_hashed(self, start: Message) -> bool:
        kind = dict(start["headers"]).get(b"content-type", b"")
        return self._method in ("GET", "HEAD") and start["status"] == 200 and not kind.startswith(b"text/event-stream")

    async def _finish(self, start: Message) -> None:
        body = b"".join(self._parts)
        headers = dict(start["headers"])
        tag = headers.get(b"etag") or b'"' + blake2b(body, digest_size=12).hexdigest().encode() + b'"'
        start["headers"] = [*(h for h in start["headers"] if h[0] != b"etag"), (b"etag", tag)]
        if _fits(self._known, tag.decode("latin-1")):
            self.status = start["status"] = 304
            start["headers"] = [h for h in start["headers"] if h[0] not in (b"content-length", b"content-type")]
            body = b""
        await self._send(start)
        await self._send({"type": "http.response.body", "body": b"" if self._method == "HEAD" else body, "more_body": False})

    async def _go_on(self, start: Message) -> None:
        """Send what is there of an answer that is too large to be held."""
        self._start, self._over = None, self._method == "HEAD"
        await self._send(start)
        await self._send(
            {"type": "http.response.body", "body": b"" if self._over else b"".join(self._parts), "more_body": not self._over}
        )
        self._parts = []


def _settled(headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """Return headers with ours; what an answer says itself goes before what we say of all."""
    told = [(k.lower(), v) for k, v in headers]
    names = {k for k, _ in told}
    usual = (*HEADERS, (b"cache-control", b"private, no-cache"), (b"vary", b"accept, authorization, cookie"))
    return [*told, *(h for h in usual if h[0] not in names)]


def _fits(known: str | None, tag: str) -> bool:
    """Tell whether an If-None-Match names a tag (RFC 9110, 13.1.2: compared weakly)."""
    if known is None:
        return False
    return known.strip() == "*" or tag in {t.strip().removeprefix("W/") for t in known.split(",")}
