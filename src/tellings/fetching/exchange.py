"""One request and its answer, over connections that are kept for the next one."""

import re
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import httpcore
from msgspec import Struct

from tellings.fetching.allowance import Allowance, Clock
from tellings.fetching.connecting import Network, tls_context
from tellings.fetching.failing import failure, shown
from tellings.fetching.heads import Head, content_length, read_head
from tellings.fetching.resolving import Resolve
from tellings.fetching.rules import Rules
from tellings.fetching.urls import Target

IDLE = 32  # connections kept in all
BYTES = re.compile(r"bytearray\(b('[^']*'|\"[^\"]*\")\)")  # “bytearray(b'SSH-2.0')”, as h11 repeats what it cannot read
SHORT = 8_000  # bytes that cost less than a new connection, by judgement


class Answer(Struct, frozen=True):
    """The head of an answer, and its body as it comes, still packed."""

    status: int
    head: Head
    chunks: Iterator[bytes]


class Exchange:
    """Ask servers, each request within its allowance."""

    def __init__(self, rules: Rules, resolve: Resolve, clock: Clock, stopped: threading.Event) -> None:
        self._rules = rules
        self._clock = clock
        self._stopped = stopped
        self._network = Network(rules, resolve)
        self._pool = self._new_pool(IDLE)
        self._once = self._new_pool(0)

    @contextmanager
    def ask(self, target: Target, headers: Mapping[str, str], allowance: Allowance, body: bytes | None = None) -> Iterator[Answer]:
        """Send a GET, or with a body a POST, and yield the answer; FetchError for all that can go wrong, while it is read too.

        A POST goes over a connection of its own, once: what it does there must not be done twice (RFC 9110, 9.2.2).
        """
        self._network.allowance = allowance
        response: httpcore.Response | None = None
        try:
            response = self._get(target, headers, allowance) if body is None else self._post(target, headers, body)
            answer = Answer(response.status, read_head(response.headers, self._rules), iter(response.iter_stream()))
            yield answer
            if body is None:
                _pass_over(answer)
        except httpcore.RemoteProtocolError as error:
            raise _unlike_http(str(error)) from error
        except (httpcore.NetworkError, httpcore.TimeoutException) as error:
            raise self._broken(allowance, str(error)) from error
        except httpcore.LocalProtocolError as error:
            raise failure("url", f"the request cannot be sent ({shown(str(error))})") from error
        finally:
            if response is not None:
                response.close()

    def _new_pool(self, kept: int) -> httpcore.ConnectionPool:
        return httpcore.ConnectionPool(
            ssl_context=tls_context(self._rules.certificates),
            max_connections=None,
            max_keepalive_connections=kept,
            keepalive_expiry=self._rules.keep_alive,
            network_backend=self._network,
        )

    def _post(self, target: Target, headers: Mapping[str, str], body: bytes) -> httpcore.Response:
        fields = {**headers, "Content-Length": str(len(body)), "Connection": "close"}
        return self._once.handle_request(_request("POST", target, fields, body))

    def _get(self, target: Target, headers: Mapping[str, str], allowance: Allowance) -> httpcore.Response:
        """Send a request; once more over a new connection when a kept one fails, or answers before it is asked."""
        request = _request("GET", target, headers)
        try:
            response = self._pool.handle_request(request)
        except (httpcore.RemoteProtocolError, httpcore.NetworkError):
            if allowance.opened or self._stopped.is_set():
                raise
            return self._pool.handle_request(request)
        if allowance.opened or allowance.reads:
            return response
        response.close()
        return self._pool.handle_request(request)

    def _broken(self, allowance: Allowance, told: str) -> Exception:
        if self._stopped.is_set():
            return allowance.late()
        return failure("connect", f"the connection broke ({shown(told) or 'no more is known'})")

    def cut(self) -> None:
        """Cut every connection; requests under way end with FetchError "stopped" when the event is set."""
        self._network.cut()

    def close(self) -> None:
        """Close the connections that are kept."""
        self._pool.close()
        self._once.close()


def _request(method: str, target: Target, headers: Mapping[str, str], body: bytes | None = None) -> httpcore.Request:
    fields = {"Host": target.authority, **headers}
    return httpcore.Request(
        method,
        httpcore.URL(scheme=target.scheme, host=target.host, port=target.port, target=target.path),
        headers=[(name.encode("ascii"), value.encode("latin-1")) for name, value in fields.items()],
        content=body,
    )


def _pass_over(answer: Answer) -> None:
    """Read the rest of a short body that nobody wants, so that its connection can be kept."""
    length = content_length(answer.head)
    if length is not None and length <= SHORT:
        for _ in answer.chunks:
            pass


def _unlike_http(told: str) -> Exception:
    """Name what is wrong with an answer; the words are h11's."""
    told = BYTES.sub(r"\1", told)
    if "Receive buffer too long" in told or "max_line" in told:
        return failure("size", "the head of the answer does not end", do="nothing of it was kept; tell whoever runs the server")
    if "without sending a response" in told:
        return failure("connect", "the server hung up without an answer")
    if "without sending complete message body" in told or "incomplete chunked read" in told:
        return failure("protocol", f"the body ended before it was complete ({shown(told)})")
    return failure("protocol", f"the answer is not HTTP ({shown(told)})")
