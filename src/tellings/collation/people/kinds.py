"""What a name is, voted over the reports of a story: one report's slip gives way to what the others read."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cache

from msgspec.structs import replace

from tellings.collation.people.names import fold
from tellings.language.tables import load_table
from tellings.model import Entity, EntityKind

MAJORITY = 2  # times as many reports must read the other kind; by judgement: a tie or one report more proves no slip
Told = tuple[str, Entity]  # the report, the entity it names


def bare(name: str) -> tuple[str, ...]:
    """Return a name folded, without "the", under the name that its short forms join.

    >>> bare("the U.S."), bare("United States"), bare("Millford Harbour Board")
    (('united', 'states'), ('united', 'states'), ('millford', 'harbour', 'board'))
    """
    plain = name.removeprefix("the ").removeprefix("The ")
    return tuple(w for w in fold(_full().get(plain, plain)) if w != "the")


@cache
def _full() -> dict[str, str]:
    table = load_table("collation/people", "aliases.toml")["aliases"]
    return {short.strip(): full for full, shorts in table.items() for short in shorts.split(";")}


def agree_kinds(found: Sequence[Told]) -> list[Told]:
    """Return the entities, each of the kind that twice as many reports give its name as give its own."""
    votes: dict[tuple[str, ...], Counter[EntityKind]] = defaultdict(Counter)
    for key, kind, _ in {(bare(e.name), e.kind, report) for report, e in found}:
        votes[key][kind] += 1
    return [(report, _agree(e, votes[bare(e.name)])) for report, e in found]


def _agree(entity: Entity, votes: Counter[EntityKind]) -> Entity:
    kind = max(sorted(votes), key=lambda k: votes[k])
    return replace(entity, kind=kind) if votes[kind] >= MAJORITY * votes[entity.kind] else entity
