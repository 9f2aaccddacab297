"""Pronouns and role phrases that stand for a named person of the article, each with a score; below the threshold none is given."""

import math
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from msgspec.structs import replace

from tellings.analysis.mentions.discourse import CANDIDATES, REACH, Held, Place, barred, reasons
from tellings.analysis.mentions.gender import pronoun_of
from tellings.analysis.mentions.lexicon import ROOM, gendered, heads, trades
from tellings.analysis.mentions.tree import Tree
from tellings.language.tables import load_table
from tellings.model import Entity, Prose, Reference

PRONOUNS = {
    **dict.fromkeys(("he", "him", "his", "himself"), "he"),
    **dict.fromkeys(("she", "her", "hers", "herself"), "she"),
}
NOBODY = "nobody"
BEARER = 0.9  # score of a role phrase: 23 of 25 right on OntoGUM, train and dev (`python -m quality.references --gold train dev`)
PLAIN = frozenset(("the", "a", "an", "this", "that", "of", "former", "his", "her", "its", "their", "'s", "’s"))
LINKS = frozenset(("of", "for", "to", "at", "in", "from", "with", "on", "and", ",", "who"))  # behind a role's noun
BESIDE = 40  # characters between marks and the subject of the cue, at most
BEARERS = 12  # persons of an article with one role beyond whom "the minister" is nobody's; by judgement
NOUNS = ("NOUN", "PROPN")  # "the President" is tagged as a name
DESCRIBES = frozenset(("nmod:desc", "appos", "compound", "flat", "amod", "vocative"))  # a noun here is part of a name's phrase


class Choice(NamedTuple):
    """A pronoun or role phrase: its words, whom it may stand for and why, the one chosen (None: nobody named), the score."""

    first: int
    last: int
    rule: str
    options: tuple[tuple[int | None, tuple[str, ...]], ...]
    entity: int | None
    score: float


@cache
def _table() -> dict[str, object]:
    return load_table(ROOM, "references.toml")


@cache
def weights() -> Mapping[str, float]:
    """Return what each reason weighs."""
    return dict(_table()["weights"])  # type: ignore[call-overload, no-any-return]


@cache
def thresholds() -> Mapping[str, float]:
    """Return the least score at which each rule answers."""
    return dict(_table()["thresholds"])  # type: ignore[call-overload, no-any-return]


def find_references(prose: Prose, tree: Tree, entities: Sequence[Entity]) -> tuple[Entity, ...]:
    """Return the entities with the pronouns and role phrases that stand for them."""
    persons = [e for e in entities if e.kind == "person"]
    found: dict[str, list[Reference]] = {}
    for choice in iter_choices(prose, tree, persons, weights()):
        if choice.entity is not None and choice.score >= thresholds()[choice.rule]:
            start, end = tree.words[choice.first][0], tree.words[choice.last - 1][1]
            person = persons[choice.entity]
            article = person.mentions[0].article
            found.setdefault(person.id, []).append(Reference(article, start, end, round(choice.score, 2), choice.rule))
    return tuple(replace(e, references=tuple(found[e.id])) if e.id in found else e for e in entities)


def iter_choices(prose: Prose, tree: Tree, persons: Sequence[Entity], weigh: Mapping[str, float]) -> Iterator[Choice]:
    """Yield every pronoun and role phrase of the article with whom it most likely stands for."""
    return _Reader(prose, tree, persons, weigh).read()


