"""Numbers and content words: cases, offsets, and growth on hostile input."""

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tellings.language import read_prose
from tellings.language.content import content_words, fold, stem
from tellings.language.numbers import find_numbers
from tests.growth import check_growth

CASES = json.loads((Path(__file__).parent / "cases" / "numbers.json").read_text(encoding="utf-8"))
KNOWN = pytest.mark.xfail(strict=True, reason="known failure")
HOSTILE = [
    "1,20,",
    "R1,",
    "one in ",
    "A. ",
    "...",
    ". . ",
    '"',
    "'",
    "''",
    "a' ",
    '" ',
    "1,",
    "1,000",
    "six hundred and ",
    "1-",
    "(",
    "U.S.",
    "say, ",
    '"a, ',
    "$",
    "5:",
    "x.Y",
    "“",
    "http://",
]


@pytest.mark.parametrize(
    "case", [pytest.param(c, id=c["name"], marks=[KNOWN] if c["kind"] == "known-failure" else []) for c in CASES]
)
def test_numbers(case) -> None:
    """Numbers are read with value, unit and bound; what only looks like one is left."""
    text = case["text"]
    assert [[text[n.start : n.end], pytest.approx(n.value), n.unit, n.bound] for n in find_numbers(text)] == case["want"]


PIECES = [*"0159,.-–$%½ ", "six ", "hundred ", "and ", " to ", "bn", "a dozen "]


@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
@settings(max_examples=100, deadline=None)
def test_numbers_lie_apart_and_in_order(text: str) -> None:
    """Numbers do not overlap, come in order and begin and end in what is no white space."""
    found = find_numbers(text)
    assert all(one.end <= two.start for one, two in pairwise(found))
    assert all(text[n.start : n.end].strip() == text[n.start : n.end] != "" for n in found)


@pytest.mark.parametrize("piece", HOSTILE)
def test_time_grows_with_length_only(piece: str) -> None:
    """Twice the text takes at most two and a half times the time, whatever the text."""

    def prepare(size: int):
        text = piece * (size // len(piece))
        return lambda: (read_prose(text), find_numbers(text))

    check_growth(prepare, 8_000, 32_000)


def test_folding_and_stems() -> None:
    """Accents, curly marks, case, plurals and tenses fall together; small words fall away; negation stays."""
    tokens = ["The", "Miners’", "strike", "did", "not", "END", "in", "Córdoba"]
    assert fold("L’Étang “Ñandú”") == 'l\'etang "nandu"'
    assert content_words(tokens) == ["miner", "strike", "not", "end", "cordoba"]
    assert {stem(w) for w in ("export", "exported", "exporting", "exports")} == {"export"}
    assert content_words(["U.S.", "US", "4,250", "…", "''"]) == ["us", "4250"]
