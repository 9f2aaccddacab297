"""Copies among many texts."""

from collections.abc import Callable, Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from plants import OTHER, WIRE

from bench.plants import Maker, make_pile
from bench.reuse import judge
from tellings.collation.reuse import find_copies
from tellings.collation.reuse.candidates import candidate_pairs
from tellings.collation.reuse.prints import take_prints
from tellings.collation.reuse.rows import CHUNK, iter_rows, read_rows
from tellings.language.shingles import find_words
from tests.growth import check_growth

TEXTS = st.text(st.sampled_from("abAÉé .,’'\u0301-U.S3\n“”\u200b漢"), max_size=60)
NOTICE = "Readers may send the editors of this paper their letters about any report that they find here."


def test_planted_copies_are_found() -> None:
    """Of 325 planted copies hardly one is missed; bench/reuse.py measures it on many more, false pairs too."""
    pile = make_pile(1000)
    row = judge("", pile, 1.0, ((c.first, c.second) for c in find_copies(pile.texts)))
    assert row.recall["partial"] == row.recall["wire"] == 1
    assert min(row.recall.values()) >= 0.9
    assert len(pile.plants) == 325


def test_every_copy_of_a_wire_text_is_linked() -> None:
    """Frequent words are no reason to lose a copy: of 100 copies each is paired with another, and with a few only."""
    found = find_copies([WIRE] * 100)
    assert {c.second for c in found} == set(range(1, 100))
    assert len(found) <= 100 * 12


def test_a_notice_of_the_house_is_no_copy() -> None:
    """What thirty articles print below their own words joins none of them; what two articles share of their own does."""
    maker = Maker(3)
    own = [" ".join(word for line in maker.article() for word in line) for _ in range(30)]
    texts = [f"{text}. {NOTICE}" for text in own]
    assert find_copies(texts) == []
    texts[7] += f" {WIRE[:95]}"
    texts[20] = f"{WIRE[:95]} {texts[20]}"
    assert [(c.first, c.second) for c in find_copies(texts)] == [(7, 20)]


def test_passages_are_exact() -> None:
    """The characters given are those of the shared words, marks told apart."""
    one, two = f"{OTHER} {WIRE}", f"Quill, Wednesday. {WIRE}"
    (found,) = find_copies([one, two])
    assert [one[slice(*s.first)] for s in found.shared] == [two[slice(*s.second)] for s in found.shared]
    assert [one[slice(*s.first)] for s in found.shared if s.quoted] == ["We had ten minutes to pack"]


@settings(max_examples=150, deadline=None)
@given(st.lists(TEXTS, max_size=4))
def test_places_lie_inside(texts: list[str]) -> None:
    """Words lie in their text in order, whatever it is made of, and begin and end with a letter or digit of theirs."""
    rows = read_rows(texts)
    assert len(rows.bounds) == len(texts) + 1
    for n, text in enumerate(texts):
        here = slice(rows.bounds[n], rows.bounds[n + 1])
        places = [p for pair in zip(rows.starts[here].tolist(), rows.ends[here].tolist(), strict=True) for p in pair]
        assert places == sorted(places)
        assert all(0 <= p <= len(text) for p in places)
        assert all(text[s].isalnum() for s in places[::2])


@pytest.mark.parametrize("text", [WIRE, OTHER, "The U.S. court isn't sitting: 3.5 of 10 judges, Mr. Muñoz said, are “away”."])
def test_words_are_those_of_shingles(text: str) -> None:
    """Words begin where ``language.shingles`` has them begin, and equal words have equal numbers."""
    rows, words = read_rows([text]), find_words(text)
    assert rows.starts.tolist() == [s for s, _, _ in words]
    assert len(set(rows.words.tolist())) == len({w for _, _, w in words})


def test_company_changes_nothing() -> None:
    """The words and fingerprints of a text are the same alone and among others, in one chunk or in several."""
    texts = [WIRE, "", "Été à Zürich — 3.5 °C.", OTHER * (CHUNK // len(OTHER) + 1), WIRE]
    together = [
        (r.words[a:b].tolist(), take_prints(r.words[a:b], np.array([0, b - a]), 5, 5).values.tolist())
        for r in iter_rows(texts)
        for a, b in zip(r.bounds[:-1].tolist(), r.bounds[1:].tolist(), strict=True)
    ]
    alone = [(r.words.tolist(), take_prints(r.words, r.bounds, 5, 5).values.tolist()) for r in map(read_rows, ([t] for t in texts))]
    assert together == alone
    whole = read_rows([WIRE, OTHER])
    first = take_prints(whole.words, whole.bounds, 5, 5)
    assert first.values[first.texts == 0].tolist() == alone[0][1]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from("abcdef"), min_size=6, max_size=6), st.lists(st.sampled_from("uvw"), max_size=30), st.integers(0, 30)
)
def test_any_run_of_six_words_is_a_candidate(run: list[str], around: list[str], at: int) -> None:
    """Two lists of words that share six in a row are a pair, wherever the six stand."""
    assert candidate_pairs([[*around[:at], *run, *around[at:]], ["x", *run, "y"]]) == [(0, 1)]


HOSTILE: dict[str, Callable[[int], Sequence[str]]] = {
    "one word repeated": lambda n: ["no " * 40 * n, "no " * 40 * n],
    "two words": lambda n: ["".join("ab"[(k * k // 7) % 2] + " " for k in range(40 * n)), "a b " * 20 * n],
    "one sentence without end": lambda n: [
        "the river rose and x the town x fled " * 5 * n,
        "the river rose and y the town y fled " * 5 * n,
    ],
    "dots and marks": lambda n: ["a.b'c.d’" * 40 * n, ".'" * 100 * n],
    "equal texts": lambda n: [WIRE] * n,
    "an open mark in every line": lambda n: ["“river rose over the old town wall\n" * 8 * n] * 2,
}


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE)
def test_copies_grow_in_line(name: str) -> None:
    """Twice the text costs twice the time, whatever it is made of."""
    check_growth(lambda size: lambda: find_copies(HOSTILE[name](size)), 100, 200, 400)
