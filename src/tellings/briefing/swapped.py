"""Words swapped: where a sentence is a passage's but for a few words, a name, day or amount that stands in another's place.

No tree is needed, so this holds where a tree is wrong, too.
"""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from tellings.briefing.gate import initials, same_share
from tellings.comparison import Sentences
from tellings.comparison.times import holds
from tellings.comparison.words import keys_of, quantities
from tellings.language.content import fold
from tellings.language.numbers import Number, find_numbers

# By judgement, looking at `python -m bench.writer`, parts A and C.
LONGEST = 6  # words that stand in the place of others
NEAR = 6  # words on each side that are looked at
ALIKE = 3  # content words among these that both must have
STARTS = frozenset({"and", "but", ",", ";", ":", "—", "–"})  # behind these a clause begins


class Word(NamedTuple):
    """A word as it is compared, and where it stands."""

    low: str
    tag: str
    start: int
    end: int


def check_swaps(own: Sentences, theirs: Sequence[Sentences]) -> Iterator[str]:
    """Yield each name, day and amount of a sentence that stands where a passage has another one, the words around being the same.

    ``theirs`` are the sentences of the passages, each read alone.
    """
    mine = _words(own)
    for told in theirs:
        other = _words(told)
        for a, b in _swapped(other, mine):
            here, there = (_stretch(own, mine, b), _stretch(told, other, a))
            if any(differs(own, told, here, there) for differs in (_is_other_name, _is_other_amount, _is_other_day)):
                yield f"the sentence has “{own.text[slice(*here)]}” where the passage has “{told.text[slice(*there)]}”"


def _words(told: Sentences) -> list[Word]:
    syntax = told.analysis.syntax
    held = zip(syntax.words, syntax.tags, strict=True) if syntax else ()
    return [Word(fold(told.text[s:e]), tag, s, e) for (s, e), tag in held]


Stretch = tuple[int, int]


def _swapped(other: Sequence[Word], mine: Sequence[Word]) -> Iterator[tuple[Stretch, Stretch]]:
    """Yield the stretches of words of a passage and of the sentence that stand in one another's place."""
    codes = SequenceMatcher(None, [w.low for w in other], [w.low for w in mine], autojunk=False).get_opcodes()
    for n, (kind, i, i_end, j, j_end) in enumerate(codes):
        if kind != "replace" or max(i_end - i, j_end - j) > LONGEST:
            continue
        led = n > 0 or (_begins(other, i) and _begins(mine, j))
        ends = n + 1 < len(codes) or (i_end == len(other) and j_end == len(mine))
        both = {w.low for w in (*other[max(0, i - NEAR) : i], *other[i_end : i_end + NEAR]) if keys_of(w.low)}
        around = {w.low for w in (*mine[max(0, j - NEAR) : j], *mine[j_end : j_end + NEAR])}
        if led and ends and len(both & around) >= ALIKE:
            yield (i, i_end), (j, j_end)


def _begins(words: Sequence[Word], at: int) -> bool:
    return at == 0 or words[at - 1].low in STARTS


def _stretch(told: Sentences, words: Sequence[Word], at: Stretch) -> tuple[int, int]:
    return words[at[0]].start, words[at[1] - 1].end


def _is_other_name(own: Sentences, told: Sentences, here: Stretch, there: Stretch) -> bool:
    """Tell whether both stretches have a name, and neither sentence has the other's."""
    mine, theirs = _names(own, here), _names(told, there)
    if not mine or not theirs:
        return False
    known, said = {w.low for w in _words(told)}, {w.low for w in _words(own)}
    if not mine.isdisjoint(known) or not theirs.isdisjoint(said):
        return False
    printed = own.text[slice(*here)], told.text[slice(*there)]
    return not any(fold(a).replace(".", "").replace(" ", "") in initials(b) for a, b in (printed, printed[::-1]))


def _names(told: Sentences, at: Stretch) -> set[str]:
    """Return the words of names in a stretch, those of days left out."""
    days = [(m.start, m.end) for m in told.analysis.moments]
    return {
        w.low
        for w in _words(told)
        if w.tag == "PROPN"
        and at[0] <= w.start < at[1]
        and told.text[w.start].isupper()
        and not any(s <= w.start < e for s, e in days)
    }


def _is_other_amount(own: Sentences, told: Sentences, here: Stretch, there: Stretch) -> bool:
    """Tell whether both stretches say how much, and no amount of the passage is that of the sentence."""
    mine, theirs = _amounts(own, here), _amounts(told, there)
    held = theirs + [n for s in told.analysis.prose.sentences for n in find_numbers(told.text, s.start, s.end)]
    return bool(mine and theirs) and not any(_equal(a, b) for a in mine for b in held)


def _is_other_day(own: Sentences, told: Sentences, here: Stretch, there: Stretch) -> bool:
    """Tell whether both stretches say when, and nothing that the passage says may be that of the sentence."""
    mine = [m for m in own.analysis.moments if here[0] <= m.start < here[1]]
    theirs = [m for m in told.analysis.moments if there[0] <= m.start < there[1]]
    told_of = [m for m in told.analysis.moments if any(s.start <= m.start < s.end for s in told.analysis.prose.sentences)]
    return bool(mine and theirs) and not any(holds(a, b) or holds(b, a) for a in mine for b in told_of)


def _equal(one: Number | str, other: Number | str) -> bool:
    if isinstance(one, str) or isinstance(other, str):
        return one == other
    return one.value == other.value or same_share(one, other)


def _amounts(told: Sentences, at: Stretch) -> list[Number | str]:
    """Return the numbers of a stretch, days and hours left out, and the classes of its words of quantity."""
    days = [(m.start, m.end) for m in told.analysis.moments]
    found: list[Number | str] = [n for n in find_numbers(told.text, *at) if not any(s < n.end and n.start < e for s, e in days)]
    words = [w.low for w in _words(told) if at[0] <= w.start < at[1] and not any(s <= w.start < e for s, e in days)]
    return found + [quantities().get(w, w) for w in words if w in quantities() or w == "half"]
