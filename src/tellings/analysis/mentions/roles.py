"""What the tree tells of a person beside the name: titles before, appositions behind, "who is", "is the"."""

from collections.abc import Iterator
from itertools import islice

from tellings.analysis.mentions.kinds import SUFFIXES
from tellings.analysis.mentions.lexicon import gendered, heads, honorifics, trades, words
from tellings.analysis.mentions.tree import Tree

TITLES = 3  # words before a name among which the title may stand on which it hangs
LONGEST = 14  # words that are kept of a role; by judgement: longer ones hold a second thought
READ = 40  # words of a phrase that are looked at, so that a long one costs no more
DEEP = 12  # levels of a phrase that are followed
ENDS = frozenset(("acl", "parataxis", "appos", "advcl", "punct", "dep", "discourse"))
BEFORE = frozenset(("nsubj", "cop", "advmod", "aux", "mark", "cc", "case", "det"))
DETERMINERS = frozenset(("the", "a", "an", "this", "that", "its", "his", "her", "their", "our", "my", "your"))
NOT_PAST = frozenset(("is", "'s", "’s", "was", "are", "were", "became", "remains"))
NOTHING = frozenset(("person", "people", "character", "man", "woman", "guy", "one", "years", "fellow"))  # say nothing of the bearer
NOUNS = ("NOUN", "PROPN")
POSSESSIVE = ("'s", "’s", "'", "’")


def roles_of(text: str, tree: Tree, first: int, last: int) -> list[str]:
    """Return the roles told beside the name in words ``[first, last)``, in the order of the text."""
    head = tree.head_of(first, last)
    ranges: list[tuple[int, int]] = []
    for n, stop in dict.fromkeys(_role_heads(text, tree, first, last, head)):
        low, high = _phrase(text, tree, n, stop)
        if ranges and ranges[-1][1] == low <= first and not _honorific(text, tree, n) and not _honorific(text, tree, low - 1):
            low = ranges.pop()[0]  # "Inspector" and "General"
        if low + 1 < high <= first and _honorific(text, tree, high - 1) and _low(text, tree, high - 2) not in POSSESSIVE:
            ranges.append((low, high - 1))  # "Chief Executive" and "Dame"
            low = high - 1
        ranges.append((low, high))
    found = [" ".join(text[tree.words[a][0] : tree.words[b - 1][1]].split()) for a, b in ranges if a < b]
    return list(dict.fromkeys(r for r in found if r.lower().split()[-1] not in SUFFIXES))


def _honorific(text: str, tree: Tree, n: int) -> bool:
    return _low(text, tree, n) in honorifics()


def _role_heads(text: str, tree: Tree, first: int, last: int, head: int) -> Iterator[tuple[int, int]]:
    """Yield nouns that say what the person is, with the word before which their phrase must end (-1: none)."""
    above = tree.heads[head]
    if max(0, first - TITLES) <= above < first and tree.label(head) == "flat":
        head, above = above, tree.heads[above]  # "Tan Sri Ada Thorne, the mayor": all hangs on the title
    for child in tree.below(head):
        label = tree.labels[child]
        if child < first and (label == "nmod:desc" or tree.label(child) in ("nmod", "compound", "flat", "amod")):
            if _titles(text, tree, child) and _low(text, tree, child) not in NOTHING:
                yield child, first
        elif child >= last and label == "appos" and _describes(text, tree, child):
            yield child, -1
        elif child >= last and tree.label(child) == "acl" and _is(text, tree, child) and _who(text, tree, child):
            yield child, -1
    if first and first - 1 != above and _beside(text, tree, first, head):
        yield first - 1, first
    if above < 0:
        return
    if tree.label(head) in ("appos", "flat") and above < first and _titles(text, tree, above):
        yield above, min(first, head)
    elif tree.labels[head] == "nsubj" and _is(text, tree, above):
        yield above, -1


