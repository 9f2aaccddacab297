"""Where a name begins and ends: what the model cut wrongly, mended by words and tree."""

from collections.abc import Iterator, Sequence

from tellings.analysis.mentions.kinds import SUFFIXES
from tellings.analysis.mentions.lexicon import heads, honorifics, modifiers, names, nationalities, places
from tellings.analysis.mentions.tree import Tree
from tellings.model import Tagged

DETERMINERS = frozenset(("the", "a", "an", "this", "that", "these", "those", "some", "any"))
POSSESSIVE = frozenset(("'s", "’s", "'", "’"))
TITLE = 4  # words in front of a name that may be its title ("U.S. Deputy Attorney General")
OPEN_END = frozenset(("of", "for", "and", "&", "the"))  # a name cut off here goes on behind
LONGEST = 12  # words that a name cut off may grow to; by judgement
FORMS = frozenset(("inc", "inc.", "ltd", "ltd.", "llc", "plc", "corp.", "l.p.", "lp", "s.a."))
DIRECTIONS = frozenset("north south east west new upper lower central northern southern eastern western greater".split())


def mend(text: str, tree: Tree) -> Iterator[Tagged]:
    """Yield the names of the model, each with its whole name and nothing but it."""
    low = [text[s:e].lower() for s, e in tree.syntax.words]
    done = 0
    for name in tree.syntax.names:
        first, last = max(done, name.first), _grown(tree, low, name)
        for a, b in _parted(text, tree, low, *_trimmed(text, tree, low, first, last, name.label), name.label):
            yield name._replace(first=a, last=b)
            done = max(done, b)


def _grown(tree: Tree, low: Sequence[str], name: Tagged) -> int:
    """Return the end of a name, moved on where it stops at "of", before ", Inc." or within a person's name."""
    last, size = name.last, min(len(low), name.first + LONGEST)
    tags, labels, heads_ = tree.syntax.tags, tree.syntax.labels, tree.syntax.heads
    while name.label == "ORG" and last < size and tags[last] == "PROPN" and low[last - 1] in OPEN_END:
        last += 1
        while last < size and tags[last] == "PROPN":
            last += 1
    while (
        name.label == "PER"
        and last < size
        and labels[last] == "flat"
        and name.first <= heads_[last] < last
        and tags[last] == "PROPN"
    ):
        last += 1
    if name.label == "ORG" and last + 1 < size and low[last] == "," and low[last + 1] in FORMS:
        last += 2
    return last


def _trimmed(text: str, tree: Tree, low: Sequence[str], first: int, last: int, label: str) -> tuple[int, int]:
    """Take off determiners, an open end and, of a person, a possessive and titles; nothing is left of a title alone."""
    while first < last and (low[first] in DETERMINERS or not low[first][:1].isalnum() and low[first] not in POSSESSIVE):
        first += 1
    while last > first and (low[last - 1] in OPEN_END or label == "PER" and low[last - 1] in POSSESSIVE):
        last -= 1
    if label == "PER":
        spans = tree.syntax.words
        first = _title_end([text[s:e] for s, e in spans[first : min(last, first + TITLE + 2)]], last - first) + first
        if last - first == 1 and low[first] in heads():
            return last, last
    return first, last


def _title_end(parts: Sequence[str], size: int) -> int:
    """Return where the name begins behind its title: "Kell Mayor Ada Thorne" at "Ada"."""
    for n in range(min(size - 2, TITLE), -1, -1):
        if _titles(parts[n]) and parts[n + 1].lower() not in SUFFIXES and all(_before_title(w) for w in parts[:n]):
            return n + 1
    return 0


def _titles(word: str) -> bool:
    return word.lower() in heads() or word.lower() in honorifics()


def _before_title(word: str) -> bool:
    return _titles(word) or word in nationalities() or word in places() or word.lower() in modifiers()


def _parted(text: str, tree: Tree, low: Sequence[str], first: int, last: int, label: str) -> Iterator[tuple[int, int]]:
    """Yield the name, or two where a town and its country were read as one ("Kell Norway")."""
    spans = tree.syntax.words
    for size in (2, 1):
        cut = last - size
        if label == "LOC" and first < cut and low[cut - 1] not in DIRECTIONS:
            tail = text[spans[cut][0] : spans[last - 1][1]]
            if tail in _wide() and text[spans[first][0] : spans[last - 1][1]] not in places():
                end = cut - (low[cut - 1] == ",")
                if first < end:
                    yield first, end
                yield cut, last
                return
    if first < last:
        yield first, last


def _wide() -> frozenset[str]:
    return names("places.toml", "countries") | names("places.toml", "regions")
