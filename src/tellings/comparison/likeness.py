"""How far two frames tell one thing."""

from collections.abc import Iterable

from tellings.comparison.frames import AGENT, PATIENT, RECIPIENT, Frame
from tellings.comparison.phrases import Phrase
from tellings.comparison.words import base_of, opposite

CORE = (AGENT, PATIENT, RECIPIENT)
# By judgement: what a predicate, a part in its role and a part in another role are worth to a match.
PREDICATE, OPPOSITE, IN_ROLE, ELSEWHERE, OPEN = 2.0, 1.6, 1.0, 0.6, 0.3


def likeness(one: Frame, other: Frame) -> float:
    """Return how far two frames tell one thing: 1 for a frame and itself, 0 for two that share nothing."""
    worth = _worth(one, other)
    return min(1.0, worth / _worth(one, one)) if worth else 0.0


def _worth(one: Frame, other: Frame) -> float:
    worth = PREDICATE if same_predicate(one, other) else OPPOSITE if opposite(one.printed, other.printed) else 0.0
    worth += sum(_part(role, part, other) for role, part in one.parts)
    return worth + len(one.content & other.content) / max(1, len(one.content))


def same_predicate(one: Frame, other: Frame) -> bool:
    """Tell whether two frames have one predicate: a word, a form of it or a synonym, that is not its opposite."""
    if opposite(one.printed, other.printed):
        return False
    return bool(one.keys & other.keys) or bool(base_of(one.printed) & base_of(other.printed))


def _part(role: str, part: Phrase, other: Frame) -> float:
    same = max((alike(part, p) for p in other.of(role)), default=0.0)
    beside = max((alike(part, p) for r, p in other.parts if r != role), default=0.0)
    return max(IN_ROLE * same, ELSEWHERE * beside)


def alike(one: Phrase, other: Phrase) -> float:
    """Return how far two phrases mean one: 1 for a name or head in common, OPEN where a pronoun may stand for anybody, else 0."""
    if (one.names and other.names and one.names & other.names) or (one.open and other.open and one.word == other.word):
        return 1.0
    if (one.named and other.named) or not (one.content and other.content):
        return OPEN if one.open or other.open else 0.0
    if any(a & b for a in one.heads for b in other.heads):
        return 1.0
    if any(a & other.content for a in one.heads) or any(b & one.content for b in other.heads):
        return 0.7
    return OPEN if one.open or other.open else 0.0


def nearest(frame: Frame, others: Iterable[Frame]) -> tuple[Frame | None, float]:
    """Return the frame that tells most of what a frame tells, and how much of it."""
    best = max(((likeness(frame, o), -n, o) for n, o in enumerate(others)), default=None, key=lambda x: x[:2])
    return (best[2], best[0]) if best else (None, 0.0)
