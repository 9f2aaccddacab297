"""Planted changes as a part of the score: a small draw of half A, so that what was once caught stays caught.

The figures that are reported come from half B: ``python -m bench.planted --half B``.
"""

from collections.abc import Iterable, Iterator

from bench.planted import gate, pairs
from bench.planted.drawing import draw
from bench.planted.kinds import KINDS
from quality.figure import Figure, bootstrap, outcomes, share

EACH = 12  # changes of a kind; with the untouched pairs about two minutes of one core
UNTOUCHED = 40  # pairs of each sort


def score() -> Iterator[Figure]:
    """Yield recall per kind in pairs, conflicts per 100 untouched pairs, and how the gate judges true and false sentences."""
    versions, planted = draw("A", EACH)
    found = [o for p in planted if (o := pairs.measure(p))]
    for kind in KINDS:
        yield _caught(f"planted.pairs.{kind}", [o.caught for o in found if o.planted.template.kind == kind])
    untouched = [*pairs.paraphrased(versions[:UNTOUCHED]), *pairs.two_of_a_story("A", UNTOUCHED)]
    for sort in dict.fromkeys(u.sort for u in untouched):
        alarms = [len(u.conflicts) for u in untouched if u.sort == sort]
        yield Figure(
            f"planted.conflicts per 100 pairs, {sort} (count)", round(100 * sum(alarms) / len(alarms), 1), of=f"{len(alarms)} pairs"
        )
    true, false = gate.measure("A", EACH)
    yield _caught("planted.gate.true passed", [not reasons for _, reasons in true])
    for kind in KINDS:
        yield _caught(f"planted.gate.{kind}", [bool(reasons) for s, reasons in false if s.kind == kind])


def _caught(name: str, hits: Iterable[bool]) -> Figure:
    rows = list(hits)
    value = 100 * sum(rows) / len(rows) if rows else 0.0
    return bootstrap(name, value, outcomes(sum(rows), len(rows) - sum(rows)), share, of=f"{sum(rows)} of {len(rows)}")
