"""Article in, analysis out; the rooms never see each other, this file runs them. The verb is ``analyse``."""

from tellings.analysis.claims import find_clauses
from tellings.analysis.figures import find_figures
from tellings.analysis.mentions import find_entities
from tellings.analysis.moments import find_moments
from tellings.analysis.quotations import find_quotations
from tellings.language import read_prose
from tellings.model import Analysis, Article

__all__ = ["analyse"]


def analyse(article: Article) -> Analysis:
    """Read one article alone."""
    prose = read_prose(article.text, [(f.start, f.end) for f in article.furniture])
    entities = find_entities(article, prose)
    moments = find_moments(article, prose, article.published)
    figures = find_figures(article, prose, moments)
    quotations = find_quotations(article, prose, entities)
    clauses = find_clauses(article.id, prose, entities, quotations, moments, figures)
    return Analysis(
        article=article, prose=prose, entities=entities, quotations=quotations, moments=moments, figures=figures, clauses=clauses
    )
