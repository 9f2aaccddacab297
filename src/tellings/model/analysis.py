"""What was read from one article alone."""

from msgspec import Struct

from tellings.model.article import Article, Furniture
from tellings.model.claim import Clause
from tellings.model.entity import Entity
from tellings.model.figure import Figure
from tellings.model.moment import Moment
from tellings.model.passage import Passage, Span
from tellings.model.prose import Prose
from tellings.model.quotation import Quotation
from tellings.model.syntax import Syntax


class Analysis(Struct, frozen=True, kw_only=True):
    """An article and everything that analysis found in it."""

    article: Article
    prose: Prose
    syntax: Syntax | None = None
    read_by: str | None = None  # the model that read the syntax, or "rules: " and why
    entities: tuple[Entity, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    moments: tuple[Moment, ...] = ()
    figures: tuple[Figure, ...] = ()
    clauses: tuple[Clause, ...] = ()

    def passage(self, start: int, end: int) -> Passage:
        """Cite characters of the article."""
        return Passage(self.article.id, start, end, self.article.text[start:end])


class AnalysisRow(Struct, frozen=True, kw_only=True):
    """One line of ``tellings analyse --jsonl``."""

    id: str
    file: str | None
    published: str | None
    published_basis: str | None
    language: str | None
    furniture: tuple[Furniture, ...]
    entities: tuple[Entity, ...]
    quotations: tuple[Quotation, ...]
    moments: tuple[Moment, ...]
    figures: tuple[Figure, ...]
    sentences: tuple[Span, ...]
    model: str | None = None  # what read the language: a model with its version, or "rules: " and why
