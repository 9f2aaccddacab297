"""Sentences and tokens: cases, and promises for any text."""

import json
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tellings.language import read_prose
from tellings.language.paragraphs import find_paragraphs
from tellings.language.sentences import find_sentences
from tellings.language.tokens import tokenise

CASES = Path(__file__).parent / "cases"
PIECES = [*"aB. 3,!?\"'“”‘’()\n…-é«»„`", "U.S. ", "Mr. ", "said ", " $5bn", "''"]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=120).map("".join)


def cases(name):
    """Return the cases of a file; those that are known to fail must fail."""
    marks = pytest.mark.xfail(strict=True, reason="known failure")
    read = json.loads((CASES / name).read_text(encoding="utf-8"))
    return [pytest.param(c, id=c["name"], marks=[marks] if c["kind"] == "known-failure" else []) for c in read]


@pytest.mark.parametrize("case", cases("sentences.json"))
def test_sentences(case) -> None:
    """Sentences end where a reader ends them."""
    prose = read_prose(case["text"])
    assert [case["text"][s.start : s.end] for s in prose.sentences] == case["want"]


@pytest.mark.parametrize("case", cases("tokens.json"))
def test_tokens(case) -> None:
    """Tokens are cut as the file says, each at its own characters."""
    assert [t.text for t in tokenise(case["text"])] == case["want"]


@given(TEXTS)
@settings(max_examples=80, deadline=None)
def test_offsets_hold_for_any_text(text: str) -> None:
    """Paragraphs hold sentences, sentences hold tokens, nothing but white space is left over, and order is kept."""
    prose = read_prose(text)
    assert [t.text for t in prose.tokens] == [text[t.start : t.end] for t in prose.tokens]
    assert "".join(text.split()) == "".join("".join(text[s.start : s.end].split()) for s in prose.sentences)
    at = 0
    for s in prose.sentences:
        start, end = prose.paragraphs[s.paragraph]
        assert start <= s.start < s.end <= end
        assert at <= s.start
        assert all(s.start <= t.start and t.end <= s.end for t in prose.tokens[s.first : s.last])
        at = s.end


@given(TEXTS, st.data())
@settings(max_examples=40, deadline=None)
def test_what_is_set_aside_is_left_out(text: str, data: st.DataObject) -> None:
    """No token touches a span that was set aside."""
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assume(start < end)
    prose = read_prose(text, [(start, end)])
    assert not [t for t in prose.tokens if t.start < end and start < t.end]


def test_one_paragraph_can_be_cut_alone() -> None:
    """A paragraph's sentences do not depend on the text around it."""
    text = "Not this. It rained. Mr. Osei left. Nor this."
    assert [text[s:e] for s, e in find_sentences(text, (10, 35))] == ["It rained.", "Mr. Osei left."]


def test_lines_broken_at_a_fixed_width_are_joined() -> None:
    """A text whose lines were broken at a width has its blocks for paragraphs; one with a paragraph a line keeps them."""
    lines = [
        "The ferry that had left",
        "the harbour at dawn was",
        "back before the bells of",
        "our town rang for noon",
        "and nobody knew why.",
    ]
    block = "\n".join(lines)
    assert find_paragraphs(block + "\n\nIt rained.") == [(0, len(block)), (len(block) + 2, len(block) + 12)]
    assert len(find_paragraphs("Boats\nOars\nand a sail\n\nIt rained.")) == 4
