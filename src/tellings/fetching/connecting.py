"""Connections to checked addresses: the one place of tellings that opens a socket to somebody else's server.

httpcore asks a ``NetworkBackend`` for a stream to a host's name. Ours resolves the name itself, judges every address, connects to
one that was judged and to nothing else, and looks at the other end again. There is no second look-up that could flip.
"""

import contextlib
import ipaddress
import socket
import ssl
import threading
import weakref
from functools import cache
from typing import Any

import httpcore

from tellings.fetching.allowance import Allowance
from tellings.fetching.failing import failure, shown
from tellings.fetching.resolving import Resolve, public_addresses
from tellings.fetching.rules import Rules

TRIES = 4  # addresses of one name that are tried
PIECE = 16_384  # bytes sent between two looks at the time: httpcore's patience is for each send, not for all of them


class Network(httpcore.NetworkBackend):
    """Streams to public addresses, at the cost of the allowance of the thread that asks."""

    def __init__(self, rules: Rules, resolve: Resolve) -> None:
        self._rules = rules
        self._resolve = resolve
        self._threads = threading.local()
        self._open: weakref.WeakSet[Stream] = weakref.WeakSet()
        self._lock = threading.Lock()

    @property
    def allowance(self) -> Allowance:
        """Return what the request of this thread may still cost."""
        return self._threads.allowance  # type: ignore[no-any-return]

    @allowance.setter
    def allowance(self, allowance: Allowance) -> None:
        self._threads.allowance = allowance

    def connect_tcp(
        self, host: str, port: int, timeout: float | None = None, local_address: str | None = None, socket_options: Any = None
    ) -> httpcore.NetworkStream:
        """Connect to the first address of a host that takes us; none is tried before all are judged."""
        patience = min(self._rules.connect, self.allowance.left())
        addresses = public_addresses(host, port, self._resolve, self._rules, patience)[:TRIES]
        self.allowance.opened = True
        wrong: Exception | None = None
        for rest, address in zip(range(len(addresses), 0, -1), addresses, strict=True):
            try:
                return self._connect(address, port, min(self._rules.connect, self.allowance.left()) / rest)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                wrong = error
        why = "took too long" if isinstance(wrong, httpcore.ConnectTimeout) else shown(str(wrong))
        raise failure("connect", f"no connection to port {port} of {shown(host)}: {why}") from wrong

    def _connect(self, address: str, port: int, patience: float) -> httpcore.NetworkStream:
        inner = httpcore.SyncBackend().connect_tcp(address, port, timeout=patience)
        sock: socket.socket = inner.get_extra_info("socket")
        peer = str(sock.getpeername()[0])
        if ipaddress.ip_address(peer) != ipaddress.ip_address(address):
            inner.close()
            raise failure("address", f"asked for {address}, connected to {shown(peer)}")
        return self.keep(Stream(inner, self))

    def keep(self, stream: "Stream") -> "Stream":
        """Remember a stream, so that it can be cut."""
        with self._lock:
            self._open.add(stream)
        return stream

    def cut(self) -> None:
        """Cut every connection; whoever reads from one is told that it ended."""
        with self._lock:
            for stream in list(self._open):
                stream.cut()


class Stream(httpcore.NetworkStream):
    """A connection whose every read and write is paid from the allowance of the thread that does it."""

    def __init__(self, inner: httpcore.NetworkStream, network: Network) -> None:
        self._inner = inner
        self._network = network

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Return what came, b"" at the end."""
        allowance = self._network.allowance
        try:
            got = self._inner.read(max_bytes, timeout=allowance.left())
        except httpcore.ReadTimeout:
            raise allowance.late() from None
        allowance.take(len(got))
        return got

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send all of it."""
        allowance = self._network.allowance
        try:
            for at in range(0, len(buffer), PIECE):
                self._inner.write(buffer[at : at + PIECE], timeout=allowance.left())
        except httpcore.WriteTimeout:
            raise allowance.late() from None

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """Return the same connection behind TLS, the other end having proved the name that was asked for."""
        allowance = self._network.allowance
        try:
            patience = min(allowance.rules.connect, allowance.left())
            inner = self._inner.start_tls(ssl_context, server_hostname, patience)
        except httpcore.ConnectTimeout:
            raise failure("time", f"{shown(server_hostname or '')} did not finish the handshake of TLS in time") from None
        except httpcore.ConnectError as error:
            raise _no_tls(error, server_hostname or "") from error
        return self._network.keep(Stream(inner, self._network))

    def get_extra_info(self, info: str) -> Any:
        """Return what the connection knows of itself."""
        return self._inner.get_extra_info(info)

    def close(self) -> None:
        """Close the connection."""
        self._inner.close()

    def cut(self) -> None:
        """End the connection from another thread: closing would not wake a reader, shutting down does."""
        sock = self._inner.get_extra_info("socket")
        with contextlib.suppress(OSError):  # it had ended already
            socket.socket.shutdown(sock, socket.SHUT_RDWR)  # of the base class: that of a TLS socket forgets its session


def _no_tls(error: Exception, name: str) -> Exception:
    cause = error.__cause__ or error
    if isinstance(cause, ssl.SSLCertVerificationError):
        return failure("certificate", f"the server could not prove that it is {shown(name)}: {shown(cause.verify_message)}")
    told = getattr(cause, "reason", None) or str(cause) or type(cause).__name__
    return failure("connect", f"no TLS connection to {shown(name)}: {shown(str(told))}")


def tls_context(certificates: str) -> ssl.SSLContext:
    """Return what a server has to prove: TLS 1.2 or newer, a chain to certifi's store (or the one named), its name."""
    if not certificates:
        return _usual_context()
    context = _strict_context()
    if certificates == "system":
        context.load_default_certs()
    else:
        context.load_verify_locations(certificates)
    return context


@cache
def _usual_context() -> ssl.SSLContext:
    """Return the context for certifi's store, which is slow to load and never changes while a process runs."""
    import certifi

    context = _strict_context()
    context.load_verify_locations(certifi.where())
    return context


def _strict_context() -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)  # verifies chain and name; reads no environment variable
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context
