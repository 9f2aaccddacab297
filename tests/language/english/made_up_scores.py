"""A card and scores that no training made: what the code around the encoder must cope with, whatever the weights say."""

from collections.abc import Sequence

import numpy as np

from tellings.language.english.columns import Columns
from tellings.language.english.encoder import Read
from tellings.language.english.pieces import Pieces
from tellings.language.english.weights import Card
from tellings.language.english.windows import Window, cut_windows

NAMES = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC")
ROLES = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
CARD = Card("made-up-1", ("NOUN", "VERB", "PUNCT"), ("nsubj", "root", "obj"), NAMES, ROLES, 128, {})
PIECES = Pieces(["[UNK]", "[CLS]", "[SEP]", *"abcdefghijklmnopqrstuvwxyz.,!", *(f"##{c}" for c in "abcdefghijklmnopqrstuvwxyz")])


def scores(window: Window, seed: int) -> Read:
    """Return scores drawn from the seed."""
    draw, nodes = np.random.default_rng(seed), len(window.firsts)
    sizes = (len(CARD.tags), nodes, 4, 4, len(NAMES), len(ROLES))
    return Read(*(draw.normal(size=(nodes, size)).astype(np.float32) for size in sizes))


def read_forms(forms: Sequence[str], sentences: Sequence[tuple[int, int]], seed: int = 1) -> Columns:
    """Return the columns of some words, read with made-up scores."""
    columns = Columns(CARD)
    for window in cut_windows(forms, sentences, PIECES, CARD.window):
        label = lambda of, to: (of + to) @ np.eye(4, 3, dtype=np.float32)  # noqa: E731
        columns.add(window, scores(window, seed), label, roles=np.asarray)
    return columns


def is_one_tree(heads: Sequence[int], sentence: tuple[int, int]) -> bool:
    """Tell whether the words of a sentence hang, in the end, on its one root, and on nothing outside."""
    first, last = sentence
    roots = [n for n in range(first, last) if heads[n] == -1]
    for n in range(first, last):
        steps, at = 0, n
        while at != -1 and steps <= last - first:
            if not first <= at < last:
                return False
            steps, at = steps + 1, heads[at]
        if at != -1:
            return False
    return len(roots) == 1
