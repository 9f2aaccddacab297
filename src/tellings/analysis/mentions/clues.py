"""What the words around a name say it is: "the mayor of Kell", "Kell's government", "in Kell" make Kell a place."""

from collections.abc import Iterator, Sequence

from tellings.analysis.mentions.lexicon import first_names, words
from tellings.analysis.mentions.seen import Seen
from tellings.analysis.mentions.tree import Tree
from tellings.model import EntityKind

RULED, WITHIN, TRAVELLED = 6.0, 1.0, 3.0
# Worth of a clue in the vote, by judgement (`python -m quality.names`: dev of UNER-EWT and GUM at 82.1 and 81.0 with and without
# those of firms). One of travel weighs as much as a table.

Clue = tuple[str, EntityKind, float]


def kinds_told(text: str, tree: Tree, seen: Sequence[Seen]) -> Iterator[Clue]:
    """Yield the words of names that stand as places or firms do, with the kind and what the clue is worth."""
    for s in seen:
        if s.kind in ("person", "place", "organisation"):
            first, last = tree.words_of(s.start, s.end)
            yield from _of_place(text, tree, s, tree.head_of(first, last))
            yield from _of_family(text, tree, s, tree.head_of(first, last))
            if " " not in s.text or s.text.split()[0].lower() not in first_names():
                yield from _of_firm(text, tree, s, first, last)


def _of_place(text: str, tree: Tree, s: Seen, head: int) -> Iterator[Clue]:
    """Yield what makes a name a place: "the mayor of Kell", "its border with Kell", "fled to Kell"."""
    if s.kind == "organisation":
        return
    above = tree.heads[head]
    before = {_low(text, tree, c) for c in tree.below(head) if tree.label(c) == "case"}
    over, label = (_low(text, tree, above), tree.label(head)) if above >= 0 else ("", "")
    if label == "nmod" and before & {"of", "'s", "’s"} and over in words("places.toml", "ruled"):
        yield s.text, "place", RULED
    elif label == "nmod" and before & {"with", "between", "into"} and over in words("places.toml", "bordered"):
        yield s.text, "place", RULED
    elif label in ("compound", "nmod") and not before and " " not in s.text and over in words("places.toml", "governed"):
        yield s.text, "place", RULED  # "Kell Foreign Minister Ada Thorne"
    elif label == "obl" and before & {"to", "into", "from"} and over in words("places.toml", "travelled"):
        yield s.text, "place", TRAVELLED
    elif before & {"in", "near"} and over not in words("organisations.toml", "shared"):
        yield s.text, "place", WITHIN


def _of_family(text: str, tree: Tree, s: Seen, head: int) -> Iterator[Clue]:
    """Yield what makes a name a person's: "the Thorne family"."""
    above = tree.heads[head]
    if above >= 0 and " " not in s.text and tree.label(head) == "compound" and _low(text, tree, above) in ("family", "dynasty"):
        yield s.text, "person", RULED


def _of_firm(text: str, tree: Tree, s: Seen, first: int, last: int) -> Iterator[Clue]:
    """Yield what makes a name a firm: "the carmaker Kell", "Kell, a bank", "shares in Kell", "Kell's chief executive"."""
    head = tree.head_of(first, last)
    above = tree.heads[head]
    kinds = words("organisations.toml", "kinds")
    over, label = (_low(text, tree, above), tree.label(head)) if above >= 0 else ("", "")
    if label in ("appos", "flat") and above < first and over in kinds:
        yield s.text, "organisation", RULED
    elif any(c >= last and tree.labels[c] == "appos" and _low(text, tree, c) in kinds for c in tree.below(head)):
        yield s.text, "organisation", RULED
    elif last - first > 1 or above < 0:
        return
    elif label == "nmod" and over in words("organisations.toml", "shared") and tree.labels[head] != "nmod:poss":
        yield s.text, "organisation", RULED
    elif (label == "compound" or tree.labels[head] == "nmod:poss") and over in words("organisations.toml", "owned"):
        yield s.text, "organisation", RULED


def _low(text: str, tree: Tree, n: int) -> str:
    start, end = tree.words[n]
    return text[start:end].lower()
