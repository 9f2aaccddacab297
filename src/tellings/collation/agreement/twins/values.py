"""Another number, or another time, in a slot of two twins."""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from tellings.collation.agreement.align import Clauses
from tellings.collation.agreement.twins.slots import Slot, Twins, Word
from tellings.comparison.times import days_of, same_time
from tellings.language.numbers import Number
from tellings.language.tables import load_table
from tellings.model import Clause, Moment, Strength

NEAR = 0.1  # two numbers this near each other, one of them round or rounded, are one estimate
ROUND = 5  # the last of two significant figures of a round number: 1,800 and 65 are round, 1,798 is not
ROUNDED = frozenset(("about", "around", "approximately", "roughly", "nearly", "almost", "some", "shortly", "just", "by"))
DAY = 10  # characters of an ISO day
WITHOUT_YEAR = re.compile(r"XXXX-\d\d-\d\d$")
WHOLE = frozenset(("week", "month", "year"))  # "last week" and "last month" differ whenever a report was published
DAYS = {"hour": 1 / 24, "day": 1.0, "week": 7.0, "fortnight": 14.0, "month": 30.4, "year": 365.25}
PARTS = {"MO": 0, "AF": 1, "EV": 2, "NI": 2}  # of a day, by TIMEX3; an evening may be a night
PART = re.compile(r"T(MO|AF|EV|NI)$")
LEFT = 3  # words before a time among which it may be rounded


class OtherTime(NamedTuple):
    """Two times as printed; ``day``: they are of different days."""

    day: bool
    strength: Strength
    says: str
    instead: str


def other_time(clauses: Clauses, twins: Twins, slot: Slot) -> OtherTime | None:
    """Return the two times that stand in one slot, None when both can be so or one side has none."""
    one = _moments(clauses, twins.a, twins.one[slice(*slot.here)])
    two = _moments(clauses, twins.b, twins.two[slice(*slot.there)])
    if len(one) != 1 or len(two) != 1 or one[0].type != two[0].type or _same(clauses, one[0], two[0]):
        return None
    if twins.a.modality != twins.b.modality:
        return None
    if not _of_one_day(clauses, twins) and any(_hangs_on_publication(clauses, m) for m in (*one, *two)):
        return None
    soft = any(_rounded(words, span) for words, span in ((twins.one, slot.here), (twins.two, slot.there)))
    printed = [_printed(clauses, m) for m in (*one, *two)]
    day = one[0].value[:DAY] != two[0].value[:DAY] or one[0].value.endswith("_REF")
    return OtherTime(day, "soft" if soft and not day else "hard", printed[0], printed[1])


def _of_one_day(clauses: Clauses, twins: Twins) -> bool:
    """Tell whether both reports were published on one known day."""
    days = {(clauses.analyses[c.article].article.published or "")[:DAY] for c in (twins.a, twins.b)}
    return len(days) == 1 and "" not in days


def _same(clauses: Clauses, one: Moment, two: Moment) -> bool:
    """Tell whether one time may lie in the other: a week that has no day in a month does not, nor "next week" in "next month"."""
    units = [WHOLE & set(_printed(clauses, m).lower().split()) for m in (one, two)]
    if one.value.endswith("_REF") and two.value.endswith("_REF") and all(units):
        return units[0] == units[1]
    parts = [PARTS[p[1]] for m in (one, two) if (p := PART.search(m.value))]
    if len(set(parts)) > 1:
        return False
    days = [m.value.removeprefix("XXXX") if WITHOUT_YEAR.match(m.value) else "" for m in (one, two)]
    if all(days):
        return days[0] == days[1]
    reach = [days_of(m.value) for m in (one, two)]
    if all(reach) and one.value[:4].isdigit() and len(one.value) != len(two.value):
        (first, last), (begin, end) = (r for r in reach if r)
        return first <= end and begin <= last
    return same_time(one, two)


def _printed(clauses: Clauses, moment: Moment) -> str:
    return clauses.analyses[moment.article].article.text[moment.start : moment.end]


def _moments(clauses: Clauses, clause: Clause, words: Sequence[Word]) -> list[Moment]:
    told = [m for i in clause.moments if (m := clauses.moments.get(i))]
    return [m for m in told if any(m.start < w.end and w.start < m.end for w in words)]


def _hangs_on_publication(clauses: Clauses, moment: Moment) -> bool:
    """Tell whether a time is as sure as the day of publication alone: "today", "last week"."""
    words = _printed(clauses, moment).lower().split()
    return bool(_deictic() & set(words)) and not WHOLE & set(words)


@cache
def _deictic() -> frozenset[str]:
    return frozenset(load_table("collation/agreement", "order.toml")["deictic"])


def _rounded(words: Sequence[Word], span: tuple[int, int]) -> bool:
    return any(w.key in ROUNDED for w in words[max(0, span[0] - LEFT) : span[1]])


