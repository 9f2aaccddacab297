"""The two ways in: the standard streams of one assistant, and HTTP for several."""

import asyncio
import signal
import socket
from collections.abc import Callable, Iterable
from contextlib import closing
from ipaddress import ip_address
from typing import Any

from mcp.server.lowlevel import Server
from mcp.server.transport_security import TransportSecuritySettings
from msgspec import Struct

from tellings.agents.lock import Lock, Verify
from tellings.errors import UsageError

PATH = "/mcp"
LOOPBACK = ("127.0.0.1", "localhost", "::1")


class Caps(Struct, frozen=True, kw_only=True):
    """How much is taken at once: bytes of a request, sessions and connections open at once, seconds that an idle session lives."""

    body: int = 256 * 1024  # the longest text that may be graded takes some 80 kB as JSON
    sessions: int = 64
    connections: int = 128
    idle: float = 600.0


CAPS = Caps()


def serve_streams(server: "Server[Any]") -> None:
    """Serve whoever started this process over its standard streams, until they close or SIGINT ends it at once."""
    from mcp.server.stdio import stdio_server

    async def serve() -> None:
        async with stdio_server() as (read, write):
            await server.run(read, write, server.create_initialization_options())

    signal.signal(signal.SIGINT, signal.SIG_DFL)  # what waits for the next line cannot be woken; a library stands a kill
    asyncio.run(serve())


def listen(host: str, port: int, *, locked: bool = False) -> socket.socket:
    """Return a socket that listens. Raises UsageError for an address that others could reach, unless a token is asked of them."""
    if not locked and not is_loopback(host):
        raise UsageError(
            f"{host} can be reached by others, and nobody is asked for a token: make one with `tellings token new NAME` and name "
            "its file with --tokens, or listen on 127.0.0.1"
        )
    try:
        return socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        raise UsageError(f"cannot listen on {host}, port {port}: {error.strerror}; --port 0 takes one that is free") from error


def is_loopback(host: str) -> bool:
    """Whether an address is this machine's own and no other's.

    >>> [is_loopback(h) for h in ("127.0.0.1", "::1", "localhost", "0.0.0.0", "::", "10.0.0.7", "localhost.evil.example")]
    [True, True, True, False, False, False, False]
    """
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def allowed(port: int, names: Iterable[str] = ()) -> TransportSecuritySettings:
    """Return which names a request may call this server by, and which pages may send one: its own alone.

    A page elsewhere whose name was pointed at this machine (DNS rebinding) sends its own name and is turned away.

    >>> allowed(8765, ["desk.example"]).allowed_hosts
    ['127.0.0.1:8765', 'localhost:8765', '[::1]:8765', 'desk.example:8765', 'desk.example']
    """
    bare = [f"[{n}]" if ":" in n else n for n in (*LOOPBACK, *names)]
    hosts = [f"{n}:{port}" for n in bare] + bare[len(LOOPBACK) :]
    origins = [f"{scheme}://{host}" for host in hosts for scheme in ("http", "https")]
    return TransportSecuritySettings(enable_dns_rebinding_protection=True, allowed_hosts=hosts, allowed_origins=origins)


def make_app(
    server: "Server[Any]", port: int, *, names: Iterable[str] = (), verify: Verify | None = None, caps: Caps = CAPS
) -> Callable[..., Any]:
    """Return the ASGI application: the door at ``/mcp``, behind a lock where ``verify`` knows tokens."""
    app: Callable[..., Any] = server.streamable_http_app(
        streamable_http_path=PATH,
        transport_security=allowed(port, names),
        max_request_body_size=caps.body,
        session_idle_timeout=caps.idle,
        max_sessions=caps.sessions,
    )
    return app if verify is None else Lock(app, verify)


def serve_http(
    server: "Server[Any]", listening: socket.socket, *, names: Iterable[str] = (), verify: Verify | None = None, caps: Caps = CAPS
) -> None:
    """Serve over HTTP until interrupted."""
    import uvicorn

    with closing(listening):
        app = make_app(server, listening.getsockname()[1], names=names, verify=verify, caps=caps)
        config = uvicorn.Config(
            app,
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,
            limit_concurrency=caps.connections,
            timeout_graceful_shutdown=2,
        )
        asyncio.run(uvicorn.Server(config).serve(sockets=[listening]))
