"""Words in marks that are no words of anybody: titles of works and names of events ("wrote “The Tides” in 2010")."""

from tellings.analysis.quotations.lexicon import forms, grammar
from tellings.analysis.quotations.tails import holds_verb
from tellings.model import MarkPair, Prose

BEFORE = 60  # characters before the marks that are looked at for a verb or a work
LONGEST = 10  # words of a title; by judgement
WORKS = grammar("works")
SIGNS = grammar("signs")
NAMERS = frozenset("write read announce describe praise criticize criticise denounce condemn recommend".split())
ARTICLES = frozenset(("a", "an", "the"))


class Titles:
    """The outer pairs of marks of an article that only set off a title or the name of an event.

    “The Tides” is one in "wrote “The Tides” in 2010", in "her book “The Tides”" and in "called for a “Day of Tides”"; “We Are Not
    Afraid” is none behind "wrote", nor is “No Pier” behind "the sign read".
    """

    def __init__(self, prose: Prose | None = None):
        found = (p for p in prose.marks if p.level == 0 and p.closed and _names(prose.text, p)) if prose else ()
        self.pairs = frozenset(found)
        self._starts = {p.inner_start: p.start for p in self.pairs}
        self._ends = {p.inner_end: p.end for p in self.pairs}

    def whole(self, start: int, end: int) -> tuple[int, int]:
        """Return a span with the marks of a title at its edges."""
        return self._starts.get(start, start), self._ends.get(end, end)


def is_title(inner: str) -> bool:
    """Say whether words in marks are written as a title: "Lorne Tonight," not "No way,"."""
    words = [w for w in inner.rstrip(",").split() if len(w) > 3] or inner.split()
    return all(w[:1].isupper() for w in words) and len(inner.split()) > 1


def _names(text: str, pair: MarkPair) -> bool:
    inner = text[pair.inner_start : min(pair.inner_end, pair.inner_start + 200)].rstrip()
    if not inner[:1].isupper() or inner[-1:] in ".!?…" or len(inner.split()) > LONGEST:
        return False
    before = text[max(0, pair.start - BEFORE) : pair.start].lower().replace("\n", " . ").split(" ")
    if before[-1] != "":
        return False
    words = [w for w in before if w]
    if words[-1:] and words[-1] in WORKS:
        return is_title(f"{inner} {inner}")  # one word will do: her novel “Tides”
    return is_title(inner) and not holds_verb(inner) and _introduces(words, text[pair.end : pair.end + 4])


def _introduces(words: list[str], after: str) -> bool:
    """Say whether the words before the marks write, read, announce, describe or call for what the marks name."""
    article = words[-1:] != [] and words[-1] in ARTICLES
    words = words[: len(words) - article]
    if words[-2:-1] and words[-1] == "for":
        cue = forms().get(words[-2])
        return cue is not None and cue.lemma == "call"
    cue = forms().get(words[-1]) if words else None
    if cue is None or cue.lemma not in NAMERS:
        return False
    if cue.lemma == "describe":
        return after.startswith(" as ")
    written = cue.lemma == "write" and after.startswith(" on ")  # on the wall, on a network: words
    return not written and not (cue.lemma == "read" and any(w in SIGNS for w in words))
