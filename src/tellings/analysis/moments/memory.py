"""What the words before said, as far as later words are reckoned from it."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from tellings.analysis.moments.calendar import Day
from tellings.analysis.moments.found import Context, Found
from tellings.analysis.moments.spoken import Spoken
from tellings.analysis.moments.tree import Tree
from tellings.model import MarkPair

QUARTER = re.compile(r"\d{4}-Q[1-4]")
# An article talks of a quarter up to this many sentences after it named one; then "a year ago" is a year ago.
TALK = 8
RECENT = 1  # years between an article and the quarter it reports on
LONG = 20  # code points in quotation marks that may be a clause


class Memory:
    """The day, the date and the quarter last named, and the days on which words in quotation marks were said."""

    def __init__(
        self, today: Day | None, marks: Sequence[MarkPair] = (), spoken: Sequence[Spoken] = (), tree: Tree | None = None
    ) -> None:
        self.today, self.quarter = today, None  # type: tuple[Day | None, tuple[int, int] | None]
        self.marks = [(p.inner_start, p.inner_end) for p in marks if p.level == 0 and p.inner_end - p.inner_start >= LONG]
        self.spoken, self.tree = spoken, tree
        self.day: Day | None = None
        self.days: set[Day] = set()
        self.named, self.named_age = "", 0
        self.age = self.end = self.talk = 0
        self.told: tuple[int, int] | None = None  # the quarter last named in this sentence

    def turn(self) -> None:
        """Begin a sentence."""
        self.told = None
        self.age += 1
        self.talk += 1
        self.named_age += 1

    def keep(self, at: Found, end: int) -> None:
        """Remember what was found, in words that end at ``end``."""
        if at.day:
            self.day, self.age, self.end = at.day, 0, end
            self.days.add(at.day)
        if at.type in ("DATE", "TIME") and at.value[:4].isdigit():
            self.named, self.named_age = at.value, 0
        if QUARTER.fullmatch(at.value):
            year = int(at.value[:4])
            recent = not (self.today and self.today.known) or abs(self.today.date.year - year) <= RECENT
            self.quarter = self.quarter or ((year, int(at.value[6])) if recent else None)
            self.talk = 0
            self.told = (year, int(at.value[6])) if recent and at.anchor else None

    def context(self, text: str, lo: int, hi: int, at: int) -> Context:
        """Return what a rule may know at ``at`` in the sentence ``[lo, hi)``."""
        said = bisect_right(self.spoken, at, key=lambda s: s.start) - 1
        today = self.spoken[said].day if said >= 0 and at < self.spoken[said].end else self.today
        inner = bisect_right(self.marks, (at, at)) - 1
        if inner >= 0 and at < self.marks[inner][1]:  # what is said has verbs of its own
            lo, hi = max(lo, self.marks[inner][0]), min(hi, self.marks[inner][1])
        here, near = (self.day if self.age <= reach else None for reach in (0, 1))
        only = today if not self.days else self.day if len(self.days) == 1 else None
        quarter = self.told or (self.quarter if self.talk <= TALK else None)
        return Context(
            text, lo, hi, today, today, near, here or only, self.end, quarter, self.tree, self.named if self.named_age <= 1 else ""
        )
