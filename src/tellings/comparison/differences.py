"""Where two frames that tell one thing cannot both be so, kind by kind.

The kinds follow de Marneffe, Rafferty and Manning, "Finding contradictions in text" (ACL 2008): negation, antonymy, numbers and
dates, factivity and modality, structure (who did what to whom); with scope (quantity words) beside them.
"""

from collections.abc import Callable, Iterator
from itertools import combinations
from typing import Literal, NamedTuple

from tellings.comparison.frames import AGENT, PATIENT, Frame
from tellings.comparison.likeness import CORE, alike, same_predicate
from tellings.comparison.phrases import Phrase
from tellings.comparison.standing import OPEN
from tellings.comparison.times import same_time
from tellings.comparison.words import base_of, listed, opposed_prepositions, opposite
from tellings.model import Figure, Moment, Span

ALIKE = 0.5  # share of the content of two clauses from which on other verbs in them may be synonyms; by judgement
UNIVERSAL = frozenset({"all", "most", "few", "none", "only"})  # to add or drop one of these changes what is said; "some" hardly
Kind = Literal["negation", "modality", "agent", "player", "name", "number", "date", "scope", "opposite"]


class Difference(NamedTuple):
    """What differs: its kind, where it stands in the one and in the other, and both as printed."""

    kind: Kind
    ours: Span
    theirs: Span
    says: str
    instead: str


def differences(one: Frame, other: Frame) -> list[Difference]:
    """Return where two frames differ so that both cannot be so; what only one of them tells is no difference."""
    return [d for find in KINDS for d in find(one, other)]


def _negation(one: Frame, other: Frame) -> Iterator[Difference]:
    turned = opposite(one.printed, other.printed)
    if (one.negated != other.negated) != turned and (turned or same_predicate(one, other) or _much_alike(one, other)):
        if turned:
            yield Difference("opposite", one.at, other.at, one.printed, other.printed)
        else:
            yield Difference("negation", one.at, other.at, _sign(one), _sign(other))


def _sign(frame: Frame) -> str:
    return f"not {frame.printed}" if frame.negated else frame.printed


def _modality(one: Frame, other: Frame) -> Iterator[Difference]:
    if (
        one.modality != other.modality
        and OPEN not in (one.modality, other.modality)
        and not ("likely" in (one.modality, other.modality) and {one.modality, other.modality} & {"may", "planned"})
        and (same_predicate(one, other) or _much_alike(one, other))
    ):
        yield Difference("modality", one.at, other.at, f"{one.printed} ({one.modality})", f"{other.printed} ({other.modality})")


def _agent(one: Frame, other: Frame) -> Iterator[Difference]:
    """Yield that two parts have changed their roles: whoever does it here has it done to them there."""
    if base_of(one.printed) & listed("symmetric", "verbs") or not (same_predicate(one, other) or _much_alike(one, other)):
        return
    for (role, mine), (beside, next_to) in combinations(one.parts, 2):
        crossed = role != beside and _touch([mine], other.of(beside)) and _touch([next_to], other.of(role))
        if crossed and not _touch([mine], other.of(role)) and not _touch([next_to], other.of(beside)):
            yield Difference("agent", mine.span, other.of(beside)[0].span, one.printed, other.printed)
            return
    if one.guessed or other.guessed:
        return
    for role, beside in ((AGENT, PATIENT), (PATIENT, AGENT)):
        ours, theirs = one.of(role), other.of(beside)
        filled = bool(one.of(beside)) == bool(other.of(role))  # "they pursued Moore", "Moore pursued them"
        verb = base_of(one.printed) & base_of(other.printed)  # synonyms may part here: "forty were killed", "forty died"
        turned = verb and filled and _touch(ours, theirs) and not _touch(ours, other.of(role))
        if turned and not _touch(one.of(beside), theirs):
            yield Difference("agent", ours[0].span, theirs[0].span, one.printed, other.printed)
            return


def _much_alike(one: Frame, other: Frame) -> bool:
    return len(one.content & other.content) >= ALIKE * max(len(one.content), len(other.content), 1)


def _touch(ones: list[Phrase], others: list[Phrase]) -> bool:
    return any(alike(a, b) >= 1 for a in ones for b in others)


def _name(one: Frame, other: Frame) -> Iterator[Difference]:
    """Yield that another name plays a core part, where the rest of the frame is the same."""
    if not same_predicate(one, other):
        return
    shared = sum(_touch([p], other.of(r)) for r, p in one.parts)
    for role in CORE:
        for mine, theirs in zip(one.of(role), other.of(role), strict=False):
            apart = mine.names and theirs.names and mine.named and theirs.named and not mine.names & theirs.names
            if apart and shared and not mine.content & theirs.content and not _touch([mine], [p for _, p in other.parts]):
                yield Difference("name", mine.span, theirs.span, " ".join(sorted(mine.names)), " ".join(sorted(theirs.names)))


