"""What the product reports of two articles, and whether a planted change is among it."""

from typing import NamedTuple

from bench.planted.edits import Span
from tellings.model import Analysis, Conflict, Passage, Story, Update
from tellings.pipeline import tell_story

# Which kinds of conflict name a planted kind rightly. There is no kind of conflict for a name, for roles exchanged, for what is
# hedged or for a comparison turned round: there any kind is as right as another.
RIGHT: dict[str, frozenset[str]] = {
    "number": frozenset(("number", "update")),
    "date": frozenset(("date",)),
    "order": frozenset(("order",)),
    "speaker": frozenset(("attribution",)),
    "word": frozenset(("wording",)),
    "negation": frozenset(("polarity",)),
    "scope": frozenset(("scope",)),
}


class Report(NamedTuple):
    """A conflict or update: its kind, whether both sides cannot be so, and the passages of each side."""

    kind: str
    hard: bool
    sides: tuple[tuple[Passage, ...], ...]
    rule: str


def reported(analyses: list[Analysis]) -> tuple[Story, list[Report]]:
    """Return a story and what it reports as conflicts and updates."""
    story = tell_story(analyses)
    return story, [_of_conflict(c) for c in story.conflicts] + [_of_update(u) for u in story.updates]


def between(report: Report, one: tuple[str, Span], two: tuple[str, Span]) -> bool:
    """Tell whether one side cites a place (article, span) and another side the other place."""
    cited = [(any(_cites(p, *one) for p in side), any(_cites(p, *two) for p in side)) for side in report.sides]
    return any(a[0] and b[1] for i, a in enumerate(cited) for j, b in enumerate(cited) if i != j)


def touches(report: Report, place: tuple[str, Span]) -> bool:
    """Tell whether any side cites a place."""
    return any(_cites(p, *place) for side in report.sides for p in side)


def is_right(kind: str, report: Report) -> bool:
    """Tell whether a report's kind is right for a planted kind."""
    return kind not in RIGHT or report.kind in RIGHT[kind]


def _cites(passage: Passage, article: str, span: Span) -> bool:
    return passage.article == article and passage.start < span[1] and span[0] < passage.end


def _of_conflict(c: Conflict) -> Report:
    return Report(c.kind, c.strength == "hard", tuple(s.passages for s in c.sides), c.rule)


def _of_update(u: Update) -> Report:
    return Report("update", False, ((u.earlier,), (u.later,)), u.rule)
