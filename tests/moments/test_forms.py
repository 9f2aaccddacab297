"""What every moment keeps: a value TIMEX3 knows, an EDTF that is one, and the very words it cites."""

import json
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tellings.analysis.moments import find_moments
from tellings.analysis.moments.edtf import to_edtf
from tellings.language import read_prose
from tellings.language.tables import load_table
from tellings.model import Article

# TIMEX3's values as ISO-TimeML and TempEval-3 write them.
TIMEX3 = re.compile(
    r"""(?:PAST|PRESENT|FUTURE)_REF
      | \d\d | \d{3}                                                     # a century, a decade
      | (?:\d{4}|XXXX)(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?
      | (?:\d{4}|XXXX)-(?:SP|SU|FA|WI|Q[1-4X]|H[12])
      | (?:\d{4}-W(?:0[1-9]|[1-4]\d|5[0-3])|XXXX-WXX)(?:-(?:WE|WD|[1-7]))?
      | (?:(?:\d{4}-\d\d-\d\d|XXXX-XX-XX|XXXX-\d\d-\d\d|XXXX-WXX-[1-7]))?T(?:MO|MI|AF|EV|NI|(?:[01]\d|2[0-4]):[0-5]\d)
      | P(?:X|\d+(?:\.\d+)?)(?:DE|CE|[YMWDQ])(?:6M|T12H)?
      | PT(?:X|\d+(?:\.\d+)?)[HMS](?:30[MS])? | P6M | PT12H | PT30[MS]""",
    re.VERBOSE,
)
# EDTF levels 0 to 2, as far as moments use them (Library of Congress, EDTF Specification, 4 February 2019).
DAY = r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"
UPTO = rf"(?:\d{{4}}(?:-(?:0[1-9]|1[0-2]))?|{DAY})"
EDTF = re.compile(
    rf"""{DAY}T(?:[01]\d|2[0-3]):[0-5]\d:00
       | (?:\d{{4}}|\d{{3}}X|\d\dXX|XXXX-\d\d|XXXX-\d\d-\d\d|\d{{4}}-\d\d|{DAY})~?
       | \d{{4}}-(?:2[1-4]|3[3-6]|4[01])
       | {DAY}/{DAY} | \d{{4}}/\d{{4}}
       | \.\./{UPTO} | {UPTO}/\.\. | {UPTO}/{DAY} | {DAY}/{UPTO}""",
    re.VERBOSE,
)
CASES = json.loads((Path(__file__).parent / "cases" / "moments.json").read_text(encoding="utf-8"))
SHOWN = [words for rule in load_table("analysis/moments", "patterns.toml")["rule"] for words in rule["yes"]]
PIECES = st.sampled_from([*SHOWN, *(c["text"] for c in CASES), "It ended.", "“We go tomorrow,” Ada Kell said on Tuesday.", "about"])
DAYS = st.one_of(st.none(), st.just("XXXX-WXX-5"), st.dates(date(1800, 1, 1), date(2200, 1, 1)).map(date.isoformat))


def moments(text: str, anchor: str | None = "2019-03-14"):
    return find_moments(Article(id="a", text=text), read_prose(text), anchor)


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=4).map(" ".join), DAYS)
def test_every_value_is_written_as_timex3_and_edtf(text, anchor) -> None:
    """Values and alternatives are TIMEX3's, what is written in EDTF is EDTF, the day of an instant exists."""
    for m in moments(text, anchor):
        assert TIMEX3.fullmatch(m.value), (text[m.start : m.end], m.value)
        assert all(TIMEX3.fullmatch(a) and a != m.value for a in m.alternatives)
        assert m.edtf is None or EDTF.fullmatch(m.edtf), (text[m.start : m.end], m.value, m.edtf)
        for day in re.findall(DAY, f"{m.value} {m.edtf}"):
            date.fromisoformat(day)


@settings(max_examples=100, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=4).map(" ".join), DAYS)
def test_moments_cite_words_and_no_space(text, anchor) -> None:
    """The cited characters are words of the text: they begin and end with none of the white space around them."""
    for m in moments(text, anchor):
        cited = text[m.start : m.end]
        assert cited
        assert cited == cited.strip()
        assert re.search(r"\w", cited)


@pytest.mark.parametrize(
    ("value", "edtf"),
    [
        ("2017-02-22", "2017-02-22"),
        ("2017-02", "2017-02"),
        ("2017", "2017"),
        ("184", "184X"),
        ("18", "18XX"),
        ("2017-W08", "2017-02-20/2017-02-26"),
        ("2017-W08-WE", "2017-02-25/2017-02-26"),
        ("2020-W53", "2020-12-28/2021-01-03"),
        ("2017-SP", "2017-21"),
        ("2017-WI", "2017-24"),
        ("2017-Q4", "2017-36"),
        ("2017-H2", "2017-41"),
        ("2017-02-22TNI", "2017-02-22"),
        ("2017-02-22T21:00", "2017-02-22T21:00:00"),
        ("2017-12-31T24:00", "2018-01-01T00:00:00"),
        ("XXXX-02-14", "XXXX-02-14"),
        ("XXXX-02", "XXXX-02"),
        ("P3D", None),
        ("PAST_REF", None),
        ("XXXX-WXX-3", None),
        ("T21:00", None),
        ("9999-12-31T24:00", None),
        ("9999-W53", None),
    ],
)
def test_edtf_of_timex3(value, edtf) -> None:
    """Each kind of value has its form, and what EDTF cannot say has none."""
    assert to_edtf(value) == edtf
    assert edtf is None or EDTF.fullmatch(edtf)


