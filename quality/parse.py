"""``python -m quality.parse [CORPUS-SPLIT...]``: words, sentences, tags and trees beside the gold, given words and from raw text.

Counted as the shared tasks on parsing count (CoNLL 2018, ``conll18_ud_eval``): words stand side by side by their characters,
white space left out; sentences, words, tags (UPOS) and attachments with their label (LAS) are F1 over those that stand side by
side. Labels without their subtype. LAS leaves punctuation out (``punct`` in the corpus; for a word that has no word beside it,
in its own side); "LAS, all" counts it. Given words: the sentences and words of the corpus. Raw text: each document as
paragraphs (``newpar``) parted by an empty line, their sentences joined by a space unless the last word says ``SpaceAfter=No``.
Without weights only words and sentences are counted.
"""

import argparse
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from quality.conllu import Document, documents
from tellings.language import read_prose
from tellings.language.english.words import cut_words
from tellings.model import Span, Syntax

PARTS = ("ewt-dev", "gum-dev", "ewt-test", "gum-test")


@dataclass
class Side:
    """A document as one side has it, words and sentences as spans of characters without white space; heads -1 for a root."""

    words: list[Span]
    sentences: list[Span]
    tags: Sequence[str] = ()
    heads: Sequence[int] = ()
    labels: Sequence[str] = ()


def gold(document: Document) -> Side:
    """Return what the corpus says of a document."""
    rows = [row for tree in document.trees for row in tree.rows]
    ends = list(accumulate(len(row[1]) for row in rows))
    words = list(zip([0, *ends], ends, strict=False))
    ranges = _ranges(document)
    heads = [
        at + int(row[6]) - 1 if row[6] != "0" else -1
        for tree, (at, _) in zip(document.trees, ranges, strict=True)
        for row in tree.rows
    ]
    return Side(words, _outer(words, ranges), [r[3] for r in rows], heads, [r[7].split(":")[0] for r in rows])


def _ranges(document: Document) -> list[Span]:
    ends = list(accumulate(len(tree.rows) for tree in document.trees))
    return list(zip([0, *ends], ends, strict=False))


def _outer(words: Sequence[Span], ranges: Iterable[Span]) -> list[Span]:
    return [(words[first][0], words[last - 1][1]) for first, last in ranges if first < last]


def raw_text(document: Document) -> str:
    """Return a document as running text."""
    text = ""
    for tree in document.trees:
        text = text.rstrip() + "\n\n" if tree.opens and text else text
        text += "".join(form + " " * space for form, space in zip(tree.forms, tree.spaces, strict=True))
    return text


def from_raw(document: Document, reader: Any) -> Side:
    """Return what the product makes of a document's raw text."""
    prose = read_prose(raw_text(document))
    words, ranges = cut_words(prose.text, prose.sentences)
    found = reader.read(prose) if reader else Syntax(model="", words=tuple(words), sentences=tuple(ranges))
    ends = list(accumulate(len(prose.text[s:e]) for s, e in found.words))
    return _side(list(zip([0, *ends], ends, strict=False)), found.sentences, found)


def from_words(document: Document, reader: Any) -> Side:
    """Return what the product makes of the words and sentences of the corpus."""
    side = gold(document)
    ranges = _ranges(document)
    return _side(side.words, ranges, reader.read_forms([row[1] for tree in document.trees for row in tree.rows], ranges))


def _side(words: list[Span], ranges: Sequence[Span], found: Syntax) -> Side:
    return Side(words, _outer(words, ranges), found.tags, found.heads, [label.split(":")[0] for label in found.labels])


def compare(one: Side, other: Side) -> Counter[tuple[str, str]]:
    """Return counts by (figure, "right", "gold" or "told")."""
    counts: Counter[tuple[str, str]] = Counter()
    at = {span: n for n, span in enumerate(other.words)}
    beside = {n: at[span] for n, span in enumerate(one.words) if span in at}

    def add(figure: str, right: int, gold_: int, told: int) -> None:
        counts.update({(figure, "right"): right, (figure, "gold"): gold_, (figure, "told"): told})

    add("sentences", len(set(one.sentences) & set(other.sentences)), len(one.sentences), len(other.sentences))
    add("words", len(beside), len(one.words), len(other.words))
    if not other.tags:
        return counts
    add("UPOS", sum(one.tags[n] == other.tags[m] for n, m in beside.items()), len(one.words), len(other.words))
    attached = [
        n for n, m in beside.items() if _same_head(one.heads[n], other.heads[m], beside) and one.labels[n] == other.labels[m]
    ]
    add("LAS, all", len(attached), len(one.words), len(other.words))
    unmatched = set(range(len(other.words))) - set(beside.values())
    told = sum(one.labels[n] != "punct" for n in beside) + sum(other.labels[m] != "punct" for m in unmatched)
    add("LAS", sum(one.labels[n] != "punct" for n in attached), sum(label != "punct" for label in one.labels), told)
    return counts


def _same_head(one: int, other: int, beside: dict[int, int]) -> bool:
    return other == -1 if one == -1 else beside.get(one, -2) == other


def figures(counts: Counter[tuple[str, str]]) -> dict[str, float]:
    """Return each figure as F1 in percent.

    >>> figures(Counter({("words", "right"): 9, ("words", "gold"): 10, ("words", "told"): 10}))
    {'words': 90.0}
    """
    names = dict.fromkeys(name for name, _ in counts)
    return {n: round(200 * counts[n, "right"] / max(1, counts[n, "gold"] + counts[n, "told"]), 2) for n in names}


def score(part: str, reader: Any, *, raw: bool) -> dict[str, float]:
    """Return the figures of one part."""
    make = from_raw if raw else from_words
    counts: Counter[tuple[str, str]] = Counter()
    for document in documents(*part.split("-")):
        counts.update(compare(gold(document), make(document, reader)))
    return figures(counts)


def reader_or_none() -> Any:
    """Return the product's reader of English, or None where its weights are not there."""
    try:
        from tellings.language.english.reader import EnglishReader  # with it comes onnxruntime

        return EnglishReader()
    except Exception as problem:  # whatever is missing, words and sentences can still be counted
        print(f"no reader: {problem}")
        return None


def main() -> None:
    """Print the figures of each part."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}; the first two if none is named")
    told = parser.parse_args()
    reader = reader_or_none()
    for part in told.parts or PARTS[:2]:
        for raw in (False, True) if reader else (True,):
            print(f"{part:9} {'raw text' if raw else 'given words':12}", score(part, reader, raw=raw))


if __name__ == "__main__":
    main()