def _beside(text: str, tree: Tree, first: int, head: int) -> bool:
    """Say whether a title stands right before a name, wherever the tree hangs it: "to kill the banker Ada Thorne"."""
    before = first - 1
    hung = before == head or tree.heads[before] != head
    return hung and tree.tags[before] in NOUNS and before not in tree.named and _titles(text, tree, before)


def _titles(text: str, tree: Tree, n: int) -> bool:
    """Say whether a word tells what somebody is: "Mayor", "mayor", "Mr.", "DCI", "baker", not "Baker"."""
    start, end = tree.words[n]
    word = text[start:end]
    low = word.lower()
    return (
        low in heads()
        or low in honorifics()
        or word in words("titles.toml", "ranks")
        or ((word == low or tree.tags[n] == "NOUN") and low in trades() | set(gendered()))
    )


def _describes(text: str, tree: Tree, n: int) -> bool:
    """Say whether a noun in apposition tells what somebody is: a common noun, or a title with a capital, and no other name."""
    low = _low(text, tree, n)
    if (
        n in tree.named
        or low in NOTHING
        or any(c in tree.named and c > n and tree.label(c) in ("appos", "flat") for c in tree.below(n))
    ):
        return False  # "his wife Ada" is somebody else
    return tree.tags[n] == "NOUN" or tree.tags[n] == "PROPN" and low in heads()


def _low(text: str, tree: Tree, n: int) -> str:
    s, e = tree.words[n]
    return text[s:e].lower()


def _who(text: str, tree: Tree, n: int) -> bool:
    return any(_low(text, tree, c) == "who" and tree.label(c) == "nsubj" for c in tree.below(n))


def _is(text: str, tree: Tree, n: int) -> bool:
    """Say whether a noun is said to be what the subject is: "Thorne is the mayor", not "is no mayor", "would be mayor"."""
    if tree.tags[n] not in NOUNS or _low(text, tree, n) not in heads():
        return False
    below = tree.below(n)
    plain = any(tree.labels[c] == "cop" and _low(text, tree, c) in NOT_PAST for c in below)
    return plain and not any(_low(text, tree, c) in ("not", "n't", "n’t", "no", "never") or tree.label(c) == "aux" for c in below)


def _phrase(text: str, tree: Tree, n: int, stop: int) -> tuple[int, int]:
    """Return the words ``[low, high)`` of a noun's phrase, none of one too long.

    Its determiner, its clauses and what hangs behind ``stop`` are left out.
    """
    words = sorted(islice(_below(tree, n, 0, stop), READ))
    at = words.index(n)
    low = at
    while low and words[low - 1] == words[low] - 1:
        low -= 1
    high = at
    while high + 1 < len(words) and words[high + 1] == words[high] + 1:
        high += 1
    kept = words[low : high + 1]
    while kept and kept[0] != n and (_low(text, tree, kept[0]) in DETERMINERS or tree.tags[kept[0]] in ("PUNCT", "ADP")):
        kept.pop(0)
    while kept and kept[-1] != n and tree.tags[kept[-1]] in ("PUNCT", "CCONJ", "ADP", "DET"):
        kept.pop()
    if len(kept) > LONGEST:
        return 0, 0
    return kept[0], kept[-1] + 1


def _another(tree: Tree, n: int) -> bool:
    """Say whether what is joined on is somebody else: a name, or more behind a comma ("leader, and other supporters")."""
    return n in tree.named or any(tree.tags[c] == "PUNCT" and c < n for c in tree.below(n))


def _below(tree: Tree, n: int, depth: int, stop: int) -> Iterator[int]:
    yield n
    if depth == DEEP:
        return
    for child in tree.below(n):
        if stop >= 0 and child >= stop:
            continue
        label = tree.label(child)
        if depth == 0 and (label in ENDS and child > n or label in BEFORE and child < n):
            continue
        if depth and label in ("acl", "parataxis", "advcl") or label == "conj" and _another(tree, child):
            continue
        yield from _below(tree, child, depth + 1, stop)
