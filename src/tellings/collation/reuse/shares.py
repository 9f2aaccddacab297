"""How much of what an article tells in its own voice stands in another."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tellings.collation.reuse.telling import Telling
from tellings.model import Passage, Reuse


@dataclass(slots=True)
class Share:
    """The places of shared words outside marks, of one pair: in the lower and in the higher article; in how many stretches."""

    lower: set[int] = field(default_factory=set)
    higher: set[int] = field(default_factory=set)
    stretches: int = 0


def find_shares(tellings: Mapping[str, Telling], reuse: Sequence[Reuse]) -> dict[tuple[str, str], Share]:
    """Return the share of each pair of article ids that have reuse outside marks."""
    shares: dict[tuple[str, str], Share] = {}
    for item in reuse:
        if item.quoted:
            continue
        low, high = sorted((item.from_, item.to))
        share = shares.setdefault((low.article, high.article), Share())
        share.lower |= places(tellings[low.article], low)
        share.higher |= places(tellings[high.article], high)
        share.stretches += 1
    return shares


def places(telling: Telling, passage: Passage) -> set[int]:
    """Return the word places of a passage that lie outside marks."""
    starts = [t.start for t in telling.tokens]
    covered = range(bisect_left(starts, passage.start), bisect_left(starts, passage.end))
    return {i for i in covered if not telling.quoted[i]}


def narrative_share(telling: Telling, shared: set[int]) -> tuple[int, float]:
    """Return how many shared words stand in sentences that report no statement, and their part of all such words."""
    whole = sum(not s for s in telling.statement)
    part = sum(not telling.statement[i] for i in shared)
    return part, part / whole if whole else 0.0


def voice_share(telling: Telling, shared: set[int]) -> float:
    """Return the part of all words outside marks that is shared."""
    whole = sum(not q for q in telling.quoted)
    return len(shared) / whole if whole else 0.0
