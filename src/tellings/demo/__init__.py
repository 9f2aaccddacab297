"""A story that never happened, told by outlets that do not exist: the pile that ``tellings demo`` reads.

Six outlets and a radio station tell of a broken dam gate; two articles of the pile are about other things. What was
planted in the reports stands in ``planted.json``.
"""

import json
from typing import Any

from tellings.language.tables import load_bytes, load_text

PILE = (
    "aldine-post.html",
    "channel-nine.txt",
    "chess-final.txt",
    "dunmarrow-courier.txt",
    "harbour-radio.jsonl",
    "lighthouse-museum.txt",
    "ostrey-herald.txt",
    "valley-mail.txt",
    "worldbrief.txt",
)


def demo_texts() -> list[tuple[str, bytes]]:
    """Return the files of the demo story as (name, bytes), by name.

    >>> [name for name, text in demo_texts() if b"Hallin" not in text]
    ['chess-final.txt', 'lighthouse-museum.txt']
    """
    return [(name, load_bytes("demo/pile", name)) for name in PILE]


def planted() -> dict[str, Any]:
    """Return what was planted in the demo story: for each kind, the files and the short strings that show it."""
    found: dict[str, Any] = json.loads(load_text("demo", "planted.json"))
    return found
