"""Every rule of the package: what it decides, from what, and what would change its verdict."""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from msgspec import Struct

from tellings.language.tables import load_table


class Rule(Struct, frozen=True):
    """A rule by name: its room, what it says, what would change its verdict, the measurement that set its threshold."""

    name: str
    room: str
    says: str
    changes: str = ""
    measured: str = ""


@cache
def rules() -> dict[str, Rule]:
    """Return every rule that a ``rules.toml`` of the package describes, by name."""
    found = {}
    for room in sorted(_rooms(files("tellings"), "")):
        for name, told in load_table(room, "rules.toml").items():
            if isinstance(told, dict):
                found[name] = Rule(name, room, told.get("says", ""), told.get("changes", ""), told.get("measured", ""))
    return found


def _rooms(folder: Traversable, path: str) -> Iterator[str]:
    for entry in folder.iterdir():
        if entry.is_dir() and entry.name != "__pycache__":
            yield from _rooms(entry, f"{path}/{entry.name}".lstrip("/"))
        elif entry.name == "rules.toml":
            yield path
