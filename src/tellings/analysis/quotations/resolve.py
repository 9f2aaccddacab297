"""Settle who speaks inside one article: pronouns, roles, "the official", "the pair"; refuse when two remain."""

from dataclasses import dataclass

from tellings.analysis.quotations.cues import is_second_hand
from tellings.analysis.quotations.lexicon import grammar, people
from tellings.analysis.quotations.people import People, gendered
from tellings.analysis.quotations.smallwords import Phrase
from tellings.analysis.quotations.speakers import Reading, read_phrase
from tellings.analysis.quotations.units import Unit
from tellings.model import Entity, Printed, Span, Speaker

REMEMBERED = 40  # descriptions that "the official" may repeat, the last ones; a news article seldom has as many
REACH = 8  # units back that a pronoun may look for the one it stands for
SECOND_HAND = (
    1  # units back for "he was quoted as saying": the words come from another text, whose "he" may be anybody (by judgement)
)
MEDIA = grammar("media")
OF_SPEAKER, BY_REFERENCE, UNRESOLVED = "pronoun-of-speaker", "pronoun-by-reference", "pronoun-unresolved"
# How far each rule's answer is to be believed. On the three development stories (147 matched speakers) names were right
# 66 of 66, appositions 4 of 4, pronouns 16 of 17, descriptions 41 of 44, the rest 12 of 12: too few to tell the small ones apart,
# so those are ordered by judgement, the longer the way to the name the lower.
SCORES = {
    "name": 0.97,
    "name-in-apposition": 0.95,
    "joint": 0.9,
    "description": 0.85,
    "role": 0.85,
    "same-description": 0.85,
    BY_REFERENCE: 0.9,  # `python -m quality.references`: 92.1 % of the pronouns answered are right on OntoGUM dev
    "floating-after-subject": 0.6,
    OF_SPEAKER: 0.85,
    "pronoun-of-subject": 0.8,
    "pronoun-of-only-person": 0.7,
    "pair-before": 0.8,
    "plural-of-speaker": 0.7,
    "it-of-speaker": 0.7,
    "floating-after-quotation": 0.55,
    "continued-marks": 0.9,
}


@dataclass(slots=True)
class Known:
    """A speaker whom the article has introduced: names, entities, and the pronouns that may stand for them."""

    names: tuple[str, ...]
    entities: tuple[str, ...]
    gender: str | None
    plural: bool
    person: bool


