"""Sentences cut into clauses, and what is read from them."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tellings.analysis.claims import find_clauses
from tellings.analysis.claims.features import content_of, is_negated, modality_of
from tellings.language import read_prose
from tellings.model import Syntax
from tests.growth import check_growth

CASES = json.loads((Path(__file__).parent / "cases" / "clauses.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["name"])
def test_clauses_of_a_sentence(case: dict[str, Any]) -> None:
    """A sentence is cut into the clauses that the case names."""
    found = find_clauses("a", read_prose(case["text"]), (), (), (), ())
    assert [case["text"][c.start : c.end] for c in found] == case["want"]


def test_the_tree_joins_a_second_verb() -> None:
    """Where the tree is read, "and" before a second finite verb is a joint though no subject follows; without it, not."""
    text = "The ferry was dropped in the spring and will not be held again this year."
    prose = read_prose(text)
    cuts = [(text[c.start : c.end]) for c in find_clauses("a", prose, (), (), (), (), joined_by(text, "and"))]
    assert cuts == ["The ferry was dropped in the spring", "and will not be held again this year."]
    assert [text[c.start : c.end] for c in find_clauses("a", prose, (), (), (), ())] == [text]


def joined_by(text: str, joint: str) -> Syntax:
    """Return a tree of a text whose only relations are those of two verbs and the word that joins them."""
    words = tuple((m.start(), m.end()) for m in re.finditer(r"\w+", text))
    forms = [text[s:e] for s, e in words]
    first, second, cc = forms.index("dropped"), forms.index("held"), forms.index(joint)
    heads = [second if n == cc else first for n in range(len(words))]
    labels = ["dep"] * len(words)
    heads[first], labels[first], labels[second], labels[cc] = -1, "root", "conj", "cc"
    labels[forms.index("was")] = "aux:pass"
    tags = ["VERB" if n in (first, second) else "X" for n in range(len(words))]
    return Syntax(model="-", words=words, sentences=((0, len(words)),), tags=tuple(tags), heads=tuple(heads), labels=tuple(labels))


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="The dam broke, and; “he” said\n.'", max_size=200))
def test_clauses_lie_in_order_inside_the_text(text: str) -> None:
    """Clauses do not overlap, follow one another, and lie inside the text."""
    found = find_clauses("a", read_prose(text), (), (), (), ())
    ends = [0, *(c.end for c in found)]
    assert all(a <= c.start < c.end <= len(text) for a, c in zip(ends, found, strict=False))


@pytest.mark.parametrize(
    ("words", "negated"),
    [
        ("the bells did not ring twice", True),
        ("nobody denied the report", False),
        ("the bells rang twice", False),
        ("she never came", True),
    ],
)
def test_negation(words: str, negated: bool) -> None:
    """An odd number of negations denies."""
    assert is_negated(words.split()) is negated


@pytest.mark.parametrize(
    ("words", "modality"),
    [
        ("she is due to sing", "planned"),
        ("she sang", "did"),
        ("the dam may burst", "may"),
        ("rain fell due to the storm", "did"),
    ],
)
def test_modality(words: str, modality: str) -> None:
    """What is planned or possible is told from what happened."""
    assert modality_of(words.split()) == modality


def test_synonyms_and_spellings_meet() -> None:
    """Irregular pasts, British spellings and synonyms come to one stem."""
    assert content_of(["the", "ferry", "sank"]) == content_of(["a", "boat", "had", "sunk"])
    assert content_of(["cancelled"]) == content_of(["canceled"])


def test_every_synonym_stands_in_one_class() -> None:
    """No word of the synonym table stands for two things."""
    from tellings.language.tables import load_table

    lines = [
        set(content_of(line.split()[:1])) | set(line.split()) for line in load_table("analysis/claims", "synonyms.toml")["classes"]
    ]
    words = [w for line in load_table("analysis/claims", "synonyms.toml")["classes"] for w in line.split()]
    assert len(lines) > 50
    assert sorted(words) == sorted(set(words))


@pytest.mark.parametrize("unit", ['"a" said b, ', "the dam held; it broke down, ", "and who said, "])
def test_time_grows_with_the_text(unit: str) -> None:
    """Four times the joints and marks take no more than some four times the time, best of three tries."""

    def prepare(size: int):
        prose = read_prose(unit * size)
        return lambda: find_clauses("a", prose, (), (), (), ())

    check_growth(prepare, 500, 2000)
