"""Reporting verbs with their forms and frames, and the small words of the grammar, read once from the tables."""

from functools import cache
from typing import NamedTuple

from tellings.language.tables import load_table

ROOM = "analysis/quotations"
FRAMES = ("quote", "bare", "that", "wh", "to", "addressee", "as", "name", "object")


class Cue(NamedTuple):
    """A form of a reporting verb: the lemma and which form it is (base, s, past, part, ing)."""

    lemma: str
    form: str


@cache
def grammar(name: str) -> frozenset[str]:
    """Return a set of small words of the grammar table."""
    return frozenset(load_table(ROOM, "grammar.toml")[name].split())


@cache
def verbs(frame: str) -> frozenset[str]:
    """Return the lemmas that take a frame."""
    return frozenset(load_table(ROOM, "cues.toml")[frame].split())


@cache
def heads() -> frozenset[str]:
    """Return the words that name what somebody is or does."""
    return frozenset(load_table("analysis/mentions", "titles.toml")["heads"].split())


@cache
def organisation_words() -> frozenset[str]:
    """Return the words that make a capitalised name an organisation."""
    return frozenset(load_table("analysis/mentions", "organisations.toml")["words"].split())


@cache
def people() -> frozenset[str]:
    """Return the nouns for people who are not named."""
    return frozenset(load_table("analysis/mentions", "titles.toml")["people"].split())


@cache
def particles() -> dict[str, frozenset[str]]:
    """Return the particles of each verb that has some."""
    return {k: frozenset(v) for k, v in load_table(ROOM, "cues.toml")["particles"].items()}


@cache
def forms() -> dict[str, Cue]:
    """Return every form of every reporting verb."""
    table = load_table(ROOM, "cues.toml")
    lemmas = set(table["particles"]).union(*(verbs(f) for f in FRAMES))
    found: dict[str, Cue] = {}
    for lemma in sorted(lemmas):
        third, past, part, ing = table["irregular"].get(lemma) or _regular(lemma)
        for form, kind in ((lemma, "base"), (third, "s"), (part, "part"), (past, "past"), (ing, "ing")):
            if form not in found or kind == "past":
                found[form] = Cue(lemma, kind)
    return found


def _regular(lemma: str) -> tuple[str, str, str, str]:
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return lemma[:-1] + "ies", lemma[:-1] + "ied", lemma[:-1] + "ied", lemma + "ing"
    if lemma.endswith("e"):
        return lemma + "s", lemma + "d", lemma + "d", lemma[:-1] + "ing"
    third = lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "z")) else "s")
    return third, lemma + "ed", lemma + "ed", lemma + "ing"
