"""Pair quotation marks, each paragraph on its own, so that a lost mark costs one paragraph at most.

Marks are read as opening, closing or stray by the cheapest path (Viterbi, 1967) through a small machine: glyph and white
space speak for one reading, the marks before and after for another. Costs are in ``marks.toml``. Then what was lost is
restored where the words around show it (a comma and "she said"), and left out where they do not.
"""

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from msgspec import structs

from tellings.language.mark_repair import closing_place, opening_place, rests_open
from tellings.language.marks_read import Reading, Sign, read_double, read_single, signs_of
from tellings.model import MarkPair, Span

NEAR = 4  # pairs before a character that may be the one around it: marks nest two deep, and pairs of one depth are disjoint
UNMARKED = 3  # paragraphs without any mark that a quotation may run through when a lone closing mark ends it


class _Open(NamedTuple):
    sign: Sign
    level: int


def pair_marks(text: str, paragraphs: Sequence[Span]) -> list[MarkPair]:
    """Return the pairs of marks, double and single, in order of their start.

    >>> text = 'It was "a hard ‘no’," she said. The dogs’ owners left.'
    >>> [(text[p.start:p.end], p.level) for p in pair_marks(text, [(0, len(text))])]
    [('"a hard ‘no’,"', 0), ('‘no’', 1)]
    """
    signs = [signs_of(text, *paragraph) for paragraph in paragraphs]
    found: list[MarkPair] = []
    carried = False
    for n in range(len(paragraphs)):
        doubles, carried = _doubles(text, paragraphs, signs, n, carried)
        doubles.sort(key=lambda p: (p.start, -p.end))
        singles = _singles(signs[n], doubles)
        found += _lowered(doubles, singles) + singles
    return sorted(found, key=lambda p: (p.start, -p.end))


def _lowered(doubles: list[MarkPair], singles: list[MarkPair]) -> list[MarkPair]:
    """Return the double pairs, those inside single pairs one level further in."""
    if not singles:
        return doubles
    outer = [p for p in singles if p.level == 0]
    return [structs.replace(p, level=p.level + 1) if _owner(outer, p.start) >= 0 else p for p in doubles]


def _doubles(text: str, paragraphs: Sequence[Span], signs: list[list[Sign]], n: int, carried: bool) -> tuple[list[MarkPair], bool]:
    """Return the double pairs of paragraph ``n``, and whether its quotation runs on into an unmarked paragraph."""
    start, end = paragraphs[n]
    marks = [s for s in signs[n] if s.double]
    if carried and not marks:
        return [MarkPair(start, end, start, end, opened=False, closed=False)], True
    runs_on = _runs_on(text, paragraphs, signs, n)
    readings = read_double(marks, carried, runs_on != "no")
    pairs, rest = _collect(text, paragraphs[n], marks, readings, carried=carried, runs_on=runs_on)
    return pairs, rest and runs_on == "unmarked"


def _runs_on(text: str, paragraphs: Sequence[Span], signs: list[list[Sign]], n: int) -> str:
    """Tell how a quotation may go on after paragraph ``n``: it "opens" anew, runs on "unmarked", or "no"."""
    following = [[s for s in signs[k] if s.double] for k in range(n + 1, min(len(paragraphs), n + 2 + UNMARKED))]
    if following and following[0] and following[0][0].start == paragraphs[n + 1][0] and following[0][0].may_open:
        return "opens"
    first = next((marks[0] for marks in following if marks), None)
    return "unmarked" if first is not None and first.closes_surely else "no"


def _collect(
    text: str, paragraph: Span, marks: list[Sign], readings: list[Reading], *, carried: bool, runs_on: str
) -> tuple[list[MarkPair], bool]:
    """Turn readings into pairs; true when the last one rests open."""
    start, end = paragraph
    pairs: list[MarkPair] = []
    stack: list[_Open] = []
    if carried:
        stack.append(_Open(Sign(start, start, ""), 0))
    last = start
    for sign, reading in zip(marks, readings, strict=True):
        if reading.lost_closer and stack:
            pairs += _restored_closer(text, stack.pop(), sign.start)
        if reading.opens:
            stack.append(_Open(sign, len(stack)))
        elif reading.closes and stack:
            opened = stack.pop()
            had_mark = opened.sign.end > opened.sign.start
            pairs.append(MarkPair(opened.sign.start, sign.end, opened.sign.end, sign.start, opened.level, opened=had_mark))
        elif reading.closes and (place := opening_place(text, last, sign.start)) is not None:
            pairs.append(MarkPair(place, sign.end, place, sign.start, opened=False))
        last = sign.end if not reading.stray else last
    rest = bool(stack)
    for opened in reversed(stack):
        if runs_on != "no" or rests_open(text, opened.sign.start, opened.sign.end, start):
            stop = end if runs_on != "no" else closing_place(text, opened.sign.end, end) or end
            had_mark = opened.sign.end > opened.sign.start
            pairs.append(MarkPair(opened.sign.start, stop, opened.sign.end, stop, opened.level, opened=had_mark, closed=False))
        else:
            pairs += _restored_closer(text, opened, end)
    return pairs, rest


def _restored_closer(text: str, opened: _Open, limit: int) -> list[MarkPair]:
    """Return the pair whose closing mark is lost before ``limit``, none when nothing shows where."""
    place = closing_place(text, opened.sign.end, limit)
    if place is None:
        return []
    return [MarkPair(opened.sign.start, place, opened.sign.end, place, opened.level, opened=True, closed=False)]


def _singles(signs: list[Sign], doubles: list[MarkPair]) -> list[MarkPair]:
    """Return the pairs of single marks: inside each double pair on its own, then outside of all."""
    singles = [s for s in signs if not s.double]
    if not singles:
        return []
    groups: dict[int, list[Sign]] = {}
    for sign in singles:
        groups.setdefault(_owner(doubles, sign.start), []).append(sign)
    pairs = []
    for owner, group in sorted(groups.items()):
        level = doubles[owner].level + 1 if owner >= 0 else 0
        for opened, closed in read_single(group):
            pairs.append(MarkPair(opened.start, closed.end, opened.end, closed.start, level))
    return pairs


def _owner(doubles: list[MarkPair], at: int) -> int:
    """Return the number of the innermost double pair around a character, -1 when there is none."""
    last = bisect_left(doubles, at + 1, key=lambda p: p.start) - 1
    return next((n for n in range(last, max(-1, last - NEAR), -1) if doubles[n].inner_start <= at < doubles[n].inner_end), -1)
