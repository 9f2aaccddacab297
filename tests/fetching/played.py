"""A server on loopback that plays what a case says, byte by byte: truth, lies, drips and bombs."""

import contextlib
import socket
import ssl
import struct
import threading
import time
import zlib
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from tellings.fetching import Fetcher

Step = dict[str, Any]
Make = Callable[..., Fetcher]  # the fixture make_fetcher
Certified = Callable[..., ssl.SSLContext]  # the fixture certified
Play = Sequence[Step] | Callable[["Request"], Sequence[Step]]

BLOCK = 65_536
FOUND = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
OPEN = [{"send": "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"}]  # the robots.txt of a site that has none


def page(body: str, *fields: str, status: str = "200 OK", media: str = "text/html") -> list[Step]:
    """Return the steps of a plain honest answer."""
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {media}", f"Content-Length: {len(body.encode())}", *fields]
    return [{"send": "\r\n".join(lines) + "\r\n\r\n"}, {"bytes": body.encode()}]


def redirect(where: str, status: str = "302 Found") -> list[Step]:
    """Return the steps of an answer that points elsewhere."""
    return [{"send": f"HTTP/1.1 {status}\r\nLocation: {where}\r\nContent-Length: 0\r\n\r\n"}]


USUAL = page("<p>The ferry is late.</p>")


class Request:
    """One request as it came: its path, its fields by lower-case name, its body, when, and the address that it came to."""

    def __init__(self, raw: bytes, local: str) -> None:
        self.raw = raw
        self.body = b""
        self.local = local
        lines = raw.decode("latin-1").split("\r\n")
        self.line = lines[0]
        self.path = self.line.split(" ")[1]
        self.fields = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:] if line)}
        self.when = time.monotonic()


class Stage:
    """Listen, and play for each path what is given for it; ``asked`` and ``connections`` say what came.

    Unless a play says so, robots.txt is missing and every other path is a short page. The steps of a play: ``send`` text (with
    ``times``), ``bytes``, ``drip`` text ``times`` over, a piece ``every`` so many seconds, ``zeros`` packed by gzip, ``hang`` for
    seconds, ``reset``, ``close``, and ``meet`` at a barrier. The connection is kept unless the last step is one of the latter.
    A ``deaf`` stage reads the head of a request and never its body.
    """

    def __init__(
        self,
        plays: dict[str, Play] | None = None,
        *,
        tls: ssl.SSLContext | None = None,
        at: tuple[str, int] = ("127.0.0.1", 0),
        usual: Play = USUAL,
        deaf: bool = False,
    ) -> None:
        self._usual = usual
        self._deaf = deaf
        self.plays: dict[str, Play] = {"/robots.txt": OPEN, **(plays or {})}
        self.asked: list[Request] = []
        self.connections = 0
        self.most = 0
        self._now = 0
        self._tls = tls
        self._lock = threading.Lock()
        self._over = threading.Event()
        family = socket.AF_INET6 if ":" in at[0] else socket.AF_INET
        self._listener = socket.create_server(at, family=family, backlog=64)
        self.port: int = self._listener.getsockname()[1]

    def __enter__(self) -> "Stage":
        threading.Thread(target=self._listen, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    @property
    def paths(self) -> list[str]:
        """Return the paths asked for, in order."""
        return [request.path for request in self.asked]

    def url(self, path: str = "/", host: str = "herald.example", scheme: str = "http") -> str:
        """Return a URL that leads here, if the host's name does."""
        return f"{scheme}://{host}:{self.port}{path}"

    def _listen(self) -> None:
        while not self._over.is_set():
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        try:
            if self._tls:
                connection = self._tls.wrap_socket(connection, server_side=True)
            connection.settimeout(20)
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # a head and its body would wait for each other
            for request in _requests(connection, self._deaf):
                with self._lock:
                    self.asked.append(request)
                    self._now += 1
                    self.most = max(self.most, self._now)
                try:
                    if not self._play(connection, request):
                        return
                finally:
                    with self._lock:
                        self._now -= 1
        except (OSError, ValueError):
            pass  # whoever asked went away, as it should where the play is hostile
        finally:
            connection.close()

    def _play(self, connection: socket.socket, request: Request) -> bool:
        """Play an answer; tell whether the connection is kept."""
        play = self.plays.get(request.path, self._usual)
        steps = play(request) if callable(play) else play
        return all(self._step(connection, step) for step in steps)

    def _step(self, connection: socket.socket, step: Step) -> bool:
        if "send" in step:
            text = step["send"].replace("{port}", str(self.port)).encode("latin-1")
            for piece in _repeated(text, step.get("times", 1)):
                connection.sendall(piece)
        elif "bytes" in step:
            connection.sendall(step["bytes"])
        elif "drip" in step:
            for _ in range(step["times"]):
                connection.sendall(step["drip"].encode("latin-1"))
                if self._over.wait(step["every"]):
                    return False
        elif "zeros" in step:
            for piece in packed_zeros(step["zeros"]):
                connection.sendall(piece)
        elif "meet" in step:
            step["meet"].wait(10)
        elif "hang" in step:
            self._over.wait(step["hang"])
            return False
        elif "reset" in step:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            return False
        return "close" not in step


def _requests(connection: socket.socket, deaf: bool) -> Iterator[Request]:
    waiting = b""
    while True:
        while b"\r\n\r\n" not in waiting:
            came = connection.recv(BLOCK)
            if not came:
                return
            waiting += came
        raw, waiting = waiting.split(b"\r\n\r\n", 1)
        request = Request(raw, connection.getsockname()[0])
        length = 0 if deaf else int(request.fields.get("content-length", "0"))
        while len(waiting) < length and (came := connection.recv(BLOCK)):
            waiting += came
        request.body, waiting = waiting[:length], waiting[length:]
        yield request


def _repeated(text: bytes, times: int) -> Iterator[bytes]:
    each = max(BLOCK // len(text), 1) if text else 1
    for done in range(0, times, each):
        yield text * min(each, times - done)


def packed_zeros(size: int) -> Iterator[bytes]:
    """Yield a gzip of so many zero bytes, a thousandth of their size."""
    stream = zlib.compressobj(9, wbits=31)
    for _ in range(size // 1_000_000):
        if piece := stream.compress(bytes(1_000_000)):
            yield piece
    yield stream.flush()
