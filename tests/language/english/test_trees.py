"""Scores of arcs become trees, the best there are."""

from itertools import product
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tellings.language.english import trees
from tellings.language.english.trees import decode_tree, is_tree


def drawn(words: int, seed: int, decimals: int = 3) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=(words, words + 1)).round(decimals).astype(np.float32)


def total(scores: np.ndarray, heads) -> float:
    return float(sum(scores[n, head] for n, head in enumerate(heads)))


@given(st.integers(1, 5), st.integers(0, 10**9), st.integers(0, 3), st.sampled_from([0, 1, 4]))
def test_the_tree_is_the_best_of_all(words, seed, decimals, tries):
    """Of all trees with one root, none scores higher, however many roots are tried; ties (rounded scores) are no trouble."""
    scores = drawn(words, seed, decimals)
    with patch.object(trees, "TRIES", tries):
        found = decode_tree(scores)
    assert is_tree(found)
    every = (t for t in product(range(words + 1), repeat=words) if is_tree(t))
    assert total(scores, found) == pytest.approx(max(total(scores, t) for t in every), abs=1e-4)


@settings(max_examples=40, deadline=None)
@given(st.integers(6, 80), st.integers(0, 10**9))
def test_long_sentences_are_trees(words, seed):
    """Whatever the scores, one word hangs on the root and every other on that one in the end."""
    assert is_tree(decode_tree(drawn(words, seed)))


@pytest.mark.parametrize("fill", [0.0, 1e30, -1e30, np.nan])
def test_odd_scores_are_trees(fill):
    """Scores that are all the same, huge or no numbers still give a tree."""
    assert is_tree(decode_tree(np.full((7, 8), fill, np.float32)))


@pytest.mark.parametrize(
    ("heads", "one"),
    [([0], True), ([2, 0], True), ([0, 0], False), ([2, 1], False), ([0, 3, 2], False), ([0, 1, 2, 3], True), ([1], False)],
)
def test_what_a_tree_is(heads, one):
    """One root, and no cycle."""
    assert is_tree(heads) is one


def test_a_chain_of_cycles_is_mended():
    """Nested cycles, each better than the way out, are opened at the cheapest places."""
    scores = np.full((200, 201), -5.0, np.float32)
    for n in range(0, 200, 2):
        scores[n, n + 2] = scores[n + 1, n + 1] = 9  # pairs that choose each other
        scores[n, n] = 1  # and a weak arc to the pair before
    heads = decode_tree(scores)
    assert is_tree(heads)
    assert sum(scores[n, h] == 9 for n, h in enumerate(heads)) == 100
