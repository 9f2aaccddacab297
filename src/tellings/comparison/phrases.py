"""Phrases: the parts of a frame, with what is known of their words: names, numbers, how much of it, joint heads."""

from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property

from msgspec import Struct

from tellings.comparison.words import keys_of, listed
from tellings.language.content import fold
from tellings.language.numbers import find_numbers
from tellings.language.trees import Trees
from tellings.model import Analysis, Figure, Moment, Span

APART = ("acl", "appos", "parataxis", "advcl", "ccomp", "punct", "dep", "list", "orphan", "discourse", "vocative")
QUANTITIES = ("all", "most", "many", "some", "few", "none", "only")
LIGHT = frozenset({"flat", "compound"})


class Phrase(Struct, frozen=True, kw_only=True):
    """Words that play one part: the number of the ``head`` word, that ``word`` folded, its place, the keys of each joint head.

    ``names``: last words of the names that its heads bear or stand for (pronouns and roles where they are resolved).
    ``open``: a pronoun or role that nothing resolves, which may be anybody. ``count``: the number before the head, or which it is
    itself (``bare``): "two were hurt".
    """

    head: int
    word: str
    span: Span
    heads: tuple[frozenset[str], ...]
    content: frozenset[str]
    names: frozenset[str]
    named: bool
    open: bool
    quantity: str | None
    modifiers: tuple[str, ...]
    count: float | None = None
    bare: bool = False
    figures: tuple[Figure, ...] = ()
    moments: tuple[Moment, ...] = ()


class Phrases:
    """Makes phrases of the words of one article."""

    def __init__(self, analysis: Analysis, trees: Trees) -> None:
        self.analysis, self.trees, self.text = analysis, trees, analysis.article.text

    def phrase(self, head: int, clause: int = -1, without: int = -1) -> Phrase:
        """Return the phrase under a word; clauses inside it, and ``clause`` itself, left out."""
        words = sorted(self._words(head, clause, without))
        heads = [head, *(c for c in self.trees.children(head) if self.trees.label(c) == "conj" and c in words)]
        start, end = self.trees.words[words[0]][0], self.trees.words[words[-1]][1]
        names = [self._names(h) for h in heads]
        return Phrase(
            head=head,
            word=fold(self._word(head)),
            span=(start, end),
            heads=tuple(keys_of(self._word(self._counted(h))) for h in heads),
            content=frozenset(k for w in words for k in keys_of(self._word(w))),
            names=frozenset(n for some in names for n in some),
            named=all(self.trees.tags[h] == "PROPN" for h in heads),
            open=any(not n and self.trees.tags[h] == "PRON" for h, n in zip(heads, names, strict=True)),
            quantity=self._quantity(head, words),
            modifiers=tuple(fold(self._word(c)) for h in heads for c in self.trees.children(h) if self.trees.label(c) == "amod"),
            count=self._count(head),
            bare=self.trees.tags[head] == "NUM",
            figures=tuple(self._inside(self._figures, start, end)),
            moments=tuple(self._inside(self._moments, start, end)),
        )

    def _count(self, head: int) -> float | None:
        word = head if self.trees.tags[head] == "NUM" else -1
        word = next((c for c in self.trees.children(head) if self.trees.labels[c] == "nummod"), word)
        if word < 0:
            return None
        found = find_numbers(self.text, *self.trees.words[word])
        return found[0].value if found else 1.0 if fold(self._word(word)) == "one" else None

    def _counted(self, head: int) -> int:
        """Return the word that tells what a phrase is of: "miners" in "all of the miners", "12 of the miners"."""
        low = fold(self._word(head))
        if self.trees.tags[head] not in ("DET", "PRON", "NUM", "ADJ") and not any(low in listed("quantity", q) for q in QUANTITIES):
            return head
        return next((c for c in self.trees.children(head) if self.trees.label(c) == "nmod"), head)

    def _words(self, head: int, clause: int, without: int) -> Iterator[int]:
        stack = [head]
        while stack:
            word = stack.pop()
            yield word
            for c in self.trees.children(word):
                label = self.trees.label(c)
                verb = label == "conj" and self.trees.tags[c] == "VERB"
                case = word == head and label in ("case", "mark", "cc")
                own = word == clause and label not in ("det", "amod", "compound", "flat", "nummod", "nmod", "case")
                if (
                    label not in APART
                    and not self._contrasted(c)
                    and not verb
                    and not case
                    and not own
                    and c not in (clause, without)
                ):
                    stack.append(c)

    def _contrasted(self, c: int) -> bool:
        """Tell whether a joined part is named to be denied: "by a leak, not by lightning"."""
        return self.trees.label(c) == "conj" and any(fold(self._word(k)) == "not" for k in self.trees.children(c))

    def _names(self, head: int) -> frozenset[str]:
        """Return the last words of the names that a word bears or, as a pronoun or role, stands for, and their initials."""
        start, end = self.trees.words[head]
        found = {w for s, e, n in self._known if s < end and start < e for w in _forms(n)}
        if self.trees.tags[head] == "PROPN":
            last = max([head, *(c for c in self.trees.children(head) if self.trees.label(c) == "flat")])
            found.add(fold(self._word(last)))
            found = {w for w in found if any(map(str.isalnum, w))}  # a soft hyphen may stand as a word of its own
        return frozenset(w.removesuffix("'s").replace(".", "") for w in found)

    @cached_property
    def _known(self) -> list[tuple[int, int, str]]:
        spans = [
            (m.start, m.end, e.name) for e in self.analysis.entities for m in e.mentions if m.article == self.analysis.article.id
        ]
        spans += [
            (r.start, r.end, e.name) for e in self.analysis.entities for r in e.references if r.article == self.analysis.article.id
        ]
        return sorted(s for s in spans if s[2].split())

    def _quantity(self, head: int, words: list[int]) -> str | None:
        near = {
            head,
            *(c for c in words if self.trees.heads[c] == head and self.trees.label(c) in ("det", "amod", "advmod", "nummod", "cc")),
        }
        near |= {c for c in words if self.trees.label(c) == "det" and self.trees.heads[c] in near}
        about = {w for w in near if fold(self._word(w)) == "some" and w + 1 in words and self.trees.tags[w + 1] == "NUM"}
        low = {fold(self._word(w)) for w in near - about}  # "some 400" is a number
        return next((q for q in QUANTITIES if low & listed("quantity", q)), None)

    @cached_property
    def _figures(self) -> list[Figure]:
        return sorted(self.analysis.figures, key=lambda f: f.start)

    @cached_property
    def _moments(self) -> list[Moment]:
        return sorted(self.analysis.moments, key=lambda m: m.start)

    def _inside(self, found: list, start: int, end: int) -> list:  # type: ignore[type-arg]
        first = bisect_left(found, start, key=lambda x: x.start)
        last = bisect_left(found, end, key=lambda x: x.start)
        return found[first:last]

    def _word(self, n: int) -> str:
        return self.text[slice(*self.trees.words[n])]


def _forms(name: str) -> set[str]:
    """Return the last word of a name and, of several words, its initials.

    >>> sorted(_forms("Ostby Harbour Trust"))
    ['oht', 'trust']
    """
    words = [w for w in fold(name).split() if w not in ("of", "the", "for", "and")]
    return {words[-1], "".join(w[0] for w in words)} if len(words) > 1 else set(words)
