"""Dated tellings merged into events, in the order of their dates."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from math import log

from tellings.collation.timeline.dates import holds, order, width
from tellings.collation.timeline.tellings import Telling, find_tellings
from tellings.language.linkage import average_linkage
from tellings.model import Analysis, Conflict, Event, Origin, Passage, make_id

# Two tellings of one date are of one event when they share this much of the smaller one's content, by weight. From .30 to .60 the
# recall of timeline.events (``python -m quality``) is one and the same on each of the three dev stories, and precision moves by at
# most .07; so the middle, by judgement.
ALIKE = 0.45
WIDE = ("year", "decade", "century")
Weight = Callable[[frozenset[str]], float]
Grounds = Mapping[str, Sequence[tuple[Passage, str]]]
SHARED = 20  # by judgement: code points that a conflict's passage shares with an event's: about three words
RULE = "dated-clause"


def line_up(
    analyses: Sequence[Analysis],
    conflicts: Sequence[Conflict],
    origins: Sequence[Origin],
    count_origins: Callable[[Iterable[Passage]], int] | None = None,
) -> tuple[Event, ...]:
    """Return the events of a story by date, wider grains first, each with the passages that tell of it.

    ``count_origins`` returns the number of origins behind some passages; without it, events say 0.
    """
    tellings = find_tellings(sorted(analyses, key=lambda a: a.article.id))
    weight = _weights(analyses)
    grounds = _by_article(conflicts)
    events = [_event(group, grounds, count_origins) for group in _merge(tellings, weight)]
    key = order(e.date for e in events)
    return tuple(sorted(events, key=lambda e: (key[e.date], e.passages[0], e.id)))


def _weights(analyses: Sequence[Analysis]) -> Weight:
    """Return the function that weighs words: those that every clause of the story holds weigh little."""
    clauses = [set(c.content) for a in analyses for c in a.clauses]
    seen = Counter(w for content in clauses for w in content)
    weight = {w: log(1 + len(clauses) / n) for w, n in seen.items()}
    return cache(lambda words: sum(weight.get(w, 1.0) for w in sorted(words)))  # in a big story most tellings are copies


def _merge(tellings: Sequence[Telling], weight: Weight) -> list[list[Telling]]:
    by_date: dict[str, list[Telling]] = {}
    for telling in tellings:
        by_date.setdefault(telling.date, []).append(telling)
    groups = [
        [same[i] for i in group] for same in by_date.values() for group in average_linkage(len(same), _pairs(same, weight), ALIKE)
    ]
    return _narrow(groups, weight)


def _narrow(groups: list[list[Telling]], weight: Weight) -> list[list[Telling]]:
    """Join a group of a wide date ("this week") to the group most like it of a day inside it ("on Tuesday"), if alike enough."""
    kept: list[list[Telling]] = []
    for group in sorted(groups, key=lambda g: (width(g[0].date), g[0].date, g[0].passage)):
        inside = [k for k in kept if holds(group[0].date, k[0].date)]
        best = max(inside, key=lambda k: _mean(group, k, weight), default=None)
        if best is not None and _mean(group, best, weight) >= ALIKE:
            best += group
        else:
            kept.append(group)
    return kept


def _mean(group: Sequence[Telling], other: Sequence[Telling], weight: Weight) -> float:
    pairs = [(a.content, b.content) for a in group for b in other]
    return sum(weight(a & b) / least if (least := min(weight(a), weight(b))) else 0.0 for a, b in pairs) / len(pairs)


def _pairs(tellings: Sequence[Telling], weight: Weight) -> dict[tuple[int, int], float]:
    """Return how far each two tellings are alike: the weight they share, of the smaller one's."""
    least = [weight(t.content) for t in tellings]
    shared = {(i, j): weight(a.content & tellings[j].content) for i, a in enumerate(tellings) for j in range(i + 1, len(tellings))}
    alike = {(i, j): w / min(least[i], least[j]) for (i, j), w in shared.items() if w}
    return {(i, j): max(s, ALIKE) if _same_label(tellings[i], tellings[j]) else s for (i, j), s in alike.items()}


def _same_label(a: Telling, b: Telling) -> bool:
    """Return whether a year or more labels one thing in both: background is told in other words each time ("the 1987 treaty")."""
    return a.grain in WIDE and bool(a.beside & b.beside)


def _by_article(conflicts: Sequence[Conflict]) -> Grounds:
    """Return the passages of the conflicts, article by article, each with the id of its conflict."""
    grounds: dict[str, list[tuple[Passage, str]]] = defaultdict(list)
    for conflict in conflicts:
        for passage in (p for s in conflict.sides for p in s.passages):
            grounds[passage.article].append((passage, conflict.id))
    return grounds


def _event(group: Sequence[Telling], grounds: Grounds, count: Callable[[Iterable[Passage]], int] | None) -> Event:
    passages = tuple(sorted({t.passage for t in group}))
    best = _best([t for t in group if t.date == group[0].date])
    return Event(
        id=make_id("e", best.date, *passages),
        date=best.date,
        grain=best.grain,
        text=" ".join(best.sentence.split()),
        passages=passages,
        origins=count(passages) if count else 0,
        conflicts=tuple(sorted({c for p in passages for q, c in grounds.get(p.article, ()) if _touch(p, q)})),
        rule=RULE,
    )


def _best(group: Sequence[Telling]) -> Telling:
    """Return the telling that shares most with the others; of equals one that is a whole sentence, then the shortest."""
    return max(
        group,
        key=lambda t: (sum(len(t.content & o.content) for o in group), t.sentence == t.passage.exact, -len(t.sentence), t.passage),
    )


def _touch(a: Passage, b: Passage) -> bool:
    """Tell whether two passages of one article share enough."""
    return min(a.end, b.end) - max(a.start, b.start) >= min(SHARED, a.end - a.start, b.end - b.start)
