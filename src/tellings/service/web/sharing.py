"""What one report has in common with others of its story, put together for a reader: stretches of its text, and with whom."""

from collections import defaultdict

from msgspec import Struct

from tellings.exports.visible import label
from tellings.model import ArticleTold, Passage, Reuse

FEW = 3  # pieces of evidence named for one report


class Stretch(Struct, frozen=True):
    """Characters ``[start, end)`` of a report that stand in others too; ``n`` counts them in reading order, from 1."""

    n: int
    start: int
    end: int
    reuse: tuple[Reuse, ...]
    anchor: str


class Shared(Struct, frozen=True, kw_only=True):
    """What a report shares with one ``other``: words, in which stretches, how alike, and who had them first.

    ``traced``: "gave", "took" or both, as far as it is known; "" where nothing says who was first. ``quoted`` counts stretches that
    are public quotations: those show one speech, not copying.
    """

    other: str
    words: int
    quoted: int
    classes: tuple[str, ...]
    traced: str
    evidence: tuple[str, ...]
    stretches: tuple[Stretch, ...]


def find_stretches(told: ArticleTold) -> list[Stretch]:
    """Return the stretches, what overlaps as one."""
    found: list[tuple[int, int, list[Reuse]]] = []
    for here, reuse in sorted(((_here(told, r), r) for r in told.reuse), key=lambda p: (p[0].start, p[0].end, p[1].id)):
        if found and here.start < found[-1][1]:
            start, end, before = found[-1]
            found[-1] = (start, max(end, here.end), [*before, reuse])
        else:
            found.append((here.start, here.end, [reuse]))
    return [Stretch(n, s, e, tuple(some), f"shared-{n}") for n, (s, e, some) in enumerate(found, 1)]


def find_shared(told: ArticleTold, stretches: list[Stretch]) -> list[Shared]:
    """Return what is shared with each other report, most words first."""
    by_other: dict[str, list[tuple[Stretch, Reuse]]] = defaultdict(list)
    for stretch in stretches:
        for reuse in stretch.reuse:
            by_other[_other(told, reuse)].append((stretch, reuse))
    shown = [_shared(told, other, pairs) for other, pairs in by_other.items()]
    return sorted(shown, key=lambda s: (-s.words, s.other))


def _shared(told: ArticleTold, other: str, pairs: list[tuple[Stretch, Reuse]]) -> Shared:
    some = [r for _, r in pairs]
    ways = {"gave" if r.from_.article == told.article.id else "took" for r in some if r.direction == "traced" and not r.quoted}
    return Shared(
        other=other,
        words=sum(len(_here(told, r).exact.split()) for r in some),
        quoted=sum(r.quoted for r in some),
        classes=tuple(sorted({r.class_ for r in some})),
        traced=" and ".join(sorted(ways)),
        evidence=tuple(sorted({label(e) for r in some if not r.quoted for e in r.evidence})[:FEW]),
        stretches=tuple({s.n: s for s, _ in pairs}.values()),
    )


def _here(told: ArticleTold, reuse: Reuse) -> Passage:
    return reuse.from_ if reuse.from_.article == told.article.id else reuse.to


def _other(told: ArticleTold, reuse: Reuse) -> str:
    return reuse.to.article if reuse.from_.article == told.article.id else reuse.from_.article
