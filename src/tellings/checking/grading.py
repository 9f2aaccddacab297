"""Grade one sentence: find what it may rest on, and ask the gate whether all of it stands there."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from tellings.briefing import Gate
from tellings.checking.retrieval import WORD, Found, Shelf, features_of
from tellings.checking.two_sides import grade_two_sides, is_about_reports
from tellings.model import Analysis, CheckedSentence, Conflict, Passage, Story, Touched

NOWHERE = "nothing in the reports is like it"
TOO_LITTLE = "the reports say too little of it: {} stand in no passage near it"
OURS = features_of("the words of, names, prints, reports, speak, told")  # words of ours in what a conflict is about
GATED, UNFOUND = "gate-passed", "gate-refused"
# By judgement: share of the weight of a sentence's words (the rarer the heavier) that its passages must hold. The gate looks at
# names, numbers, days, speakers and denials; a sentence that has none of them would pass it on any passage.
HELD = 0.5
ALONE = 3  # passages that are tried alone
# What a passage must add to those before it to support a sentence with them: this share of its weight, in two words or more. Less
# is a number or a name from elsewhere, put into a sentence that it does not belong to.
PART, PART_WORDS = 0.12, 2
MEANING = 0.65  # likeness in all from which a passage says it in other words, and HELD is not asked

Try = tuple[tuple[str, ...], list[Found]]


class Judge:
    """Grades sentences against the reports; the same sentence gets the same grade, whatever was asked before."""

    def __init__(self, stories: Sequence[Story], analyses: Sequence[Analysis], reader: Any = None) -> None:
        self.analyses = {a.article.id: a for a in sorted(analyses, key=lambda a: a.article.id)}
        self.conflicts = [c for s in stories for c in s.conflicts]
        self.shelf = Shelf(analyses, reader)
        self.gate = Gate(analyses, reader, [q for s in stories for q in s.quotations])
        self.disputed: dict[str, list[tuple[Passage, Conflict]]] = {}
        for conflict in self.conflicts:
            for passage in (p for side in conflict.sides for p in side.passages):
                self.disputed.setdefault(passage.article, []).append((passage, conflict))

    def grade(self, text: str, start: int, end: int) -> CheckedSentence:
        """Return the grade of a sentence that stands at ``[start, end)`` of the text."""
        if is_about_reports(text):
            return self._graded(text, start, end, *grade_two_sides(text, self.analyses, self.conflicts))
        found = self.shelf.find(text)
        wanted = self.shelf.weigh(text)
        alone = [(self._reasons(text, [f], wanted), [f]) for f in _nearest(found)]
        good = [f for reasons, tried in alone if not reasons for f in tried]
        together = ((self._reasons(text, tried, wanted), tried) for tried in _together(found, wanted))
        best: Try = ((), good) if good else _least([*alone, *_until_good(together), ((NOWHERE,), [])])
        reasons, tried = best
        score = round(min(1.0, max((f.score for f in tried), default=0.0)), 3)
        return self._graded(text, start, end, reasons, tuple(f.passage for f in tried), score)

    def _graded(
        self, text: str, start: int, end: int, reasons: tuple[str, ...], passages: tuple[Passage, ...], score: float = 1.0
    ) -> CheckedSentence:
        return CheckedSentence(
            text=text,
            start=start,
            end=end,
            supported=not reasons,
            reasons=reasons,
            passages=passages,
            conflicts=tuple(self._touched(text, passages)),
            rule=UNFOUND if reasons else GATED,
            score=score,
        )

    def _reasons(self, text: str, tried: Sequence[Found], wanted: Mapping[str, float]) -> tuple[str, ...]:
        reasons = self.gate.reasons(text, [f.passage for f in tried])
        return reasons or _too_little(text, tried, wanted)

    def _touched(self, text: str, passages: Sequence[Passage]) -> Iterator[Touched]:
        """Yield the conflicts that the passages take part in and that are about something the sentence names, each once."""
        told = {c.id: c for p in passages for q, c in self.disputed.get(p.article, ()) if q.start < p.end and p.start < q.end}
        named = features_of(text)
        for c in sorted(told.values(), key=lambda c: (c.strength, c.kind, c.id)):
            statement = " / ".join(s.statement for s in c.sides)
            if named & (features_of(f"{c.about} {statement}") - OURS):
                yield Touched(c.id, c.kind, c.strength, statement)


def _too_little(text: str, tried: Sequence[Found], wanted: Mapping[str, float]) -> tuple[str, ...]:
    """Return a reason when the passages hold little of what the sentence says, in its words or in others."""
    held = frozenset[str]().union(*(f.features for f in tried))
    missing = [w for w in wanted if w not in held]
    share = 1 - sum(wanted[w] for w in missing) / (sum(wanted.values()) or 1.0)
    if share >= HELD or max(f.score for f in tried) >= MEANING:
        return ()
    return (TOO_LITTLE.format(", ".join(_plain(text, missing))),)


def _nearest(found: Sequence[Found]) -> list[Found]:
    """Return the passages that are tried alone, best first."""
    return sorted((f for f in found if f.score >= found[0].score / 2), key=lambda f: (-f.score, f.passage))[:ALONE]


def _together(found: Sequence[Found], wanted: Mapping[str, float]) -> Iterator[list[Found]]:
    """Yield sets of passages, each with one more that adds a part of the sentence or the name behind a pronoun of one before."""
    chosen = list(found[:1])
    for f in found[1:]:
        if _adds(f, chosen, wanted):
            chosen.append(f)
            yield list(chosen)


def _adds(f: Found, chosen: Sequence[Found], wanted: Mapping[str, float]) -> bool:
    known = frozenset[str]().union(*(c.features for c in chosen))
    printed = frozenset[str]().union(*(c.printed for c in chosen))
    new = [w for w in wanted if w in f.printed and w not in known]
    part = sum(wanted[w] for w in new) >= PART * sum(wanted.values())
    named = {w for w in wanted if w in f.printed and w in known and w not in printed}
    same = any(f.passage.article == c.passage.article for c in chosen)
    return (part and sum(not w.startswith("#") for w in new) >= PART_WORDS) or (bool(named) and same)


def _until_good(tries: Iterable[Try]) -> Iterator[Try]:
    for reasons, tried in tries:
        yield reasons, tried
        if not reasons:
            return


def _least(tries: Sequence[Try]) -> Try:
    """Return the try with the fewest reasons, the earliest of several; one without a passage only when there is no other."""
    return min(tries, key=lambda t: (not t[1], len(t[0])))


def _plain(text: str, features: Sequence[str]) -> list[str]:
    """Return the words of the text behind some features, at most six."""
    lost: Mapping[str, str] = {f: m.group() for m in reversed(list(WORD.finditer(text))) for f in features_of(m.group())}
    return list(dict.fromkeys(lost[f] for f in features if f in lost))[:6]
