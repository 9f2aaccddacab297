"""Grade a sentence against its passages by what both tell: frames, speakers, order; without a tree by the words alone."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any

from msgspec.structs import replace

from tellings.analysis import analyse
from tellings.analysis.quotations import find_quotations
from tellings.briefing.candidates import without_lead_in
from tellings.briefing.gate import check_printed, check_words
from tellings.briefing.limits import check_limits
from tellings.briefing.speakers import SAYING, check_speakers
from tellings.briefing.spoken import find_sayings
from tellings.briefing.terms import FORM, RELATED, bounding, check_terms, denials, hedges
from tellings.comparison import (
    Difference,
    Frame,
    Sentences,
    agreed,
    differences,
    find_orders,
    in_place,
    likeness,
    opposed,
    other_players,
)
from tellings.comparison.likeness import same_predicate
from tellings.comparison.words import base_of, bases, keys_of, opposite, same_side
from tellings.language.content import fold
from tellings.language.readers import English, Reader, Rules, load_reader, read_with
from tellings.model import Analysis, Article, Moment, Passage, Quotation, Span

# By judgement, looking at `python -m bench.planted gate --half A`.
TOLD = 0.45  # likeness from which on a frame of a passage tells what a frame of the sentence does
DIM = 0.25  # likeness from which on a frame of the same predicate may be meant, though little of the rest is the same
RIVAL = 0.05  # a frame that is this much less alike may still be the one that is meant
HELD = 0.6  # share of a clause's content that a passage must hold where none of its frames is alike
OF_TREES = ("agent", "name", "modality")  # what a wrong tree may feign
OF_SAYING = ("agent", "opposite", "player", "negation", "modality")  # what is compared of a verb of saying
COPY = 0.75  # share of the content of two sentences that both have, from which on one is the other said again
LEAST = 3  # content keys of a clause from which on it must be told by a passage


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
        self._last: tuple[str, str | None, Sentences | None] | None = None
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
        own = self._read(sentence, passages)
        beside = [t for p in passages for t in self._beside(p)]
        theirs = [(t, f) for p in passages for t in self._beside(p) for f in t.frames(p.start, p.end)]
        if own is None or not theirs:
            return tuple(dict.fromkeys([*found, *check_words(sentence, bodies, names=self._outlets(passages))]))
        settled = self._settled(own, passages) | bounding(own)
        found += self._told(own, theirs, settled)
        found += check_terms(own, beside, list(self._moments(passages)), self._meaning, settled)
        found += check_limits(sentence, bodies)
        found += check_speakers(
            own.analysis, [(p, self._spoken(p)) for p in passages], beside, self._outlets(passages), self._meaning
        )
        found += self._order(own, passages)
        return tuple(dict.fromkeys(found))

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
        if self._last is None or self._last[:2] != (sentence, day):
            article = Article(id="-", text=sentence, language="en", published=day)
            found = analyse(article, self.reader, clauses=False)
            self._last = sentence, day, Sentences(found) if found.syntax else None
        return self._last[2]

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

    def _told(self, own: Sentences, theirs: Sequence[tuple[Sentences, Frame]], settled: frozenset[str]) -> Iterator[str]:
        """Yield, for each frame of the sentence, why no frame of the passages tells it so."""
        whole = frozenset(k for t in {id(t): t for t, _ in theirs}.values() for k in t.keys)
        cues = [q.cue for q in own.analysis.quotations if q.cue]
        for frame in own.frames(0, len(own.text)):
            if _inside_marks(own, frame):
                continue
            near = sorted(((likeness(frame, f), n) for n, (_, f) in enumerate(theirs)), key=lambda x: (-x[0], x[1]))
            same = [theirs[n] for score, n in near if score >= DIM and same_predicate(frame, theirs[n][1])]
            if not near or (near[0][0] < TOLD and not same):
                content = frozenset(k for k in frame.content if not k.isdigit())
                missing = len(content) >= LEAST and len(content & whole) < HELD * len(content)
                if missing:
                    yield f"no passage tells “{own.text[slice(*frame.span)]}”"
                elif not self._meant(own, frame, [f for _, f in theirs], whole):
                    yield f"no passage says “{frame.printed}”, nor a word for it"
                continue
            rivals = [theirs[n] for score, n in near if score >= max(TOLD, near[0][0] - RIVAL)]
            rivals = [r for r in rivals if fold(r[1].printed) == fold(frame.printed)] or same or rivals
            found = [[d for d in _all_differences(own, frame, t, f, whole) if d.says not in settled] for t, f in rivals]
            if any(s <= frame.at[0] < e for s, e in cues):  # who says it is looked at by itself
                yield from (_says(d) for d in found[0] if all(found) and d.kind in OF_SAYING)
                continue
            if all(found):
                yield from (_says(d) for d in found[0])
            elif not same and not self._meant(own, frame, [f for _, f in rivals], whole):
                yield f"no passage says “{frame.printed}” of it, nor a word for it"
            elif not _said(frame, own.analysis) and not _is_noun(own, frame):
                givers = [_giver(f, self.quotations.get(t.analysis.article.id, ())) for t, f in rivals]
                if all(givers) and not _gives(own, givers):
                    yield f"“{own.text[slice(*frame.span)]}” is told as a fact, but the passage has it from {givers[0]}"

    def _meant(self, own: Sentences, frame: Frame, others: Sequence[Frame], known: frozenset[str]) -> bool:
        """Tell whether a verb may be said for that of some frame of the passages, or stands there in another form."""
        assert own.trees
        said = (base_of(frame.printed) | frame.keys) & (bases("light", "verbs") | SAYING)
        if self._meaning is None or own.trees.tags[frame.word] != "VERB" or said or frame.keys & known:
            return True
        words = [w for f in others for w in (f.printed, *(w for w in f.words if keys_of(w)))]
        if any(w[:FORM].lower() == frame.printed[:FORM].lower() or same_side(frame.printed, w) for w in words):
            return True
        verbs = list(dict.fromkeys(f.printed.lower() for f in others))
        near = self._meaning([frame.printed.lower(), *verbs])
        return bool(verbs) and float((near[1:] @ near[0]).max()) >= RELATED

    def _settled(self, own: Sentences, passages: Sequence[Passage]) -> frozenset[str]:
        """Return the words of order that tell what a passage tells, perhaps by the opposite word: "Y before X", "X after Y"."""
        given = [o for p in passages for t in self._beside(p) for o in find_orders(t, p.start, p.end)]
        orders = find_orders(own, 0, len(own.text))
        return frozenset(o.marker for o in orders if any(opposite(o.marker, g.marker) and agreed(o, g) for g in given))

    @cached_property
    def _meaning(self) -> Callable[[Sequence[str]], Any] | None:
        """What gives vectors of meaning, where the reader has it."""
        reader = self.reader.load() if isinstance(self.reader, English) else self.reader
        return getattr(reader, "embed", None)

    def _order(self, own: Sentences, passages: Sequence[Passage]) -> Iterator[str]:
        given = [o for p in passages for t in self._beside(p) for o in find_orders(t, p.start, p.end)]
        for order in find_orders(own, 0, len(own.text)):
            if any(opposed(order, o) for o in given) and not any(agreed(order, o) for o in given):
                yield f'the order of "{order.marker}" is the other way round in the passage'


def _denies_alike(own: Sentences, told: Sentences) -> bool:
    """Tell whether a sentence is a passage's sentence but for small changes and has as many words that deny."""
    one, two = own.keys, told.keys
    return len(one & two) >= COPY * len(one | two) and denials(own) == denials(told)


