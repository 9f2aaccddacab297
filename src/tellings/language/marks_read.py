"""Read each quotation mark of a paragraph as opening, closing or stray, by the cheapest path."""

import re
from functools import cache
from typing import NamedTuple

from tellings.language.tables import load_table
from tellings.language.tokens import cut_word
from tellings.model import Span

MARK = re.compile(r"(?<=\S)'(?=''(?!\w))|''|``|[\"“”„‟«»‹›‘’‚'`]")
FEET = re.compile(r"\d['’]\s?\d{1,2}$")
BEFORE_OPENING = frozenset(" \t\u00a0\u2003\u2009([{—–-/=*_>")
AFTER_CLOSING = frozenset(" \t\u00a0\u2003\u2009.,;:!?)]}—–-/…*_<")
MARK_GLYPHS = frozenset("\"“”„‟«»‹›‘’‚'`")
DEEPEST = 2  # marks within marks


class Sign(NamedTuple):
    """A mark and what it costs to read it as opening, closing or stray."""

    start: int
    end: int
    glyph: str
    family: str = ""
    opening: float = 0.0
    closing: float = 0.0
    stray: float = 0.0

    @property
    def double(self) -> bool:
        """Tell a double mark from a single one."""
        return self.family != "single"

    @property
    def may_open(self) -> bool:
        """Tell whether opening is the likelier reading."""
        return self.opening <= self.closing

    @property
    def closes_surely(self) -> bool:
        """Tell whether glyph or white space say that it closes."""
        return self.closing + 1 < self.opening


class Reading(NamedTuple):
    """How a mark is read; ``lost_closer``: the mark that should have closed before it is not there."""

    opens: bool = False
    closes: bool = False
    lost_closer: bool = False
    stray: bool = False


def signs_of(text: str, start: int, end: int) -> list[Sign]:
    """Return the marks of ``text[start:end]``; apostrophes inside or before words are none."""
    found = []
    for m in MARK.finditer(text, start, end):
        before = text[m.start() - 1] if m.start() > start else " "
        after = text[m.end()] if m.end() < end else " "
        if m.group() in _glyphs("double"):
            found.append(_double(m, before, after, (start, end)))
        elif not (before.isalnum() and after.isalnum()) and not cut_word(text, m.start()):
            found.append(_single(m, before, after, start))
    return found


def _double(m: re.Match[str], before: str, after: str, paragraph: Span) -> Sign:
    cost, entry = _costs("cost"), _glyphs("double")[m.group()]
    opening, closing = _beside(before, after, cost["against_space"])
    opening += cost["against_glyph"] if entry["lean"] == "close" else 0
    closing += cost["against_glyph"] if entry["lean"] == "open" else 0
    opening += cost["against_edge"] if m.end() >= paragraph[1] else 0
    closing += cost["against_edge"] if m.start() <= paragraph[0] else 0
    stray = cost["stray"]
    if before.isdigit() and m.group() == '"':
        stray = cost["stray_inches" if FEET.search(m.string[max(paragraph[0], m.start() - 6) : m.start()]) else "stray_after_digit"]
    return Sign(m.start(), m.end(), m.group(), entry["family"], opening, closing, stray)


def _single(m: re.Match[str], before: str, after: str, start: int) -> Sign:
    cost, entry = _costs("single_cost"), _glyphs("single")[m.group()]
    opening, closing = _beside(before, after, cost["against_space"])
    floating = before.isspace() and after.isspace()
    if floating:
        opening = closing = cost["floating"]
    opening += cost["against_glyph"] if entry["lean"] == "close" else 0
    closing += cost["against_glyph"] if entry["lean"] == "open" else 0
    last = before
    if floating and m.start() - 2 >= start:
        last = m.string[m.start() - 2]
    if last in "sS":
        stray = cost["stray_after_s"]
    elif floating:
        stray = cost["stray_floating"]
    elif last in ",.!?;:…":
        stray = cost["stray_after_stop"]
    else:
        stray = cost["stray_after_letter" if last.isalnum() else "stray_opening"]
    return Sign(m.start(), m.end(), m.group(), entry["family"], opening, closing, stray)


