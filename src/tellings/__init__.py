"""tellings: what many reports of one event say together, every statement pointing at the characters it rests on."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tellings.analysis import analyse
    from tellings.briefing import brief
    from tellings.checking import check
    from tellings.collation import collate
    from tellings.pipeline import tell
    from tellings.reading import read
    from tellings.stories import group

__version__ = "0.1.0"
__all__ = ["analyse", "brief", "check", "collate", "group", "read", "tell"]

_ROOM = {
    "analyse": "tellings.analysis",
    "brief": "tellings.briefing",
    "check": "tellings.checking",
    "collate": "tellings.collation",
    "group": "tellings.stories",
    "read": "tellings.reading",
    "tell": "tellings.pipeline",
}


def __getattr__(name: str) -> Any:
    if name in _ROOM:
        return getattr(import_module(_ROOM[name]), name)
    raise AttributeError(f"module 'tellings' has no attribute {name!r}")
