"""Versions of an article: nothing planted is nothing changed, one article gives one version, sentences are found again."""

import json
from itertools import pairwise
from pathlib import Path

import pytest

from bench.planted import gate, pairs
from bench.planted.edits import Edit, apart, apply, carry
from bench.planted.harmless import harmless_in, paraphrase
from bench.planted.kinds import templates
from bench.planted.material import Paper, analysed, half_of
from bench.planted.page import Page
from bench.planted.reported import Report, between
from bench.planted.versions import plants_in, version_of
from tellings.analysis import analyse
from tellings.model import Passage
from tellings.reading import read

HARMLESS = json.loads((Path(__file__).parent / "cases" / "harmless.json").read_text(encoding="utf-8"))
TEXT = """The council of Aldmoor closed the old bridge on Monday after the storm damaged it.

Ada Brook, who runs the harbour, said the storm had sunk five boats. “We counted the boats in the morning,” she said.

Tom Reed said 40 houses were flooded. But the council did not close the schools of the town.

The market opened again in May. Farmers from the valley brought apples, pears and honey. The mayor visited the harbour.

A new bridge will cost 3 million crowns. The council began a large survey of the harbour walls. Engineers measured the quay.
"""
PAPER = Paper("one", "story", TEXT, "2031-05-20", "Aldmoor Post")


@pytest.fixture(scope="module")
def version():
    made = version_of(PAPER)
    assert made
    return made


def page(text):
    return Page(analyse(read(text, published="2031-05-20", language="en", whole=True)))


@pytest.mark.parametrize("case", HARMLESS, ids=lambda c: f"{c['rule']}: {c['text'][:30]}")
def test_harmless_changes(case):
    """Each harmless change says the same in the expected words."""
    told = page(case["text"])
    found = [h for h in harmless_in(told, told.sentences[0]) if h.rule == case["rule"]]
    assert found
    done = apply(told.text, [e for h in found for e in h.edits])
    assert done in (case["becomes"], case["becomes"].replace(".”", "”."))


def test_nothing_is_said_otherwise_inside_marks():
    """Words in quotation marks are never touched by a harmless change, but for the point that ends them."""
    told = page("“We did not see more than five large boats near the U.S. coast,” Ada Brook said on Monday.")
    for change in harmless_in(told, told.sentences[0]):
        if change.rule != "order-of-saying":
            assert all(not told.in_marks(e.start, e.end) for e in change.edits), change


def test_no_edits_no_change():
    """Without an edit a text stays as it is, and so do the places in it."""
    assert apply(TEXT, []) == TEXT
    assert carry((3, 9), []) == (3, 9)


def test_a_version_differs_and_is_the_same_each_time(version):
    """The version is another text, made alike every time; its edits do not touch one another."""
    text = version.analysis.article.text
    again = version_of(PAPER)
    assert text != TEXT
    assert again is not None
    assert again.analysis.article.text == text
    edits, _, _ = paraphrase(Page(analysed(PAPER)))
    ordered = sorted(edits)
    assert all(a.end <= b.start for a, b in pairwise(ordered))


def test_sentences_of_a_version_are_found_in_the_original(version):
    """A sentence that no rule touched stands as it is where its source is said to be."""
    untouched = [s for s in version.origin if s not in version.rules]
    assert untouched
    for span in untouched:
        assert version.analysis.article.text[slice(*span)].strip() == TEXT[slice(*version.origin[span])].strip()


def test_a_planted_change_is_the_only_one(version):
    """The text that bears a change differs from the harmless version inside the changed sentence and nowhere else."""
    base, seen = version.analysis.article.text, 0
    for template in templates():
        for planted in plants_in(version, template):
            seen += 1
            start, end = planted.span
            assert planted.text != base
            assert planted.text[:start] == base[: planted.told.start]
            assert planted.text[end:] == base[planted.told.end :]
            assert planted.sentence == planted.text[start:end] != base[planted.told.start : planted.told.end]
    assert seen > 20


def test_plants_come_in_the_same_order(version):
    """Which changes are drawn depends on the text alone."""
    for template in templates():
        assert [p.edits for p in plants_in(version, template)] == [p.edits for p in plants_in(version, template)]


def test_true_sentences_stand_in_no_passage(version):
    """No true sentence for the gate is printed as it stands, each cites, and each tells how it was rewritten."""
    found = list(gate.true_sentences(version))
    assert found
    for sentence in found:
        assert sentence.rules
        assert sentence.citations
        assert not any(sentence.text in p.exact for p in sentence.citations)


def test_a_changed_number_is_caught_between_its_two_sentences(version):
    """The pair is told as one story, and the conflict that cites the changed sentence and its source counts."""
    template = next(t for t in templates("A", "number") if t.name == "number.raised")
    outcome = pairs.measure(next(plants_in(version, template)))
    assert outcome is not None
    assert outcome.caught
    assert outcome.right
    assert "number" in outcome.kinds


def test_a_conflict_counts_only_between_the_two_places():
    """One side has to cite the changed sentence and another side its source; both in one side, or one place alone, is no catch."""
    here, there = Passage("a", 0, 9, "x" * 9), Passage("b", 20, 30, "y" * 10)
    spans = (("a", (0, 9)), ("b", (15, 40)))
    assert between(Report("number", True, ((here,), (there,)), "rule"), *spans)
    assert not between(Report("number", True, ((here, there), (Passage("b", 90, 99, "z" * 9),)), "rule"), *spans)
    assert not between(Report("number", True, ((here,), (Passage("b", 90, 99, "z" * 9),)), "rule"), *spans)


def test_stories_are_halved():
    """Every story belongs to one half, and neither half is empty."""
    assert {half_of(f"set/{n}") for n in range(20)} == {"A", "B"}
    assert half_of("set/1") == half_of("set/1")


def test_apart():
    """Edits that touch are not apart."""
    assert apart([Edit(0, 3, "x")], [Edit(5, 6, "y")])
    assert not apart([Edit(0, 3, "x")], [Edit(3, 6, "y")])
