"""One statement, told in much the same words, that two reports give to different voices."""

from bisect import bisect_left
from collections.abc import Iterator, Set
from functools import cache, cached_property
from typing import NamedTuple

from tellings.analysis.claims.features import content_of
from tellings.collation.agreement.align import Clauses
from tellings.collation.agreement.positions import Dispute, Position
from tellings.comparison.speakers import alike, best_names, is_full_name, surname
from tellings.language.content import fold
from tellings.language.tables import load_table
from tellings.model import Analysis, Entity, Passage, Quotation, Strength

RULE = "other-speaker"
RELATED = 0.3  # likeness of two clauses whose quotations are held against each other
SAID, WORDS = 0.75, 3  # share of the stems of what is said that both have, and how many of them; by judgement
PRONOUNS = frozenset(("he", "she", "they", "it", "who"))


class Voice(NamedTuple):
    """Who a quotation is given to: ``person`` by a full name, printed (``named``) or meant by a pronoun; else a body or a role."""

    name: str
    person: bool
    named: bool


class Voices:
    """The quotations of a story as statements that are given to somebody."""

    def __init__(self, clauses: Clauses) -> None:
        self.clauses = clauses
        self._said: dict[str, frozenset[str]] = {}

    def disputes(self) -> Iterator[Dispute]:
        """Yield the statements that two reports give to voices that cannot be one."""
        seen: set[tuple[str, str]] = set()
        for a, b, _ in self.clauses.told_together(RELATED):
            for one in a.quotations:
                for two in b.quotations:
                    if (one, two) not in seen and one in self.clauses.quotations and two in self.clauses.quotations:
                        seen.add((one, two))
                        yield from self._dispute(self.clauses.quotations[one], self.clauses.quotations[two])

    def _dispute(self, one: Quotation, two: Quotation) -> Iterator[Dispute]:
        score = self._alike(one, two)
        if score < SAID or self._both_said(one, two) or self._both_said(two, one):
            return
        a, b = self._voice(one), self._voice(two)
        if a and b and (strength := self._exclude(one, a, two, b)):
            sides = self._position(one, a), self._position(two, b)
            yield Dispute(*sides, strength, RULE, f"who said “{self._printed(one)}”", round(score, 3))

    def _alike(self, one: Quotation, two: Quotation) -> float:
        mine, theirs = self._stems(one), self._stems(two)
        return len(mine & theirs) / max(len(mine), len(theirs)) if len(mine & theirs) >= WORDS else 0.0

    def _stems(self, quotation: Quotation) -> frozenset[str]:
        """Return the stems of what is said; all its words where few of them tell ("I would if I knew")."""
        if quotation.id not in self._said:
            tokens, starts = self._analysis(quotation).prose.tokens, self._starts[quotation.article]
            inside = (tokens[bisect_left(starts, s) : bisect_left(starts, e)] for s, e in quotation.spans)
            words = [t.text for some in inside for t in some if t.kind in ("word", "number")]
            told = frozenset(content_of(words))
            self._said[quotation.id] = told if len(told) >= WORDS else frozenset(map(fold, words))
        return self._said[quotation.id]

    @cached_property
    def _starts(self) -> dict[str, list[int]]:
        return {i: [t.start for t in a.prose.tokens] for i, a in self.clauses.analyses.items()}

    def _both_said(self, one: Quotation, two: Quotation) -> bool:
        """Tell whether the report of one quotation gives the words of the other a second time."""
        beside = (self.clauses.quotations[q] for q in self.clauses.quoted_in(one.article) if q != one.id)
        return any(self._alike(q, two) >= SAID for q in beside)

    def _analysis(self, quotation: Quotation) -> Analysis:
        return self.clauses.analyses[quotation.article]

    def _printed(self, quotation: Quotation) -> str:
        start, end = quotation.spans[0]
        return self._analysis(quotation).article.text[start:end].strip("“”\"' ,.")

    def _voice(self, quotation: Quotation) -> Voice | None:
        """Return the one voice that a quotation is given to in its own article, None where it is several, or nobody's."""
        names, mention = best_names(quotation), quotation.speaker.mention
        if mention is None or quotation.speaker.by or len(names) > 1 or quotation.act != "speech":
            return None
        printed = self._analysis(quotation).article.text[slice(*mention)]
        if names and (full := self._full_name(quotation, names[0])):
            return Voice(full, person=True, named=surname(full) in fold(printed))
        return None if fold(printed) in PRONOUNS or " and " in printed else Voice(printed, person=False, named=True)

    def _full_name(self, quotation: Quotation, name: str) -> str | None:
        held = (e for e in self._analysis(quotation).entities if e.kind == "person" and e.name == name)
        return name if is_full_name(name) and any(held) else None

    def _exclude(self, one: Quotation, a: Voice, two: Quotation, b: Voice) -> Strength | None:
        """Return how surely two voices are two: by two full names; by a name and a role or body that is not that person's."""
        if a.person and b.person:
            apart = alike([a.name], [b.name]) == "different" and not self._tells(one, b) and not self._tells(two, a)
            known = (a.named and (b.named or self._knows(one, b))) or (b.named and self._knows(two, a))
            return ("hard" if a.named and b.named else "soft") if apart and known else None
        if a.person == b.person:
            return None
        (person, other, by) = (a, b, two) if a.person else (b, a, one)
        if (
            not person.named
            or _anybody(other.name)
            or not self._knows(by, person)
            or self._tied(person, other, {self._sentence(one), self._sentence(two)})
        ):
            return None
        return "soft"

    def _knows(self, quotation: Quotation, voice: Voice) -> bool:
        return surname(voice.name) in self.clauses.vocabulary(quotation.article)

    def _tells(self, quotation: Quotation, voice: Voice) -> bool:
        """Tell whether the sentence of a quotation names a voice: "a spokesman for Venn said"."""
        return surname(voice.name) in fold(self._sentence(quotation).exact)

    def _tied(self, person: Voice, other: Voice, told: Set[Passage]) -> bool:
        """Tell whether any report ties a person to a role or body: by the roles it gives, or in a sentence that names both.

        The sentences in dispute (``told``) show nothing.
        """
        words = set(content_of(other.name.split()))
        return any(
            words & set(content_of(w for role in e.roles for w in role.split())) or any(words & s for s in self._around(e, told))
            for analysis in self.clauses.analyses.values()
            for e in analysis.entities
            if e.kind == "person" and surname(e.name) == surname(person.name)
        )

    def _around(self, entity: Entity, but: Set[Passage]) -> Iterator[frozenset[str]]:
        """Yield the stems of the sentences that name somebody, some left out."""
        for m in entity.mentions:
            analysis = self.clauses.analyses[m.article]
            held = next((s for s in analysis.prose.sentences if s.start <= m.start < s.end), None)
            tokens, starts = analysis.prose.tokens, self._starts[m.article]
            if held and analysis.passage(held.start, held.end) not in but:
                yield frozenset(content_of(t.text for t in tokens[bisect_left(starts, held.start) : bisect_left(starts, held.end)]))

    def _position(self, quotation: Quotation, voice: Voice) -> Position:
        return Position(fold(voice.name), self._sentence(quotation), f"gives it to {voice.name}")

    def _sentence(self, quotation: Quotation) -> Passage:
        analysis = self._analysis(quotation)
        at = (quotation.cue or quotation.spans[0])[0]
        held = next((s for s in analysis.prose.sentences if s.start <= at < s.end), None)
        return analysis.passage(*((held.start, held.end) if held else quotation.spans[0]))


def _anybody(printed: str) -> bool:
    """Tell whether words may stand for people of whom the named one is: "officials", "a spokesman", "one of the lawyers"."""
    words = [fold(w) for w in printed.split()]
    return not set(words) - _open() or words[-1] in _open()


@cache
def _open() -> frozenset[str]:
    roles, unnamed = load_table("comparison", "roles.toml"), load_table("collation/agreement", "unnamed.toml")
    return frozenset((*roles["determiners"], *roles["unnamed"], *unnamed["heads"], "spokesman", "spokeswoman", "spokesperson"))
