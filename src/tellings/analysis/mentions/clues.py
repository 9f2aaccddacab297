"""What the words around a name say it is: "the mayor of Kell", "Kell's government", "in Kell" make Kell a place."""

from collections.abc import Iterator, Sequence

from tellings.analysis.mentions.lexicon import words
from tellings.analysis.mentions.seen import Seen
from tellings.analysis.mentions.tree import Tree

RULED, WITHIN = (
    6.0,
    1.0,
)  # worth of a clue in the vote; by judgement (dev of UNER-EWT and GUM: 82.3 and 84.2 without, 82.3 and 84.9 with)


def places_told(text: str, tree: Tree, seen: Sequence[Seen]) -> Iterator[tuple[str, float]]:
    """Yield the words of persons' and places' names that stand as places do, with what the clue is worth."""
    low, heads = words("places.toml", "ruled"), tree.heads
    for s in seen:
        if s.kind not in ("person", "place"):
            continue
        head = tree.head_of(*tree.words_of(s.start, s.end))
        above = heads[head]
        before = {_low(text, tree, c) for c in tree.below(head) if tree.label(c) == "case"}
        if above >= 0 and tree.label(head) == "nmod" and before & {"of", "'s", "’s"} and _low(text, tree, above) in low:
            yield s.text, RULED
        elif before & {"in", "near"}:
            yield s.text, WITHIN


def _low(text: str, tree: Tree, n: int) -> str:
    start, end = tree.words[n]
    return text[start:end].lower()
