"""Which single passages rest on another article's origin, and the one count of origins."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from tellings.model import Origin, Passage, Reuse

OVERLAP = 0.5  # by judgement: part of a passage that must lie in a borrowed one for the passage to count as borrowed


def find_borrowed(groups: Sequence[tuple[str, ...]], reuse: Sequence[Reuse]) -> dict[tuple[str, ...], tuple[Passage, ...]]:
    """Return for each group the passages of other groups' articles that rest on it.

    A stretch outside marks that stands in two groups rests on the group that had it first, or, when that cannot be told, on
    the group of the article of lower id: either way it is one telling, not two. A stretch that stands in three is handed
    down to the first.
    """
    group_of = {article: group for group in groups for article in group}
    steps = [(r.from_, r.to) for r in reuse if not r.quoted and group_of[r.from_.article] != group_of[r.to.article]]
    by_article: defaultdict[str, list[tuple[Passage, Passage]]] = defaultdict(list)
    for first, second in sorted(steps):
        by_article[second.article].append((first, second))
    found: defaultdict[tuple[str, ...], set[Passage]] = defaultdict(set)
    for first, second in steps:
        home = _root(first, by_article, {second.article})
        if group_of[home] != group_of[second.article]:
            found[group_of[home]].add(second)
    return {group: tuple(sorted(passages)) for group, passages in found.items()}


def _root(passage: Passage, by_article: Mapping[str, Sequence[tuple[Passage, Passage]]], seen: set[str]) -> str:
    """Follow a passage to the article that had it first."""
    while passage.article not in seen:
        seen.add(passage.article)
        before = (first for first, second in by_article.get(passage.article, ()) if lies_in(passage, second))
        passage = next((p for p in before if p.article not in seen), passage)
    return passage.article


def lies_in(passage: Passage, other: Passage) -> bool:
    """Return whether at least half of a passage lies in another."""
    shared = min(passage.end, other.end) - max(passage.start, other.start)
    return passage.article == other.article and shared >= OVERLAP * max(1, passage.end - passage.start)


def count_origins(passages: Iterable[Passage], origins: Sequence[Origin]) -> int:
    """Return how many distinct origins stand behind the passages: the one function that counts them.

    A passage counts for the origin that lists it, where half of it lies in a listed passage, else for its article's origin;
    an article of no origin counts for itself.

    >>> one = Origin(id="o-1", articles=("a", "b"))
    >>> count_origins([Passage("a", 0, 1, "x"), Passage("b", 4, 5, "x"), Passage("c", 0, 1, "y")], [one])
    2
    """
    return counter_of(origins)(passages)


def counter_of(origins: Sequence[Origin]) -> Callable[[Iterable[Passage]], int]:
    """Return ``count_origins`` for these origins, to be asked many times."""
    home = {article: origin.id for origin in origins for article in origin.articles}
    listed: defaultdict[str, list[tuple[Passage, str]]] = defaultdict(list)
    for origin in origins:
        for passage in origin.passages:
            listed[passage.article].append((passage, origin.id))

    def behind(passage: Passage) -> str:
        borrowed = next((o for held, o in listed.get(passage.article, ()) if lies_in(passage, held)), None)
        return borrowed or home.get(passage.article, passage.article)

    return lambda passages: len({behind(p) for p in passages})
