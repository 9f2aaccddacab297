"""A server from its first socket to its last answer."""

import errno
import socket
from collections.abc import Callable

from tellings.errors import UsageError
from tellings.service.settings import Serving

GRACE = 3  # seconds that open answers get once the server is to end: streams of events would go on for ever
IDLE = 20  # seconds that a connection without a request is kept
WAITING = 512  # connections that may wait to be taken


def serve(
    serving: Serving,
    ready: Callable[[str], None],
    log: Callable[[str], None] = lambda line: None,
    alarm: Callable[[str], None] = lambda line: None,
) -> None:
    """Serve until interrupted; ``ready`` is told the address once it answers, ``log`` a line for each request, ``alarm`` of faults.

    Raises UsageError when the address cannot be had, or could be reached by others without a token; StoreError when the library
    cannot be opened.
    """
    import uvicorn

    from tellings.service.app import make_app
    from tellings.service.server import Server

    server = Server(serving, log, alarm)
    server.workspaces.open_all()
    bound = _bind(serving)
    address = _address(serving, bound)
    config = uvicorn.Config(
        make_app(server),
        log_level="error",
        access_log=False,
        server_header=False,
        date_header=True,
        timeout_keep_alive=IDLE,
        timeout_graceful_shutdown=GRACE,
        ssl_certfile=serving.certificate,
        ssl_keyfile=serving.key,
        lifespan="on",
    )

    class Running(uvicorn.Server):
        """Says when it answers."""

        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            if not self.should_exit:
                ready(address)

    try:
        Running(config).run(sockets=[bound])
    finally:
        bound.close()


def _bind(serving: Serving) -> socket.socket:
    """Return a socket that listens. Raises UsageError, with what to do, where it cannot."""
    try:
        family, kind, proto, _, place = socket.getaddrinfo(
            serving.host, serving.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        bound = socket.socket(family, kind, proto)
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind(place)
        bound.listen(WAITING)
    except OSError as error:
        raise UsageError(f"{serving.host} port {serving.port} cannot be served: {_why(error)}") from error
    return bound


def _why(error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return "another program listens there; end it, or choose another with --port (0 takes any that is free)"
    if error.errno == errno.EACCES:
        return "ports below 1024 are for the administrator; choose another with --port"
    return f"{error.strerror}; --host is an address or name of this machine"


def _address(serving: Serving, bound: socket.socket) -> str:
    host = f"[{serving.host}]" if ":" in serving.host else serving.host
    scheme = "https" if serving.certificate else "http"
    return f"{scheme}://{host}:{bound.getsockname()[1]}/"
