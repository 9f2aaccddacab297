"""Where a page ends, as a word that means nothing to whoever carries it."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from typing import TypeVar

import msgspec

from tellings.errors import UsageError

Place = TypeVar("Place")
WRONG = "the place to go on from is not one that this library gave; leave it out to begin again"


def write_cursor(kind: str, *place: object) -> str:
    """Return a place as a word; ``kind`` says of which list."""
    return urlsafe_b64encode(msgspec.msgpack.encode((kind, *(_plain(p) for p in place)))).decode("ascii").rstrip("=")


def read_cursor(cursor: str, kind: type[Place], name: str) -> Place:
    """Return the place again, without the name of its list; raises UsageError when it is none of that list."""
    try:
        parts = msgspec.msgpack.decode(urlsafe_b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4)), type=list[object])
        if not parts or parts[0] != name:
            raise UsageError(WRONG)
        return msgspec.convert([p.decode("utf-8", "surrogatepass") if isinstance(p, bytes) else p for p in parts[1:]], type=kind)
    except (Error, UnicodeError, ValueError, msgspec.MsgspecError) as error:
        raise UsageError(WRONG) from error


def _plain(part: object) -> object:
    return part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
