"""A measured figure and its spread."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

DRAWS = 1000
SEED = 20261121
Measure = Callable[[np.ndarray], np.ndarray]


@dataclass(frozen=True)
class Figure:
    """A figure in percent (or a count, where its name says so) and the middle 95 % of its bootstrap."""

    name: str
    value: float
    low: float | None = None
    high: float | None = None
    of: str = ""  # what was counted, for the reader of the table


def bootstrap(name: str, value: float, units: Sequence[tuple[float, ...]], measure: Measure, of: str = "") -> Figure:
    """Return the figure with the interval of ``measure`` over ``units`` drawn with replacement.

    ``units``: one row of counts for each unit drawn (an article, a pair of articles, a gold item). ``measure`` turns
    summed rows, shape (draws, columns), into percent, shape (draws,). The draws are seeded, so a figure is repeatable.
    """
    if len(units) < 2:
        return Figure(name, round(value, 1), of=of)
    rows = np.asarray(units, dtype=float)
    weights = np.random.default_rng(SEED).multinomial(len(rows), [1 / len(rows)] * len(rows), size=DRAWS)
    drawn = measure(weights @ rows)
    if np.isnan(drawn).all():
        return Figure(name, round(value, 1), of=of)
    low, high = np.nanpercentile(drawn, [2.5, 97.5])
    return Figure(name, round(value, 1), round(float(low), 1), round(float(high), 1), of)


def outcomes(hits: float, *others: float) -> list[tuple[float, ...]]:
    """Return one row for each outcome: hits in the first column, each other kind of outcome in its own."""
    counts = (hits, *others)
    rows = []
    for column, count in enumerate(counts):
        pieces = [1.0] * int(count) + ([count % 1] if count % 1 > 1e-6 else [])
        rows += [tuple(piece if c == column else 0.0 for c in range(len(counts))) for piece in pieces]
    return rows


def ratio(above: np.ndarray, below: np.ndarray) -> np.ndarray:
    """Return percentages; where nothing was counted there is none (nan)."""
    return np.divide(100 * above, below, out=np.full(len(above), np.nan), where=below > 0)


def share(sums: np.ndarray) -> np.ndarray:
    """Return the percentage of the first column in the sum of all."""
    return ratio(sums[:, 0], sums.sum(axis=1))


def precision(sums: np.ndarray) -> np.ndarray:
    """Return precision from columns hits, false alarms, misses."""
    return share(sums[:, :2])


def recall(sums: np.ndarray) -> np.ndarray:
    """Return recall from columns hits, false alarms, misses."""
    return share(sums[:, [0, 2]])


def f1(sums: np.ndarray) -> np.ndarray:
    """Return F1 from columns hits, false alarms, misses."""
    return ratio(2 * sums[:, 0], 2 * sums[:, 0] + sums[:, 1] + sums[:, 2])


def f1_of_totals(sums: np.ndarray) -> np.ndarray:
    """Return F1 from columns hits, predicted, gold."""
    return ratio(2 * sums[:, 0], sums[:, 1] + sums[:, 2])


def part_of(sums: np.ndarray) -> np.ndarray:
    """Return the percentage of the first column in the second."""
    return ratio(sums[:, 0], sums[:, 1])
