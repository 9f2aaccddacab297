"""The open corpora as sentences with the layers each has: tags, tree, names, roles. A missing layer is None, and not learned."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from quality import conllu
from quality.conllu import OPEN, Tree
from quality.gum import as_bio, names

KINDS = ("PER", "ORG", "LOC")


@dataclass(frozen=True)
class Sentence:
    """One sentence; ``heads`` count words from 1, 0 is the root; names and roles are BIO."""

    words: tuple[str, ...]
    spaces: tuple[bool, ...]  # white space follows the word
    tags: tuple[str, ...] | None = None
    fine: tuple[str, ...] | None = None
    lemmas: tuple[str, ...] = ()
    heads: tuple[int, ...] | None = None
    labels: tuple[str, ...] | None = None
    names: tuple[str, ...] | None = None
    roles: tuple[str, ...] | None = None

    def children(self) -> dict[int, list[int]]:
        """Return the words that hang on each word, counted from 0; those of the root stand under -1."""
        found: dict[int, list[int]] = defaultdict(list)
        for n, head in enumerate(self.heads or ()):
            found[head - 1].append(n)
        return found


def below_of(children: dict[int, list[int]], top: int) -> list[int]:
    """Return a word and all that hangs under it, in order."""
    found, waiting = [], [top]
    while waiting:
        n = waiting.pop()
        found.append(n)
        waiting += children[n]
    return sorted(found)


@dataclass
class Document:
    """Sentences in their order; ``openings`` are the numbers of those that open a paragraph."""

    id: str
    sentences: list[Sentence] = field(default_factory=list)
    openings: list[int] = field(default_factory=list)


def sentence_of(tree: Tree, names: tuple[str, ...] | None = None) -> Sentence:
    """Return a sentence of a treebank with the names that another layer gives it."""
    cells = list(zip(*tree.rows, strict=True))
    return Sentence(
        words=tuple(form.replace(" ", "_") for form in cells[1]),
        spaces=tuple(tree.spaces),
        tags=cells[3],
        fine=cells[4],
        lemmas=cells[2],
        heads=tuple(map(int, cells[6])),
        labels=cells[7],
        names=names,
    )


def document_of(document: conllu.Document, names: Callable[[Tree], tuple[str, ...] | None]) -> Document:
    """Return a document of a treebank."""
    sentences = [sentence_of(tree, names(tree)) for tree in document.trees]
    return Document(document.id, sentences, [n for n, tree in enumerate(document.trees) if tree.opens])


def read_iob(path: Path) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Yield (words, BIO of PER, ORG and LOC) of each sentence; UNER's rows carry a number first, WikiGold's the word."""
    words: list[str] = []
    tags: list[str] = []
    for line in [*path.read_text(encoding="utf-8").split("\n"), ""]:
        cells = line.split("\t") if "\t" in line else line.split()
        if line.startswith("#") and ("=" in line or line.startswith("# newdoc")):
            continue
        if len(cells) >= 3 and re.fullmatch(r"\d+", cells[0]):
            words.append(cells[1])
            tags.append(cells[2])
        elif len(cells) == 2 and "-DOCSTART-" not in cells[0]:
            words.append(cells[0])
            tags.append(cells[1])
        elif not line.strip() and words:
            yield tuple(words), as_iob2(tags)
            words, tags = [], []


def as_iob2(tags: Sequence[str]) -> tuple[str, ...]:
    """Return IOB1 or IOB2 as IOB2 over the three kinds; others become O.

    >>> as_iob2(["I-PER", "I-PER", "O", "I-MISC", "B-LOC"])
    ('B-PER', 'I-PER', 'O', 'O', 'B-LOC')
    """
    found: list[str] = []
    before = "O"
    for tag in tags:
        kind = tag[2:] if tag[2:] in KINDS else ""
        goes_on = tag[:1] == "I" and before[2:] == tag[2:]
        found.append("O" if not kind else ("I-" if goes_on else "B-") + kind)
        before = tag
    return tuple(found)


def ewt(split: str) -> list[Document]:
    """Return EWT with the names of UNER laid over it where the words agree."""
    of = dict(read_iob(OPEN / "uner-ewt" / f"{split}.iob2"))
    return [document_of(d, lambda tree: of.get(tuple(tree.forms))) for d in conllu.documents("ewt", split)]


def gum(split: str) -> list[Document]:
    """Return GUM's open genres with names from its entities."""
    return [document_of(d, lambda tree: as_bio(len(tree.rows), names(tree.rows))) for d in conllu.documents("gum", split)]


def wikigold() -> list[Document]:
    """Return WikiGold, names only, some 20 sentences a document (it names its documents nowhere)."""
    path = next((OPEN / "wikigold" / "CONLL-format").rglob("wikigold.conll*"))
    sentences = [Sentence(w, (True,) * len(w), names=t) for w, t in read_iob(path)]
    return [Document(f"wikigold-{n}", sentences[n : n + 20]) for n in range(0, len(sentences), 20)]
