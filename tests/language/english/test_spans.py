"""Scores of B, I and O become spans."""

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_up_scores import NAMES

from tellings.language.english.spans import decode_spans

LABELS = NAMES[:5]


def drawn(nodes: int, seed: int) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=(nodes, len(LABELS))).round(3)


def labelled(spans, nodes: int) -> tuple[int, ...]:
    found = [LABELS.index("O")] * nodes
    for span in spans:
        found[span.first : span.last] = [LABELS.index(f"{'I' if n else 'B'}-{span.label}") for n in range(span.last - span.first)]
    return tuple(found)


def allowed(path) -> bool:
    return all(not LABELS[b].startswith("I-") or LABELS[a][2:] == LABELS[b][2:] != "" for a, b in pairwise((0, *path)))


@given(st.integers(1, 4), st.integers(0, 10**9))
def test_the_labels_are_the_best_that_are_spans(nodes, seed):
    """Of all labellings that are spans, none scores higher."""
    rows = drawn(nodes + 1, seed)
    found = labelled(decode_spans(rows, LABELS, [0]), nodes + 1)[1:]
    best = max((p for p in product(range(len(LABELS)), repeat=nodes) if allowed(p)), key=lambda p: worth(rows, p))
    assert worth(rows, found) == pytest.approx(worth(rows, best))


def worth(rows, path) -> float:
    return float(sum(rows[n + 1, label] for n, label in enumerate(path)))


@given(st.lists(st.integers(1, 9), min_size=1, max_size=6), st.integers(0, 10**9))
def test_spans_keep_to_their_sentence(sizes, seed):
    """Spans come in order, do not overlap, hold no root, and score above nothing and up to one."""
    roots = [sum(sizes[:n]) + n for n in range(len(sizes))]
    spans = decode_spans(drawn(sum(sizes) + len(sizes), seed), LABELS, roots)
    ends = [at for span in spans for at in (span.first, span.last)]
    assert ends == sorted(ends)
    assert not any(span.first <= root < span.last for span in spans for root in roots)
    assert all(span.first < span.last and 0 < span.score <= 1 for span in spans)


def test_the_score_is_the_mean_probability():
    """Two words with shares of .5 and nearly 1 make a span of .75."""
    rows = np.array([[9.0, 0, 0, 0, 0], [-99, 3, -99, 3, -99], [-99, -99, 50, -99, -99]])
    (span,) = decode_spans(rows, LABELS, [0])
    assert (span.first, span.last, span.label, span.score) == (1, 3, "PER", pytest.approx(0.75))