def _said(frame: Frame, analysis: Analysis) -> bool:
    """Tell whether the sentence has a frame from somebody, too; of a stretch of a quotation without its marks it does not say."""
    if any(not (m.opened and m.closed) for m in analysis.prose.marks):
        return True
    return any(s <= frame.at[0] < e for q in analysis.quotations for s, e in q.spans)


def _gives(own: Sentences, givers: Sequence[str]) -> bool:
    """Tell whether a sentence names one of the givers beside a verb of saying."""
    sayers = {w for s in find_sayings(own.text) for w in s.name}
    sayers |= {p.word for f in own.frames(0, len(own.text)) if f.keys & SAYING for p in f.of("agent")}
    return any(fold(g).split()[-1] in sayers for g in givers)


def _all_differences(own: Sentences, frame: Frame, told: Sentences, other: Frame, known: frozenset[str]) -> list[Difference]:
    found = [*differences(frame, other), *other_players(own, frame, told, other, known)]
    found = [d for d in found if not (d.kind == "negation" and _denies_alike(own, told))]
    return [d for d in found if not (d.kind in OF_TREES and _stays(own, frame, told, d))]


def _stays(own: Sentences, frame: Frame, told: Sentences, d: Difference) -> bool:
    """Tell whether what differs by the trees alone stands in its place in the passage: then one of the trees is wrong."""
    if d.kind == "modality":
        return hedges(own) == hedges(told)
    assert own.trees
    first, last = own.trees.words_of(*d.ours)
    return first < last and in_place(frame, own.trees.head_of(first, last), own, told)


