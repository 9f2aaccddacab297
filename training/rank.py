"""Fewer dimensions of a head's vector in the product that tells relations, chosen so that scores change least.

Weighted low-rank approximation: with D and H the second moments of the vectors of dependents and heads, and W[l] the matrix of
relation l, the best rank-k map P of h minimises the mean of sum_l (d W[l] h - d W[l] P h)^2, which is the truncated singular
value decomposition of G^(1/2) H^(1/2), G = sum_l W[l]' D W[l] (Eckart and Young 1936).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray

from training.batches import WINDOW, Window, batch, by_length, cut_windows, lay_out
from training.corpora import Document
from training.losses import within
from training.network import Network
from training.table import base_weights, pieces, rows_of

Array = NDArray[np.floating]


class Thin(NamedTuple):
    """``down`` [rank, wide] takes a head's vector to fewer dimensions; ``product`` [relations, wide, rank] scores them."""

    down: Array
    product: Array


def thin(product: Array, dependents: Array, heads: Array, rank: int) -> Thin:
    """Return the closest product of a rank; ``product`` is [relations, dependent, head], the others are vectors in rows."""
    moment = dependents.T @ dependents / len(dependents)
    given = np.einsum("lij,ik,lkm->jm", product, moment, product)
    seen = heads.T @ heads / len(heads)
    left, sizes, right = np.linalg.svd(_power(given, 0.5) @ _power(seen, 0.5))
    up = _power(given, -0.5) @ (left[:, :rank] * sizes[:rank])
    return Thin(right[:rank] @ _power(seen, -0.5), product @ up)


@torch.no_grad()
def label_vectors(network: Network, documents: Sequence[Document]) -> tuple[Array, Array]:
    """Return a row a word: what relations are told from, of the word and of the head chosen for it."""
    table, cutter = rows_of(base_weights()), pieces()
    windows = [lay_out(run, cutter, network.inventory) for d in documents for run in cut_windows(d, cutter, lambda: WINDOW)]
    found: list[tuple[Array, Array]] = []
    for some in by_length(windows, 2000, None):
        b = batch(some)
        out = network.eval()(table[b["pieces"]], b["shapes"], b["first"], b["last"], b["bias"])
        heads = within(out["arcs"], b["block"]).argmax(2)
        to = out["to"][torch.arange(len(heads))[:, None], heads]
        for n, window in enumerate(some):
            nodes = _words(window)
            found.append((out["of"][n, nodes].numpy(), to[n, nodes].numpy()))
    return tuple(np.concatenate(side).astype(np.float64) for side in zip(*found, strict=True))  # type: ignore[return-value]


def _words(window: Window) -> list[int]:
    """Return the nodes of words: behind each sentence's root as many as it has words."""
    nodes, at = [], 0
    for sentence in window.sentences:
        nodes += range(at + 1, at + 1 + len(sentence.words))
        at += 1 + len(sentence.words)
    return nodes


def _power(matrix: Array, exponent: float) -> Array:
    """Return a power of a symmetric matrix, its smallest directions kept from vanishing."""
    sizes, vectors = np.linalg.eigh(matrix)
    return (vectors * np.maximum(sizes, 1e-9 * sizes.max()) ** exponent) @ vectors.T
