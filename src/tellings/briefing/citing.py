"""Give a chosen sentence its passages: its own, then the sentences of other reports that say the same."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from math import log

from tellings.briefing.candidates import Candidate, stems_of
from tellings.briefing.choosing import cosine
from tellings.language.content import content_words
from tellings.model import Analysis, Claim, Passage, Span, Story

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
# By judgement, except ALIKE and JOINED.
LONGEST = 500  # characters of a passage
PER_ARTICLE = 2  # passages of one article that one sentence cites
MOST_PER_ARTICLE = 650  # characters that one sentence cites of one article
MOST = 6  # passages of one sentence
# Likeness (cosine, names left out, stems weighted by how few sentences of the story hold them) at which a sentence of another
# report carries the sentence as well; less suffices where a claim joins the two. By judgement, looking at the citations of the
# three dev stories and the demo.
ALIKE = 0.45
JOINED = 0.34


class Citer:
    """Finds what a sentence of the brief may cite besides itself."""

    def __init__(self, story: Story, analyses: Sequence[Analysis]) -> None:
        self.told: dict[str, list[Claim]] = {}
        for claim in story.claims:
            for article in sorted({p.article for p in claim.passages}) if claim.agreement != "in_conflict" else ():
                self.told.setdefault(article, []).append(claim)
        self.sides = [[side.passages for side in c.sides] for c in story.conflicts]
        self.sentences = [(a.passage(s.start, s.end), stems_of(a, s)) for a in analyses for s in a.prose.sentences]
        self.whole = {a.article.id: a for a in analyses}
        held = Counter(stem for _, stems in self.sentences for stem in stems)
        self.weights = {stem: log(1 + len(self.sentences) / n) for stem, n in held.items()}
        self.copied = copies_of(story)
        named = (words for e in story.entities for words in (e.name, *e.roles))
        self.names = frozenset(
            content_words(w for words in named for w in WORD.findall(words))
        )  # who it is about, not what it says

    def is_copy(self, passage: Passage) -> bool:
        """Tell whether most of a passage was taken over from another report, which then is the one to cite."""
        length = passage.end - passage.start
        return any(2 * (min(passage.end, e) - max(passage.start, s)) > length for s, e in self.copied.get(passage.article, ()))

    def support(self, candidate: Candidate) -> int:
        """Return the most origins behind a claim that the sentence makes, at least one."""
        return max((c.origins for c in self._claims_of(candidate.passage)), default=1)

    def claims(self, candidate: Candidate) -> tuple[str, ...]:
        """Return the ids of the claims that the sentence makes."""
        return tuple(sorted({c.id for c in self._claims_of(candidate.passage)}))

    def told_by(self, passages: Sequence[Passage]) -> tuple[str, ...]:
        """Return the ids of the claims that passages make."""
        return tuple(sorted({c.id for p in passages for c in self._claims_of(p)}))

    def cite(self, candidate: Candidate) -> tuple[Passage, ...]:
        """Return the sentence's passage, those that its edits rest on and, per other report, the one that carries it best.

        Where there are more than a sentence may cite, copies give way to what was there first.
        """
        claimed = {p for c in self._claims_of(candidate.passage) for p in c.passages}
        against = self._against(candidate.passage)
        best: dict[str, tuple[float, Passage]] = {}
        for passage, stems in self.sentences:
            if passage.article == candidate.passage.article or not stems or passage.end - passage.start > LONGEST:
                continue
            alike = cosine(candidate.stems - self.names, stems - self.names, self.weights)
            least = JOINED if any(_overlap(passage, p) for p in claimed) else ALIKE
            if any(_overlap(passage, p) for p in against):
                continue
            if alike >= least and (passage.article not in best or alike > best[passage.article][0]):
                best[passage.article] = (alike, passage)
        ranked = sorted(best.values(), key=lambda found: (self.is_copy(found[1]), -found[0], found[1]))
        own = within_limits((candidate.passage, *candidate.also))
        first_hand = sorted((p for _, p in ranked[: MOST - len(own)]), key=lambda p: (self.is_copy(p), p))
        return (*own, *first_hand)

    def _against(self, passage: Passage) -> list[Passage]:
        """Return the passages that stand on another side of a conflict than a passage does."""
        found = []
        for sides in self.sides:
            mine = [any(_overlap(passage, p) for p in side) for side in sides]
            found += [p for side, own in zip(sides, mine, strict=True) if any(mine) and not own for p in side]
        return found

    def sentence_around(self, passage: Passage) -> Passage:
        """Return the whole sentence that holds a passage, when it is no longer than a passage may be."""
        analysis = self.whole.get(passage.article)
        for s in analysis.prose.sentences if analysis else ():
            if s.start <= passage.start and passage.end <= s.end and s.end - s.start <= LONGEST:
                return analysis.passage(s.start, s.end) if analysis else passage
        return passage

    def _claims_of(self, passage: Passage) -> list[Claim]:
        return [c for c in self.told.get(passage.article, ()) if any(_overlap(passage, p) for p in c.passages)]


def copies_of(story: Story) -> Mapping[str, list[Span]]:
    """Return, by article, the stretches that are known to come from another report."""
    found: dict[str, list[Span]] = {}
    for r in story.reuse:
        if r.direction == "traced" and not r.quoted:
            found.setdefault(r.to.article, []).append((r.to.start, r.to.end))
    return found


def within_limits(passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """Return the passages, first come first kept, so that no article is cited too often or at too great length."""
    kept: list[Passage] = []
    for passage in dict.fromkeys(passages):
        same = [p for p in kept if p.article == passage.article]
        length = sum(p.end - p.start for p in same) + passage.end - passage.start
        inside = any(p.start <= passage.start and passage.end <= p.end for p in same)
        if len(same) < PER_ARTICLE and length <= MOST_PER_ARTICLE and not inside and passage.end - passage.start <= LONGEST:
            kept.append(passage)
    return tuple(kept[:MOST])


def names_of(story: Story, passages: Sequence[Passage]) -> Mapping[str, str]:
    """Return the outlet of each article cited, where it is known."""
    outlets = {card.id: card.outlet for card in story.articles}
    return {p.article: outlet for p in passages if (outlet := outlets.get(p.article))}


def _overlap(one: Passage, two: Passage) -> bool:
    """Tell whether two passages share half of the shorter one."""
    shared = min(one.end, two.end) - max(one.start, two.start)
    return one.article == two.article and 2 * shared >= min(one.end - one.start, two.end - two.start)
