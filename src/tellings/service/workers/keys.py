"""What was answered to an Idempotency-Key, so that the same question gets the same answer for a day."""

import msgspec

from tellings.library import Library
from tellings.library.keeping import day_before
from tellings.model import Ingested

ASKED = "asked"  # notes of this kind keep what was answered to an Idempotency-Key


class Answered(msgspec.Struct, frozen=True):
    """What was answered to a key, to which body, on which day."""

    digest: str
    day: str
    answer: Ingested


def answered(library: Library, key: str) -> Answered | None:
    """Return what was answered to a key."""
    with library.store.reading() as r:
        note = r.find_note(ASKED, key)
    return msgspec.msgpack.decode(note, type=Answered) if note else None


def drop_old(library: Library, day: str) -> None:
    """Forget the answers to keys of days before the one before ``day``."""
    with library.store.reading() as r:
        old = [k for k, v in r.notes(ASKED) if msgspec.msgpack.decode(v, type=Answered).day < day_before(day, 1)]
    if old:
        with library.store.writing() as w:
            for key in old:
                w.put_note(ASKED, key, None)
