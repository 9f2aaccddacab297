"""On which day words in quotation marks were said: “We sail tomorrow,” Kell said on Tuesday."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from tellings.analysis.moments.calendar import Day
from tellings.analysis.moments.found import Found
from tellings.analysis.moments.grammar import words
from tellings.model import MarkPair, Prose

LONGEST = 60  # code points of a day's own words
NEAR = 2  # days on either side of the marks that are asked
GAP = 90  # code points between the marks and the day of speaking: a speaker with an apposition fits
SENTENCE_END = re.compile(r"[.!?]['\"”’)]{0,2}\s+(?=[A-Z“\"])|\n")
DIRECTLY = re.compile(r"(?:,?\sthat|[:,])\s$|:$")  # between "said on Monday" and the marks


class Spoken(NamedTuple):
    """Characters ``[start, end)`` inside marks, said on ``day``."""

    start: int
    end: int
    day: Day


One = tuple[int, int, str, Found]


def spoken_days(prose: Prose, found: Sequence[One], today: Day | None) -> list[Spoken]:
    """Return the quotations that were said on another day than the article's and hold a moment reckoned from it.

    The day is one named outside the marks beside a verb of saying, in the same sentence; further quotations of the
    paragraph keep it until another is named. Without an article's day nothing is known of the order of days.
    """
    if today is None or not today.known or not prose.marks or not any(one[3].day not in (None, today) for one in found):
        return []
    reckoned = sorted(start for start, _, _, at in found if at.anchor)
    return [s for s in _spoken(prose, found, today) if bisect_left(reckoned, s.start) < bisect_left(reckoned, s.end)]


def _spoken(prose: Prose, found: Sequence[One], today: Day) -> Iterator[Spoken]:
    pairs = [p for p in prose.marks if p.level == 0]
    days = [one for one in found if one[3].day and one[3].type != "SET" and not _inside(pairs, one[0])]
    starts = [one[0] for one in days]
    ends = [end for _, end in prose.paragraphs]
    at, kept = 0, None
    for pair in pairs:
        while at < len(ends) - 1 and pair.start >= ends[at]:
            at, kept = at + 1, None
        first, last = bisect_left(starts, pair.start - GAP - LONGEST), bisect_left(starts, pair.end + GAP)
        near = days[max(first, bisect_left(starts, pair.start) - NEAR) : min(last, bisect_left(starts, pair.end) + NEAR)]
        kept = _day_beside(prose.text, pair.start, pair.end, near) or kept
        if kept and kept.known and kept.date < today.date:
            yield Spoken(pair.start, pair.end, kept)


def _inside(pairs: Sequence[MarkPair], at: int) -> bool:
    """Tell whether a character lies inside marks; outer pairs come in order and do not overlap."""
    n = bisect_right(pairs, at, key=lambda p: p.start) - 1
    return n >= 0 and at < pairs[n].end


def _day_beside(text: str, start: int, end: int, days: Sequence[One]) -> Day | None:
    for one_start, one_end, _, at in days:
        behind, before = text[end:one_start], text[one_end:start]
        if 0 <= one_start - end <= GAP and not SENTENCE_END.search(behind) and saying().search(behind):
            return at.day
        if 0 <= start - one_end <= GAP and not SENTENCE_END.search(before):
            lead = text[max(0, one_start - 24) : one_start]
            if saying().search(before) or (DIRECTLY.fullmatch(before) and saying().search(lead)):
                return at.day
    return None


@cache
def saying() -> re.Pattern[str]:
    """Match a verb of saying."""
    return re.compile(rf"\b(?:{'|'.join(words()['saying'])})\b", re.IGNORECASE)