def _is_noun(own: Sentences, frame: Frame) -> bool:
    """Tell whether a frame is that of a noun, which asserts nothing: "the mayor's handling of the flood"."""
    return own.trees is not None and own.trees.tags[frame.word] == "NOUN" and not _has_copula(own, frame)


def _has_copula(own: Sentences, frame: Frame) -> bool:
    return own.trees is not None and any(own.trees.labels[c] == "cop" for c in own.trees.children(frame.word))


def _giver(frame: Frame, quotations: Iterable[Quotation]) -> str:
    """Return who is said to say what a frame tells, nothing when the article tells it itself."""
    held = [q for q in quotations if any(s <= frame.at[0] < e for s, e in q.spans)]
    return next((q.speaker.name or "somebody whom it quotes" for q in held), "")


def _inside_marks(own: Sentences, frame: Frame) -> bool:
    """Tell whether a whole clause stands inside marks, where it is compared letter by letter."""
    outer = (m for m in own.analysis.prose.marks if m.level == 0)
    return any(m.inner_start <= frame.at[0] < m.inner_end and m.inner_start <= frame.span[0] for m in outer)


SAYS = {
    "negation": "the sentence says “{says}”, the passage “{instead}”",
    "modality": "the sentence has it as {says}, the passage as {instead}",
    "agent": "who does it and whom it befalls stand the other way round in the passage (“{instead}”)",
    "player": "the sentence has “{says}” where the passage has “{instead}”",
    "name": "the sentence has {says} where the passage has {instead}",
    "number": "the sentence has {says} where the passage has {instead}",
    "date": "the sentence has {says} where the passage has {instead}",
    "scope": "the sentence says how much of it otherwise than the passage ({says}; {instead})",
    "opposite": "the sentence says “{says}”, the passage “{instead}”",
}


def _says(d: Difference) -> str:
    return SAYS[d.kind].format(says=d.says, instead=d.instead)


def grade(
    sentence: str, passages: Sequence[Passage], analyses: Iterable[Analysis], reader: Reader | English | Rules | None = None
) -> tuple[str, ...]:
    """Return why a sentence is not supported by passages of some analysed articles; nothing when it is.

    Whoever wrote the sentence: its names, numbers, dates, strings in marks, speakers, denials, modality, order of events, direction
    of comparison, and who did what to whom must be told there.
    """
    return Gate(analyses, reader).reasons(sentence, passages)
