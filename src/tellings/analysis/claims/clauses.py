"""The clauses of an article, each with what stands in it."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from tellings.analysis.claims.features import content_of, is_negated, modality_of
from tellings.analysis.claims.segments import all_segments
from tellings.language.overlaps import Overlaps
from tellings.model import Clause, Entity, Figure, Moment, Prose, Quotation, Span, Syntax, Token, make_id


def find_clauses(
    article: str,
    prose: Prose,
    entities: tuple[Entity, ...],
    quotations: tuple[Quotation, ...],
    moments: tuple[Moment, ...],
    figures: tuple[Figure, ...],
    syntax: Syntax | None = None,
) -> tuple[Clause, ...]:
    """Return the clauses of an article in order; questions, and clauses without a content word, assert nothing and are left out."""
    named = Overlaps((m.start, m.end, e.id) for e in entities for m in e.mentions if m.article == article)
    said = Overlaps((s, e, q.id) for q in quotations for s, e in q.spans)
    timed = Overlaps((m.start, m.end, m.id) for m in moments)
    counted = Overlaps((f.start, f.end, f.id) for f in figures)
    starts = [t.start for t in prose.tokens]
    found = []
    for start, end in all_segments(prose, syntax):
        words = [t.text for t in _tokens(prose.tokens, starts, (start, end)) if t.kind in ("word", "number")]
        if content := content_of(words):
            found.append(
                Clause(
                    id=make_id("cl", article, start, end),
                    article=article,
                    start=start,
                    end=end,
                    content=content,
                    figures=_once(counted.of(start, end)),
                    moments=_once(timed.of(start, end)),
                    entities=_once(named.of(start, end)),
                    quotations=_once(said.of(start, end)),
                    negated=is_negated(words),
                    modality=modality_of(words),
                )
            )
    return tuple(found)


def _tokens(tokens: Sequence[Token], starts: Sequence[int], span: Span) -> Sequence[Token]:
    return tokens[bisect_left(starts, span[0]) : bisect_left(starts, span[1])]


def _once(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))
