"""Names as the model of the language reads them, corrected: cut to the bare name, and decided over the whole article."""

from tellings.analysis.mentions.clues import kinds_told
from tellings.analysis.mentions.edges import mend
from tellings.analysis.mentions.lexicon import names, nationalities, places, words
from tellings.analysis.mentions.roles import roles_of
from tellings.analysis.mentions.seen import Seen
from tellings.analysis.mentions.tree import Tree
from tellings.analysis.mentions.votes import vote
from tellings.model import EntityKind, Prose

KINDS: dict[str, EntityKind] = {"PER": "person", "ORG": "organisation", "LOC": "place"}
REPEATED = 0.7  # score from which a name is believed where the same words stand again

PARTS = ("nsubj", "obj", "iobj", "obl", "conj", "nmod", "root", "appos")  # of a noun, not of what stands before one
DEMONYMS = ("an", "ian", "ese", "ish")
TITLED = 0.9  # score of a person beside whom a role is told; by judgement


def names_by_model(prose: Prose, tree: Tree) -> list[Seen]:
    """Return the names of an article."""
    found = [_seen(prose.text, tree, *name) for name in mend(prose.text, tree)]
    found = [s for s in _without_storms(prose.text, tree, found) if not _a_people(prose.text, tree, s)]
    voted = vote(found + _peoples(prose.text, tree, found), kinds_told(prose.text, tree, found))
    voted = _without_demonyms(voted)
    return voted + _overlooked(prose.text, tree, voted)


def _seen(text: str, tree: Tree, first: int, last: int, label: str, score: float) -> Seen:
    kind = KINDS[label]
    start, end = tree.words[first][0], tree.words[last - 1][1]
    role = "; ".join(roles_of(text, tree, first, last)) if kind == "person" else ""
    return Seen(start, end, " ".join(text[start:end].split()), kind, role, score=max(score, TITLED) if role else score)


def _without_storms(text: str, tree: Tree, found: list[Seen]) -> list[Seen]:
    """Leave out what is a storm's name somewhere in the article: "Hurricane Ada", then "Ada"."""
    storms = set()
    for s in found:
        at = tree.words_of(s.start, s.end)[0]
        if s.kind != "organisation" and at and text[slice(*tree.words[at - 1])].lower() in words("small_words.toml", "storms"):
            storms.add(s.text)
    storms -= places()
    return [s for s in found if s.kind == "organisation" or s.text not in storms]


def _without_demonyms(found: list[Seen]) -> list[Seen]:
    """Leave out adjectives made of a place that the article names: "Kellian", "Norlandan" beside "Kell", "Norlanda"."""
    named = {s.text for s in found if s.kind == "place"}
    made = {place.removesuffix("a") + end for place in named for end in DEMONYMS if " " not in place} | {p + "n" for p in named}
    return [s for s in found if s.text not in made or s.text in named and s.kind == "organisation" or s.text in places()]


def _peoples(text: str, tree: Tree, found: list[Seen]) -> list[Seen]:
    """Return peoples by the table: "Norwegians", and "the Norwegian" and "the Swiss" where the word is a noun."""
    taken = {n for s in found for n in range(*tree.words_of(s.start, s.end))}
    seen = []
    for n, (start, end) in enumerate(tree.words):
        word = text[start:end]
        if word[:1].isupper() and n not in taken and (word in names("places.toml", "peoples") or _as_noun(text, word, tree, n)):
            seen.append(Seen(start, end, word, "group"))
    return seen


def _overlooked(text: str, tree: Tree, seen: list[Seen]) -> list[Seen]:
    """Return names that tables know or that stand elsewhere in the article, where the model read a name's word but no name."""
    taken = {n for s in seen for n in range(*tree.words_of(s.start, s.end))}
    kinds = {s.text: s.kind for s in seen if s.score >= REPEATED}
    spans, tags = tree.words, tree.tags
    found, at = [], 0
    while at < len(spans):
        last = at
        while last < len(spans) and tags[last] == "PROPN" and last not in taken and text[spans[last][0]].isupper():
            last += 1
        if last > at:
            name = " ".join(text[spans[at][0] : spans[last - 1][1]].split())
            kind = kinds.get(name) or _listed(name)
            beside = {at - 1, last} & taken
            if kind and not beside:
                found.append(Seen(spans[at][0], spans[last - 1][1], name, kind, score=REPEATED))
        at = max(last, at + 1)
    return found


def _listed(name: str) -> EntityKind | None:
    if name in places():
        return "place"
    return "organisation" if name in names("organisations.toml", "names") else None


def _as_noun(text: str, word: str, tree: Tree, n: int) -> bool:
    """Say whether a nation's adjective stands as a noun: "a German", "the Chinese", not "the Chinese ships"."""
    if word not in nationalities() or tree.label(n) in ("compound", "amod"):
        return False
    return tree.tags[n] == "NOUN" or tree.tags[n] in ("ADJ", "PROPN") and tree.label(n) in PARTS and _after_the(text, tree, n)


def _after_the(text: str, tree: Tree, n: int) -> bool:
    return n > 0 and text[slice(*tree.words[n - 1])].lower() == "the" and tree.heads[n - 1] == n


def _a_people(text: str, tree: Tree, s: Seen) -> bool:
    """Say whether what was read as a body or place is a people: "the Swiss"."""
    first, last = tree.words_of(s.start, s.end)
    return s.kind != "person" and last - first == 1 and s.text not in places() and _as_noun(text, s.text, tree, first)
