"""Coreference of the open GUM documents in OntoNotes manner, on their text, words and trees."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from quality.conllu import OPEN, Document, Row, read
from quality.gum import names
from tellings.model import Syntax, Tagged

BRACKET = re.compile(r"\((?P<alone>\d+)\)|\((?P<opens>\d+)|(?P<closes>\d+)\)")  # "(12)", "(12", "12)"
FOLDER = OPEN / "gum" / "coref" / "ontogum" / "conllu"
BESIDE = ("appos", "flat", "nmod:desc")  # relations between two words for one person
Range = tuple[int, int]


@dataclass
class Told:
    """A document: text, words and sentences as people cut them, names, and chains of words that stand for one thing."""

    name: str
    text: str = ""
    words: list[Range] = field(default_factory=list)
    sentences: list[Range] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    names: list[Tagged] = field(default_factory=list)
    chains: list[list[Range]] = field(default_factory=list)

    @property
    def genre(self) -> str:
        """Return "news", "bio", "interview"."""
        return self.name.split("_")[1]

    def syntax(self) -> Syntax:
        """Return what a model would read that makes no mistake."""
        return Syntax(
            model="gold",
            words=tuple(self.words),
            sentences=tuple(self.sentences),
            tags=tuple(row[3] for row in self.rows),
            heads=tuple(self.heads),
            labels=tuple(row[7] for row in self.rows),
            names=tuple(self.names),
        )

    def head_of(self, span: Range) -> int:
        """Return the word of a range that hangs outside it."""
        return next((n for n in range(*span) if not span[0] <= self.heads[n] < span[1]), span[0])

    def persons(self) -> list[tuple[list[Range], set[int]]]:
        """Return each chain with the words in it that head a person's name (none where nobody is named).

        A mention is named by the name that heads it, or stands in apposition to its head ("her father, Piet Lorne").
        """
        named: dict[int, int] = {}
        for name in self.names:
            head = at = self.head_of((name.first, name.last))
            while name.label == "PER" and at >= 0:
                named.setdefault(at, head)
                at = self.heads[at] if self.rows[at][7] in BESIDE else -1
        return [(chain, {named[h] for s in chain if (h := self.head_of(s)) in named}) for chain in self.chains]


def iter_told(split: str) -> Iterator[Told]:
    """Yield the documents of a split; those that are neither in dev nor in a test split are "train"."""
    listed = _splits(OPEN / "gum" / "splits.md")
    for path in sorted(FOLDER.glob("*.conllu")):
        if listed.get(path.stem, "train") == split:
            yield _told(next(read(path)), next(read(OPEN / "gum" / "dep" / path.name)))


def _splits(path: Path) -> dict[str, str]:
    found, split = {}, ""
    for line in path.read_text("utf-8").splitlines():
        split = line[3:].strip() if line.startswith("## ") else split
        if "GUM_" in line:
            found[line.strip(" *")] = split
    return found


def _told(coref: Document, dep: Document) -> Told:
    told, text = Told(coref.id), ""
    for tree, typed in zip(coref.trees, dep.trees, strict=True):
        text = text.rstrip() + "\n\n" if text and tree.opens else text
        first = len(told.words)
        for row, space in zip(tree.rows, tree.spaces, strict=True):
            told.words.append((len(text), len(text) + len(row[1])))
            text += row[1] + " " * space
        text = text if text.endswith(" ") else text + " "
        told.rows += tree.rows
        told.heads += [first + int(row[6]) - 1 if row[6] != "0" else -1 for row in tree.rows]
        told.names += [Tagged(first + a, first + b, kind, 1.0) for a, b, kind in names(typed.rows)]
        told.sentences.append((first, len(told.words)))
    told.text = text
    told.chains = _chains(told.rows)
    return told


def _chains(rows: Sequence[Row]) -> list[list[Range]]:
    waiting: dict[str, list[int]] = defaultdict(list)
    found: dict[str, list[Range]] = defaultdict(list)
    for n, row in enumerate(rows):
        cell = next((c[7:] for c in row[9].split("|") if c.startswith("Entity=")), "")
        for m in BRACKET.finditer(cell):
            if m["opens"]:
                waiting[m["opens"]].append(n)
            else:
                ident = m["alone"] or m["closes"]
                found[ident].append((n if m["alone"] else waiting[ident].pop(), n + 1))
    return list(found.values())
