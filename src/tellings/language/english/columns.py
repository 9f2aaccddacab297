"""Columns over the words of an article, filled window by window from the scores of the heads."""

from collections.abc import Callable, Iterator

import numpy as np

from tellings.language.english.encoder import Numbers, Read
from tellings.language.english.spans import decode_spans
from tellings.language.english.trees import decode_tree
from tellings.language.english.weights import Card
from tellings.language.english.windows import Block, Window
from tellings.model import Tagged

Label = Callable[[Numbers, Numbers], Numbers]
Roles = Callable[[Numbers], Numbers]
BESIDE = "parataxis"  # how the later parts of a sentence that was cut in parts hang on its first


class Columns:
    """Tags, heads, labels, names and roles, as ``Syntax`` has them."""

    def __init__(self, card: Card) -> None:
        self.card = card
        self.root = card.labels.index("root")
        self.tags: list[str] = []
        self.heads: list[int] = []
        self.labels: list[str] = []
        self.names: list[Tagged] = []
        self.roles: list[Tagged] = []
        self._top = 0  # the word that the sentence read last hangs on

    def add(self, window: Window, read: Read, label: Label, roles: Roles | None = None) -> None:
        """Take in one window; ``roles`` scores its roles of speech where they are asked for."""
        roots = [block.root for block in window.blocks]
        nodes = np.delete(np.arange(len(window.firsts)), roots)
        self.tags += [self.card.tags[n] for n in read.tags[nodes].argmax(axis=1).tolist()]
        trees = [_tree(block, read.arcs) for block in window.blocks]
        heads = [block.root + head for block, tree in zip(window.blocks, trees, strict=True) for head in tree]
        scores = label(read.dependents[nodes], read.heads[heads])
        scores[:, self.root] = -np.inf
        self.labels += [self.card.labels[n] for n in scores.argmax(axis=1).tolist()]
        for block, tree in zip(window.blocks, trees, strict=True):
            self._hang(block, tree)
        words = [w for block in window.blocks for w in range(block.first - 1, block.last)]  # the word of each node
        self.names += _spans(words, decode_spans(read.names, self.card.names, roots))
        if roles:
            self.roles += _spans(words, decode_spans(roles(read.meaning), self.card.roles, roots))

    def _hang(self, block: Block, tree: list[int]) -> None:
        """Take in the tree of one sentence; a part of a long one hangs on the part before it."""
        top = block.first + tree.index(0)
        self.heads += [block.first + head - 1 for head in tree]
        self.heads[top] = self._top if block.goes_on else -1
        self.labels[top] = BESIDE if block.goes_on else self.card.labels[self.root]
        self._top = top if not block.goes_on else self._top


def _tree(block: Block, arcs: Numbers) -> list[int]:
    first = block.root + 1
    end = first + block.last - block.first
    return decode_tree(arcs[first:end, block.root : end])


def _spans(words: list[int], found: list[Tagged]) -> Iterator[Tagged]:
    for span in found:
        yield span._replace(first=words[span.first], last=words[span.last - 1] + 1)
