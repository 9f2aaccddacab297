"""Moments: values by case, places by property, growth on hostile text."""

import json
import re
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tellings.analysis.moments import find_moments
from tellings.analysis.moments.calendar import Day, day_after, decade, easter, holiday, month, quarter, read_day
from tellings.language import read_prose
from tellings.model import Article, Furniture, Prose, Sentence
from tests.growth import check_growth

CASES = json.loads((Path(__file__).parent / "cases" / "moments.json").read_text(encoding="utf-8"))
KNOWN = pytest.mark.xfail(strict=True, reason="known failure")
HOSTILE = (
    "last next this the a two 25 1987 week weeks months year Monday Friday March May 3 9pm 10:30 9/11 quarter ago later daily of "
    "on will said “ ” . , early 1730s winter noon today the day before ’s 𝟚𝟘𝟙𝟡 \u00a0 \n"
)
WORDS = st.sampled_from(HOSTILE.split(" "))


def moments(text: str, anchor: str | None = "2019-03-14", furniture: tuple[Furniture, ...] = ()):
    article = Article(id="a", text=text, furniture=furniture)
    return find_moments(article, read_prose(text, [(f.start, f.end) for f in furniture]), anchor)


@pytest.mark.parametrize(
    "case", [pytest.param(c, id=c["name"], marks=[KNOWN] if c["kind"] == "known-failure" else []) for c in CASES]
)
def test_moments(case) -> None:
    """Words, value, type and rule of each moment of an invented sentence."""
    found = moments(case["text"], case["anchor"])
    assert [[case["text"][m.start : m.end], m.value, m.type, m.rule] for m in found] == case["want"]


def test_anchor_is_recorded() -> None:
    """A moment says from which day it was reckoned, and one that needs no day says None."""
    found = moments("It sank on Tuesday. It was built in 1987.")
    assert [(m.value, m.anchor) for m in found] == [("2019-03-12", "2019-03-14"), ("1987", None)]


