"""Days of undated reports: by case, whatever the order of the articles, and never by guess."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tellings.analysis import analyse
from tellings.collation.days import date_articles
from tellings.model import Analysis, Article

CASES = json.loads((Path(__file__).parent / "cases" / "days.json").read_text(encoding="utf-8"))
KNOWN = pytest.mark.xfail(strict=True, reason="known failure")


def story(articles) -> list[Analysis]:
    return [analyse(Article(id=f"a{n}", text=text, published=day)) for n, (day, text) in enumerate(articles)]


@pytest.mark.parametrize(
    "case", [pytest.param(c, id=c["name"], marks=[KNOWN] if c["kind"] == "known-failure" else []) for c in CASES]
)
def test_days(case) -> None:
    """An undated report of an invented story has the day that its dated sister and its own verbs allow, or none."""
    assert [a.article.published for a in date_articles(story(case["articles"]))] == case["want"]


def test_moments_and_clauses_follow_the_day() -> None:
    """With the day found the article's weekdays become days, its clauses name them, and a basis says why."""
    told = date_articles(story(CASES[0]["articles"]))[1]
    (basis,) = told.article.bases
    assert [m.value for m in told.moments] == ["2019-03-14", "2019-03-14"]
    assert {m for c in told.clauses for m in c.moments} == {m.id for m in told.moments}
    assert (told.article.published_basis, basis.rule, told.article.text[slice(*basis.span)]) == (
        "story",
        "weekdays-and-tense",
        "Thursday",
    )
    assert 0.5 <= basis.score <= 1


@settings(max_examples=10, deadline=None)
@given(st.sampled_from([c for c in CASES if c["kind"] == "made-up"]), st.randoms(use_true_random=False))
def test_order_does_not_matter(case, chance) -> None:
    """The same day is found in whatever order the articles come."""
    analyses = story(case["articles"])
    shuffled = analyses.copy()
    chance.shuffle(shuffled)
    found = {a.article.id: a.article.published for a in date_articles(shuffled)}
    assert found == {a.article.id: a.article.published for a in date_articles(analyses)}


@settings(max_examples=25, deadline=None)
@given(st.one_of(st.dates(date.min, date(1, 3, 1)), st.dates(date(9999, 10, 1), date.max)))
def test_a_dated_report_at_the_end_of_the_calendar(day) -> None:
    """However early or late the dated report, its undated sister is read, and its day lies within a few days or is left open."""
    told = date_articles(
        story([(day.isoformat(), "The dam broke on Monday."), (None, "The dam broke on Monday. Divers went on Sunday.")])
    )
    found = told[1].article.published
    assert found is None or abs(date.fromisoformat(found) - day) <= timedelta(3)
