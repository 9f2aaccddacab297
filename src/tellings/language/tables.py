"""Package data: the one place that opens files of the package."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def load_table(room: str, name: str) -> dict[str, Any]:
    """Return the TOML table ``name`` that lies in the room, given as a path below the package ("analysis/quotations")."""
    return tomllib.loads(load_text(room, name))


def load_text(room: str, name: str) -> str:
    """Return a text file of the package."""
    return load_bytes(room, name).decode("utf-8")


def load_bytes(room: str, name: str) -> bytes:
    """Return a binary file of the package."""
    return files("tellings").joinpath(room, name).read_bytes()
