"""Conflicts between invented reports, kind by kind, and pairs that must not be taken for one."""

import json
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tellings.analysis import analyse
from tellings.collation import collate
from tellings.model import Story
from tellings.reading import read

CASES = json.loads((Path(__file__).parent / "cases" / "conflicts.json").read_text(encoding="utf-8"))


def story_of(texts: list[str]) -> Story:
    """Collate texts, each as an article of its own file."""
    return collate([analyse(read(text, f"{n}.txt")) for n, text in enumerate(texts)])[0]


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["name"])
def test_conflicts_of_invented_reports(case: dict[str, Any], request: pytest.FixtureRequest) -> None:
    """The reports of a case yield exactly the conflicts it names."""
    if case["kind"] == "known-failure":
        request.applymarker(pytest.mark.xfail(strict=True))
    found = story_of(case["texts"]).conflicts
    assert [[c.kind, c.strength] for c in found] == case["want"]


@pytest.mark.parametrize("case", [c for c in CASES if c["want"]], ids=lambda c: c["name"])
def test_sides_cite_different_passages(case: dict[str, Any]) -> None:
    """A conflict has two sides or more, none empty, and no passage stands on two of them."""
    for conflict in story_of(case["texts"]).conflicts:
        cited = [p for side in conflict.sides for p in side.passages]
        assert len(conflict.sides) >= 2
        assert all(side.passages and side.origins for side in conflict.sides)
        assert len(cited) == len(set(cited))


def test_a_later_larger_count_is_an_update() -> None:
    """A larger count of a report of a later day supersedes the earlier one and is no conflict."""
    texts = ["The quake in Tal killed 12 miners.", "The quake in Tal killed 19 miners."]
    days = ["2031-05-03", "2031-05-04"]
    articles = [read(t, f"{n}.txt") for n, t in enumerate(texts)]
    import msgspec

    dated = [msgspec.structs.replace(a, published=d, published_basis="metadata") for a, d in zip(articles, days, strict=True)]
    story = collate([analyse(a) for a in dated])[0]
    assert not story.conflicts
    assert [(u.earlier.exact[-17:], u.later.exact[-17:]) for u in story.updates] == [("killed 12 miners.", "killed 19 miners.")]


def test_order_of_arrival_changes_nothing() -> None:
    """Any order of the same reports gives the same claims and conflicts."""
    texts = [t for c in CASES[:4] for t in c["texts"]][:4]
    articles = [analyse(read(t, f"{n}.txt")) for n, t in enumerate(texts)]
    results = {collate(list(order))[0] for order in permutations(articles)}
    assert len(results) == 1


def test_a_conflict_is_a_claim_in_conflict() -> None:
    """What a conflict is about stands among the claims, in conflict, with the passages of all sides."""
    story = story_of(CASES[0]["texts"])
    (conflict,) = story.conflicts
    disputed = [c for c in story.claims if c.agreement == "in_conflict"]
    assert [set(c.passages) for c in disputed] == [{p for s in conflict.sides for p in s.passages}]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(alphabet="abc .,;\"'’“” not 12\n", max_size=80), min_size=1, max_size=3))
def test_claims_cite_what_stands_there(texts: list[str]) -> None:
    """Every passage of every claim is exactly the characters it names, whatever the text."""
    analyses = [analyse(read(f"The dam held. {t}", f"{n}.txt")) for n, t in enumerate(texts)]
    text = {a.article.id: a.article.text for a in analyses}
    for claim in collate(analyses)[0].claims:
        assert claim.passages
        assert all(p.exact == text[p.article][p.start : p.end] for p in claim.passages)


def test_a_date_of_publication_that_is_no_day_costs_nothing() -> None:
    """Reports with an unusable day of publication are compared all the same, and no error comes of it."""
    texts = ["The lock at Orle burst on Friday night near the mill.", "The lock at Orle burst on Saturday night near the mill."]
    articles = [read(t, f"{n}.txt") for n, t in enumerate(texts)]
    import msgspec

    for days in (("2031-05", "soon"), ("9999-12-31", "0001-01-01"), ("", "2031-05-03")):
        dated = [msgspec.structs.replace(a, published=d) for a, d in zip(articles, days, strict=True)]
        assert len(collate([analyse(a) for a in dated])[0].articles) == 2
