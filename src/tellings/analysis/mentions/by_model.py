"""Names as the model of the language reads them, corrected: cut to the bare name, and decided over the whole article."""

from tellings.analysis.mentions.kinds import SUFFIXES
from tellings.analysis.mentions.lexicon import heads, honorifics, modifiers, names, nationalities, places
from tellings.analysis.mentions.roles import roles_of
from tellings.analysis.mentions.seen import Seen
from tellings.analysis.mentions.tree import Tree
from tellings.analysis.mentions.votes import vote
from tellings.model import EntityKind, Prose

KINDS: dict[str, EntityKind] = {"PER": "person", "ORG": "organisation", "LOC": "place"}
DETERMINERS = frozenset(("the", "a", "an", "this", "that", "these", "those", "some", "any"))
REPEATED = 0.6  # score from which a name is believed where the same words stand again
TITLE = 4  # words in front of a name that may be its title ("U.S. Deputy Attorney General")
POSSESSIVE = ("'s", "’s", "'", "’")


def names_by_model(prose: Prose, tree: Tree) -> list[Seen]:
    """Return the names of an article."""
    found = [s for name in tree.syntax.names if (s := _seen(prose.text, tree, *name)) is not None]
    voted = vote(found + _peoples(prose.text, tree, found))
    return voted + _overlooked(prose.text, tree, voted)


def _seen(text: str, tree: Tree, first: int, last: int, label: str, score: float) -> Seen | None:
    kind = KINDS[label]
    first, last = _trim(text, tree, first, last, kind)
    if first >= last:
        return None
    start, end = tree.syntax.words[first][0], tree.syntax.words[last - 1][1]
    role = "; ".join(roles_of(text, tree, first, last)) if kind == "person" else ""
    return Seen(start, end, " ".join(text[start:end].split()), kind, role, score=score)


def _trim(text: str, tree: Tree, first: int, last: int, kind: EntityKind) -> tuple[int, int]:
    """Take off determiners, a possessive and, in front of a person, titles."""
    words = [text[s:e] for s, e in tree.syntax.words[first:last]]
    at, size = 0, len(words)
    while kind == "person" and size > at and words[size - 1] in POSSESSIVE:
        size -= 1
    while at < size and words[at].lower() in DETERMINERS:
        at += 1
    if kind == "person":
        at = _title_end(words, at, size)
    return first + at, first + size


def _title_end(words: list[str], at: int, size: int) -> int:
    """Return where the name begins behind its title: "Kell Mayor Ada Thorne" at "Ada"."""
    for n in range(min(size - 2, at + TITLE), at - 1, -1):
        if _titles(words[n]) and words[n + 1].lower() not in SUFFIXES and all(_before_title(w) for w in words[at:n]):
            return n + 1
    return at


def _titles(word: str) -> bool:
    return word.lower() in heads() or word.lower() in honorifics()


def _before_title(word: str) -> bool:
    return _titles(word) or word in nationalities() or word in places() or word.lower() in modifiers()


def _peoples(text: str, tree: Tree, found: list[Seen]) -> list[Seen]:
    """Return peoples by the table: "Norwegians", and "the Norwegian" and "the Swiss" where the word is a noun."""
    taken = {n for s in found for n in range(*tree.words_of(s.start, s.end))}
    seen = []
    for n, (start, end) in enumerate(tree.syntax.words):
        word = text[start:end]
        if word[:1].isupper() and n not in taken and (word in names("places.toml", "peoples") or _as_noun(word, tree, n)):
            seen.append(Seen(start, end, word, "group"))
    return seen


def _overlooked(text: str, tree: Tree, seen: list[Seen]) -> list[Seen]:
    """Return places by the table, and names that stand elsewhere in the article, where the model read a name's word but no name."""
    taken = {n for s in seen for n in range(*tree.words_of(s.start, s.end))}
    kinds = {s.text: s.kind for s in seen if s.score >= REPEATED}
    spans, tags = tree.syntax.words, tree.syntax.tags
    found, at = [], 0
    while at < len(spans):
        last = at
        while last < len(spans) and tags[last] == "PROPN" and last not in taken and text[spans[last][0]].isupper():
            last += 1
        if last > at:
            name = " ".join(text[spans[at][0] : spans[last - 1][1]].split())
            kind = kinds.get(name) or ("place" if name in places() else None)
            beside = {at - 1, last} & taken
            if kind and not beside:
                found.append(Seen(spans[at][0], spans[last - 1][1], name, kind, score=REPEATED))
        at = max(last, at + 1)
    return found


def _as_noun(word: str, tree: Tree, n: int) -> bool:
    return word in nationalities() and tree.syntax.tags[n] == "NOUN" and tree.label(n) not in ("compound", "amod")
