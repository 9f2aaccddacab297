"""House style: shared words that keep the style of one text and break with that of the other, and contractions written out."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import islice, pairwise
from typing import Any

from tellings.collation.reuse.signs import EXPANDED, STYLE, Sign
from tellings.collation.reuse.stretches import Stretch
from tellings.collation.reuse.telling import Telling
from tellings.language.shingles import fold
from tellings.language.tables import load_table

Forms = dict[str, set[str]]


def find_styles(a: Telling, b: Telling, stretches: Sequence[tuple[int, Stretch]]) -> list[Sign]:
    """Return a sign where shared words show the house style of one text inside the other, whose own words show another."""
    sides = ((a, [(s.a, s.a_end) for _, s in stretches]), (b, [(s.b, s.b_end) for _, s in stretches]))
    (ours, our_own), (theirs, their_own) = (_forms(telling, shared) for telling, shared in sides)
    found = []
    for key in sorted(ours.keys() & theirs.keys()):
        for form in sorted(ours[key] & theirs[key]):
            first, second = our_own.get(key, set()), their_own.get(key, set())
            if first == {form} and second and form not in second:
                found.append(Sign(STYLE, _says(form, second)))
            elif second == {form} and first and form not in first:
                found.append(Sign(-STYLE, _says(form, first)))
    return found[:1]


def _says(form: str, own: set[str]) -> str:
    return f'"{form}" in the shared words is the style of one text; the other prints "{min(own)}" elsewhere'


def _forms(telling: Telling, shared: Sequence[tuple[int, int]]) -> tuple[Forms, Forms]:
    """Return the forms in which words are printed inside and outside of the shared ones."""
    inside = {i for start, end in shared for i in range(start, end)}
    found: tuple[Forms, Forms] = ({}, {})
    for i, key, form in telling.styled:
        found[i not in inside].setdefault(key, set()).add(form)
    return found


def find_expanded(a: Telling, b: Telling, stretches: Iterable[tuple[int, Stretch]]) -> list[Sign]:
    """A contraction of one text that stands written out in the other's aligned words was edited there."""
    return list(islice((sign for n, stretch in stretches for sign in _expanded(a, b, n, stretch)), 1))


def _expanded(a: Telling, b: Telling, n: int, stretch: Stretch) -> Iterator[Sign]:
    for one, other, sense in ((a, b, 1), (b, a, -1)):
        span, beside = ((stretch.a, stretch.a_end), (stretch.b, stretch.b_end))[::sense]
        written = set(pairwise(other.words[beside[0] : beside[1]]))
        for word in one.words[span[0] : span[1]]:
            out = _contractions().get(word)
            if out and out in written:
                yield Sign(sense * EXPANDED, f'"{word}" is written out as "{" ".join(out)}"', n)


@cache
def _contractions() -> dict[str, tuple[str, ...]]:
    table: dict[str, Any] = load_table("collation/reuse", "words.toml")["contraction"]
    return {fold(k): tuple(fold(w) for w in v) for k, v in table.items()}
