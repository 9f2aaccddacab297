"""The timeline as a drawing: days in proportion around the days of publication, the rest gathered at the ends."""

from collections import Counter
from datetime import date
from statistics import median_low

from msgspec import Struct

from tellings.exports.view.names import day_words
from tellings.exports.view.nouns import EventView, StoryView

WIDTH, STEP, SIDE = 680, 13, 60  # user units, about pixels
WINDOW = 45  # days shown in proportion on either side of the middle event: a news story with its run-up
APART = 84  # units between two labels of the axis
TALL = 6  # dots in one pile; beyond, the pile says its number


class Dot(Struct, frozen=True):
    """One event; ``disputed`` when it takes part in a conflict."""

    x: int
    y: int
    disputed: bool
    words: str


class Tick(Struct, frozen=True):
    """A label under the axis, and the number of dots that did not fit above it."""

    x: int
    label: str
    more: int


class Line(Struct, frozen=True):
    """The drawing; ``left_out`` are events of no single day, which stand in the list only."""

    width: int
    axis: int
    dots: tuple[Dot, ...]
    ticks: tuple[Tick, ...]
    left_out: int
    words: str


def draw_timeline(story: StoryView) -> Line | None:
    """Return the drawing; None when fewer than two days are known."""
    dated = [(day, e) for e in story.timeline if (day := _day(e))]
    if len({day for day, _ in dated}) < 2:
        return None
    middle = median_low(day for day, _ in dated)
    near = sorted({day for day, _ in dated if abs((day - middle).days) <= WINDOW})
    place = {day: _x(day, near) for day, _ in dated}
    ticks = _ticks(dated, near, place)
    axis = 18 + STEP * min(TALL, max(Counter(place[day] for day, _ in dated).values())) + (12 if any(k.more for k in ticks) else 0)
    dots = _dots(dated, place, axis)
    words = f"{len(dated)} events from {day_words(min(place).isoformat())} to {day_words(max(place).isoformat())}"
    return Line(WIDTH, axis, tuple(dots), tuple(ticks), len(story.timeline) - len(dated), words)


def _day(e: EventView) -> date | None:
    try:
        return date.fromisoformat(e.date[:10]) if e.grain in ("day", "time") else None
    except ValueError:
        return None


def _x(day: date, near: list[date]) -> int:
    if day < near[0]:
        return SIDE // 2
    if day > near[-1]:
        return WIDTH - SIDE // 2
    length = (near[-1] - near[0]).days
    return 2 * SIDE + round((WIDTH - 4 * SIDE) * ((day - near[0]).days / length if length else 0.5))


def _dots(dated: list[tuple[date, EventView]], place: dict[date, int], axis: int) -> list[Dot]:
    piled: Counter[int] = Counter()
    dots = []
    for day, e in sorted(dated, key=lambda d: d[0]):
        x = place[day]
        if piled[x] < TALL:
            dots.append(Dot(x, axis - 12 - STEP * piled[x], e.conflicts > 0, f"{e.shown}: {e.text}"))
        piled[x] += 1
    return dots


def _ticks(dated: list[tuple[date, EventView]], near: list[date], place: dict[date, int]) -> list[Tick]:
    piled = Counter(place[day] for day, _ in dated)
    ticks: list[Tick] = []
    ends = [("earlier", SIDE // 2, min(place) < near[0]), ("later", WIDTH - SIDE // 2, max(place) > near[-1])]
    named = [(day_words(d.isoformat()), place[d]) for d in near] + [(w, x) for w, x, there in ends if there]
    for words, x in sorted(named, key=lambda t: (-piled[t[1]], t[1])):
        room = all(abs(x - t.x) >= APART or not t.label for t in ticks)
        ticks.append(Tick(x, words if room else "", max(0, piled[x] - TALL)))
    return sorted(ticks, key=lambda t: t.x)
