"""What assistants are told: of the whole, of each tool, of each argument."""

from typing import Any

from tellings.language.tables import load_table


def told() -> dict[str, Any]:
    """Return the table ``tools.toml``."""
    return load_table("agents", "tools.toml")


def says(tool: str, argument: str) -> str:
    """Return what an argument of a tool means, in a sentence; a tool may have its own word for it."""
    own = told()["tools"][tool].get("arguments", {})
    return str(own.get(argument) or told()["arguments"][argument])
