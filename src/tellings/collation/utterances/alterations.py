"""Where two wordings inside marks cannot both be what was said."""

import re
from collections.abc import Iterable, Sequence
from itertools import combinations, groupby, pairwise

from tellings.collation.utterances.likeness import LONGEST
from tellings.collation.utterances.said import Said, Telling
from tellings.collation.utterances.speakers import NAMED, evidence
from tellings.comparison.speakers import alike, best_names
from tellings.language.alignment import Pair, align
from tellings.model import Alteration, Span

# "that" put in or an article changed is how translators and sub-editors smooth a sentence; it alters nothing that was said.
# "00" is the end of an hour ("6:00", "6").
LIGHT = frozenset({"a", "an", "the", "that", "and", "00"})
# one verb in the number that its subject has: "the only people is", "are"
AGREES = {"are": "is", "were": "was", "have": "has"}
SENTENCE_END = re.compile(r"[.!?][\"”’']*\s")  # "straw. We"; between words of "U.S. navy" too, which costs a comparison
TIED = 2  # words that tie a word to its sentence (by judgement)
MISSPELT = 4  # letters of a word in which two may have changed places; shorter ones are other words ("was", "saw")
PUT_IN = 3  # words that may be left out or put in; more are a clause of its own, said in one of two sentences
SMALL, CONTENT = 1.0, 2.0  # what a word that agrees is worth to the alignment
SLOT = 4  # words that may stand for one another; longer stretches are different things said, not one thing altered
HELD = 8.0  # what the words that agree around a slot must be worth for it to be one slot of one sentence
Gap = tuple[int, int, int, int]  # words [a, b) of the one wording stand where words [c, d) of the other do


def find_alterations(tellings: Sequence[Telling]) -> list[Alteration]:
    """Return the words that differ inside marks in the stretches that two wordings both print.

    A wording that merely stops earlier or begins later alters nothing; nor do words between two fragments, spelling,
    contractions and punctuation. Copies of one wording are compared once: each of them with the first of the other.
    """
    wordings: dict[tuple[tuple[str, int], ...], list[Telling]] = {}
    for telling in tellings:
        wordings.setdefault(tuple((w.key, w.fragment) for w in telling.marked), []).append(telling)
    found = []
    for ones, others in combinations(wordings.values(), 2):
        if not _rival(ones, others):
            continue
        told = _altered(ones[0].marked[:LONGEST], others[0].marked[:LONGEST])
        gaps = [gap for gap in told if _of_one_sentence(ones[0], others[0], gap)]
        pairs = [(one, others[0]) for one in ones] + [(ones[0], other) for other in others[1:]]
        found += [_alteration(one, other, gap) for one, other in pairs for gap in gaps]
    return found


def _rival(ones: Sequence[Telling], others: Sequence[Telling]) -> bool:
    """Tell whether one of two wordings is not what was said: no report prints both, unless one as a translation, of one person."""
    if {t.article for t in ones} & {t.article for t in others} and not any(t.translated for t in (*ones, *others)):
        return False
    return not any(_two_voices(one, other) for one in ones for other in others)


def _two_voices(one: Telling, other: Telling) -> bool:
    """Tell whether reports print two different names beside the words."""
    sure = all(evidence(t.quotation, t.source) == NAMED for t in (one, other))
    return sure and alike(best_names(one.quotation), best_names(other.quotation)) == "different"


def _altered(a: Sequence[Said], b: Sequence[Said]) -> Iterable[Gap]:
    return (gap for gap in _gaps(a, b) if _alters(a[gap[0] : gap[1]], b[gap[2] : gap[3]]))


def _of_one_sentence(one: Telling, other: Telling, gap: Gap) -> bool:
    """Tell whether words that differ share a sentence with two words that agree right beside them, one of them of content.

    "Their offer is mere straw. We go on" and "Brandt has mere weeks. We go on" are sentences that nothing ties but "mere".
    """
    (a, b), (c, d) = gap[:2], gap[2:]
    before = _tied(one.marked[max(0, a - TIED) : a], other.marked[max(0, c - TIED) : c])
    after = _tied(one.marked[b : b + TIED], other.marked[d : d + TIED])
    cut_before, cut_after = (_cut(one, a - 1, a) or _cut(other, c - 1, c)), (_cut(one, b - 1, b) or _cut(other, d - 1, d))
    return not ((cut_after and not before) or (cut_before and not after))


def _tied(ones: Sequence[Said], others: Sequence[Said]) -> bool:
    return len(ones) == TIED and [w.key for w in ones] == [w.key for w in others] and any(w.stem for w in ones)


