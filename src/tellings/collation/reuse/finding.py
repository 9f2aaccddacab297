"""The stretches that articles share, classed and, where the evidence suffices, directed."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from tellings.collation.reuse.candidates import candidate_pairs
from tellings.collation.reuse.composites import Pair, weigh_composites
from tellings.collation.reuse.direction import find_signs
from tellings.collation.reuse.paraphrases import find_paraphrases
from tellings.collation.reuse.signs import explain, settle, settle_stretch
from tellings.collation.reuse.stretches import find_stretches
from tellings.collation.reuse.telling import Telling, read_telling, tell_all
from tellings.model import Analysis, Passage, Reuse, make_id
from tellings.model.reuse import ReuseClass


def find_reuse(analyses: Sequence[Analysis]) -> tuple[Reuse, ...]:
    """Return the stretches that two articles share; articles are taken by id, whatever their order.

    Untraced stretches go from the article of lower id to the other.
    """
    tellings = [read_telling(a) for a in sorted(analyses, key=lambda a: a.article.id)]
    told = tell_all(tellings)
    pairs = []
    for i, j in candidate_pairs([t.words for t in tellings]):
        stretches = find_stretches(told[i], told[j])
        pairs.append(Pair(tellings[i], tellings[j], stretches, find_signs(tellings[i], tellings[j], stretches)))
    return tuple(reuse for pair in weigh_composites(pairs) for reuse in _between(pair))


def _between(pair: Pair) -> Iterator[Reuse]:
    yield from (_reuse(pair, n) for n in range(len(pair.stretches)))
    way = settle(pair.signs)
    for x, y, score in find_paraphrases(pair.a, pair.b, pair.stretches):
        here, there = _sentence(pair.a, x), _sentence(pair.b, y)
        yield _made(here, there, way, "paraphrase", score, explain(pair.signs), "neighbouring-paraphrase")


def _reuse(pair: Pair, n: int) -> Reuse:
    stretch = pair.stretches[n]
    here, there = _passage(pair.a, stretch.a, stretch.a_end), _passage(pair.b, stretch.b, stretch.b_end)
    way = settle_stretch(pair.signs, n)
    kind: ReuseClass = "verbatim" if stretch.verbatim else "edited"
    score = round(stretch.equal / max(stretch.a_end - stretch.a, stretch.b_end - stretch.b), 3)
    if stretch.quoted:
        return _made(here, there, 0, kind, score, (), "shared-quotation")
    rule = "equal-run" if stretch.verbatim else "edited-run"
    return _made(here, there, way, kind, score, explain(pair.signs), rule)


def _made(here: Passage, there: Passage, way: int, kind: ReuseClass, score: float, evidence: tuple[str, ...], rule: str) -> Reuse:
    first, second = (there, here) if way < 0 else (here, there)
    return Reuse(
        id=make_id("r", here.article, here.start, here.end, there.article, there.start, there.end),
        from_=first,
        to=second,
        class_=kind,
        quoted=rule == "shared-quotation",
        direction="traced" if way else "untraced",
        score=score,
        evidence=evidence,
        rule=rule,
    )


def _sentence(telling: Telling, number: int) -> Passage:
    """Return the words of a sentence, from its first to its last."""
    return _passage(telling, bisect_left(telling.sentence, number), bisect_right(telling.sentence, number))


def _passage(telling: Telling, first: int, last: int) -> Passage:
    return telling.analysis.passage(telling.tokens[first].start, telling.tokens[last - 1].end)