def other_change(clauses: Clauses, twins: Twins, slot: Slot) -> tuple[str, str] | None:
    """Return "by 34 percent" and "to 34 percent", which are a change and where it led."""
    words = twins.one[slice(*slot.here)], twins.two[slice(*slot.there)]
    if {w.key for w in words[0]} | {w.key for w in words[1]} != {"by", "to"} or len(words[0]) != 1 or len(words[1]) != 1:
        return None
    if slot.here[1] >= len(twins.one) or not _numbers(clauses, twins.a, [twins.one[slot.here[1]]]):
        return None
    behind = twins.one[slot.here[1]].text
    return f"{words[0][0].text} {behind}", f"{words[1][0].text} {behind}"


def other_number(clauses: Clauses, twins: Twins, slot: Slot) -> tuple[str, str] | None:
    """Return the two numbers that stand in one slot as printed, None when both can be so or one side has none."""
    sides = (twins.a, twins.one[slice(*slot.here)]), (twins.b, twins.two[slice(*slot.there)])
    if any(m.type != "DURATION" for clause, words in sides for m in _moments(clauses, clause, words)):
        return None
    if bounds := _other_bound(clauses, twins, slot):
        return bounds
    one, two = (_numbers(clauses, clause, words) for clause, words in sides)
    if len(one) == len(two) == 1 and _exclude(one[0], two[0]):
        return _text(clauses, twins.a, one[0]), _text(clauses, twins.b, two[0])
    if one or two:
        return None
    return _digits(sides[0][1], sides[1][1])


def _exclude(one: Number, two: Number) -> bool:
    """Tell whether only one of two numbers can be: nine days and nine weeks, 4 crowns and 4 euros; "12 miles" may be "19 km"."""
    if one.unit == two.unit:
        return not _agree(one, two)
    if one.unit in DAYS and two.unit in DAYS:
        return not _agree(*(n._replace(value=n.value * DAYS[n.unit or ""], unit="day") for n in (one, two)))
    return bool(one.unit and two.unit) and one.value == two.value


def _other_bound(clauses: Clauses, twins: Twins, slot: Slot) -> tuple[str, str] | None:
    """Return "at least 40" and "fewer than 40": one number behind the slot in both, and bounds that exclude each other."""
    (n, m), words = (slot.here[1], slot.there[1]), (twins.one, twins.two)
    if n >= len(words[0]) or m >= len(words[1]):
        return None
    one, two = (_numbers(clauses, c, [w[k]]) for c, w, k in ((twins.a, words[0], n), (twins.b, words[1], m)))
    if not one or not two or one[0].value != two[0].value or _agree(one[0], two[0]):
        return None
    sides = (twins.a, words[0][slot.here[0]].start, one[0].end), (twins.b, words[1][slot.there[0]].start, two[0].end)
    here, there = (clauses.analyses[c.article].article.text[start:end] for c, start, end in sides)
    return here, there


def _numbers(clauses: Clauses, clause: Clause, words: Sequence[Word]) -> list[Number]:
    if not words:
        return []
    return [n for n in clauses.numbers(clause) if n.start < words[-1].end and words[0].start < n.end]


def _text(clauses: Clauses, clause: Clause, number: Number) -> str:
    return clauses.analyses[clause.article].article.text[number.start : number.end]


def _digits(one: Sequence[Word], two: Sequence[Word]) -> tuple[str, str] | None:
    """Return two numbers that count nothing, those of a telephone, a flight or a case, told with other digits."""
    here, there = ([w.text for w in side if w.text[0].isdigit()] for side in (one, two))
    if len(here) == len(there) == 1 and len(one) == len(two) == 1 and _bare(here[0]) != _bare(there[0]):
        return here[0], there[0]
    return None


def _bare(digits: str) -> str:
    return "".join(c for c in digits if c.isalnum())


def _agree(one: Number, two: Number) -> bool:
    """Tell whether both numbers can be so: "at least 4" and "6", "about 1,800" and "1,798"; two bounds of a sort cannot."""
    low, high = sorted((one, two), key=lambda n: n.value)
    if low.value == high.value:
        return {low.bound, high.bound} != {"at_least", "at_most"}
    if low.bound == high.bound and low.bound != "about":
        return False
    if "vague" in (one.bound, two.bound) or low.bound == "at_least" or high.bound == "at_most":
        return True
    near = high.value - low.value <= NEAR * abs(high.value)
    return near and ("about" in (low.bound, high.bound) or _is_round(low.value) != _is_round(high.value))


def _is_round(value: float) -> bool:
    digits = f"{abs(value):.0f}".rstrip("0")
    return value >= ROUND * 2 and (
        len(digits) <= 1 or (len(digits) == 2 and digits[-1] == str(ROUND)) or (value >= 1000 and len(digits) <= 2)
    )
