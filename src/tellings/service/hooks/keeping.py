"""Webhooks as a library keeps them: notes, so that a server that starts again goes on where it was."""

import msgspec
from msgspec import Struct

from tellings.model import MoveKind
from tellings.store import Reader

HOOK = "hook"  # notes of this kind


class Hook(Struct, frozen=True, kw_only=True):
    """An address that is told what happens: which ``kinds`` of event, of which story; all without them.

    ``sent`` is the number of the last event that was delivered or is none of its; ``failures`` counts the tries of the next one,
    which is not tried before ``due`` (seconds since 1970). ``ended`` says why it is told nothing any more.
    """

    id: str
    url: str
    secret: str
    kinds: tuple[MoveKind, ...] = ()
    story: str | None = None
    sent: int = 0
    failures: int = 0
    due: float = 0.0
    said: str = ""
    ended: str = ""


def read_hooks(reader: Reader) -> tuple[Hook, ...]:
    """Return the webhooks of a library, by id."""
    return tuple(msgspec.json.decode(value, type=Hook) for _, value in reader.notes(HOOK))
