"""The clauses of an article, each with what stands in it."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from tellings.analysis.claims.features import content_of, is_negated, modality_of
from tellings.analysis.claims.segments import segments
from tellings.model import Clause, Entity, Figure, Moment, Prose, Quotation, Span, Token, make_id

CLOSE = 3  # characters at the end of a sentence that may hold its question mark and closing marks


def find_clauses(
    article: str,
    prose: Prose,
    entities: tuple[Entity, ...],
    quotations: tuple[Quotation, ...],
    moments: tuple[Moment, ...],
    figures: tuple[Figure, ...],
) -> tuple[Clause, ...]:
    """Return the clauses of an article in order; questions, and clauses without a content word, assert nothing and are left out."""
    named = [(m.start, m.end, e.id) for e in entities for m in e.mentions if m.article == article]
    said = [(*s, q.id) for q in quotations for s in q.spans]
    timed = [(m.start, m.end, m.id) for m in moments]
    counted = [(f.start, f.end, f.id) for f in figures]
    starts = [t.start for t in prose.tokens]
    found = []
    for start, end in _all_segments(prose):
        words = [t.text for t in _tokens(prose.tokens, starts, (start, end)) if t.kind in ("word", "number")]
        if content := content_of(words):
            found.append(
                Clause(
                    id=make_id("cl", article, start, end),
                    article=article,
                    start=start,
                    end=end,
                    content=content,
                    figures=_inside(counted, start, end),
                    moments=_inside(timed, start, end),
                    entities=_inside(named, start, end),
                    quotations=_inside(said, start, end),
                    negated=is_negated(words),
                    modality=modality_of(words),
                )
            )
    return tuple(found)


def _all_segments(prose: Prose) -> Iterator[Span]:
    for sentence in prose.sentences:
        if "?" not in prose.text[sentence.end - CLOSE : sentence.end]:
            yield from segments(prose, sentence)


def _tokens(tokens: Sequence[Token], starts: Sequence[int], span: Span) -> Sequence[Token]:
    return tokens[bisect_left(starts, span[0]) : bisect_left(starts, span[1])]


def _inside(spans: Iterable[tuple[int, int, str]], start: int, end: int) -> tuple[str, ...]:
    return tuple(dict.fromkeys(i for s, e, i in spans if s < end and e > start))
