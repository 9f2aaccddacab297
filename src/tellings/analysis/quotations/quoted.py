"""Words in marks: how much of some characters lies inside, and which sentences are nothing but words in marks."""

from bisect import bisect_right
from collections.abc import Sequence

from tellings.analysis.quotations.units import QUOTED, Unit
from tellings.model import MarkPair, Span
from tellings.model.quotation import QuotationKind

FEWEST = 5  # words in marks that stand alone as somebody's words; shorter ones are titles and slogans


class Marks:
    """The outer pairs of marks of an article."""

    def __init__(self, text: str, pairs: Sequence[MarkPair]):
        self.text = text
        self.outer = sorted((p.start, p.end) for p in pairs if p.level == 0)  # outer pairs lie apart, so ends are sorted too
        self.ends = [end for _, end in self.outer]

    def kind(self, spans: Sequence[Span]) -> QuotationKind:
        """Return direct (all words inside marks), mixed (some) or indirect (none)."""
        within = without = 0
        for start, end in spans:
            inside = 0
            for n in range(bisect_right(self.ends, start), len(self.outer)):
                if self.outer[n][0] >= end:
                    break
                inside += self._letters(max(self.outer[n][0], start), min(self.outer[n][1], end))
            within += inside
            without += self._letters(start, end) - inside
        if not within:
            return "indirect"
        return "mixed" if without else "direct"

    def _letters(self, start: int, end: int) -> int:
        return sum(map(str.isalnum, self.text[start:end]))


def is_floating(unit: Unit) -> bool:
    """Say whether a unit is nothing but words in marks."""
    return bool(unit.last) and all(low in (QUOTED, "•", "*", "-", "–") for low in unit.low[: unit.last]) and QUOTED in unit.low


def words_in(unit: Unit) -> int:
    """Return how many words stand in the marks of a floating unit."""
    return sum(len(unit.inner(n).split()) for n in unit.pairs)
