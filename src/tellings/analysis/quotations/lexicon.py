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
    """Return the lemmas that take a frame, those of attitudes among them."""
    table = load_table(ROOM, "cues.toml")
    return frozenset(table[frame].split()) | (frozenset(table["attitude"].get(frame, "").split()) & attitudes())


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
    table = load_table(ROOM, "cues.toml")
    of_attitudes = {k: v for k, v in table["attitude"]["particles"].items() if k in attitudes()}
    return {k: frozenset(v) for k, v in (of_attitudes | table["particles"]).items()}


@cache
def forms() -> dict[str, Cue]:
    """Return every form of every reporting verb."""
    table = load_table(ROOM, "cues.toml")
    return _forms(set(table["particles"]).union(*(table[f].split() for f in FRAMES)))


@cache
def attitudes() -> frozenset[str]:
    """Return the lemmas of verbs of wishing, planning and holding for true: no speech unless their words stand in marks."""
    table = load_table(ROOM, "cues.toml")
    spoken = set(table["particles"]).union(*(table[f].split() for f in FRAMES if f != "quote"))
    return frozenset({*table["attitude"]["particles"], *(w for f in FRAMES for w in table["attitude"].get(f, "").split())} - spoken)


@cache
def attitude_forms() -> dict[str, Cue]:
    """Return every form of the verbs of attitudes that is no form of a reporting verb."""
    return {form: cue for form, cue in _forms(set(attitudes())).items() if form not in forms()}


@cache
def adjectives() -> frozenset[str]:
    """Return the adjectives that tell what somebody feels or is willing to do."""
    return frozenset(load_table(ROOM, "cues.toml")["attitude"]["adjectives"].split())


def _forms(lemmas: set[str]) -> dict[str, Cue]:
    table = load_table(ROOM, "cues.toml")
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
