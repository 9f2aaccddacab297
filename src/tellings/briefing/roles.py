"""Whom a sentence calls what: "Tom Reed, the harbour master", "minister Ada Brook"."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from tellings.briefing.terms import FORM
from tellings.comparison import Sentences
from tellings.comparison.words import base_of, keys_of, same_side
from tellings.language.content import fold
from tellings.language.trees import Trees

Meaning = Callable[[Sequence[str]], Any]
ONE_ROLE = 0.55  # cosine of two nouns for a person from which on the one may be said for the other; by judgement
BESIDE = ("nmod:desc", "compound", "appos")  # "harbour master Tom Reed", "Tom Reed, harbour master"
FORMER = frozenset({"former", "ex", "acting", "deputy", "interim", "vice", "honorary", "outgoing"})


class Role(NamedTuple):
    """What somebody is called: the last word of the name, the noun, the words before it."""

    name: str
    noun: str
    before: frozenset[str]


def check_roles(own: Sentences, theirs: Sequence[Sentences], meaning: Meaning | None = None) -> Iterator[str]:
    """Yield each role of somebody whom the passages call something else, and never that."""
    given = [r for t in theirs for r in find_roles(t)]
    held = frozenset(k for t in theirs for k in t.keys)
    for role in find_roles(own):
        same = [r for r in given if r.name == role.name]
        if not same:
            continue
        nouns = [r for r in same if _one(role.noun, r.noun, meaning)]
        if not nouns and not keys_of(role.noun) <= held and keys_of(role.noun):
            yield f"the sentence calls {role.name.capitalize()} “{role.noun}”, the passage “{same[0].noun}”"
        elif nouns and all((role.before & FORMER) != (r.before & FORMER) for r in nouns):
            words = sorted((role.before ^ nouns[0].before) & FORMER)
            yield f"“{words[0]}” stands before “{role.noun}” in one of the two, not in the other"


def find_roles(told: Sentences) -> Iterator[Role]:
    """Yield the nouns beside names of one person or body.

    >>> from tellings.analysis import analyse
    >>> from tellings.reading import read
    >>> told = Sentences(analyse(read("Former mayor Tom Reed spoke.", "x.txt")))
    >>> [(r.name, r.noun, sorted(r.before)) for r in find_roles(told)]
    [('reed', 'mayor', ['former'])]
    """
    trees = told.trees
    if trees is None:
        return
    for n, tag in enumerate(trees.tags):
        for c in trees.children(n):
            if trees.labels[c] in BESIDE and {tag, trees.tags[c]} == {"NOUN", "PROPN"}:
                name, noun = (n, c) if tag == "PROPN" else (c, n)
                if trees.labels[c] != "compound" or tag == "PROPN":
                    yield Role(_last(told, trees, name), fold(told.text[slice(*trees.words[noun])]), _before(told, trees, noun))


def _last(told: Sentences, trees: Trees, name: int) -> str:
    last = max([name, *(c for c in trees.children(name) if trees.label(c) == "flat")])
    return fold(told.text[slice(*trees.words[last])]).removesuffix("'s")


def _before(told: Sentences, trees: Trees, noun: int) -> frozenset[str]:
    return frozenset(fold(told.text[slice(*trees.words[c])]) for c in trees.children(noun) if c < noun)


def _one(one: str, other: str, meaning: Meaning | None) -> bool:
    if keys_of(one) & keys_of(other) or base_of(one) & base_of(other) or same_side(one, other) or one[:FORM] == other[:FORM]:
        return True
    if meaning is None:
        return True
    near = meaning([one, other])
    return float(near[0] @ near[1]) >= ONE_ROLE