def _paired(one: Frame, other: Frame) -> Iterator[tuple[Phrase, Phrase]]:
    """Yield parts of one thing: in one role, or of one head."""
    for role, mine in one.parts:
        same = [p for r, p in other.parts if r == role and _head(mine, p)] or [p for _, p in other.parts if _head(mine, p)]
        if same:
            yield mine, same[0]


def _head(one: Phrase, other: Phrase) -> bool:
    return any(a & b for a in one.heads for b in other.heads)


def _number(one: Frame, other: Frame) -> Iterator[Difference]:
    for mine, theirs in _paired(one, other):
        for a in mine.figures:
            same = [b for b in theirs.figures if (a.of, a.unit) == (b.of, b.unit) or (a.unit == b.unit and not (a.of and b.of))]
            if same and not any(agree(a, b) for _, p in other.parts for b in p.figures if a.unit == b.unit):
                yield Difference(
                    "number", (a.start, a.end), (same[0].start, same[0].end), f"{a.quantity:g}", f"{same[0].quantity:g}"
                )


def agree(one: Figure, other: Figure) -> bool:
    """Tell whether two figures can both be right: "at least 4" and "6" can, "6" and "8" cannot.

    Vague ones agree with what lies within a factor of ten ("dozens").
    """
    low, high = sorted((one, other), key=lambda f: f.quantity)
    if low.quantity == high.quantity:
        return {low.bound, high.bound} != {"at_least", "at_most"}
    if "vague" in (low.bound, high.bound):
        return high.quantity <= 10 * max(low.quantity, 1)
    return low.bound == "at_least" or high.bound == "at_most"


def _date(one: Frame, other: Frame) -> Iterator[Difference]:
    mine, theirs = _moments(one), _moments(other)
    if len(mine) == len(theirs) == 1 and not same_time(mine[0], theirs[0]) and same_predicate(one, other):
        a, b = mine[0], theirs[0]
        yield Difference("date", (a.start, a.end), (b.start, b.end), a.value, b.value)


def _moments(frame: Frame) -> list[Moment]:
    return [m for _, p in frame.parts for m in p.moments if m.type in ("DATE", "TIME")]


def _scope(one: Frame, other: Frame) -> Iterator[Difference]:
    for mine, theirs in _paired(one, other):
        said = {mine.quantity, theirs.quantity}
        counted = bool(mine.figures or theirs.figures)
        if len(said) > 1 and (None not in said or (said & UNIVERSAL and not counted)):
            yield Difference("scope", mine.span, theirs.span, mine.quantity or "-", theirs.quantity or "-")


def _opposite(one: Frame, other: Frame) -> Iterator[Difference]:
    """Yield words of the two clauses that are opposites, where neither clause has both: "the old bridge", "the new bridge"."""
    mine, theirs = [w for w in one.words if w not in other.words], [w for w in other.words if w not in one.words]
    for a in mine:
        turned = next((b for b in theirs if opposite(a, b)), None)
        if turned and a != one.printed.lower():
            yield Difference("opposite", one.at, other.at, a, turned)


def _preposition(one: Frame, other: Frame) -> Iterator[Difference]:
    """Yield that a part stands behind the opposite preposition: "with help", "without help"; "fled to", "fled from"."""
    if not same_predicate(one, other):
        return
    for role, mine in one.parts:
        for beside, theirs in other.parts:
            same = _head(mine, theirs) and (role, beside) in opposed_prepositions()
            there = any(_head(mine, p) or (p.content and p.content <= mine.content) for p in other.of(role))  # "from 2009", to 2013
            if same and _numbers(mine) == _numbers(theirs) and not there:
                yield Difference("opposite", mine.span, theirs.span, role, beside)


def _numbers(phrase: Phrase) -> set[float]:
    return {f.quantity for f in phrase.figures}


def _count(one: Frame, other: Frame) -> Iterator[Difference]:
    """Yield that another number does it, also where a number stands for what it counts: "two were hurt and one was killed"."""
    if not same_predicate(one, other):
        return
    for role in CORE:
        for mine, theirs in zip(one.of(role), other.of(role), strict=False):
            counted = mine.count is not None and theirs.count is not None and mine.count != theirs.count
            if counted and (mine.bare or theirs.bare) and all(f.bound == "exact" for p in (mine, theirs) for f in p.figures):
                yield Difference("number", mine.span, theirs.span, f"{mine.count:g}", f"{theirs.count:g}")


KINDS: tuple[Callable[[Frame, Frame], Iterator[Difference]], ...] = (
    _negation,
    _modality,
    _agent,
    _name,
    _number,
    _date,
    _scope,
    _opposite,
    _preposition,
    _count,
)
