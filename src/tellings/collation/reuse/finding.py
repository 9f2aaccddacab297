"""The stretches that articles share, classed and, where the evidence suffices, directed."""

from collections.abc import Sequence

from tellings.collation.reuse.candidates import candidate_pairs
from tellings.collation.reuse.direction import DISAGREE, Sign, disagree, find_signs, settle
from tellings.collation.reuse.stretches import Stretch, find_stretches
from tellings.collation.reuse.telling import Telling, read_telling, tell_all
from tellings.model import Analysis, Passage, Reuse, make_id


def find_reuse(analyses: Sequence[Analysis]) -> tuple[Reuse, ...]:
    """Return the stretches that two articles share; articles are taken by id, whatever their order.

    Untraced stretches go from the article of lower id to the other.
    """
    tellings = [read_telling(a) for a in sorted(analyses, key=lambda a: a.article.id)]
    found: list[Reuse] = []
    told = tell_all(tellings)
    for i, j in candidate_pairs([t.words for t in tellings]):
        found += _between(tellings[i], tellings[j], find_stretches(told[i], told[j]))
    return tuple(found)


def _between(a: Telling, b: Telling, stretches: Sequence[Stretch]) -> list[Reuse]:
    signs = find_signs(a, b, stretches)
    way = settle(signs)
    return [_reuse(a, b, s, signs, way) for s in stretches]


def _reuse(a: Telling, b: Telling, stretch: Stretch, signs: Sequence[Sign], way: int) -> Reuse:
    here, there = _passage(a, stretch.a, stretch.a_end), _passage(b, stretch.b, stretch.b_end)
    first, second = (there, here) if way < 0 else (here, there)
    traced = way != 0 and not stretch.quoted
    rule = "shared-quotation" if stretch.quoted else "equal-run" if stretch.verbatim else "edited-run"
    return Reuse(
        id=make_id("r", here.article, here.start, here.end, there.article, there.start, there.end),
        from_=first if traced else here,
        to=second if traced else there,
        class_="verbatim" if stretch.verbatim else "edited",
        quoted=stretch.quoted,
        direction="traced" if traced else "untraced",
        score=round(stretch.equal / max(stretch.a_end - stretch.a, stretch.b_end - stretch.b), 3),
        evidence=() if stretch.quoted else _evidence(signs),
        rule=rule,
    )


def _evidence(signs: Sequence[Sign]) -> tuple[str, ...]:
    told = dict.fromkeys(s.says for s in signs)
    return (*told, DISAGREE) if disagree(signs) else tuple(told)


def _passage(telling: Telling, first: int, last: int) -> Passage:
    return telling.analysis.passage(telling.tokens[first].start, telling.tokens[last - 1].end)
