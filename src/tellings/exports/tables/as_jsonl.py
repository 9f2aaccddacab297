"""Tables as JSON Lines: an object a row, every column in it."""

from collections.abc import Sequence

import msgspec

from tellings.exports.tables.nouns import Table


def to_jsonl(tables: Sequence[Table]) -> str:
    """Return a row a line as {column: value}; where there are several tables, ``table`` names the one."""
    several = len(tables) > 1
    lines = []
    for t in tables:
        first = {"table": t.name} if several else {}
        lines += [msgspec.json.encode(first | {name: row.get(name) for name in t.heads}) for row in t.rows]
    return "".join(line.decode() + "\n" for line in lines)
