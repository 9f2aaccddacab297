"""Put the sentences of a brief in the order that a reader expects, and into sections where they are many.

The head is two sentences, the first of which says who did what, where and when, as in Wikipedia's current events; then the story by
its days; what differs comes last.
"""

import re
from collections.abc import Callable, Mapping, Sequence

from msgspec.structs import replace

from tellings.language.tables import load_table
from tellings.model import BriefSentence, Entity, Moment, Passage, Story

# By judgement.
OPENING = 900  # characters at the head of a report, furniture included, in which a sentence can open the brief
HEAD = 2  # sentences of the head
TOLD_WELL = 0.15  # share by which each of who, where and when that a sentence tells makes it the better head
LEAD = 1.5  # factor of the first sentence of a report, which is written to open it
MANY = 8  # sentences from which on more are told in sections
BEFORE = 60  # days before the story's day from which on a sentence tells what was before
DAY = re.compile(r"\d{4}-\d\d-\d\d")


class Arranger:
    """Knows when, where and of whom the sentences of a story tell; ``leads``: where the first sentence of each report begins."""

    def __init__(self, story: Story, lengths: Mapping[str, int], leads: Mapping[str, int] | None = None) -> None:
        self.story, self.lengths, self.leads = story, lengths, leads or {}
        self.published = {card.id: (card.published or "")[:10] for card in story.articles}
        self.moments: dict[str, list[Moment]] = {}
        for moment in story.moments:
            self.moments.setdefault(moment.article, []).append(moment)
        self.said: dict[str, list[tuple[int, int]]] = {}
        for q in story.quotations:
            if q.cue:
                self.said.setdefault(q.article, []).extend((q.cue[0], start) for start, _ in q.spans)
        self.kinds: dict[str, list[tuple[int, str]]] = {}
        for entity in story.entities:
            self._note(entity)

    def _note(self, entity: Entity) -> None:
        for m in entity.mentions:
            self.kinds.setdefault(m.article, []).append((m.start, entity.kind))

    def order(self, sentences: Sequence[BriefSentence], worth: Callable[[BriefSentence], float]) -> list[BriefSentence]:
        """Return the head, then the other sentences by their day and their place in their reports."""
        opening = [s for s in sentences if s.citations[0].start < OPENING and s.text[:1].isalnum()]
        plain = [s for s in opening if not self._source_first(s.citations[0])]
        first = max(plain or opening or sentences, key=lambda s: (worth(s) * self._fitness(s), s.id), default=None)
        if first is None:
            return []
        rest = [s for s in sentences if s is not first]
        plain = [s for s in rest if s.text[:1].isalnum()]
        second = sorted(plain, key=lambda s: (-worth(s), s.id))[: HEAD - 1]
        return [first, *second, *sorted((s for s in rest if s not in second), key=self._when)]

    def _fitness(self, sentence: BriefSentence) -> float:
        """Return how well a sentence says who, where and when."""
        p = sentence.citations[0]
        kinds = {kind for at, kind in self.kinds.get(p.article, ()) if p.start <= at < p.end}
        told = [bool(kinds - {"place"}), "place" in kinds, bool(self._days(p))]
        lead = p.start <= self.leads.get(p.article, -1)
        return (1 + TOLD_WELL * sum(told)) * (LEAD if lead else 1.0)

    def _when(self, sentence: BriefSentence) -> tuple[str, float, str]:
        p = sentence.citations[0]
        return self._day(p), p.start / self.lengths[p.article], sentence.id

    def _day(self, p: Passage) -> str:
        """Return the first calendar day told in a passage, else the day of its article; what is unknown comes last."""
        return next(iter(self._days(p)), self.published.get(p.article) or "~")

    def _days(self, p: Passage) -> list[str]:
        inside = [m for m in self.moments.get(p.article, ()) if p.start <= m.start < p.end and DAY.match(m.value)]
        return [m.value[:10] for m in sorted(inside, key=lambda m: m.start)]

    def in_sections(self, sentences: Sequence[BriefSentence]) -> list[BriefSentence]:
        """Return the sentences in sections, each with the name of its own, where they are more than a screen holds."""
        if len(sentences) <= MANY:
            return list(sentences)
        names: dict[str, str] = load_table("briefing", "templates.toml")["sections"]
        days = sorted(d for d in self.published.values() if d)
        kinds = ["head" if n < HEAD else self._kind(s, days[0] if days else "") for n, s in enumerate(sentences)]
        placed = sorted(zip(kinds, sentences, strict=True), key=lambda pair: list(names).index(pair[0]))
        return [replace(s, section=names[kind]) for kind, s in placed]

    def _kind(self, sentence: BriefSentence, first_day: str) -> str:
        if sentence.rule == "two-sides":
            return "differs"
        days = self._days(sentence.citations[0])
        if days and first_day and _days_between(days[-1], first_day) > BEFORE:
            return "before"
        return "said" if self._spoken(sentence.citations[0]) else "happened"

    def _spoken(self, p: Passage) -> bool:
        return any(p.start <= content < p.end for _, content in self.said.get(p.article, ()))

    def _source_first(self, p: Passage) -> bool:
        """Tell whether a sentence begins with who says something: "The police said …"."""
        return any(p.start <= cue < content < p.end for cue, content in self.said.get(p.article, ()))


def _days_between(earlier: str, later: str) -> int:
    """Return about how many days lie between two days of the calendar."""
    (y, m, d), (years, months, days) = (tuple(map(int, day.split("-"))) for day in (earlier, later))
    return (years - y) * 365 + (months - m) * 30 + days - d
