"""Put the date behind a weekday, in brackets: "on Tuesday" becomes "on Tuesday [21 February]"; and take a date back again."""

import re
from collections.abc import Collection, Sequence

from tellings.briefing.gate import MONTHS, weekday
from tellings.model import Moment, Passage

RULE = "weekday-dated"
DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b(?!['’]s)")
PART = re.compile(r" (?:morning|noon|afternoon|evening|night)\b")
MARKS = re.compile(r"[\"“”„«»]")
# "6 May 2031", "[6 May]", "(May 6, 2031)"; not "May 2031"
DATE = re.compile(
    rf"""
    (?P<open>\ ?[\[(])?
    (?: (?P<day>\d\d?)\ (?P<month>{"|".join(MONTHS)}) | (?P<first>{"|".join(MONTHS)})\ (?P<second>\d\d?) )
    (?:,?\ (?P<year>\d{{4}}))? \b
    (?P<close>[\])])?
    """,
    re.VERBOSE,
)


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


def undated(text: str, passages: Sequence[Passage], moments: Sequence[Moment]) -> str:
    """Return a sentence with the passages' weekday for each of its dates: "on 6 May 2031" is read as "on Tuesday" is.

    Dates that no passage tells by a weekday, and those inside marks, stay.
    """
    kept, at = "", 0
    for m in DATE.finditer(text):
        day = f"-{MONTHS.index(m['month'] or m['first']) + 1:02d}-{int(m['day'] or m['second']):02d}"
        held = {w for moment in moments for p in passages if (w := _weekday(moment, p, f"{m['year'] or ''}{day}"))}
        if len(held) != 1 or bool(m["open"]) != bool(m["close"]) or len(MARKS.findall(text[: m.start()])) % 2:
            continue
        kept += text[at : m.start()] + ("" if m["open"] else held.pop())
        at = m.end()
    return kept + text[at:]


def _weekday(moment: Moment, passage: Passage, day: str) -> str:
    """Return the weekday by which a passage tells a day (``2031-05-06``, or ``-05-06`` of any year), empty where it does not."""
    found = DAY.match(moment.value)
    if not found or not found.group().endswith(day) or moment.article != passage.article:
        return ""
    inside = passage.start <= moment.start < passage.end
    name = WEEKDAY.search(passage.exact, moment.start - passage.start, moment.end - passage.start) if inside else None
    return name.group() if name else ""
