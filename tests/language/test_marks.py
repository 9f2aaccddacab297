"""Pairs of quotation marks: cases, promises for any text, and what lost marks cost."""

import json
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tellings.language import read_prose

CASES = json.loads((Path(__file__).parent / "cases" / "marks.json").read_text(encoding="utf-8"))
PIECES = [*"aB. ,\"'“”‘’\n«»„`(", "''", " said ", "dogs' ", ', "']
TEXTS = st.lists(st.sampled_from(PIECES), max_size=80).map("".join)
PARAGRAPH = '"We row at dawn," {n} said on Monday. "The tide will not wait for us."'


@pytest.mark.parametrize("case", [pytest.param(c, id=c["name"]) for c in CASES])
def test_pairs(case) -> None:
    """Marks pair as a reader pairs them; where nothing shows the place of a lost mark, no pair is made."""
    text = case["text"]
    assert [[text[p.start : p.end], p.level, p.opened and p.closed] for p in read_prose(text).marks] == case["want"]


@given(TEXTS)
@settings(max_examples=120, deadline=None)
def test_pairs_lie_in_one_paragraph_and_nest(text: str) -> None:
    """Each pair lies in one paragraph, its words between its marks, and two pairs nest or are apart."""
    prose = read_prose(text)
    for p in prose.marks:
        assert p.start <= p.inner_start <= p.inner_end <= p.end
        assert any(start <= p.start and p.end <= end for start, end in prose.paragraphs)
        assert p.opened == (p.start < p.inner_start)
        assert p.closed == (p.inner_end < p.end)
    whole = [p for p in prose.marks if p.opened and p.closed]
    for n, p in enumerate(whole):
        assert all(q.start >= p.end or q.end <= p.end for q in whole[n + 1 :])


def test_a_tenth_of_the_marks_lost_costs_little() -> None:
    """With one mark in ten lost, at least nine tenths of the characters inside marks are still found."""
    names = ["Osei", "Lund", "Brook", "Marsh", "Obi"]
    text = "\n".join(PARAGRAPH.format(n=names[n % 5]) for n in range(60))
    rng = random.Random(7)
    lossy = "".join(" " if c == '"' and rng.random() < 0.1 else c for c in text)
    whole, left = (_inside(t) for t in (text, lossy))
    assert len(whole & left) / len(whole) > 0.9
    assert len(whole & left) / len(left) > 0.9


def _inside(text: str) -> set[int]:
    return {n for p in read_prose(text).marks for n in range(p.inner_start, p.inner_end)}


def test_marks_inside_marks() -> None:
    """Pairs come outermost first, each with its level."""
    text = "\"It was 'dull' then,\" she said."
    assert [(text[p.start : p.end], p.level) for p in read_prose(text).marks] == [("\"It was 'dull' then,\"", 0), ("'dull'", 1)]
