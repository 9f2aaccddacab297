"""Style and scripts, each under a name with the hash of what it holds, so that a browser asks for it once (RFC 8246)."""

import gzip
from collections.abc import Mapping
from functools import cache
from hashlib import blake2b
from pathlib import PurePath
from types import MappingProxyType
from typing import Any

from litestar import Request, Response, get
from litestar.params import FromPath
from msgspec import Struct

from tellings.errors import MissingError
from tellings.language.tables import load_text

ROOM, SHARED = "service/web/static", "exports/page/templates"
TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
# what a page asks for by its plain name, and the files that are in it; the style of the one-file page is the base of ours
PARTS = {
    "tellings.css": ((SHARED, "page.css"), (ROOM, "web.css")),
    "keys.js": ((ROOM, "keys.js"),),
    "live.js": ((ROOM, "live.js"),),
    "story.js": ((ROOM, "story.js"),),
    "reader.js": ((ROOM, "reader.js"),),
    "icon.svg": ((ROOM, "icon.svg"),),
}
FOREVER = {"Cache-Control": "public, max-age=31536000, immutable", "Vary": "Accept-Encoding"}


class Held(Struct, frozen=True):
    """A file as it is sent: plain, and packed once (RFC 1952)."""

    plain: bytes
    packed: bytes
    kind: str


@cache
def _held() -> Mapping[str, tuple[str, Held]]:
    """Return, by plain name, the name with its hash and what it holds."""
    found = {}
    for name, parts in PARTS.items():
        plain = "\n".join(load_text(*part) for part in parts).encode()
        path = PurePath(name)
        hashed = f"{path.stem}.{blake2b(plain, digest_size=5).hexdigest()}{path.suffix}"
        found[name] = (hashed, Held(plain, gzip.compress(plain, 9, mtime=0), TYPES[path.suffix]))
    return MappingProxyType(found)


@cache
def _by_address() -> Mapping[str, Held]:
    return MappingProxyType(dict(_held().values()))


def address_of(name: str) -> str:
    """Return the address of a file by its plain name."""
    return f"/static/{_held()[name][0]}"


def weight() -> int:
    """Return the bytes of all style and scripts, packed."""
    return sum(len(held.packed) for name, (_, held) in _held().items() if not name.endswith(".svg"))


def takes_gzip(request: Request[Any, Any, Any]) -> bool:
    """Whether whoever asks can unpack gzip."""
    return "gzip" in request.headers.get("accept-encoding", "")


@get("/static/{name:str}", scope="free", include_in_schema=False, sync_to_thread=False)
def fixed(request: Request[Any, Any, Any], name: FromPath[str]) -> Response[bytes]:
    """Return a file."""
    held = _by_address().get(name)
    if held is None:
        raise MissingError(f"there is no file {name[:60]!r} here")
    if takes_gzip(request):
        return Response(held.packed, media_type=held.kind, headers={**FOREVER, "Content-Encoding": "gzip"})
    return Response(held.plain, media_type=held.kind, headers=FOREVER)