def _cut(telling: Telling, left: int, right: int) -> bool:
    """Tell whether a sentence ends between two words of a wording."""
    if left < 0 or right >= len(telling.marked):
        return False
    return bool(SENTENCE_END.search(telling.source, telling.marked[left].end, telling.marked[right].start))


def _alteration(one: Telling, other: Telling, gap: Gap) -> Alteration:
    here, there = one.marked[gap[0] : gap[1]], other.marked[gap[2] : gap[3]]
    content = any(w.stem for w in (*here, *there)) or _denies(here) != _denies(there)
    return Alteration(*_printed(one, gap[0], gap[1]), *_printed(other, gap[2], gap[3]), content)


def _gaps(a: Sequence[Said], b: Sequence[Said]) -> Iterable[Gap]:
    stretches = align([w.key for w in a], [w.key for w in b], [CONTENT if w.stem else SMALL for w in a])
    for piece in (piece for stretch in stretches for piece in _pieces(stretch, a, b)):
        if sum(CONTENT if a[i].stem else SMALL for i, _ in piece) >= HELD:
            yield from ((i + 1, k, j + 1, m) for (i, j), (k, m) in pairwise(piece) if max(k - i, m - j) > 1)
    if stretches:
        (i, j), (k, m) = stretches[0][0], stretches[-1][-1]
        if i and j and _unbroken(a[i - 1 : i + 1]) and _unbroken(b[j - 1 : j + 1]):
            yield from _edge(a, b, i - 1, j - 1)
        if k + 1 < len(a) and m + 1 < len(b) and _unbroken(a[k : k + 2]) and _unbroken(b[m : m + 2]):
            yield from _edge(a, b, k + 1, m + 1)


def _pieces(stretch: Sequence[Pair], a: Sequence[Said], b: Sequence[Said]) -> list[list[Pair]]:
    """Cut a stretch where either wording begins another fragment, or where more words stand between than fit a slot."""
    pieces = [[stretch[0]]]
    for (i, j), (k, m) in pairwise(stretch):
        if max(k - i, m - j) <= SLOT + 1 and _unbroken(a[i : k + 1]) and _unbroken(b[j : m + 1]):
            pieces[-1].append((k, m))
        else:
            pieces.append([(k, m)])
    return pieces


def _edge(a: Sequence[Said], b: Sequence[Said], at: int, there: int) -> Iterable[Gap]:
    """Compare the words next to the stretch that agrees; small words there belong to what each report leads in with."""
    if a[at].stem and b[there].stem:
        yield at, at + 1, there, there + 1


def _unbroken(words: Sequence[Said]) -> bool:
    """Tell whether the words stand in one fragment."""
    return len({w.fragment for w in words}) == 1


def _alters(here: Sequence[Said], there: Sequence[Said]) -> bool:
    keys = {w.key for w in here}, {w.key for w in there}
    if keys[0] - LIGHT == keys[1] - LIGHT or (not (here and there) and len(here) + len(there) > PUT_IN):
        return False
    if [AGREES.get(w.key, w.key) for w in here] == [AGREES.get(w.key, w.key) for w in there]:
        return False
    return _letters(here) != _letters(there) and not _misspelt(here, there)


def _misspelt(here: Sequence[Said], there: Sequence[Said]) -> bool:
    """Tell whether letters of one word have changed places: "Brokc" for "Brock"."""
    one, other = ("".join(w.key for w in words) for words in (here, there))
    return len(here) == len(there) == 1 and one[:1] == other[:1] and sorted(one) == sorted(other) and len(one) >= MISSPELT


def _letters(words: Sequence[Said]) -> str:
    """Return the letters without spaces, doubled letters and the spellings that divide English."""
    letters = "".join(w.key.removesuffix("e") for w in words).replace("our", "or").replace("z", "s").replace("nc", "ns")
    return "".join(letter for letter, _ in groupby(letters.replace(".", "")))


def _denies(words: Sequence[Said]) -> bool:
    return sum(w.key in ("not", "no", "never", "none", "nobody", "nothing") for w in words) % 2 == 1


def _printed(telling: Telling, first: int, last: int) -> tuple[str, str, Span]:
    """Return the quotation's id, the words ``[first, last)`` inside its marks and their span, or the gap where none stand."""
    words = telling.marked[first:last]
    span = (words[0].start, words[-1].end) if words else (telling.marked[first - 1].end, telling.marked[first].start)
    return telling.quotation.id, telling.source[slice(*span)] if words else "", span
