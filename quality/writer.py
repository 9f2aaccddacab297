"""A writer that errs as a part of the score: what it writes goes through endpoint, reader and gate; part A of what it may write.

The other parts were each measured once before anybody looked at them: ``python -m bench.writer --part E``.
"""

from collections.abc import Iterator

from bench.writer.measure import measure
from quality.figure import Figure, bootstrap, outcomes, share

STORIES, EACH = 12, 220  # gold stories; true sentences, and false ones: about a minute of one core


def score() -> Iterator[Figure]:
    """Yield the shares of true sentences that reach the brief and of false ones that do not."""
    found = measure("A", STORIES, EACH)
    for true, name in ((True, "writer.true printed"), (False, "writer.false withheld")):
        rows = [o.printed is true for o in found if o.line.true is true]
        value = 100 * sum(rows) / max(1, len(rows))
        yield bootstrap(name, value, outcomes(sum(rows), len(rows) - sum(rows)), share, of=f"{sum(rows)} of {len(rows)}")
