"""Whether two times, or two numbers, belong to one event: by the predicates that govern them and who takes part in them."""

import re
from collections import defaultdict
from typing import NamedTuple

from tellings.collation.agreement.align import Clauses
from tellings.comparison import Frame, Sentences
from tellings.comparison.likeness import CORE
from tellings.comparison.words import base_of
from tellings.language.trees import Trees
from tellings.model import Clause

DAY = re.compile(r"(?:(?:\d{4}|XXXX)-\d\d-\d\d|XXXX-WXX-\d)(?=T|$)")  # a day of the calendar or of the week; not 2031-05
POINTING = re.compile(r"(?i)(?:that|those)\s")  # "that storm": one told of before
HIGH = 8  # steps up the tree from a word to the predicate that governs it


class Part(NamedTuple):
    """Who takes part: names, keys of the words, kind of entity; ``open``: a pronoun, or "that storm", that may be any other."""

    names: frozenset[str]
    content: frozenset[str]
    open: bool
    kind: str


class Events:
    """The predicates of a story's articles, each article read when it is first asked for."""

    def __init__(self, clauses: Clauses) -> None:
        self._clauses = clauses
        self._read: dict[str, Sentences] = {}
        self._kinds: dict[str, dict[int, str]] = {}
        self._days: dict[str, dict[str, set[str]]] = {}

    def governing(self, article: str, place: int) -> Frame | None:
        """Return the frame that governs a character: that of the nearest predicate above its word; None without a tree."""
        told = self._sentences(article)
        if not (trees := told.trees) or (word := trees.at(place)) < 0:
            return None
        frames = {f.word: f for f in told.of_sentence(trees.sentence_of(word))}
        for _ in range(HIGH):
            if word in frames or word < 0:
                break
            word = trees.heads[word]
        return frames.get(word)

    def apart(self, one: tuple[str, int], two: tuple[str, int]) -> bool:
        """Tell whether what governs two places (article, character) happened to others, or was done by others.

        >>> from tellings.reading import read
        >>> from tellings.analysis import analyse
        >>> texts = ["The club signed Ada Brook on Monday.", "On Tuesday the club signed Tom Reed."]
        >>> told = [analyse(read(t, f"{n}.txt")) for n, t in enumerate(texts)]
        >>> (a, b), events = [t.article.id for t in told], Events(Clauses(told))
        >>> events.apart((a, 29), (b, 3)), events.apart((a, 29), (a, 4))
        (True, False)
        """
        f, g = self.governing(*one), self.governing(*two)
        if not (f and g):
            return False
        return self.of_others((one[0], f), (two[0], g))

    def of_others(self, one: tuple[str, Frame], two: tuple[str, Frame]) -> bool:
        """Tell whether two frames, each with its article, have other people or bodies in one role."""
        return any(_others(self._parts(*one, role), self._parts(*two, role)) for role in CORE)

    def frames(self, clause: Clause) -> tuple[Frame, ...]:
        """Return the frames of a clause, none without a tree."""
        return self._sentences(clause.article).frames(clause.start, clause.end)

    def _parts(self, article: str, frame: Frame, role: str) -> list[Part]:
        text, trees = self._clauses.analyses[article].article.text, self._sentences(article).trees
        heads = [(p, trees.words[p.head][0] if trees else 0) for p in frame.of(role)]
        return [
            Part(p.names, p.content, p.open or bool(POINTING.match(text, p.span[0])), self._kind(article, at)) for p, at in heads
        ]

    def _kind(self, article: str, place: int) -> str:
        """Return the kind of the entity that a character names, or nothing."""
        if article not in self._kinds:
            named = [(m, e.kind) for e in self._clauses.analyses[article].entities for m in e.mentions if m.article == article]
            self._kinds[article] = {at: kind for m, kind in named for at in range(m.start, m.end)}
        return self._kinds[article].get(place, "")

    def days(self, article: str, place: int) -> frozenset[str]:
        """Return the days on which an article lets happen what governs a character, in whatever sentence: "signed"."""
        frame = self.governing(article, place)
        return frozenset(d for key in base_of(frame.printed) for d in self._days_of(article)[key]) if frame else frozenset()

    def _days_of(self, article: str) -> dict[str, set[str]]:
        if article not in self._days:
            found: dict[str, set[str]] = defaultdict(set)
            for m in self._clauses.analyses[article].moments:
                if (day := DAY.match(m.value)) and (frame := self.governing(article, m.start)):
                    for key in base_of(frame.printed):
                        found[key].add(day.group())
            self._days[article] = found
        return self._days[article]

    def trees(self, article: str) -> Trees | None:
        """Return the trees of an article, None without syntax."""
        return self._sentences(article).trees

    def _sentences(self, article: str) -> Sentences:
        if article not in self._read:
            self._read[article] = Sentences(self._clauses.analyses[article])
        return self._read[article]


def _others(ones: list[Part], others: list[Part]) -> bool:
    """Tell whether the parts of one role bear names, and none in common; a pronoun bears the name that it stands for.

    Beside a name, a pronoun that nothing resolves may stand for anybody else; a place stands for its government, which has
    other names besides.
    """
    mine, theirs = ([p for p in side if (p.names and p.kind != "place") or p.open] for side in (ones, others))
    if not (mine and theirs) or all(p.open for p in (*mine, *theirs)):
        return False
    return not any(p.names & q.names or (p.content & q.content and not (p.open or q.open)) for p in mine for q in theirs)
