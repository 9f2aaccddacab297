"""Another day, month or year for the same event."""

import re
from collections.abc import Iterator

from bench.planted.edits import Edit, like
from bench.planted.kinds import template
from bench.planted.page import Page, Told
from tellings.model import Moment

DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
MONTHS = "January February March April May June July August September October November December".split()
SHORT = "Jan. Feb. March April May June July Aug. Sept. Oct. Nov. Dec.".split()
MONTH = re.compile(r"\b(?:" + "|".join([*MONTHS, *(re.escape(s) for s in SHORT if s.endswith("."))]) + r")(?!\w)")
WEEKDAY = re.compile(r"\b(?:" + "|".join(DAYS) + r")\b")
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
BEFORE = frozenset("on in by since until from during late early last next this of".split())
Edits = Iterator[tuple[Edit, ...]]


def _when(page: Page, told: Told) -> Iterator[Moment]:
    """Yield moments that say when something was, not which ("the Feb. 4 meeting", "Black Friday")."""
    for moment in page.moments(told):
        first, last = page.trees.words_of(moment.start, moment.end)
        if moment.type != "DATE" or first >= last or page.named(moment.start, moment.end):
            continue
        label, before = page.label(page.trees.head_of(first, last)), page.low(first - 1)
        if (label == "obl" or before in BEFORE) and page.text[moment.end : moment.end + 1] not in tuple("'’-–"):
            yield moment


def _weekday(page: Page, told: Told, step: int) -> Edits:
    for moment in _when(page, told):
        around = page.text[max(0, moment.start - 6) : moment.end + 14]
        found = WEEKDAY.search(page.text, moment.start, moment.end)
        if found and not MONTH.search(around) and not re.search(r"\d", page.text[moment.start : moment.end]):
            yield (Edit(found.start(), found.end(), DAYS[(DAYS.index(found[0]) + step) % 7]),)


@template("date", "A")
def weekday_later(page: Page, told: Told) -> Edits:
    """On Monday -> on Wednesday."""
    yield from _weekday(page, told, 2)


@template("date", "B")
def weekday_earlier(page: Page, told: Told) -> Edits:
    """On Monday -> on Saturday."""
    yield from _weekday(page, told, -2)


@template("date", "A")
def day_of_month(page: Page, told: Told) -> Edits:
    """On 4 May -> on 7 May."""
    for moment in _when(page, told):
        words = page.text[moment.start : moment.end]
        found = re.search(r"(?<!\d)\d{1,2}(?!\d)(?!:)", words)
        if found and MONTH.search(words) and not WEEKDAY.search(page.text[max(0, moment.start - 12) : moment.end]):
            day = int(found[0])
            rest = words[found.end() : found.end() + 2]
            if rest not in ("st", "nd", "rd", "th"):
                yield (Edit(moment.start + found.start(), moment.start + found.end(), str(day + 3 if day < 26 else day - 3)),)


@template("date", "B")
def month(page: Page, told: Told) -> Edits:
    """In March -> in May; on Feb. 4 -> on April 4."""
    for moment in _when(page, told):
        found = MONTH.search(page.text, moment.start, moment.end)
        if found and not WEEKDAY.search(page.text[max(0, moment.start - 12) : moment.end]):
            names = SHORT if found[0] in SHORT else MONTHS
            new = (SHORT if re.search(r"\d", page.text[moment.start : moment.end]) and names is SHORT else MONTHS)[
                (names.index(found[0]) + 2) % 12
            ]
            yield (Edit(found.start(), found.end(), new),)


@template("date", "B")
def year(page: Page, told: Told) -> Edits:
    """In 2009 -> in 2007."""
    for moment in _when(page, told):
        found = YEAR.search(page.text, moment.start, moment.end)
        if found:
            yield (Edit(found.start(), found.end(), str(int(found[0]) - 2)),)


def _stretch(page: Page, told: Told, table: dict[str, str]) -> Edits:
    for moment in _when(page, told):
        words = page.text[moment.start : moment.end]
        before = page.low(page.trees.words_of(moment.start, moment.end)[0] - 1)
        if words.lower() in table and before not in ("on", "of", "from"):
            yield (Edit(moment.start, moment.end, like(words, table[words.lower()])),)


@template("date", "A")
def other_week(page: Page, told: Told) -> Edits:
    """Last week -> last month; next year -> next month."""
    yield from _stretch(
        page, told, {"last week": "last month", "next year": "next month", "next week": "next month", "yesterday": "last week"}
    )


@template("date", "B")
def other_month(page: Page, told: Told) -> Edits:
    """Last month -> last year; this week -> last month."""
    table = {
        "last month": "last year",
        "last year": "last month",
        "this week": "last month",
        "next month": "next year",
        "tomorrow": "next week",
    }
    yield from _stretch(page, told, table)
