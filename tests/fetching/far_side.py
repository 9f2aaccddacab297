"""The other end of a wire: web servers at every address of a network namespace, and a name server that may change its mind.

``python far_side.py NAMES``: answer until standard input ends, then print each address that anybody spoke to, as JSON. NAMES is an
object of JSON from names to lists of addresses; a name with a list of such lists gives another one each time, the last ever after.
"""

import ipaddress
import json
import socket
import sys
import threading
from typing import Any
from urllib.parse import unquote

from played import Request, Stage, Step, page, redirect

A, AAAA = 1, 28


def answer(request: Request) -> list[Step]:
    """Point where the path says, or tell at which address one was heard."""
    if request.path.startswith("/to/"):
        return redirect(unquote(request.path[4:]))
    return page(f"heard at {request.local}")


def robots(request: Request) -> list[Step]:
    """Have no rules; where the host's name says so, hang up as well, so that the page needs a connection of its own."""
    hangs_up = request.fields["host"].startswith("hangup")
    return [
        *page("", *(["Connection: close"] if hangs_up else []), status="404 Not Found"),
        *([{"close": True}] if hangs_up else []),
    ]


class Names:
    """A name server, as much of RFC 1035 as asking for addresses takes."""

    def __init__(self, names: dict[str, Any]) -> None:
        self._names = names
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind(("", 53))

    def serve(self) -> None:
        """Answer for ever."""
        while True:
            asked, sender = self._socket.recvfrom(4_096)
            self._socket.sendto(self._answer(asked), sender)

    def _answer(self, asked: bytes) -> bytes:
        at, labels = 12, []
        while asked[at]:
            labels.append(asked[at + 1 : at + 1 + asked[at]].decode("ascii").lower())
            at += 1 + asked[at]
        kind = int.from_bytes(asked[at + 1 : at + 3], "big")
        found = [raw for raw in self._addresses(".".join(labels), kind) if len(raw) == (4 if kind == A else 16)]
        known = ".".join(labels) in self._names
        flags = 0x8180 if known else 0x8183
        head = asked[:2] + flags.to_bytes(2, "big") + b"\0\1" + len(found).to_bytes(2, "big") + bytes(4)
        rows = [b"\xc0\x0c" + kind.to_bytes(2, "big") + b"\0\1" + bytes(4) + len(raw).to_bytes(2, "big") + raw for raw in found]
        return head + asked[12 : at + 5] + b"".join(rows)

    def _addresses(self, name: str, kind: int) -> list[bytes]:
        if kind not in (A, AAAA):
            return []
        told = self._names.get(name, [])
        if told and isinstance(told[0], list):
            told = told.pop(0) if len(told) > 1 and kind == A else told[0]
        return [ipaddress.ip_address(address).packed for address in told]


def main() -> None:
    """Serve until standard input ends."""
    stages = [Stage({"/robots.txt": robots}, at=(every, 80), usual=answer) for every in ("0.0.0.0", "::")]
    for stage in stages:
        stage.__enter__()
    threading.Thread(target=Names(json.loads(sys.argv[1])).serve, daemon=True).start()
    print("ready", flush=True)
    sys.stdin.read()
    print(json.dumps(sorted({request.local for stage in stages for request in stage.asked})), flush=True)


if __name__ == "__main__":
    main()
