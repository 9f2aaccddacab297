"""Active to passive and back, where the tree leaves no doubt."""

from collections.abc import Iterator

from bench.planted.edits import Edit
from bench.planted.inflection import of_participle, of_past
from bench.planted.page import Page, Told

STATES = frozenset("have become remain resemble fit cost suit mean want lack see hear get go come leave enter face lose".split())
OBJECTS = {"him": "he", "her": "she", "them": "they", "me": "I", "us": "we"}
LONGEST = 7


def passives(page: Page, told: Told) -> Iterator[tuple[Edit, ...]]:
    """Yield for each turnable clause the edits that turn it."""
    for n in page.own(told):
        if page.tag(n) == "VERB" and page.word(n).islower():
            yield from _to_passive(page, told, n)
            yield from _to_active(page, told, n)


def _to_passive(page: Page, told: Told, n: int) -> Iterator[tuple[Edit, ...]]:
    """The board sued Ada Brook -> Ada Brook was sued by the board."""
    forms = of_past(page.word(n))
    subject, obj = page.child(n, "nsubj"), page.child(n, "obj")
    if not forms or forms.base in STATES or not told.first <= subject < n < obj or page.label(n) not in ("root", "ccomp"):
        return
    if page.child(n, "aux", "xcomp", "ccomp", "iobj", "compound", "conj", "advcl", "expl", "csubj") >= 0:
        return
    one, two = phrase_of(page, subject), phrase_of(page, obj)
    if one and two and one[1] == n and two[0] == n + 1 and not _own(page, obj):
        a, b = page.stretch(*one), page.stretch(*two)
        if one[0] == told.first:
            a, b = _lowered(page, one[0], a), b[0].upper() + b[1:]
        was = "were" if page.plural(obj) else "was"
        start, end = page.spans[one[0]][0], page.spans[two[1] - 1][1]
        yield (Edit(start, end, f"{b} {was} {forms.participle} by {a}"),)


def _to_active(page: Page, told: Told, n: int) -> Iterator[tuple[Edit, ...]]:
    """Ada Brook was sued by the board -> The board sued Ada Brook."""
    forms = of_participle(page.word(n))
    subject, was = page.child(n, "nsubj:pass"), page.child(n, "aux:pass")
    by = next((c for c in page.trees.children(n) if page.label(c) == "obl" and page.low(page.child(c, "case")) == "by"), -1)
    if (
        not forms
        or not told.first <= subject < was < n < by
        or was != n - 1
        or page.low(was) not in ("was", "were")
        or page.label(n) not in ("root", "ccomp")
    ):
        return
    if page.child(n, "aux", "conj", "xcomp", "ccomp") not in (-1, was) or page.low(n + 1) != "by":
        return
    one, two = phrase_of(page, subject), phrase_of(page, by)
    if one and two and one[1] == was and two[0] == n + 1 and two[1] > two[0] + 1 and page.tag(by) in ("NOUN", "PROPN"):
        if any(page.low(k) in ("monday", "then", "now") or page.tag(k) == "NUM" for k in range(*two)):
            return  # "by Monday": a time, no doer
        a, b = page.stretch(*one), page.stretch(two[0] + 1, two[1])
        if one[0] == told.first:
            a, b = _lowered(page, one[0], a), b[0].upper() + b[1:]
        yield (Edit(page.spans[one[0]][0], page.spans[two[1] - 1][1], f"{b} {forms.past} {a}"),)


def phrase_of(page: Page, n: int) -> tuple[int, int] | None:
    """Return the words of a short noun phrase without clauses, lists or pronouns."""
    found = page.phrase(n)
    if page.tag(n) not in ("NOUN", "PROPN") or not found or found[1] - found[0] > LONGEST:
        return None
    words = range(*found)
    if any(
        page.tag(w) in ("PUNCT", "PRON", "VERB", "CCONJ", "SCONJ", "ADV", "AUX") or page.in_marks(*page.spans[w]) for w in words
    ):
        return None
    return found


def _own(page: Page, n: int) -> bool:
    """Tell whether a noun is a body part, a way or a measure that is no patient ("took place", "set sail")."""
    return page.child(n, "det", "nmod:poss", "nummod", "amod") < 0 and page.tag(n) == "NOUN" and not page.plural(n)


def _lowered(page: Page, first: int, words: str) -> str:
    return words if page.tag(first) == "PROPN" or words[:2].isupper() else words[0].lower() + words[1:]
