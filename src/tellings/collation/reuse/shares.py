"""How much of what an article tells in its own voice stands in another."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from msgspec import Struct

from tellings.collation.reuse.telling import Telling
from tellings.model import Passage, Reuse


class Share(Struct):
    """The places of shared words outside marks, of one pair: in the lower and in the higher article."""

    lower: set[int] = set()
    higher: set[int] = set()


def find_shares(tellings: Mapping[str, Telling], reuse: Sequence[Reuse]) -> dict[tuple[str, str], Share]:
    """Return the share of each pair of article ids that have reuse outside marks."""
    shares: dict[tuple[str, str], Share] = {}
    for item in reuse:
        if item.quoted or item.class_ == "paraphrase":  # only words that agree tell how far one text rests on another
            continue
        low, high = sorted((item.from_, item.to))
        share = shares.setdefault((low.article, high.article), Share())
        share.lower |= places(tellings[low.article], low)
        share.higher |= places(tellings[high.article], high)
    return shares


def places(telling: Telling, passage: Passage) -> set[int]:
    """Return the word places of a passage that lie outside marks."""
    covered = range(bisect_left(telling.starts, passage.start), bisect_left(telling.starts, passage.end))
    return {i for i in covered if not telling.quoted[i]}


class Narrative(NamedTuple):
    """Shared words in sentences that report no statement: their number, in how many sentences, their part of all such words."""

    words: int
    sentences: int
    part: float


def narrative_share(telling: Telling, shared: set[int]) -> Narrative:
    """Return what is shared of the sentences that report no statement."""
    whole = sum(not s for s in telling.statement)
    told = [i for i in shared if not telling.statement[i]]
    return Narrative(len(told), len({telling.sentence[i] for i in told}), len(told) / whole if whole else 0.0)


def voice_share(telling: Telling, shared: set[int]) -> float:
    """Return the part of all words outside marks that is shared."""
    whole = sum(not q for q in telling.quoted)
    return len(shared) / whole if whole else 0.0
