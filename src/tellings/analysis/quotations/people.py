"""The persons and bodies of an article as speakers may be: by place, by pronoun, by role."""

from bisect import bisect_left
from functools import cache

from tellings.language.tables import load_table
from tellings.model import Entity

NAMES = ("analysis/mentions", "names.toml")


@cache
def pronoun_of() -> dict[str, str]:
    """Return "he" or "she" for first names and honorifics; names that both bear are left out."""
    table = load_table(*NAMES)
    he, she = set(table["he"].split()), set(table["she"].split())
    given = {**dict.fromkeys(sorted(he - she), "he"), **dict.fromkeys(sorted(she - he), "she")}
    return given | {w: p for p in ("he", "she") for w in table["honorifics"][p]}


@cache
def gendered() -> dict[str, str]:
    """Return "he" or "she" for the nouns and the honorifics that tell it ("businessman", "Mrs.")."""
    table = load_table(*NAMES)["gendered"]
    return {word: pronoun for pronoun in ("he", "she") for word in table[pronoun].split()}


class People:
    """Entities of one article, found by the characters they are named with; ``weighed``: pronouns were weighed, by a tree."""

    def __init__(self, entities: tuple[Entity, ...], text: str, weighed: bool = False):
        self.text, self.weighed = text, weighed
        self.by_id = {e.id: e for e in entities}
        placed = sorted((m.start, m.end, e.id) for e in entities for m in e.mentions)
        self.starts = [s for s, _, _ in placed]
        self.placed = placed
        self.by_role: dict[str, list[tuple[Entity, frozenset[str]]]] = {}  # the roles that a word stands in, with all their words
        for entity in (e for e in entities if e.kind == "person"):
            for role in (frozenset(r.lower().replace(",", " ").split()) for r in entity.roles):
                for word in sorted(role):
                    self.by_role.setdefault(word, []).append((entity, role))
        self.by_surname: dict[str, list[Entity]] = {}  # in capitals
        for entity in (e for e in entities if e.kind == "person" and e.name.strip()):
            self.by_surname.setdefault(entity.name.split()[-1].upper(), []).append(entity)
        self.referred = {(r.start, r.end): e for e in entities for r in e.references if r.rule == "pronoun"}
        self.borne: dict[tuple[str, ...], list[Entity]] = {}
        self.gender = {e.id: _gender(e) for e in entities if e.kind == "person"}

    def within(self, start: int, end: int) -> list[tuple[int, int, Entity]]:
        """Return the mentions inside ``[start, end)`` in order."""
        found = []
        for n in range(bisect_left(self.starts, start), len(self.placed)):
            s, e, key = self.placed[n]
            if s >= end:
                break
            if e <= end:
                found.append((s, e, self.by_id[key]))
        return found

    def bearing(self, words: tuple[str, ...]) -> list[Entity]:
        """Return the persons in one of whose roles all the words stand, in order of first mention; two at most are told."""
        if words not in self.borne:
            found: dict[str, Entity] = {}
            for entity, role in min((self.by_role.get(w, []) for w in words), key=len, default=[]):
                if role.issuperset(words):
                    found[entity.id] = entity
                if len(found) > 1:
                    break
            self.borne[words] = list(found.values())
        return self.borne[words]


def _gender(entity: Entity) -> str | None:
    words = entity.name.lower().split()
    if len(words) > 1 and words[0] in pronoun_of():
        return pronoun_of()[words[0]]
    said = (word for role in entity.roles for word in role.lower().split())
    return next((gendered()[w] for w in said if w in gendered()), None)
