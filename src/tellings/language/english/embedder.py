"""Vectors of meaning: texts that say one thing in other words point the same way."""

from collections.abc import Sequence

import numpy as np

from tellings.language.english.encoder import Numbers, WordTable, open_graph
from tellings.language.english.pieces import Pieces
from tellings.language.english.weights import Weights

LONGEST = 254  # pieces of a text that are read: the length that the base model was made for, without its two marks


class Embedder:
    """The base model as it was (all-MiniLM-L6-v2), untouched by the tuning for trees and names."""

    def __init__(self, weights: Weights, pieces: Pieces, table: WordTable) -> None:
        self.pieces, self.table = pieces, table
        self.graph = open_graph(weights.read("embedder.onnx"))

    def embed(self, texts: Sequence[str]) -> Numbers:
        """Return a row of unit length a text, each read alone, so that none depends on its neighbours."""
        rows = [self._one(text) for text in texts]
        return np.stack(rows) if rows else np.zeros((0, self.table.width), np.float32)

    def _one(self, text: str) -> Numbers:
        cut = self.pieces.cut_text(text)[:LONGEST]
        rows = self.table[[self.pieces.opening, *cut, self.pieces.parting]]
        found: Numbers = self.graph.run(["vector"], {"rows": rows})[0]
        return found.reshape(-1)
