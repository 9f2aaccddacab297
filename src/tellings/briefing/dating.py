"""Put the date behind a weekday, in brackets: "on Tuesday" becomes "on Tuesday [21 February]"."""

import re
from collections.abc import Collection, Sequence

from tellings.briefing.gate import MONTHS, weekday
from tellings.model import Moment, Passage

RULE = "weekday-dated"
DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b(?!['’]s)")
PART = re.compile(r" (?:morning|noon|afternoon|evening|night)\b")
MARKS = re.compile(r"[\"“”„«»]")


def dated(text: str, passage: Passage, moments: Sequence[Moment], known: Collection[str] = ()) -> tuple[str, str | None]:
    """Return the sentence with the date behind its first weekday, and that day; as it was where none is told for sure.

    ``known`` are days that the brief has dated before. Weekdays inside marks are somebody's words and stay.
    """
    for m in WEEKDAY.finditer(text):
        days = {d for moment in moments if (d := _day_of(moment, passage, m.group()))}
        followed = re.match(r",? (?:\[|the \d|[A-Z][a-z]{2,8}\.? \d|\d)", text[m.end() :])
        if len(days) != 1 or followed or len(MARKS.findall(text[: m.start()])) % 2:
            continue
        day = days.pop()
        if day in known:
            return text, None
        _, month, number = map(int, day.split("-"))
        part = PART.match(text, m.end())
        end = part.end() if part else m.end()
        return f"{text[:end]} [{number} {MONTHS[month - 1]}]{text[end:]}", day
    return text, None


def _day_of(moment: Moment, passage: Passage, name: str) -> str:
    """Return the day of a moment inside the passage that is told by this weekday."""
    found = DAY.match(moment.value)
    if not found or moment.article != passage.article or not passage.start <= moment.start < passage.end:
        return ""
    words = passage.exact[moment.start - passage.start : moment.end - passage.start]
    year, month, day = map(int, found.groups())
    return found.group() if name in words and weekday(year, month, day) == name else ""
