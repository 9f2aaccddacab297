"""Where a name begins and ends: what the model cut wrongly, mended by words and tree."""

from collections.abc import Iterator, Sequence
from functools import cache

from tellings.analysis.mentions.kinds import SUFFIXES
from tellings.analysis.mentions.lexicon import (
    first_names,
    heads,
    honorifics,
    modifiers,
    names,
    nationalities,
    particles,
    places,
    words,
)
from tellings.analysis.mentions.tree import Tree
from tellings.model import Tagged

DETERMINERS = frozenset(("the", "a", "an", "this", "that", "these", "those", "some", "any"))
POSSESSIVE = frozenset(("'s", "’s", "'", "’"))
TITLE = 4  # words in front of a name that may be its title ("U.S. Deputy Attorney General")
OPEN_END = frozenset(("of", "for", "and", "&", "the"))  # a name cut off here goes on behind
LONGEST = 12  # words that a name cut off may grow to; by judgement
FORMS = frozenset(
    (
        "inc",
        "inc.",
        "ltd",
        "ltd.",
        "llc",
        "plc",
        "corp.",
        "l.p.",
        "lp",
        "s.a.",
        "oyj",
        "gmbh",
        "ag",
        "asa",
        "bhd",
        "s.p.a.",
        "spa",
        "nv",
        "n.v.",
        "kk",
        "pty",
    )
)
DIRECTIONS = frozenset("north south east west new upper lower central northern southern eastern western greater".split())


def mend(text: str, tree: Tree) -> Iterator[Tagged]:
    """Yield the names of the model, each with its whole name and nothing but it."""
    low = [text[s:e].lower() for s, e in tree.words]
    done = 0
    for name in _joined(tree, low):
        first, last = max(done, name.first - _given(text, tree, low, name)), _grown(tree, low, name)
        for a, b in _parted(text, tree, low, *_trimmed(text, tree, low, first, last, name.label), name.label):
            yield name._replace(first=a, last=b)
            done = max(done, b)
        if name.label == "PER" and done < last:
            yield from _home(tree, low, name, done, last)


def _home(tree: Tree, low: Sequence[str], name: Tagged, at: int, last: int) -> Iterator[Tagged]:
    """Yield the place behind a person that was read as one with it: "Ada Thorne of New York"."""
    if low[at] == "of" and at + 1 < last and tree.tags[at + 1] == "PROPN":
        yield name._replace(first=at + 1, last=last, label="LOC")


def _joined(tree: Tree, low: Sequence[str]) -> Iterator[Tagged]:
    """Yield the names, those of persons that a hyphen alone parts as one ("al" and "Janabi")."""
    held: Tagged | None = None
    for name in tree.syntax.names:
        if held and held.label == name.label == "PER" and name.first == held.last + 1 and _hyphen(tree, low, held.last):
            held = held._replace(last=name.last, score=max(held.score, name.score))
            continue
        if held:
            yield held
        held = name
    if held:
        yield held


def _given(text: str, tree: Tree, low: Sequence[str], name: Tagged) -> int:
    """Return 1 where a first name was left out before a surname: "Ada" before "Thorne-Lorne"."""
    before = name.first - 1
    if name.label != "PER" or before < 0 or before in tree.named or low[name.first] in first_names():
        return 0
    capital = (
        text[tree.starts[before]].isupper() and tree.tags[before] == "PROPN" and tree.words[before][1] < tree.starts[name.first]
    )
    return int(capital and low[before] in first_names() and low[before] not in words("names.toml", "ordinary"))


def _hyphen(tree: Tree, low: Sequence[str], n: int) -> bool:
    """Say whether a word is a hyphen with no space around it."""
    spans = tree.words
    return low[n] == "-" and spans[n - 1][1] == spans[n][0] and spans[n][1] == spans[n + 1][0]


def _grown(tree: Tree, low: Sequence[str], name: Tagged) -> int:
    """Return the end of a name, moved on where it stops at "of", before ", Inc." or within a person's name."""
    last, size = name.last, min(len(low), name.first + LONGEST)
    tags, labels, heads_ = tree.tags, tree.labels, tree.heads
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
    while (
        name.label == "PER" and name.first + 1 < last and last + 1 < size and _hyphen(tree, low, last) and tags[last + 1] == "PROPN"
    ):
        last += 2  # "Ada Thorne" and "-Lorne"
    if name.label == "ORG" and last + 1 < size and low[last] == "," and low[last + 1] in FORMS:
        last += 2
    elif last < size and low[last] in FORMS:
        last += 1
    return last