@pytest.mark.parametrize(
    ("text", "words", "edtf", "mod", "others"),
    [
        ("It sold about 1848.", None, None, None, ()),
        ("It was built about 1848.", "1848", "1848~", "APPROX", ()),
        ("It was built circa 1848.", "1848", "1848~", "APPROX", ()),
        ("It was built in the late 1840s.", "the late 1840s", "184X", "END", ()),
        ("The fair of May 3-5 was wet.", "May 3-5", "2019-05-03/2019-05-05", None, ()),
        ("The 2016-17 season was wet.", "2016-17", "2016/2017", None, ()),
        ("More than 20 years ago it sank.", "More than 20 years ago", "../1999", "MORE_THAN", ()),
        ("At least two weeks ago it sank.", "At least two weeks ago", "../2019-03-03", "EQUAL_OR_MORE", ()),
        ("Less than a month ago it sank.", "Less than a month ago", "2019-02/2019-03-14", "LESS_THAN", ()),
        ("It ends more than two years from now.", "more than two years from now", "2021/..", "MORE_THAN", ()),
        ("It sank almost 20 years ago.", "almost 20 years ago", "1999~", "APPROX", ()),
        ("The ferry sank on June 3.", "June 3", "2018-06-03", None, ("2019-06-03",)),
        ("Ada Kell left on May 20.", "May 20", "2018-05-20", None, ("2019-05-20",)),
        ("He was jailed on April 2.", "April 2", "2018-04-02", None, ("2019-04-02",)),
        ("On April 2, he was jailed.", "April 2", "2018-04-02", None, ("2019-04-02",)),
        ("It has been shut since May 20.", "May 20", "2018-05-20", None, ("2019-05-20",)),
        ("The council backed a fair on April 2.", "April 2", "2019-04-02", None, ("2018-04-02",)),
        ("The yard declared a dividend payable April 2.", "April 2", "2019-04-02", None, ("2018-04-02",)),
        ("They extended the fair to April 2.", "April 2", "2019-04-02", None, ()),
        ("The ferry sails on June 3.", "June 3", "2019-06-03", None, ()),
        ("The hall was to open on April 2.", "April 2", "2019-04-02", None, ()),
        ("It will sail on June 3.", "June 3", "2019-06-03", None, ()),
        ("A new hall on Oct. 20.", "Oct. 20", "2018-10-20", None, ("2019-10-20",)),
        ("It sank at 9 p.m. on June 3.", "9 p.m. on June 3", "2018-06-03T21:00:00", None, ("2019-06-03T21:00",)),
        ("It sank on the night of June 3.", "the night of June 3", "2018-06-03", None, ("2019-06-03TNI",)),
        ("It fell in April.", "April", "2018-04", None, ("2019-04",)),
        ("It sank on Monday, June 3.", "Monday, June 3", "2019-06-03", None, ()),
        ("Dated 03/04/2019.", "03/04/2019", "2019-03-04", None, ("2019-04-03",)),
        ("Dated 03/03/2019.", "03/03/2019", "2019-03-03", None, ()),
        ("Dated 25/03/2019.", "25/03/2019", "2019-03-25", None, ()),
        ("A vigil on Saturday.", "Saturday", "2019-03-16", None, ("2019-03-09",)),
        ("They held a vigil on Saturday.", "Saturday", "2019-03-09", None, ()),
        ("It met at 5:30 on Monday.", "5:30 on Monday", "2019-03-11T05:30:00", None, ("2019-03-11T17:30",)),
        ("It met at 17:30 on Monday.", "17:30 on Monday", "2019-03-11T17:30:00", None, ()),
        ("A new hall in August.", "August", "2019-08", None, ("2018-08",)),
        ("A new hall in April.", "April", "2019-04", None, ()),
    ],
)
def test_what_stands_beside_a_value(text, words, edtf, mod, others) -> None:
    """EDTF, mod and the values that the words allow as well, of the only moment of a sentence."""
    found = [(text[m.start : m.end], m.edtf, m.mod, m.alternatives) for m in moments(text)]
    assert found == ([(words, edtf, mod, others)] if words else [])


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("“We sail tomorrow,” Ada Kell said on Tuesday.", [("tomorrow", "2019-03-13", "2019-03-12")]),
        ("On Tuesday Ada Kell said: “We sail tomorrow.”", [("tomorrow", "2019-03-13", "2019-03-12")]),
        ("“We sail,” she said on Tuesday. “It ends this week.”", [("this week", "2019-W11", "2019-03-12")]),
        ("“We sail tomorrow,” Ada Kell said.", [("tomorrow", "2019-03-15", "2019-03-14")]),
        ("The “tomorrow tax” was passed on Tuesday.", [("tomorrow", "2019-03-15", "2019-03-14")]),
        ("“We sail tomorrow.”\nThe council met on Tuesday, Kell said.", [("tomorrow", "2019-03-15", "2019-03-14")]),
    ],
)
def test_words_in_marks_are_reckoned_from_the_day_they_were_said(text, wanted) -> None:
    """Inside quotation marks the day beside the verb of saying is the anchor; without one it is the article's day."""
    found = [(text[m.start : m.end], m.value, m.anchor) for m in moments(text) if m.rule in ("day-word", "calendar-unit")]
    assert found == wanted