def _beside(before: str, after: str, against: float) -> tuple[float, float]:
    """Return what opening and closing cost by the characters beside a mark."""
    loose_left = before in BEFORE_OPENING or before.isspace()
    loose_right = after in AFTER_CLOSING or after.isspace()
    if before in MARK_GLYPHS or after in MARK_GLYPHS:
        loose_left, loose_right = before.isspace() or before in BEFORE_OPENING, after.isspace() or after in AFTER_CLOSING
        return (
            (0.0, against) if loose_left and not loose_right else (against, 0.0) if loose_right and not loose_left else (0.0, 0.0)
        )
    if loose_left == loose_right or (before in "—–-" and after in "—–-"):
        return (against, 0.0) if after in ".,;:!?" and loose_left and not before.isspace() else (0.0, 0.0)
    return (0.0, against) if loose_left else (against, 0.0)


State = tuple[str, ...]


def read_double(signs: list[Sign], carried: bool, runs_on: bool) -> list[Reading]:
    """Return the cheapest reading of the double marks of a paragraph.

    ``carried``: a quotation of an earlier paragraph still runs; ``runs_on``: it may go on in the next one at no cost.
    """
    best: dict[State, tuple[float, tuple[object, ...]]] = {(("any",) if carried else ()): (0.0, ())}
    for sign in signs:
        step: dict[State, tuple[float, tuple[object, ...]]] = {}
        for state, (cost, path) in best.items():
            for price, then, reading in _moves(sign, state):
                if then not in step or cost + price < step[then][0]:
                    step[then] = (cost + price, (path, reading))
        best = step
    ends = {
        state: (cost + (0 if runs_on else len(state) * _costs("cost")["rests_open"]), path) for state, (cost, path) in best.items()
    }
    state = min(ends, key=lambda s: (ends[s][0], len(s), s))
    return _unroll(ends[state][1])


def _unroll(path: tuple[object, ...]) -> list[Reading]:
    readings = []
    while path:
        path, reading = path  # type: ignore[assignment]
        readings.append(reading)
    return readings[::-1]  # type: ignore[return-value]


def _moves(sign: Sign, state: State) -> list[tuple[float, State, Reading]]:
    """Return (cost, next state, reading) for each way to read a double mark in a state: the families now open."""
    cost, mine = _costs("cost"), sign.family
    moves = [(sign.stray, state, Reading(stray=True))]
    if not state:
        moves.append((sign.opening, (mine,), Reading(opens=True)))
        moves.append((sign.closing + cost["lost_opener"], state, Reading(closes=True)))
        return moves
    unlike = 0 if state[-1] in (mine, "any") else cost["unlike"]
    moves.append((sign.closing + unlike, state[:-1], Reading(closes=True)))
    moves.append((sign.opening + cost["lost_closer"], (*state[:-1], mine), Reading(opens=True, lost_closer=True)))
    if len(state) < DEEPEST:
        moves.append((sign.opening + cost["nested_alike" if not unlike else "nested"], (*state, mine), Reading(opens=True)))
    else:
        outer = 0 if state[0] in (mine, "any") else cost["unlike"]
        moves.append((sign.closing + outer + cost["lost_closer"], (), Reading(closes=True, lost_closer=True)))
    return moves


def read_single(signs: list[Sign]) -> list[tuple[Sign, Sign]]:
    """Return the single marks that make pairs; all others are apostrophes."""
    outside: tuple[float, tuple[object, ...]] = (0.0, ())
    inside: tuple[float, Sign | None, tuple[object, ...]] = (float("inf"), None, ())
    for sign in signs:
        close = (inside[0] + sign.closing, (inside[2], (inside[1], sign)))
        begin = (outside[0] + sign.opening, sign, outside[1])
        stay = (inside[0] + sign.stray, inside[1], inside[2])
        skip = (outside[0] + sign.stray, outside[1])
        outside = close if close[0] < skip[0] else skip
        inside = begin if begin[0] < stay[0] else stay
    path, pairs = outside[1], []
    while path:
        path, pair = path  # type: ignore[assignment]
        pairs.append(pair)
    return pairs[::-1]  # type: ignore[return-value]


@cache
def _glyphs(size: str) -> dict[str, dict[str, str]]:
    table: dict[str, dict[str, str]] = load_table("language", "marks.toml")[size]
    return table


@cache
def _costs(name: str) -> dict[str, float]:
    table: dict[str, float] = load_table("language", "marks.toml")[name]
    return table
