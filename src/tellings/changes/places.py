"""Whether two findings rest on the same characters."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence

from tellings.model import Passage


class Places:
    """Passages by article, each with the number of the finding that rests on it."""

    def __init__(self, findings: Iterable[Sequence[Passage]]) -> None:
        self.by_article: defaultdict[str, list[tuple[int, int, int]]] = defaultdict(list)
        for number, passages in enumerate(findings):
            for p in passages:
                self.by_article[p.article].append((p.start, p.end, number))
        self.reach: dict[str, list[int]] = {}
        for article, rows in self.by_article.items():
            rows.sort()
            furthest = 0
            self.reach[article] = [furthest := max(furthest, end) for _, end, _ in rows]

    def resting_on(self, passages: Iterable[Passage]) -> set[int]:
        """Return the numbers of the findings that share characters with one of some passages."""
        return {number for p in passages for number in self._overlapping(p)}

    def _overlapping(self, passage: Passage) -> Iterable[int]:
        rows = self.by_article.get(passage.article, [])
        at = bisect_left(rows, (passage.end,))
        reach = self.reach.get(passage.article, [])
        while at > 0 and reach[at - 1] > passage.start:
            at -= 1
            start, end, number = rows[at]
            if start < passage.end and end > passage.start:
                yield number