def test_captions_are_read_and_link_lists_are_not() -> None:
    """A caption's date is a moment; the dates of a list of links belong to other articles."""
    caption, links = "The dam on March 9, 2019.", "Ferry freed on Sunday"
    text = f"{caption}\n{links}\nThe dam held."
    set_aside = (
        Furniture("a", 0, len(caption), "r", "caption"),
        Furniture("a", len(caption) + 1, len(caption) + 22, "r", "link-list"),
    )
    assert [m.value for m in moments(text, None, set_aside)] == ["2019-03-09"]


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, max_size=40).map(" ".join), st.sampled_from([None, "2019-03-14", "XXXX-WXX-5", "9999-12-31", "0001-01-01"]))
def test_moments_lie_apart_inside_the_text(text, anchor) -> None:
    """Whatever the text and the anchor, moments lie inside it, in order, without overlap, and each has a value."""
    found = moments(text, anchor)
    assert all(0 <= m.start < m.end <= len(text) and m.value for m in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@settings(max_examples=40, deadline=None)
@given(st.dates(date(1990, 1, 8), date(2060, 1, 1)), st.sampled_from(["Monday", "Wednesday", "Sunday"]))
def test_weekdays_are_those_they_name(day, name) -> None:
    """A weekday's value is a day of that name within a week of the article's day."""
    (found,) = moments(f"The barge sank on {name}.", day.isoformat())
    value = date.fromisoformat(found.value)
    assert value.strftime("%A") == name
    assert timedelta(0) <= day - value < timedelta(7)


@pytest.mark.parametrize(
    "piece",
    [
        "the first half of ",
        "last last ",
        "9/11/",
        "12:",
        "twenty-",
        "a couple of ",
        "1 to 2 to ",
        "the end of the ",
        "Friday at ",
        "May 3, ",
        " \t",
        "’80s",
        "the night of ",
        "the week of ",
        "a year ago ",
        "once a ",
        "two and a half ",
        "9 a.m. (",
        "financial year ",
        "the year before",
        "April 24 and 25 and ",
        "in 1994, 1995, ",
        "weeks or months or ",
        "the quarter ended May 3 ",
        "6pm (1800 GMT ",
        "in the morning ",
        "three-and-a-half-",
        "from May to July to ",
        "the first Monday of ",
        "overnight Friday ",
        "sank on May 3 ",
        "around 1900 ",
        "1960s and 70s and ",
    ],
)
def test_time_grows_with_the_text_and_no_faster(piece) -> None:
    """Doubling a hostile sentence at most doubles the time, with some room."""

    def prepare(size: int):
        text = piece * (size // len(piece)) + "week"
        prose = Prose(text, ((0, len(text)),), (Sentence(0, len(text), 0, 0, 0),), (), ())
        return lambda: find_moments(Article(id="a", text=text), prose, "2019-03-14")

    check_growth(prepare, 8_000, 16_000, 32_000)


def test_many_quotations_and_days_grow_no_faster() -> None:
    """Quotations, each beside the day on which it was said, cost time by their number alone."""

    def prepare(times: int):
        text = "“We sail tomorrow,” Ada Kell said on Monday. The ferry came on Friday.\n" * times
        prose, article = read_prose(text), Article(id="a", text=text)
        assert find_moments(article, prose, "2019-03-14")[0].value == "2019-03-12"
        return lambda: find_moments(article, prose, "2019-03-14")

    check_growth(prepare, 400, 1600)


EXTREME = st.sampled_from(
    "Easter;Thanksgiving;Christmas;Monday;Friday;next;last;this;week;weekend;month;quarter;year;decade;century;day;summer;January;"
    "yesterday;tomorrow;the day before;the year-ago quarter;a year earlier;two weeks ago;300 days from now;3/4/19;the ’80s;May 3;"
    "at 9pm tomorrow;the fourth quarter last year;last winter;will meet;met;on;in;.".split(";")
)
ENDS = st.one_of(
    st.dates(date.min, date(2, 2, 1)),
    st.dates(date(9998, 11, 1), date.max),
    st.dates(date.min, date.max),
    st.just(date(1850, 5, 1)),
)


@settings(max_examples=200, deadline=None)
@given(ENDS, st.lists(EXTREME, max_size=12).map(" ".join))
def test_no_day_of_publication_is_too_early_or_too_late(day, text) -> None:
    """Whatever the day of publication, an article is read, and no value lies outside the years 0001 to 9999."""
    for m in moments(f"They met on {text}.", day.isoformat()):
        assert not re.match(r"-|0000|\d{5}", m.value), m.value


@pytest.mark.parametrize(("name", "first"), [("Easter", ["0001"]), ("Thanksgiving", [])])
def test_a_holiday_at_the_end_of_the_calendar(name, first) -> None:
    """The holiday gone is found in the last year, in the first only a near one; the year that is not there costs nothing."""
    found = [[m.value[:4] for m in moments(f"They met on {name}.", day)] for day in ("9999-12-31", "0001-01-01")]
    assert found == [["9999"], first]


def test_calendar() -> None:
    """Months and quarters count over years, Easter moves, nothing lies outside the calendar."""
    assert (month(2019, 0), month(2019, 13), quarter(2019, 0), easter(2019)) == ("2018-12", "2020-01", "2018-Q4", date(2019, 4, 21))
    assert (day_after(date.max, 1), holiday({"easter": 0}, 10_000), holiday({"month": 11, "nth": 4, "weekday": 3}, 0)) == (
        None,
        None,
        None,
    )
    for outside in (lambda: Day(date.max).plus(1), lambda: month(9999, 13), lambda: quarter(1, 0), lambda: decade(-1)):
        with pytest.raises(OverflowError):
            outside()
    assert read_day("XXXX-WXX-9") is None
    assert read_day("2019-02-30") is None
