"""Which rules and tables made a finding: a name for the code as it stands, so that only what is out of date is made again."""

from collections.abc import Iterator
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from importlib.resources.abc import Traversable

READ = (".py", ".toml", ".json")  # what decides; weights.json names every weight with its hash
ANALYSIS = ("model", "language", "analysis")
TELLING = (*ANALYSIS, "overrides", "comparison", "collation", "briefing")


@cache
def edition(rooms: tuple[str, ...], reader: str = "") -> str:
    """Return ten hexadecimal digits that change whenever a file of one of the rooms does, or the reader of the language.

    >>> edition(ANALYSIS, "rules") == edition(ANALYSIS, "rules") != edition(TELLING, "rules")
    True
    """
    digest = blake2b(reader.encode(), digest_size=5)
    for room in rooms:
        for name, content in _deciding(files("tellings").joinpath(room), room):
            digest.update(f"\x1f{name}\x1f{len(content)}\x1f".encode() + content)
    return digest.hexdigest()


def _deciding(folder: Traversable, name: str) -> Iterator[tuple[str, bytes]]:
    for part in sorted(folder.iterdir(), key=lambda p: p.name):
        if part.is_dir():
            yield from _deciding(part, f"{name}/{part.name}") if part.name != "__pycache__" else ()
        elif part.name.endswith(READ):
            yield f"{name}/{part.name}", part.read_bytes()
