"""Which planted changes are measured: as many of each kind as asked for, its templates in turn, spread over the articles."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import zip_longest

from bench.planted.kinds import KINDS, Template, templates
from bench.planted.knowledge import number
from bench.planted.material import papers
from bench.planted.versions import Planted, Version, plants_in, version_of

EACH = 3  # changes by one template in one article at most
Keep = Callable[[Planted], bool]


def draw(
    half: str, each: int, kinds: tuple[str, ...] = KINDS, keep: Keep = lambda planted: True
) -> tuple[list[Version], list[Planted]]:
    """Return the versions looked at and up to ``each`` planted changes of a kind; articles are read until there are enough."""
    found: dict[str, list[Planted]] = defaultdict(list)
    versions = []
    for paper in papers(half):
        if all(_enough(found, kind, half, each) for kind in kinds):
            break
        if version := version_of(paper):
            versions.append(version)
            for template in (t for kind in kinds for t in templates(half, kind)):
                kept = (p for p in plants_in(version, template) if keep(p))
                found[template.name] += [p for p, _ in zip(kept, range(EACH), strict=False)]
    return versions, [p for kind in kinds for p in _of(found, kind, half, each)]


def _enough(found: dict[str, list[Planted]], kind: str, half: str, each: int) -> bool:
    return sum(min(len(found[t.name]), _quota(kind, half, each)) for t in templates(half, kind)) >= each


def _quota(kind: str, half: str, each: int) -> int:
    """Return how many changes one template may give while the others are still short: half as many again as its share."""
    return max(1, each * 3 // (2 * len(templates(half, kind))))


def _of(found: dict[str, list[Planted]], kind: str, half: str, each: int) -> list[Planted]:
    return list(_in_turn([_one_an_article_first(found[t.name]) for t in templates(half, kind)]))[:each]


def _one_an_article_first(planted: list[Planted]) -> list[Planted]:
    seen: dict[str, int] = defaultdict(int)
    ranked = []
    for p in planted:
        ranked.append((seen[p.version.paper.id], number(p.template.name, p.version.paper.text), len(ranked)))
        seen[p.version.paper.id] += 1
    return [planted[n] for *_, n in sorted(ranked)]


def _in_turn(lists: list[list[Planted]]) -> Iterator[Planted]:
    yield from (p for row in zip_longest(*lists) for p in row if p is not None)


def kinds_named(names: list[str] | None) -> tuple[str, ...]:
    """Return the kinds asked for, or all."""
    return tuple(k for k in KINDS if not names or k in names)


def of_template(planted: list[Planted]) -> dict[Template, list[Planted]]:
    """Return the planted changes of each template."""
    found: dict[Template, list[Planted]] = defaultdict(list)
    for p in planted:
        found[p.template].append(p)
    return dict(found)
