"""Markdown as a reader sees it, every character knowing its place."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tellings.checking.draft import read_draft
from tellings.language import read_prose
from tests.growth import check_growth

CASES = json.loads((Path(__file__).parent / "cases" / "drafts.json").read_text(encoding="utf-8"))
PIECES = [
    "It rained. ",
    "*",
    "**",
    "_",
    "`",
    "```\n",
    "[",
    "]",
    "(",
    ")",
    "[^1]",
    "[1]",
    "\n",
    "\n\n",
    "# ",
    "- ",
    "1. ",
    "> ",
    "\\",
    "<",
    ">",
]
PIECES += ["<!--", "-->", "http://a.example ", "|", "---\n", "===\n", "\t", "\r\n", "é", "“", "”", "![a](b)", "¹", "~~", "  "]


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["name"])
def test_sentences(case) -> None:
    """The sentences are those a reader sees, and what is no sentence is set aside under its kind."""
    draft = read_draft(case["text"])
    assert [draft.text[s.start : s.end] for s in read_prose(draft.text).sentences] == case["want"]
    assert [s.kind for s in draft.set_aside] == case["aside"]


@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_every_character_knows_its_place(text: str) -> None:
    """Each character of the words stands at its place in the text as given, in order, but for white space."""
    draft = read_draft(text)
    assert len(draft.text) == len(draft.at)
    assert draft.at == sorted(draft.at)
    assert all(a == text[at] or a.isspace() for a, at in zip(draft.text, draft.at, strict=True))
    assert all(0 <= s.start < s.end <= len(text) for s in draft.set_aside)


@pytest.mark.parametrize(
    "text", ["", "\n", " ", "It rained.", "Ada Brook left on Monday; 12 boats stayed — “all of them”, she said."]
)
def test_plain_text_stays_as_it_is(text: str) -> None:
    """A line without marks of Markdown comes out as it went in."""
    assert read_draft(text).text.strip() == text.strip()


@pytest.mark.parametrize(
    "piece", [p for p in PIECES if p.strip()] + ["[a](", "[a", "**a ", "<a ", "- - ", "_a", "[1,", "> > ", "<!--\n", "```\n~~~\n"]
)
def test_hostile_markdown_grows_with_its_length(piece: str) -> None:
    """Twice as many marks take about twice as long."""
    check_growth(lambda size: lambda: read_draft(piece * size), 1_000, 2_000, 4_000)