class _Reader:
    """Goes through the article in order."""

    def __init__(self, prose: Prose, tree: Tree, persons: Sequence[Entity], weigh: Mapping[str, float]) -> None:
        self.text, self.tree, self.syntax, self.weigh = prose.text, tree, tree.syntax, weigh
        self.persons = persons
        self.marks = [(m.start, m.end) for m in prose.marks if m.level == 0]
        self.mark_starts = [s for s, _ in self.marks]
        self.held: dict[int | str, Held] = {}
        self.recent: list[Held] = []  # last talked of first
        self.genders = [pronoun_of(e.name, e.roles) for e in persons]
        self.names: dict[int, tuple[int, int, int]] = {}  # by first word: last word, entity, head
        for number, e in enumerate(persons):
            for m in e.mentions:
                first, last = tree.words_of(m.start, m.end)
                if first < last:
                    self.names[first] = (last, number, tree.head_of(first, last))
        self.bearers = _nouns(persons)
        self.named_heads = {h: number for _, number, h in self.names.values()}

    def read(self) -> Iterator[Choice]:
        """Yield the choices."""
        for sentence, (first, last) in enumerate(self.syntax.sentences):
            ahead = [n for n in range(first, last) if n in self.names]
            for n in range(first, last):
                if n in self.names:
                    self._name(n, sentence)
                elif n in self.tree.named:
                    continue
                elif (pronoun := PRONOUNS.get(self._low(n))) and self.syntax.tags[n] == "PRON" and not self._either(n):
                    yield self._pronoun(n, pronoun, sentence, ahead)
                elif self.syntax.tags[n] in NOUNS and self._low(n) in person_nouns():
                    choice = self._described(n, sentence)
                    if choice:
                        yield choice

    def _low(self, n: int) -> str:
        s, e = self.syntax.words[n]
        return self.text[s:e].lower()

    def _either(self, n: int) -> bool:
        """Say whether a pronoun is half of "he or she", "his/her"."""
        return any(
            self._low(k) in ("/", "or") and PRONOUNS.get(self._low(2 * k - n))
            for k in (n - 1, n + 1)
            if 0 < k < len(self.tree.starts) - 1
        )

    def _inside(self, n: int) -> int:
        at = self.syntax.words[n][0]
        k = bisect_right(self.mark_starts, at) - 1
        return k if k >= 0 and at < self.marks[k][1] else -1

    def _see(self, held: Held, word: int, first: int, sentence: int, how: str, trust: float = 1.0) -> None:
        held.word, held.first, held.sentence, held.how, held.trust = word, first, sentence, how, trust
        held.part, held.governor = self.tree.part_of(word)
        held.inside = self._inside(word)
        if self.recent and self.recent[0] is held:
            return
        self.recent = [held, *(h for h in self.recent if h is not held)][: 2 * CANDIDATES]

    def _name(self, n: int, sentence: int) -> None:
        _, number, head = self.names[n]
        held = self._held(number)
        held.named += 1
        self._see(held, head, n, sentence, "name")

    def _held(self, number: int) -> Held:
        return self.held.setdefault(number, Held(number, self.genders[number]))

    # -------------------------------------------------------------- pronouns
    def _pronoun(self, n: int, pronoun: str, sentence: int, names: Sequence[int]) -> Choice:
        part, governor = self.tree.part_of(n)
        place = Place(n, pronoun, self._low(n), sentence, part, governor, self._inside(n))
        near = [h for h in self.recent if sentence - h.sentence <= REACH][:CANDIDATES]
        near += self._coming(n, sentence, names, near)
        near = [h for h in near if h.pronoun in ("", pronoun)]
        beside = self._beside(place, names)
        near = [h for h in near if h.entity not in beside and not barred(h, place) and not self._own_speech(h, place)]
        options = tuple(zip([h.entity for h in near], reasons(near, place, self.tree), strict=True))
        best, score = _best(options, self.weigh)
        chosen = near[best] if best is not None else None
        if chosen is not None:
            chosen.referred += 1
            chosen.by = pronoun
            score = min(score, chosen.trust) if chosen.how == "pronoun" else score
            self._see(chosen, n, n, sentence, "pronoun", score)
        return Choice(n, n + 1, "pronoun", options, chosen.entity if chosen else None, score)

    def _beside(self, place: Place, names: Sequence[int]) -> set[int]:
        """Return the persons whom a verb has as its object by name behind its subject, a pronoun: "he thanked Thorne"."""
        if not place.part.startswith("nsubj"):
            return set()
        objects = [(part, place.governor) for part in ("obj", "iobj")]
        behind = (self.names[n] for n in names[bisect_right(names, place.word) :])
        return {number for _, number, head in behind if self.tree.part_of(head) in objects}

    def _own_speech(self, held: Held, place: Place) -> bool:
        """Say whether somebody would speak of himself so: Thorne said: "He was everything." (not: said "he was" ...)."""
        if place.inside < 0 or held.inside >= 0 or not held.part.startswith("nsubj"):
            return False
        (start, end), (first, last) = self.marks[place.inside], self.syntax.words[held.word]
        if last <= start:
            return start - last < BESIDE and self.text[max(0, start - 2) : start].strip().endswith((":", ","))
        return 0 <= first - end < BESIDE and self.text[end - 2 : end - 1] in (",", "?", "!")

    def _coming(self, n: int, sentence: int, names: Sequence[int], near: list[Held]) -> list[Held]:
        """Return persons named later in the sentence, whom a pronoun may run ahead of ("In her speech, Thorne ...")."""
        found: list[Held] = []
        at = bisect_right(names, n)
        for first in names[at : at + CANDIDATES]:
            _, number, head = self.names[first]
            if all(h.entity != number for h in (*near, *found)):
                known = self._held(number)
                part, governor = self.tree.part_of(head)
                found.append(
                    Held(
                        number,
                        known.pronoun,
                        known.named,
                        known.referred,
                        head,
                        first,
                        sentence,
                        part,
                        governor,
                        self._inside(head),
                    )
                )
        return found

    # -------------------------------------------------------------- descriptions
    def _described(self, n: int, sentence: int) -> Choice | None:
        label = self.syntax.labels[n]
        if label in DESCRIBES or self.tree.label(n) in ("compound", "flat") or self._of_name(n):
            return None
        children = self.tree.below(n)
        first = min([n, *(c for c in children if c < n and self.tree.label(c) in ("det", "amod", "compound", "nmod"))])
        definite = self._low(first) in ("the", "this", "that")
        bearers = self._bearers(n, first) if definite else []
        if len(bearers) == 1:
            held = self._held(bearers[0])
            held.referred += 1
            self._see(held, n, first, sentence, "role")
            return Choice(first, n + 1, "role-phrase", ((bearers[0], ()),), bearers[0], BEARER)
        word = self._low(n)
        key = f"the {word}" if definite else f"{n}"
        other = self.held.setdefault(key, Held(None, gendered().get(word, "")))
        other.named += 1
        self._see(other, n, first, sentence, "role")
        return None

    def _of_name(self, n: int) -> bool:
        """Say whether a noun stands beside a name it describes: in apposition, or as what somebody is said to be."""
        children = self.tree.below(n)
        if any(self.syntax.labels[c] == "cop" for c in children):
            return True
        return any(c in self.named_heads and self.tree.label(c) in ("appos", "flat", "nmod") and c - n < 3 for c in children)

    def _bearers(self, n: int, first: int) -> list[int]:
        """Return the persons named so far one of whose roles holds all words of the phrase; none where too many bear the noun."""
        noun = self._low(n)
        bearers = self.bearers.get(noun, ())
        if not 0 < len(bearers) <= BEARERS:
            return []
        said = {self._low(k) for k in range(first, n + 1)} - PLAIN
        said |= {self._low(k) for k in self.tree.below(n) if k > n and self.tree.label(k) == "nmod"} - PLAIN
        return sorted({number for number, parts in bearers if said <= parts and number in self.held and self.held[number].named})


