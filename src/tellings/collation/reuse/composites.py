"""Articles put together from several: who demonstrably takes from one text is the likelier taker from another."""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from tellings.collation.reuse.signs import COMPOSITE, Sign, settle
from tellings.collation.reuse.stretches import Stretch
from tellings.collation.reuse.telling import Telling


class Pair(NamedTuple):
    """Two articles, the stretches they share, and what speaks for either direction."""

    a: Telling
    b: Telling
    stretches: list[Stretch]
    signs: list[Sign]


def weigh_composites(pairs: Sequence[Pair]) -> list[Pair]:
    """Return the pairs with a sign more where one article takes from a third that shares nothing of its own with the other.

    That it takes from the third must show without the days. Where both articles are such the sign says nothing and is left out.
    """
    sharing = {frozenset((p.a.id, p.b.id)) for p in pairs if any(not s.quoted for s in p.stretches)}
    givers = _givers(pairs)
    return [pair._replace(signs=[*pair.signs, *_signs(pair, givers, sharing)]) for pair in pairs]


def _givers(pairs: Sequence[Pair]) -> dict[str, dict[str, str]]:
    """Return for each article those from which it takes, with their names."""
    givers: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for pair in pairs:
        way = settle([s for s in pair.signs if not s.of_days])
        if way:
            giver, taker = (pair.a, pair.b) if way > 0 else (pair.b, pair.a)
            givers[taker.id][giver.id] = giver.analysis.article.file or giver.id
    return givers


def _signs(pair: Pair, givers: dict[str, dict[str, str]], sharing: set[frozenset[str]]) -> list[Sign]:
    if frozenset((pair.a.id, pair.b.id)) not in sharing:
        return []
    found = []
    for taker, other, sense in ((pair.b, pair.a, 1), (pair.a, pair.b, -1)):
        strangers = {key for key in givers.get(taker.id, {}) if key != other.id and frozenset((key, other.id)) not in sharing}
        thirds = [givers[taker.id][key] for key in strangers]
        if thirds:
            label = taker.analysis.article.file or taker.id
            found.append(Sign(sense * COMPOSITE, f"{label} also takes from {min(thirds)}, which shares nothing with the other"))
    return found if len(found) == 1 else []
