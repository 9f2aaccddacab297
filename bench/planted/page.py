"""An analysed article as the templates look at it: words with their tree, sentences that can bear a change, marks, figures."""

import re
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

from bench.planted.edits import Edit
from tellings.language.overlaps import Overlaps
from tellings.language.trees import Trees
from tellings.model import Analysis, Entity, Figure, Moment, Quotation

FEWEST, MOST = 5, 60  # words of a sentence that can bear a change
ENDS = re.compile(r"[.!][\"'”’]*\Z")
NAME = re.compile(r"[A-Z][a-z]+(?:[ -](?:[A-Z][a-z]+|[A-Z]\.))*")
PLURAL_WORDS = frozenset("people police men women children they we these those".split())


class Told(NamedTuple):
    """A sentence ``[start, end)`` and its words ``[first, last)``."""

    start: int
    end: int
    first: int
    last: int


class Page:
    """Questions that templates ask about an article."""

    def __init__(self, analysis: Analysis) -> None:
        if analysis.syntax is None:
            raise ValueError("templates need the trees of the English encoder")
        self.analysis, self.text, self.id = analysis, analysis.article.text, analysis.article.id
        self.trees = Trees(analysis.syntax)
        self.tags, self.heads, self.spans = self.trees.tags, self.trees.heads, self.trees.words
        self._marks = Overlaps((m.start, m.end, (m.start, m.end)) for m in analysis.prose.marks)
        self._named = Overlaps((m.start, m.end, e) for e in analysis.entities for m in e.mentions)

    @cached_property
    def sentences(self) -> tuple[Told, ...]:
        """Return the sentences that can bear a change: neither scraps nor lists nor questions."""
        found = []
        for s in self.analysis.prose.sentences:
            first, last = self.trees.words_of(s.start, s.end)
            if FEWEST <= last - first <= MOST and ENDS.search(self.text[s.start : s.end].rstrip()):
                found.append(Told(s.start, s.end, first, last))
        return tuple(found)

    def word(self, n: int) -> str:
        """Return a word as printed, or nothing outside the text."""
        return self.text[slice(*self.spans[n])] if 0 <= n < len(self.spans) else ""

    def low(self, n: int) -> str:
        """Return a word in small letters."""
        return self.word(n).lower()

    def tag(self, n: int) -> str:
        """Return a word's part of speech, or nothing outside the text."""
        return self.tags[n] if 0 <= n < len(self.tags) else ""

    def label(self, n: int) -> str:
        """Return a word's relation without its subtype."""
        return self.trees.label(n)

    def head(self, n: int) -> int:
        """Return the word that a word hangs on, or -1."""
        return self.heads[n]

    def child(self, n: int, *labels: str) -> int:
        """Return the first word that hangs on a word by one of the relations, or -1."""
        return next((c for c in self.trees.children(n) if self.trees.labels[c] in labels or self.label(c) in labels), -1)

    def replace(self, n: int, new: str, last: int | None = None) -> Edit:
        """Return the edit that puts new words in the place of a word, or of those up to ``last``; capitals are kept."""
        old = self.word(n)
        return Edit(
            self.spans[n][0], self.spans[n if last is None else last][1], new[:1].upper() + new[1:] if old[:1].isupper() else new
        )

    def drop(self, n: int) -> Edit:
        """Return the edit that leaves a word out, with the space behind it."""
        start, end = self.spans[n]
        spaced = (
            self.text[start - 1 : start].isspace() and self.text[end : end + 1] == " "
        )  # "cannot" has no space before its "not"
        return Edit(start, end + spaced, "")

    def loose(self, n: int) -> bool:
        """Tell whether a word stands between spaces or plain points, not in a compound with a hyphen or apostrophe."""
        start, end = self.spans[n]
        return self.text[start - 1 : start] not in tuple("-–'’/@#&.$") and self.text[end : end + 1] not in tuple("-–'’/@&")

    def in_marks(self, start: int, end: int) -> bool:
        """Tell whether characters touch words in quotation marks."""
        return any(s < end and start < e for s, e in self._marks.of(start, end))

    def named(self, start: int, end: int) -> list[Entity]:
        """Return the entities that are named in some characters."""
        return list(self._named.of(start, end))

    def own(self, told: Told) -> Iterator[int]:
        """Yield the words of a sentence in the reporter's own voice: none inside marks, none in a compound."""
        for n in range(told.first, told.last):
            if self.loose(n) and not self.in_marks(*self.spans[n]):
                yield n

    def figures(self, told: Told) -> list[Figure]:
        """Return the figures of a sentence outside marks."""
        found = [f for f in self.analysis.figures if told.start <= f.start and f.end <= told.end]
        return [f for f in found if not self.in_marks(f.start, f.end)]

    def moments(self, told: Told) -> list[Moment]:
        """Return the moments of a sentence outside marks."""
        found = [m for m in self.analysis.moments if told.start <= m.start and m.end <= told.end]
        return [m for m in found if not self.in_marks(m.start, m.end)]

    def quotations(self, told: Told) -> list[Quotation]:
        """Return the quotations whose cue stands in a sentence."""
        return [q for q in self.analysis.quotations if q.cue and told.start <= q.cue[0] and q.cue[1] <= told.end]

    def is_cue(self, n: int) -> bool:
        """Tell whether a word is the verb of a quotation."""
        return any(q.cue and q.cue[0] <= self.spans[n][0] < q.cue[1] for q in self.analysis.quotations)

    def plural(self, n: int) -> bool:
        """Tell whether a noun or its coordination is plural."""
        word = self.low(n)
        if self.child(n, "conj") >= 0 or word in PLURAL_WORDS:
            return True
        return self.tag(n) == "NOUN" and word.endswith("s") and not word.endswith(("ss", "us", "is", "ics", "news"))

    def phrase(self, n: int) -> tuple[int, int] | None:
        """Return the words ``[first, last)`` under a word when they stand side by side."""
        under = sorted(w for w in self.trees.under(n))
        first, last = under[0], under[-1] + 1
        return (first, last) if len(under) == last - first else None

    def stretch(self, first: int, last: int) -> str:
        """Return the text of words ``[first, last)``."""
        return self.text[self.spans[first][0] : self.spans[last - 1][1]]


def article_fits(text: str, n: int, new: str) -> bool:
    """Tell whether a new word at ``n`` goes with an indefinite article before it.

    >>> article_fits("a big fire", 2, "old"), article_fits("a big fire", 2, "small"), article_fits("the big fire", 4, "old")
    (False, True, True)
    """
    before = re.search(r"\b(an?) \Z", text[:n][-5:], re.IGNORECASE)
    return not before or (before[1].lower() == "an") == (new[:1].lower() in "aeio")
