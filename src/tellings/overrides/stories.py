"""Stories put together and taken apart as people say."""

from collections.abc import Sequence

from tellings.model import Applied, Article, Override, Target, Unapplied
from tellings.overrides.places import Texts
from tellings.stories import story_id

Groups = list[tuple[int, ...]]


def regroup(
    groups: Sequence[tuple[int, ...]], articles: Sequence[Article], overrides: Sequence[Override]
) -> tuple[Groups, tuple[tuple[Applied, frozenset[str]], ...], tuple[Unapplied, ...]]:
    """Return the groups as people correct them, each correction with the articles that it moved, and those that fit nothing."""
    told = [set(g) for g in groups]
    applied: list[tuple[Applied, frozenset[str]]] = []
    left: list[Unapplied] = []
    for override in (o for o in overrides if o.of == "story"):
        named = [_named(t, told, articles) for t in override.targets]
        missing = [n for n, found in enumerate(named, 1) if not found]
        if missing or len(named) < (2 if override.do == "merge" else 1):
            left.append(Unapplied(override.line, f"target {missing[0] if missing else 1} names no report that is here"))
            continue
        moved = set().union(*named)
        before = told
        told = _merged(told, moved) if override.do == "merge" else _parted(told, moved)
        touched = [g for g in told if g not in before]
        if not touched:
            left.append(Unapplied(override.line, "the stories are so already"))
            continue
        ids = tuple(sorted(story_id(articles[n].id for n in g) for g in touched))
        applied.append((Applied(override, ids), frozenset(articles[n].id for g in touched for n in g)))
    return sorted(tuple(sorted(g)) for g in told if g), tuple(applied), tuple(left)


def _named(target: Target, told: Sequence[set[int]], articles: Sequence[Article]) -> set[int]:
    """Return the articles that a target names: one report, or a whole story by its id."""
    by_id = [g for g in told if target.id and story_id(articles[n].id for n in g) == target.id]
    if by_id:
        return set(by_id[0])
    if not (target.article or target.file):
        return set()
    texts = Texts(articles)
    ids = {a.id for a in texts.reports(target)}
    return {n for n, a in enumerate(articles) if a.id in ids}


def _merged(told: Sequence[set[int]], moved: set[int]) -> list[set[int]]:
    return [g for g in told if not g & moved] + [set().union(*(g for g in told if g & moved))]


def _parted(told: Sequence[set[int]], moved: set[int]) -> list[set[int]]:
    return [part for g in told for part in (g - moved, g & moved) if part]
