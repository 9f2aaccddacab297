"""What an article says of its own day: weekdays and dates, each behind or ahead by the verb beside it."""

import re
from bisect import bisect_right
from datetime import date
from typing import NamedTuple

from tellings.analysis.moments import find_moments
from tellings.analysis.moments.calendar import day_after, make_date, nearest, read_day
from tellings.analysis.moments.tense import direction
from tellings.model import Analysis, Moment

WEEKDAY = re.compile(r"XXXX-WXX-([1-7])(?:T|$)")
DAY = re.compile(r"XXXX-(\d\d)-(\d\d)$")


class Mention(NamedTuple):
    """A weekday (1 to 7), a month and day, or a whole day; where the verb beside it points; its place."""

    weekday: int | None
    month_day: tuple[int, int] | None
    day: date | None
    way: str | None
    start: int
    end: int

    def on(self, middle: date) -> date | None:
        """Return the day meant in a story whose dated report is of the day ``middle``: the nearest; None outside the calendar."""
        if self.day:
            return self.day
        if self.weekday:
            return day_after(middle, (self.weekday - middle.isoweekday() + 3) % 7 - 3)
        assert self.month_day
        return nearest(middle, [make_date(y, *self.month_day) for y in (middle.year - 1, middle.year, middle.year + 1)])


def find_mentions(analysis: Analysis) -> list[Mention]:
    """Return the days that an article names, unresolved, in the order of the text."""
    starts = [s.start for s in analysis.prose.sentences]
    found = []
    for moment in find_moments(analysis.article, analysis.prose, None):
        at = bisect_right(starts, moment.start) - 1
        if at < 0 or moment.type == "SET":
            continue
        sentence = analysis.prose.sentences[at]
        if moment.end > sentence.end:
            continue
        way = direction(analysis.prose.text, moment.start, moment.end, sentence.start, sentence.end)
        mention = _mention(moment, way)
        if mention:
            found.append(mention)
    return found


def _mention(moment: Moment, way: str | None) -> Mention | None:
    place = (way, moment.start, moment.end)
    if m := WEEKDAY.match(moment.value):
        return Mention(int(m[1]), None, None, *place)
    if m := DAY.match(moment.value):
        return Mention(None, (int(m[1]), int(m[2])), None, *place)
    if moment.rule in ("day-of-month", "iso-date") and (day := read_day(moment.value)):
        return Mention(None, None, day.date, *place)
    return None
