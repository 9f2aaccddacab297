"""One thing said to be this and that: "the talks were productive" here, "the talks went badly" there."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence

from tellings.analysis.claims.features import content_of
from tellings.collation.wording.heads import Place
from tellings.collation.wording.lines import Line
from tellings.language.content import fold
from tellings.language.trees import Trees

ONE_SUBJECT = "one-subject"
WIDEST = 6  # words of a form
HOW = frozenset(("well", "badly", "smoothly", "poorly", "wrong", "downhill"))
POINT = frozenset(("point", "ebb", "success", "failure", "disaster", "triumph", "low", "high", "mess"))


def find_predicates(lines: Sequence[Line]) -> Iterator[list[Place]]:
    """Return, for each noun of which two articles say different things by "is", "as" or "went", the places of what they say."""
    said: dict[str, dict[str, list[Place]]] = defaultdict(lambda: defaultdict(list))
    trees: dict[str, Trees | None] = {}
    for n, line in enumerate(lines):
        article = line.analysis.article.id
        if article not in trees:
            trees[article] = Trees(line.analysis.syntax) if line.analysis.syntax else None
        if tree := trees[article]:
            for noun, first, last in _told(line, tree):
                if place := _place(line, n, tree.words[first][0], tree.words[last][1]):
                    said[noun][" ".join(line.keys[place[1] : place[2]])].append(place)
    for noun in sorted(said):
        articles = {form: {lines[p[0]].analysis.article.id for p in places} for form, places in said[noun].items()}
        if any(a - b and b - a for a in articles.values() for b in articles.values()):
            yield [p for form in sorted(said[noun]) for p in said[noun][form]]


def _told(line: Line, tree: Trees) -> Iterator[tuple[str, int, int]]:
    """Yield the class of a noun, and the first and last word of what is said of it."""
    if not line.words:
        return
    text = line.analysis.article.text
    first, last = tree.words_of(line.words[0].start, line.words[-1].end)
    for n in range(first, last):
        for noun in _of(tree, text, n):
            words = [
                n,
                *(c for c in tree.children(n) if tree.label(c) in ("advmod", "amod", "aux", "neg") and abs(c - n) <= WIDEST),
            ]
            words += [c for c in tree.children(n) if tree.label(c) == "conj" and tree.tags[c] == "ADJ"]
            key = next(iter(content_of([text[slice(*tree.words[noun])]])), "")
            if key and tree.tags[noun] == "NOUN" and max(words) - min(words) < WIDEST:
                yield key, min(words), max(words)


def _of(tree: Trees, text: str, n: int) -> Iterator[int]:
    """Yield the nouns that a word is said of: its subject, or what it is described as."""
    word = fold(text[slice(*tree.words[n])])
    below = tree.children(n)
    telling = tree.tags[n] == "ADJ" or word in POINT
    if (telling and any(tree.labels[c] == "cop" for c in below)) or (
        tree.tags[n] == "VERB" and any(fold(text[slice(*tree.words[c])]) in HOW for c in below if tree.label(c) == "advmod")
    ):
        yield from (c for c in below if tree.label(c) == "nsubj")
        yield from (c for p in below if tree.label(p) == "nmod" for c in [p] if word in POINT)
    elif telling and tree.label(n) in ("xcomp", "obl", "advcl"):
        yield from (c for c in tree.children(tree.heads[n]) if tree.label(c) == "obj" and c < n)
    elif word in POINT:
        yield from (c for c in below if tree.label(c) == "nmod")


def _place(line: Line, n: int, start: int, end: int) -> Place | None:
    starts = [w.start for w in line.words]
    first, last = bisect_left(starts, start), bisect_left(starts, end)
    return (n, first, last) if first < last else None
