"""Timelines: events by case, passages that cite, order of input without effect."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tellings.analysis import analyse
from tellings.collation.timeline import line_up
from tellings.collation.timeline.dates import order
from tellings.model import Analysis, Article, Conflict, Side

CASES = json.loads((Path(__file__).parent / "cases" / "timeline.json").read_text(encoding="utf-8"))
KNOWN = pytest.mark.xfail(strict=True, reason="known failure")


def story(articles) -> list[Analysis]:
    return [analyse(Article(id=f"a{n}", text=text, published=day)) for n, (day, text) in enumerate(articles)]


@pytest.mark.parametrize(
    "case", [pytest.param(c, id=c["name"], marks=[KNOWN] if c["kind"] == "known-failure" else []) for c in CASES]
)
def test_timeline(case) -> None:
    """Date, grain and number of passages of each event of an invented story, in order."""
    assert [[e.date, e.grain, len(e.passages)] for e in line_up(story(case["articles"]), (), ())] == case["want"]


@settings(max_examples=15, deadline=None)
@given(st.permutations([(f"a{n}", *a) for n, a in enumerate(CASES[0]["articles"] + CASES[4]["articles"] + CASES[3]["articles"])]))
def test_order_does_not_matter_and_passages_cite(articles) -> None:
    """The same events come out in whatever order the articles go in, and each passage is what stands at its place."""
    analyses = [analyse(Article(id=i, text=text, published=day)) for i, day, text in articles]
    events = line_up(analyses, (), ())
    texts = {a.article.id: a.article.text for a in analyses}
    assert events == line_up(sorted(analyses, key=lambda a: a.article.id), (), ())
    assert all(texts[p.article][p.start : p.end] == p.exact for e in events for p in e.passages)
    assert len({e.id for e in events}) == len(events)


def test_text_is_a_sentence_and_the_passage_its_part() -> None:
    """An event cut out of a sentence shows the whole sentence and cites the part that it dates."""
    events = line_up(story(CASES[2]["articles"]), (), ())
    assert [e.text.startswith("The two envoys") for e in events] == [True, True]
    assert [e.passages[0].exact for e in events] == [
        "The two envoys arrived in the capital on Tuesday",
        "and they will sign the water treaty on Friday.",
    ]


def test_conflicts_and_origins_are_told() -> None:
    """An event names the conflicts in which its passages take part, and as many origins as the count it is given."""
    analyses = story(CASES[0]["articles"])
    side = Side("burned", (analyses[0].passage(0, 35),), 1)
    conflict = Conflict("c-1", "date", "hard", (side, side), "r")
    events = line_up(analyses, (conflict,), (), count_origins=lambda passages: len({p.article for p in passages}))
    assert [(e.conflicts, e.origins) for e in events] == [(("c-1",), 1), ((), 2)]


def test_order_of_dates() -> None:
    """Wider dates come before the days inside them, and half-known values have a place too."""
    dates = "2019-03-03 2019-W10 2019-03 2019-Q1 2019-SP 2019 201X 18XX 2019-H2 2019-W10-WE XXXX-WXX-2".split()
    key = order(dates)
    told = "18XX 201X 2019 2019-Q1 2019-SP 2019-03 2019-03-03 2019-W10 2019-W10-WE 2019-H2 XXXX-WXX-2"
    assert " ".join(sorted(dates, key=lambda d: key[d])) == told
