"""JSON Schema of what goes in and comes out, made from the nouns (draft 2020-12)."""

from functools import cache
from typing import Any

import msgspec

from tellings.agents.tables import says


def takes(tool: str, noun: type) -> dict[str, Any]:
    """Return the schema of what a tool takes, with what each argument means."""
    schema = schema_of(noun)
    return schema | {
        "properties": {name: given | {"description": says(tool, name)} for name, given in schema["properties"].items()}
    }


@cache
def schema_of(noun: type) -> dict[str, Any]:
    """Return the schema of a noun: an object at its root, as the protocol wants it, other nouns under ``$defs``.

    >>> from tellings.agents.asked import Origins
    >>> schema_of(Origins)["type"], schema_of(Origins)["required"]
    ('object', ['story'])
    """
    (schema,), parts = msgspec.json.schema_components([noun], ref_template="#/$defs/{name}")
    root: dict[str, Any] = parts.pop(schema["$ref"].removeprefix("#/$defs/"))
    root.pop("description", None)
    for part in (root, *parts.values()):
        part.pop("title", None)  # the name of the noun, which a part has already
    return root | ({"$defs": parts} if parts else {})
