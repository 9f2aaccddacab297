"""Average linkage of things that stand for several equal ones."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from tellings.language.linkage import average_linkage

SCORES = st.sampled_from((0.1, 0.3, 0.45, 0.6, 0.8))


@settings(max_examples=60)
@given(st.lists(st.integers(1, 4), min_size=2, max_size=5), st.data())
def test_sizes_stand_for_copies(sizes: list[int], data: st.DataObject) -> None:
    """A thing of size n is grouped as n equal things would be."""
    alike = {pair: data.draw(SCORES) + 0.001 * n for n, pair in enumerate(combinations(range(len(sizes)), 2))}
    copies = [i for i, size in enumerate(sizes) for _ in range(size)]
    spread = {
        (x, y): alike[copies[x], copies[y]] if copies[x] != copies[y] else 1.0 for x, y in combinations(range(len(copies)), 2)
    }
    grouped = average_linkage(len(sizes), alike, 0.5, sizes)
    assert grouped == [tuple(sorted({copies[x] for x in group})) for group in average_linkage(len(copies), spread, 0.5)]
