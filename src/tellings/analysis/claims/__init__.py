"""What an article asserts, clause by clause. The verb is ``find_clauses``."""

from tellings.model import Clause, Entity, Figure, Moment, Prose, Quotation


def find_clauses(
    article: str,
    prose: Prose,
    entities: tuple[Entity, ...],
    quotations: tuple[Quotation, ...],
    moments: tuple[Moment, ...],
    figures: tuple[Figure, ...],
) -> tuple[Clause, ...]:
    """Return the clauses of an article."""
    return ()
