"""Grade one sentence: find what it may rest on, and ask the gate whether all of it stands there."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tellings.briefing import Gate
from tellings.checking.retrieval import WORD, Found, Shelf, features_of
from tellings.model import Analysis, CheckedSentence, Conflict, Passage, Story, Touched

NOWHERE = "nothing in the reports is like it"
TOO_LITTLE = "the reports say too little of it: {} stand in no passage near it"
OURS = features_of("the words of, names, prints, reports, speak, told")  # words of ours in what a conflict is about
GATED, UNFOUND = "gate-passed", "gate-refused"
# By judgement: share of the weight of a sentence's words (the rarer the heavier) that its passages must hold. The gate looks at
# names, numbers, days, speakers and denials; a sentence that has none of them would pass it on any passage.
HELD = 0.5
ALONE = 3  # passages that are tried alone
PART = 0.25  # share of the weight that a passage must hold to support a sentence with others: one shared name is no support
WHOLE = 0.5  # share of a passage's own weight that the sentence has: then it may be a part of the sentence, however small
MEANING = 0.65  # likeness in all from which a passage says it in other words, and HELD is not asked


class Judge:
    """Grades sentences against the reports; the same sentence gets the same grade, whatever was asked before."""

    def __init__(self, stories: Sequence[Story], analyses: Sequence[Analysis], reader: Any = None) -> None:
        self.shelf = Shelf(analyses, reader)
        self.gate = Gate(analyses, reader, [q for s in stories for q in s.quotations])
        self.disputed: dict[str, list[tuple[Passage, Conflict]]] = {}
        for conflict in (c for s in stories for c in s.conflicts):
            for passage in (p for side in conflict.sides for p in side.passages):
                self.disputed.setdefault(passage.article, []).append((passage, conflict))

    def grade(self, text: str, start: int, end: int) -> CheckedSentence:
        """Return the grade of a sentence that stands at ``[start, end)`` of the text."""
        found = self.shelf.find(text)
        best: tuple[tuple[str, ...], list[Found]] | None = None
        for tried in _sets(found):
            reasons = self._reasons(text, tried)
            if best is None or len(reasons) < len(best[0]):
                best = reasons, tried
            if not reasons:
                break
        reasons, tried = best or ((NOWHERE,), [])
        passages = tuple(f.passage for f in tried)
        return CheckedSentence(
            text=text,
            start=start,
            end=end,
            supported=not reasons,
            reasons=reasons,
            passages=passages,
            conflicts=tuple(self._touched(text, passages)),
            rule=UNFOUND if reasons else GATED,
            score=round(min(1.0, max((f.score for f in tried), default=0.0)), 3),
        )

    def _reasons(self, text: str, tried: Sequence[Found]) -> tuple[str, ...]:
        reasons = self.gate.reasons(text, [f.passage for f in tried])
        return reasons or self._too_little(text, tried)

    def _too_little(self, text: str, tried: Sequence[Found]) -> tuple[str, ...]:
        """Return a reason when the passages hold little of what the sentence says, in its words or in others."""
        wanted = self.shelf.weigh(text)
        held = frozenset[str]().union(*(f.features for f in tried))
        missing = [w for w in wanted if w not in held]
        share = 1 - sum(wanted[w] for w in missing) / (sum(wanted.values()) or 1.0)
        if share >= HELD or max(f.score for f in tried) >= MEANING:
            return ()
        return (TOO_LITTLE.format(", ".join(_plain(text, missing))),)

    def _touched(self, text: str, passages: Sequence[Passage]) -> Iterator[Touched]:
        """Yield the conflicts that the passages take part in and that are about something the sentence names, each once."""
        told = {c.id: c for p in passages for q, c in self.disputed.get(p.article, ()) if q.start < p.end and p.start < q.end}
        named = features_of(text)
        for c in sorted(told.values(), key=lambda c: (c.strength, c.kind, c.id)):
            statement = " / ".join(s.statement for s in c.sides)
            if named & (features_of(f"{c.about} {statement}") - OURS):
                yield Touched(c.id, c.kind, c.strength, statement)


def _sets(found: Sequence[Found]) -> Iterator[list[Found]]:
    """Yield sets of passages to rest on, the smallest and nearest first: each near one alone, then those that hold a part each."""
    near = [f for f in found if f.score >= found[0].score / 2]
    yield from ([f] for f in sorted(near, key=lambda f: -f.score)[:ALONE])
    parts = [f for f in found if f is found[0] or f.holds >= PART or f.told >= WHOLE]
    yield from (parts[:n] for n in range(2, len(parts) + 1))


def _plain(text: str, features: Sequence[str]) -> list[str]:
    """Return the words of the text behind some features, at most six."""
    lost: Mapping[str, str] = {f: m.group() for m in reversed(list(WORD.finditer(text))) for f in features_of(m.group())}
    return list(dict.fromkeys(lost[f] for f in features if f in lost))[:6]
