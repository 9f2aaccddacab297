"""References back in shared words: "such fees" and "the spokeswoman added" belong to the text that named the thing before."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from tellings.collation.reuse.signs import BACK_REFERENCE, ORPHANED, Sign
from tellings.collation.reuse.stretches import Stretch
from tellings.collation.reuse.telling import Telling
from tellings.language.tables import load_table

BEFORE = 60  # by judgement: words before a reference back in which what it refers to must be named


def find_references(a: Telling, b: Telling, stretches: Sequence[tuple[int, Stretch]]) -> list[Sign]:
    """Return a sign for each reference back in shared words whose noun only one text names before; of no weight, where neither."""
    named = _first_named(a), _first_named(b)
    found = (_sign(a, b, n, i, j, named) for n, stretch in stretches for i, j in _both(a, b, stretch))
    return [sign for sign in found if sign]


def _both(a: Telling, b: Telling, stretch: Stretch) -> Iterator[tuple[int, int]]:
    """Yield the places of words at which the two agree without a gap from the first on."""
    for n in range(min(stretch.a_end - stretch.a, stretch.b_end - stretch.b)):
        i, j = stretch.a + n, stretch.b + n
        if a.words[i] != b.words[j]:
            return
        yield i, j


def _sign(a: Telling, b: Telling, n: int, i: int, j: int, named: tuple[int, int]) -> Sign | None:
    noun = _refers_back(a, i)
    if not noun:
        return None
    ours, theirs = _named_before(a, i, noun), _named_before(b, j, noun)
    phrase = a.analysis.article.text[a.tokens[i].start : a.tokens[i + 1].end]
    if ours != theirs:
        return Sign(BACK_REFERENCE if ours else -BACK_REFERENCE, f'"{phrase}" refers back to what only one names before', n)
    if not ours and _is_somebody(a.words[i], noun) and a.starts[i] < named[0] and b.starts[j] < named[1]:
        return Sign(0.0, f'"{phrase}" {ORPHANED}', n)
    return None


def _refers_back(telling: Telling, i: int) -> str:
    """Return the noun of a reference back that starts at word ``i`` and ends in its sentence, or nothing."""
    table = _table()
    if i + 1 >= len(telling.words) or telling.sentence[i] != telling.sentence[i + 1] or telling.quoted[i]:
        return ""
    word, noun = telling.words[i], telling.words[i + 1]
    plural = len(noun) > 3 and noun.endswith("s")
    return noun if (word in table["back_reference"] and plural) or _is_somebody(word, noun) else ""


def _is_somebody(word: str, noun: str) -> bool:
    """Return whether the words refer back to a person or two."""
    return word == "the" and noun in _table()["back_noun"]


def _named_before(telling: Telling, i: int, noun: str) -> bool:
    stem = noun.removesuffix("s")
    return any(w.removesuffix("s") == stem for w in telling.words[max(0, i - BEFORE) : i])


def _first_named(telling: Telling) -> int:
    """Return where a person or group is first named, whom such words might stand for: before it a reference hangs in the air."""
    named = (m.start for e in telling.analysis.entities if e.kind in {"person", "group"} for m in e.mentions)
    return min(named, default=len(telling.analysis.article.text))


@cache
def _table() -> dict[str, Any]:
    return load_table("collation/reuse", "words.toml")
