"""Grade a sentence against its passages by what both tell: frames, speakers, order; without a tree by the words alone."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, partial
from typing import Any

from msgspec.structs import replace
from numpy import stack

from tellings.analysis import analyse
from tellings.analysis.quotations import find_quotations
from tellings.briefing.against import is_against
from tellings.briefing.candidates import without_lead_in
from tellings.briefing.clauses import check_clauses
from tellings.briefing.dating import undated
from tellings.briefing.gate import check_printed, check_words
from tellings.briefing.homes import check_homes
from tellings.briefing.joints import check_joints
from tellings.briefing.limits import check_limits
from tellings.briefing.loaded import check_loaded
from tellings.briefing.roles import check_roles
from tellings.briefing.speakers import check_speakers
from tellings.briefing.sureness import check_small_words
from tellings.briefing.swapped import check_swaps
from tellings.briefing.terms import bounding, check_terms
from tellings.briefing.ties import check_ties
from tellings.comparison import Sentences, agreement, find_orders
from tellings.comparison.words import opposite
from tellings.language.readers import English, Reader, Rules, load_reader, read_with
from tellings.model import Analysis, Article, Moment, Passage, Quotation, Span

VECTORS = 20_000  # words whose vectors of meaning are kept, 384 numbers each


class Gate:
    """The gate of one story: articles are read once, sentences as they come.

    ``reader`` reads the sentences; without one, and for articles without a tree, the words alone are compared.
    ``quotations`` are the story's, speakers settled, where they are known.
    """

    def __init__(
        self,
        analyses: Iterable[Analysis],
        reader: Reader | English | Rules | None = None,
        quotations: Sequence[Quotation] | None = None,
    ) -> None:
        self.told = {a.article.id: Sentences(a) for a in analyses}
        self.reader = reader or load_reader()
        self._of = ""  # the sentence that was read last, by the days as of which it was
        self._readings: dict[str | None, Sentences | None] = {}
        self._vectors: dict[str, Any] = {}
        self._alone: dict[tuple[str, int], Sentences] = {}
        self._said: dict[tuple[str, int], tuple[Quotation, ...]] = {}
        held = quotations if quotations is not None else [q for t in self.told.values() for q in t.analysis.quotations]
        self.quotations: dict[str, list[Quotation]] = {}
        for quotation in held:
            self.quotations.setdefault(quotation.article, []).append(quotation)

    @cached_property
    def names(self) -> dict[str, str]:
        """The outlet of each article, which a sentence may name without a passage."""
        return {i: t.analysis.article.outlet for i, t in self.told.items() if t.analysis.article.outlet}

    def reasons(self, sentence: str, passages: Sequence[Passage]) -> tuple[str, ...]:
        """Return why a sentence may not be printed over these passages; nothing when all of it is told there."""
        wrong = [p for p in passages if not self._stands(p)]
        if wrong:
            return tuple(f"the passage {p.article} {p.start}-{p.end} is not what stands there" for p in wrong)
        found = check_printed(sentence, passages, names=self._outlets(passages), moments=list(self._moments(passages)))
        if found and (not passages or found[0].startswith("it is longer")):
            return tuple(found)
        if self._whole(sentence, passages):
            return tuple(found)
        bodies = [p.exact for p in passages]
        own = self._read(undated(sentence, passages, list(self._moments(passages))), passages)
        beside = [t for p in passages for t in self._beside(p)]
        theirs = [(t, f) for p in passages for t in self._beside(p) for f in t.frames(p.start, p.end)]
        if own is None or not theirs:
            return tuple(dict.fromkeys([*found, *check_words(sentence, bodies, names=self._outlets(passages))]))
        if own.keys.isdisjoint(k for t in beside for k in t.keys):
            return (*dict.fromkeys(found), "no passage has any word of it")
        settled = self._settled(own, passages) | bounding(own)
        found += check_clauses(own, theirs, self.quotations, settled, self._meaning)
        found += check_terms(own, beside, list(self._moments(passages)), self._meaning, settled)
        found += check_roles(own, beside, self._meaning)
        found += check_homes(own, beside, list(self._moments(passages)))
        found += check_swaps(own, beside)
        found += check_loaded(own, beside)
        found += check_joints(own, beside, self._settled(own, passages))
        found += check_ties(own, beside)
        found += check_limits(sentence, bodies)
        found += check_speakers(
            own.analysis, [(p, self._spoken(p)) for p in passages], beside, self._outlets(passages), self._meaning
        )
        found += self._order(own, passages)
        found += () if found else check_small_words(own, beside)
        return tuple(r for r in dict.fromkeys(found) if not _told_twice(r, found))

    def sees(self, sentence: str, passages: Sequence[Passage]) -> bool:
        """Tell whether there is a tree of the sentence and of its passages; without one the words alone are compared."""
        if not all(self._stands(p) for p in passages):
            return True  # which `reasons` says of them
        own = self._read(undated(sentence, passages, list(self._moments(passages))), passages)
        return own is not None and all(any(t.trees is not None for t in self._beside(p)) for p in passages)

    def is_against(self, sentence: str, passage: Passage) -> bool:
        """Tell whether a passage tells otherwise than a sentence, and not merely less."""
        return is_against(self.reasons(sentence, [passage]), sentence, passage.exact)

    def _stands(self, p: Passage) -> bool:
        held = self.told.get(p.article)
        return held is not None and 0 <= p.start < p.end and held.text[p.start : p.end] == p.exact

    def _outlets(self, passages: Sequence[Passage]) -> list[str]:
        return [self.names[p.article] for p in passages if p.article in self.names]

    def _moments(self, passages: Sequence[Passage]) -> Iterator[Moment]:
        for p in passages:
            yield from (m for m in self.told[p.article].analysis.moments if m.start < p.end and p.start < m.end)

    def _whole(self, sentence: str, passages: Sequence[Passage]) -> bool:
        """Tell whether the sentence stands in a passage as a whole sentence of its article, or as one without its lead-in."""
        printed = (self.told[p.article].text[s:e] for p in passages for s, e in self._sentences(p))
        return any(sentence.strip() in (p.strip(), without_lead_in(p.strip())) for p in printed)

    def _sentences(self, p: Passage) -> Iterator[Span]:
        """Yield the sentences that a passage holds from their head or from behind a lead-in."""
        for s in self.told[p.article].analysis.prose.sentences:
            if p.start <= s.start and s.end <= p.end:
                yield s.start, s.end

    def _read(self, sentence: str, passages: Sequence[Passage]) -> Sentences | None:
        """Read the sentence as of the day of the reports that it cites, where they have one."""
        days = {(self.told[p.article].analysis.article.published or "")[:10] for p in passages}
        day = days.pop() or None if len(days) == 1 else None
        if self._of != sentence:
            self._of, self._readings = sentence, {}
        if day not in self._readings:
            article = Article(id="-", text=sentence, language="en", published=day)
            found = analyse(article, self.reader, clauses=False)
            self._readings[day] = Sentences(found) if found.syntax else None
        return self._readings[day]

    def _beside(self, p: Passage) -> Iterator[Sentences]:
        """Yield the sentences of a passage, each read alone as the brief's is: what is read wrongly is so twice."""
        analysis = self.told[p.article].analysis
        for sentence in analysis.prose.sentences:
            if sentence.start < p.end and p.start < sentence.end:
                key = p.article, sentence.start
                if key not in self._alone:
                    alone = replace(analysis.prose, sentences=(sentence,))
                    syntax, _ = read_with(self.reader, analysis.article.language, alone)
                    self._alone[key] = Sentences(replace(analysis, prose=alone, syntax=syntax))
                yield self._alone[key]

    def _spoken(self, p: Passage) -> list[Quotation]:
        """Return the quotations of a passage, as the story settles them and as its sentences read alone have them."""
        alone = [q for t in self._beside(p) for q in self._quoted(t)]
        return [q for q in (*self.quotations.get(p.article, ()), *alone) if any(s < p.end and p.start < e for s, e in q.spans)]

    def _quoted(self, told: Sentences) -> tuple[Quotation, ...]:
        a = told.analysis
        key = a.article.id, a.prose.sentences[0].start
        if key not in self._said:
            self._said[key] = find_quotations(a.article, a.prose, a.entities, a.syntax)
        return self._said[key]

    def _settled(self, own: Sentences, passages: Sequence[Passage]) -> frozenset[str]:
        """Return the words of order that tell what a passage tells, perhaps by the opposite word: "Y before X", "X after Y"."""
        given = [o for p in passages for t in self._beside(p) for o in find_orders(t, p.start, p.end)]
        orders = find_orders(own, 0, len(own.text))
        return frozenset(o.marker for o in orders if agreement(o, [g for g in given if opposite(o.marker, g.marker)]) > 0)

    @cached_property
    def _meaning(self) -> Callable[[Sequence[str]], Any] | None:
        """What gives vectors of meaning, where the reader has it."""
        reader = self.reader.load() if isinstance(self.reader, English) else self.reader
        embed = getattr(reader, "embed", None)
        return partial(self._vectors_of, embed) if embed else None

    def _vectors_of(self, embed: Callable[[Sequence[str]], Any], words: Sequence[str]) -> Any:
        """Return vectors of words, each made once."""
        if len(self._vectors) > VECTORS:
            self._vectors.clear()
        missing = [w for w in dict.fromkeys(words) if w not in self._vectors]
        if missing:
            self._vectors |= dict(zip(missing, embed(missing), strict=True))
        return stack([self._vectors[w] for w in words])

    def _order(self, own: Sentences, passages: Sequence[Passage]) -> Iterator[str]:
        given = [o for p in passages for t in self._beside(p) for o in find_orders(t, p.start, p.end)]
        for order in find_orders(own, 0, len(own.text)):
            if agreement(order, given) < 0:
                yield f'the order of "{order.marker}" is the other way round in the passage'


def _told_twice(reason: str, found: Sequence[str]) -> bool:
    """Tell whether another reason says of a word that no passage says it."""
    word = reason.partition(" stands in no cited passage")[0]
    return word != reason and word[:1] == "“" and any(f"no passage says {word}" in r for r in found)


def grade(
    sentence: str, passages: Sequence[Passage], analyses: Iterable[Analysis], reader: Reader | English | Rules | None = None
) -> tuple[str, ...]:
    """Return why a sentence is not supported by passages of some analysed articles; nothing when it is.

    Whoever wrote the sentence: its names, numbers, dates, strings in marks, speakers, denials, modality, order of events, direction
    of comparison, and who did what to whom must be told there.
    """
    return Gate(analyses, reader).reasons(sentence, passages)