def _nouns(persons: Sequence[Entity]) -> dict[str, list[tuple[int, frozenset[str]]]]:
    """Return who bears a role, by its noun, with the words of the role."""
    found: dict[str, list[tuple[int, frozenset[str]]]] = {}
    for number, person in enumerate(persons):
        for role in person.roles:
            parts = role.lower().replace("’s", " ").replace("'s", " ").replace(",", " ,").split()
            end = next((n for n, part in enumerate(parts) if part in LINKS and n), len(parts))
            if "former" not in parts:
                found.setdefault(parts[end - 1], []).append((number, frozenset(parts)))
    return found


@cache
def person_nouns() -> frozenset[str]:
    """Return nouns for one person."""
    return heads() | frozenset(gendered()) | trades()


def _best(options: Sequence[tuple[int | None, tuple[str, ...]]], weigh: Mapping[str, float]) -> tuple[int | None, float]:
    """Return the number of the best option and its share among all, nobody included."""
    sums = [sum(weigh.get(f, 0.0) for f in reasons) for _, reasons in options]
    bias = weigh.get(NOBODY, 0.0)
    top = max([bias, *sums])
    shares = [math.exp(s - top) for s in sums]
    total = sum(shares) + math.exp(bias - top)
    if not sums or top == bias and bias > max(sums):
        return None, math.exp(bias - top) / total
    best = max(range(len(sums)), key=lambda k: (sums[k], -k))
    return best, shares[best] / total
