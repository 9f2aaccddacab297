"""Windows of consecutive sentences as the encoder reads them, and padded batches of windows."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from tellings.language.english.pieces import Pieces
from tellings.language.english.shapes import SHAPES, shape_of
from training.corpora import Document, Sentence
from training.network import Inventory

WINDOW = 128  # pieces
UNSEEN = -100  # what a loss leaves out
MASK = 103


@dataclass
class Window:
    """Pieces and nodes of one window; a node is a root ([CLS] or [SEP]) or a word; ``block`` numbers the sentence of a node."""

    pieces: list[int]
    shapes: list[int]
    first: list[int]
    last: list[int]
    block: list[int]
    layers: dict[str, list[int]]
    sentences: list[Sentence]


def cut_windows(document: Document, table: Pieces, most: Callable[[], int]) -> Iterator[list[Sentence]]:
    """Yield runs of whole sentences that keep a window at ``most()`` pieces, one sentence at least."""
    held: list[Sentence] = []
    size, room = 1, most()
    for s in document.sentences:
        n = 1 + sum(len(table.cut(w)) for w in s.words)
        if held and size + n > room:
            yield held
            held, size, room = [], 1, most()
        held.append(s)
        size += n
    if held:
        yield held


def lay_out(sentences: Sequence[Sentence], table: Pieces, inventory: Inventory) -> Window:
    """Return the window of some sentences."""
    w = Window(
        [table.opening], [0], [], [], [], {k: [] for k in ("tags", "fine", "heads", "labels", "names", "roles")}, list(sentences)
    )
    columns = {
        "tags": inventory.tags,
        "fine": inventory.fine,
        "labels": inventory.labels,
        "names": inventory.names,
        "roles": inventory.roles,
    }
    numbers = {name: {v: n for n, v in enumerate(values)} for name, values in columns.items()}
    for block, s in enumerate(sentences):
        root = len(w.first)
        w.first.append(len(w.pieces) - 1)
        w.last.append(len(w.pieces) - 1)
        w.block.append(block)
        for layer in w.layers.values():
            layer.append(UNSEEN)
        for n, word in enumerate(s.words):
            cut = table.cut(word)
            w.first.append(len(w.pieces))
            w.pieces += cut
            w.shapes += [shape_of(word)] * len(cut)
            w.last.append(len(w.pieces) - 1)
            w.block.append(block)
            w.layers["heads"].append(UNSEEN if s.heads is None else root + s.heads[n])
            for name in columns:
                values = getattr(s, name)
                w.layers[name].append(UNSEEN if values is None else numbers[name].get(values[n], UNSEEN))
        w.pieces.append(table.parting)
        w.shapes.append(0)
    return w


def batch(
    windows: Sequence[Window], chance: random.Random | None = None, masked: float = 0.06, reshaped: float = 0.05
) -> dict[str, Tensor]:
    """Return padded tensors; with ``chance`` some pieces are masked and some shapes changed."""
    t, n = max(len(w.pieces) for w in windows), max(len(w.first) for w in windows)
    found = {name: np.zeros((len(windows), t), np.int64) for name in ("pieces", "shapes")}
    found |= {name: np.zeros((len(windows), n), np.int64) for name in ("first", "last")}
    found |= {name: np.full((len(windows), n), UNSEEN, np.int64) for name in windows[0].layers}
    block = np.full((len(windows), n), -1, np.int64)
    bias = np.full((len(windows), t), -1e4, np.float32)
    for b, w in enumerate(windows):
        pieces, shapes = list(w.pieces), list(w.shapes)
        if chance:
            pieces = [MASK if chance.random() < masked and s else p for p, s in zip(pieces, shapes, strict=True)]
            shapes = [chance.randrange(1, len(SHAPES)) if s and chance.random() < reshaped else s for s in shapes]
        found["pieces"][b, : len(pieces)], found["shapes"][b, : len(shapes)] = pieces, shapes
        for name in ("first", "last"):
            found[name][b, : len(w.first)] = getattr(w, name)
        for name, layer in w.layers.items():
            found[name][b, : len(layer)] = layer
        block[b, : len(w.block)] = w.block
        bias[b, : len(pieces)] = 0
    tensors = {name: torch.from_numpy(a) for name, a in found.items()}
    tensors["block"] = torch.from_numpy(block)
    tensors["bias"] = torch.from_numpy(bias)[:, None, None, :]
    return tensors


def by_length(windows: list[Window], pieces: int, chance: random.Random | None) -> list[list[Window]]:
    """Return batches of windows of like length, at most ``pieces`` padded pieces each, in the order of chance."""
    ordered = sorted(windows, key=lambda w: len(w.pieces))
    batches: list[list[Window]] = [[]]
    for w in ordered:
        if batches[-1] and (len(batches[-1]) + 1) * len(w.pieces) > pieces:
            batches.append([])
        batches[-1].append(w)
    if chance:
        chance.shuffle(batches)
    return batches
