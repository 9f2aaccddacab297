"""Article in, analysis out; the rooms never see each other, this file runs them. The verb is ``analyse``."""

from tellings.analysis.claims import find_clauses
from tellings.analysis.figures import find_figures
from tellings.analysis.mentions import find_entities
from tellings.analysis.moments import find_moments
from tellings.analysis.quotations import find_quotations
from tellings.language import read_prose
from tellings.language.readers import English, Reader, Rules, load_reader, read_with
from tellings.model import Analysis, Article

__all__ = ["analyse"]


def analyse(
    article: Article, reader: Reader | English | Rules | None = None, *, attitudes: bool = False, clauses: bool = True
) -> Analysis:
    """Read one article alone.

    ``reader`` reads the syntax: the English encoder unless another is given (``tellings.language.readers.load_reader``). An article
    in a language it does not read, or weights that are missing, leave it to rules alone; ``read_by`` says which it was.
    ``attitudes``: the quotations hold also what somebody wants, plans or believes. ``clauses``: cut the text into clauses, which
    only collation needs.
    """
    prose = read_prose(article.text, [(f.start, f.end) for f in article.furniture])
    syntax, read_by = read_with(reader or load_reader(), article.language, prose)
    entities = find_entities(article, prose, syntax)
    moments = find_moments(article, prose, article.published, syntax)
    figures = find_figures(article, prose, moments, syntax)
    quotations = find_quotations(article, prose, entities, syntax, attitudes=attitudes)
    told = find_clauses(article.id, prose, entities, quotations, moments, figures, syntax) if clauses else ()
    return Analysis(
        article=article,
        prose=prose,
        syntax=syntax,
        read_by=read_by,
        entities=entities,
        quotations=quotations,
        moments=moments,
        figures=figures,
        clauses=told,
    )