def _trimmed(text: str, tree: Tree, low: Sequence[str], first: int, last: int, label: str) -> tuple[int, int]:
    """Take off determiners, signs and an open end; of a person a possessive and titles, else common nouns behind a capital."""
    while first < last and (low[first] in DETERMINERS or _sign(low[first])):
        first += 1
    while last > first and (low[last - 1] in OPEN_END or _sign(low[last - 1]) or label == "PER" and low[last - 1] in POSSESSIVE):
        last -= 1
    if label == "PER":
        return _untitled(text, tree, low, first, last)
    starts = tree.starts
    while first + 1 < last and text[starts[first]].islower() and text[starts[last - 1]].isupper() and low[first] not in particles():
        first += 1
    while last - 1 > first and text[starts[first]].isupper() and text[starts[last - 1]].islower():
        last -= 1
    return first, last


def _sign(word: str) -> bool:
    return len(word) == 1 and not word.isalnum() and word not in "!'’"


def _untitled(text: str, tree: Tree, low: Sequence[str], first: int, last: int) -> tuple[int, int]:
    """Take titles off a person; nothing is left of a title alone."""
    at = next((n for n in range(first + 2, last) if low[n] == "of"), last)  # not "Joan of Kell"
    last = at if at + 1 < last else last
    while first + 1 < last and text[tree.starts[first]].islower() and tree.tags[first] == "NOUN" and low[first] not in particles():
        first += 1  # "lawyer Ada Thorne"
    if first < last and last < len(low) and _prize(text, tree, last):
        return last, last
    if first < last:
        parts = [text[s:e] for s, e in tree.words[first : min(last, first + TITLE + 2)]]
        first += _title_end(parts, last - first)
    return (last, last) if last - first == 1 and _titles(text[tree.starts[first] : tree.words[first][1]]) else (first, last)


def _prize(text: str, tree: Tree, n: int) -> bool:
    """Say whether a word makes the name before it that of a prize or a law: "a Thorne Award", "the Thorne Act"."""
    return text[slice(*tree.words[n])] in words("small_words.toml", "named_after")


def _title_end(parts: Sequence[str], size: int) -> int:
    """Return where the name begins behind its title: "Kell Mayor Ada Thorne" at "Ada"."""
    if size > 2 and f"{parts[0]} {parts[1]}".lower() in names("titles.toml", "pairs"):
        return 2
    for n in range(min(size - 2, TITLE), -1, -1):
        if _titles(parts[n]) and parts[n + 1].lower() not in (*SUFFIXES, "of") and all(_before_title(w) for w in parts[:n]):
            return n + 1
    return 0


def _titles(word: str) -> bool:
    return word.lower() in heads() or word.lower() in honorifics() or word in words("titles.toml", "ranks")


def _before_title(word: str) -> bool:
    return _titles(word) or word in nationalities() or word in places() or word.lower() in modifiers()


def _parted(text: str, tree: Tree, low: Sequence[str], first: int, last: int, label: str) -> Iterator[tuple[int, int]]:
    """Yield the name, or the two that were read as one: owner and owned, a town and its country ("Kell Norway")."""
    cut, behind = last, last
    if label == "LOC" and first + 1 >= last and low[first : first + 2] in (["d", "-"], ["r", "-"], ["i", "-"]):
        return
    if first < last and _no_name(text[tree.starts[first] : tree.words[last - 1][1]]):
        return
    if label != "PER":
        cut, behind = _pair(text, tree, low, first, last)
    if label == "LOC" and cut == last:
        cut, behind = _town(text, tree, low, first, last)
    if first < cut:
        yield first, cut
    if behind < last:
        yield behind, last


def _no_name(name: str) -> bool:
    """Say whether words are a day, a month, or a party and a state ("D-Ohio")."""
    return name in words("organisations.toml", "none") or name[1:2] == "-" and name[0] in "DRI" and name[2:3].isupper()


def _pair(text: str, tree: Tree, low: Sequence[str], first: int, last: int) -> tuple[int, int]:
    """Return where a listed owner ends and what it owns begins ("Norway's Road Board"), or one of two listed names ("A and B")."""
    spans = tree.words
    for n in range(first + 1, min(last - 1, first + LONGEST)):
        if low[n] in POSSESSIVE or low[n] == "and":
            before, behind = text[spans[first][0] : spans[n - 1][1]], text[spans[n + 1][0] : spans[last - 1][1]]
            if _listed(before) and (low[n] != "and" or _listed(behind)):
                return n, n + 1
    return last, last


def _listed(name: str) -> bool:
    return name in places() or name in names("organisations.toml", "names")


def _town(text: str, tree: Tree, low: Sequence[str], first: int, last: int) -> tuple[int, int]:
    spans = tree.words
    for cut in (last - 2, last - 1):
        if first < cut and low[cut - 1] not in DIRECTIONS:
            tail = text[spans[cut][0] : spans[last - 1][1]]
            tail = tail.title() if tail.islower() else tail
            if tail in _wide() and text[spans[first][0] : spans[last - 1][1]] not in places():
                return cut - (low[cut - 1] == ","), cut
    return last, last


@cache
def _wide() -> frozenset[str]:
    return names("places.toml", "countries") | names("places.toml", "regions")
