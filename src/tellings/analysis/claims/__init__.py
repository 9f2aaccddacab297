"""What an article asserts, clause by clause. The verb is ``find_clauses``."""

from tellings.analysis.claims.clauses import find_clauses

__all__ = ["find_clauses"]
