"""The clauses of a story side by side: what stands in each, whom it names, which say one thing."""

from tellings.collation.agreement.named import Named
from tellings.collation.agreement.together import Together

__all__ = ["Clauses"]


class Clauses(Named, Together):
    """All clauses of a story, with what stands in them, how alike two of them are, and which say one thing."""