class Discourse:
    """What the article has told so far, unit by unit: whom each unit is about, and who spoke last."""

    def __init__(self, people: People):
        self.people = people
        self.focus: list[Known | None] = []  # one per unit read
        self.spans: list[Span] = []
        self.last: Known | None = None
        self.last_unit = -1
        self.entered = ""  # the rule that settled a pronoun which is the subject of the unit being read
        self.descriptions: dict[str, Known] = {}

    def enter(self, unit: Unit, subject: Phrase | None) -> None:
        """Begin a unit; note whom its subject names."""
        self.spans.append((unit.start, unit.end))
        self.focus.append(None)
        self.entered = ""
        if subject is not None:
            reading = read_phrase(unit, subject, self.people)
            if reading.kind in ("named", "joint"):
                self.focus[-1] = self._known(reading)
            elif reading.kind == "described" and (gender := gendered().get(reading.names[0].lower().split()[-1])):
                self.focus[-1] = Known(reading.names, (), gender, False, True)
            elif reading.kind == "pronoun" and reading.names[0] in ("he", "she"):
                self.focus[-1], self.entered = self._he_she(reading.names[0], unit, reading.mentions[0])

    def speaker(self, unit: Unit, phrase: Phrase | None, mention: Span | None = None) -> Speaker:
        """Return the speaker whom a phrase beside a cue names, resolved from what came before."""
        if phrase is None:
            return Speaker(rule="no-speaker")
        reading = read_phrase(unit, phrase, self.people)
        known, rule = self._resolve(unit, reading)
        span = mention or (unit.terms[phrase.first].start, unit.terms[phrase.last - 1].end)
        mentions = reading.mentions if reading.kind == "joint" else (span,)
        if known is None:
            self.last, self.last_unit = None, len(self.focus) - 1
            return Speaker(mention=span, mentions=mentions, printed=Printed(None, span), rule=rule, score=0.0)
        self.last, self.last_unit = known, len(self.focus) - 1
        if known.person or known.plural:
            self.focus[-1] = known
        return self.as_speaker(known, span, mentions, rule)

    def labelled(self, unit: Unit, label: Phrase, person: Entity | None) -> Speaker:
        """Return the speaker of a turn; "Q" and "A" name nobody."""
        if person is None and label.last - label.first == 1 and len(unit.terms[label.first].text) == 1:
            span = (unit.terms[label.first].start, unit.terms[label.first].end)
            return Speaker(mention=span, mentions=(span,), printed=Printed(None, span), rule="label")
        if person is None:
            return self.speaker(unit, label)
        span = (unit.terms[label.first].start, unit.terms[label.last - 1].end)
        return self.as_speaker(self._one(person), span, (span,), "name")

    def person_before(self) -> Known | None:
        """Return the one person whom the unit before is about, where its subject or its speaker names one."""
        known = self.focus[-2] if len(self.focus) > 1 else None
        return known if known and known.person and not known.plural else None

    def as_speaker(self, known: Known, span: Span | None, mentions: tuple[Span, ...], rule: str) -> Speaker:
        """Return the noun for somebody known."""
        name = " and ".join(known.names)
        return Speaker(
            name=name,
            names=known.names,
            entity=known.entities[0] if len(known.names) == len(known.entities) == 1 else None,
            mention=span,
            mentions=mentions if span else (),
            status="in_text",
            printed=Printed(name, span),
            score=SCORES.get(rule, 0.5),
            rule=rule,
        )

    # ------------------------------------------------------------- the rules
    def _resolve(self, unit: Unit, reading: Reading) -> tuple[Known | None, str]:
        if reading.kind in ("named", "joint"):
            return self._known(reading), reading.rule
        if reading.kind == "pronoun":
            return self._pronoun(reading.names[0], unit, reading.mentions[0])
        if reading.kind == "group":
            return self._pair(unit, reading)
        return self._description(reading)

    def _known(self, reading: Reading) -> Known:
        gender = self.people.gender.get(reading.entities[0]) if len(reading.names) == len(reading.entities) == 1 else None
        person = all(self.people.by_id[e].kind == "person" for e in reading.entities)
        return Known(reading.names, reading.entities, gender, len(reading.names) > 1, person)

    def _pronoun(self, word: str, unit: Unit, place: Span) -> tuple[Known | None, str]:
        if word in ("he", "she"):
            return self._he_she(word, unit, place)
        if word == "they" and self.last and self._near() and (self.last.plural or not self.last.person):
            return self.last, "plural-of-speaker"
        if word == "it" and self.last and self._near() and not self.last.person:
            return self.last, "it-of-speaker"
        return None, UNRESOLVED

    def _near(self) -> bool:
        return len(self.focus) - 1 - self.last_unit <= REACH // 2

    def _fits(self, known: Known | None, word: str) -> bool:
        return bool(known and known.person and not known.plural and known.gender in (None, word))

    def _he_she(self, word: str, unit: Unit, place: Span) -> tuple[Known | None, str]:
        """Return whom "he" or "she" means: who spoke last, or else, where a tree was read, the person for whom most speaks."""
        known, rule = self._nearest(word, unit)
        described = known is not None and not known.entities  # "the mayor's spokeswoman", whom no reference can name
        if self.people.weighed and not described and rule not in (OF_SPEAKER, BY_REFERENCE) and not is_second_hand(unit):
            referred = self.people.referred.get(place)
            known, rule = (self._one(referred), BY_REFERENCE) if referred else (None, UNRESOLVED)
        if known is not None:
            self._learn(known, word)
        return known, rule

    def _nearest(self, word: str, unit: Unit) -> tuple[Known | None, str]:
        """Return the nearest unit's subject or speaker that fits, or the only person there."""
        here = len(self.focus) - 1
        for n in range(here, max(-1, here - (1 + SECOND_HAND if is_second_hand(unit) else REACH)), -1):
            known = self.focus[n]
            if self._fits(known, word):
                if n == here and self.entered and known is not self.last:
                    return known, self.entered
                return known, OF_SPEAKER if known is self.last else "pronoun-of-subject"
            found = self._persons(*self.spans[n], word) if n < here else []
            if len(found) == 1:
                return found[0], "pronoun-of-only-person"
        return None, UNRESOLVED

    def _persons(self, start: int, end: int, word: str) -> list[Known]:
        """Return the persons named in a stretch whom the pronoun fits, possessives left out."""
        found = {
            e.id: e
            for _, _, e in self.people.within(start, end)
            if e.kind == "person" and self.people.gender.get(e.id) in (None, word)
        }
        return [self._one(e) for e in found.values()]

    def _one(self, person: Entity) -> Known:
        return Known((person.name,), (person.id,), self.people.gender.get(person.id), False, True)

    def _learn(self, known: Known, word: str) -> None:
        """Remember the pronoun that stood for somebody."""
        if known.gender is None and len(known.entities) == 1:
            self.people.gender[known.entities[0]] = word
            known.gender = word

    def _pair(self, unit: Unit, reading: Reading) -> tuple[Known | None, str]:
        """Return the two persons whom "the pair" means: those of the nearest units that name exactly two."""
        found: dict[str, str] = {}
        for n in range(len(self.spans) - 2, max(-1, len(self.spans) - 5), -1):
            for _, _, entity in self.people.within(*self.spans[n]):
                if entity.kind == "person":
                    found.setdefault(entity.id, entity.name)
            if len(found) >= 2:
                break
        if len(found) != 2:
            return None, "pair-unresolved"
        return Known(tuple(found.values()), tuple(found), None, True, True), "pair-before"

    def _description(self, reading: Reading) -> tuple[Known | None, str]:
        """Settle "the foreign minister" by roles, "the official" by an earlier description, else keep the words."""
        name = reading.names[0]
        words = [w for w in name.lower().split() if w != "'s"]
        definite = _is_definite(self.people, reading)
        plural = words[-1].endswith("s") if words else False
        fresh = Known((name,), (), _gender_of(words), plural, not plural and any(w in people() for w in words))
        if definite and not plural and len(words) <= 4:
            owners = self.people.bearing(tuple(words))
            if len(owners) == 1:
                return self._one(owners[0]), "role"
            if len(owners) > 1:
                return None, "role-ambiguous"
        if definite and len(words) <= 3:
            earlier = [k for key, k in self.descriptions.items() if _fits_description(words, key)]
            if earlier:
                return earlier[-1], "same-description"
        self.descriptions.pop(name.lower(), None)
        self.descriptions[name.lower()] = fresh
        if len(self.descriptions) > REMEMBERED:
            del self.descriptions[next(iter(self.descriptions))]
        return fresh, "description"


def _gender_of(words: list[str]) -> str | None:
    return next((gendered()[w] for w in reversed(words) if w in gendered()), None)


def _is_definite(people: People, reading: Reading) -> bool:
    return reading.rule == "description" and people.text[reading.mentions[0][0] : reading.mentions[0][0] + 4].lower() == "the "


def _fits_description(words: list[str], earlier: str) -> bool:
    theirs = earlier.split()
    return words[-1] in theirs and all(w in theirs for w in words)
