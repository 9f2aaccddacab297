"""Contrasts of wording between invented reports, and changes that must not be taken for one."""

import json
from collections import deque
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tellings.analysis import analyse
from tellings.collation.wording import contrast
from tellings.collation.wording.lines import lines_of
from tellings.collation.wording.slots import BREAK, OWNER
from tellings.language.alignment import align
from tellings.model import Analysis
from tellings.reading import read
from tests.growth import check_growth

CASES = json.loads((Path(__file__).parent / "cases" / "wordings.json").read_text(encoding="utf-8"))
LONGEST_FORM = 150


def analyses_of(texts: list[str]) -> list[Analysis]:
    """Analyse texts, each as an article of its own file."""
    return [analyse(read(text, f"{n}.txt")) for n, text in enumerate(texts)]


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["name"])
def test_cases(case: dict[str, Any], request: pytest.FixtureRequest) -> None:
    """The reports of a case yield exactly the wordings it names."""
    if case["kind"] == "known-failure":
        request.applymarker(pytest.mark.xfail(strict=True))
    assert [sorted(f.form for f in w.forms) for w in contrast(analyses_of(case["texts"]))] == case["want"]


@pytest.mark.parametrize("case", [c for c in CASES if c["want"] and c["kind"] == "made-up"], ids=lambda c: c["name"])
def test_forms_stand_where_they_are_cited(case: dict[str, Any]) -> None:
    """Each form has passages, short ones, that reproduce the text and hold the form."""
    analyses = analyses_of(case["texts"])
    text = {a.article.id: a.article.text for a in analyses}
    for form in (f for w in contrast(analyses) for f in w.forms):
        assert form.passages
        for p in form.passages:
            assert text[p.article][p.start : p.end] == p.exact
            assert p.exact.lower() == form.form.lower()
            assert len(p.exact) <= LONGEST_FORM


def test_order_of_reports_changes_nothing() -> None:
    """Any order of the same reports gives the same wordings."""
    texts = next(c["texts"] for c in CASES if c["name"].startswith("three reports"))
    analyses = analyses_of(texts)
    assert len({contrast(list(p)) for p in permutations(analyses)}) == 1


def test_one_report_has_no_contrast() -> None:
    """A report alone is not set against itself, though it says one thing twice with different words."""
    text = " ".join(next(c["texts"] for c in CASES if c["name"].startswith("a describing word changes")))
    assert contrast(analyses_of([text])) == ()


def test_forms_of_two_words_are_cited_wherever_they_stand() -> None:
    """A form of two content words is cited also in sentences that were not aligned."""
    texts = list(next(c["texts"] for c in CASES if c["name"].startswith("a describing word changes")))
    texts[0] += " Gulls nested under the crumbling pier long ago."
    (found,) = contrast(analyses_of(texts))
    assert {f.form: len(f.passages) for f in found.forms} == {"crumbling pier": 2, "beloved pier": 1}


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from("abcd"), max_size=9), st.lists(st.sampled_from("abcd"), max_size=9))
def test_alignment_matches_equal_words_in_order(a: list[str], b: list[str]) -> None:
    """Aligned places hold equal words and go forward in both sequences."""
    places = [pair for stretch in align(a, b, [1.0] * len(a)) for pair in stretch]
    assert all(a[i] == b[j] for i, j in places)
    assert places == sorted(places)
    assert len({i for i, _ in places}) == len({j for _, j in places}) == len(places)


@settings(max_examples=30, deadline=None)
@given(st.text(alphabet="aB c'’.,-“”é1\n", max_size=60))
def test_lines_of_any_text(text: str) -> None:
    """Every word of a line lies in the article and has a key and a stem beside it."""
    (analysis,) = analyses_of([f"x {text}"])
    for line in lines_of([analysis]):
        assert len(line.words) == len(line.keys) == len(line.stems)
        assert all(analysis.article.text[w.start : w.end] == w.text for w in line.words)


@pytest.mark.parametrize("piece", [" - ", "a's", "s'", "(", "..", "—"])
def test_patterns_grow_with_the_text_alone(piece: str) -> None:
    """Every pattern of the room takes at most 2.5 times as long on twice the text, whatever the text."""

    def prepare(size: int):
        text = (piece * (size // len(piece) + 1))[:size]
        return lambda: [deque(pattern.finditer(text), 0) for pattern in (BREAK, OWNER)]

    check_growth(prepare, 100_000, 200_000, 400_000)
