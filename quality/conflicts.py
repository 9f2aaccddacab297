"""Count the conflicts reported on stories that others grouped: ``python -m quality.conflicts [SET] [RULE]``.

Nobody has said which of them are right: the counts show what a rule does away from the dev stories, and naming a RULE prints its
conflicts to be read. Stories are the gold ones of a grouping set (ecbplus unless named) with 2 to 15 articles; some texts of
ecbplus mix two events.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator

import msgspec

from quality.shared import SHARED
from tellings.analysis import analyse
from tellings.collation import collate
from tellings.errors import MaterialError
from tellings.model import Analysis, Conflict
from tellings.reading import read

MOST = 15  # articles of a story


def stories(name: str) -> Iterator[list[Analysis]]:
    """Yield the analyses of each gold story of a grouping set."""
    found: dict[str, list[Analysis]] = {}
    with (SHARED / "corpora" / "eval" / "grouping" / f"{name}.dev.jsonl").open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            try:
                article = read(row["text"], str(row["id"]))
            except MaterialError:
                continue
            given = msgspec.structs.replace(article, published=row.get("date"), outlet=row.get("outlet"))
            found.setdefault(row["cluster"], []).append(analyse(given))
    yield from (found[key] for key in sorted(found) if 2 <= len(found[key]) <= MOST)


def shown(conflict: Conflict) -> str:
    """Return a conflict to be read: its sides and the passages of each."""
    sides = (f"  {s.statement}: {' | '.join(p.exact for p in s.passages[:3])}" for s in conflict.sides)
    return "\n".join([f"{conflict.strength} {conflict.about}", *sides])


def main() -> None:
    """Print how often each rule reports a conflict, and the conflicts of one rule when it is named."""
    name, rule, *_ = [*sys.argv[1:], "ecbplus", ""] if len(sys.argv) == 1 else [*sys.argv[1:], ""]
    told, count = Counter[str](), 0
    for analyses in stories(name):
        count += 1
        for conflict in collate(analyses)[0].conflicts:
            told[conflict.rule] += 1
            if conflict.rule == rule:
                print(shown(conflict))
    print(f"{name}: {count} stories")
    for key, n in sorted(told.items(), key=lambda x: (-x[1], x[0])):
        print(f"  {key:26} {n}")


if __name__ == "__main__":
    main()
