"""Who said what in one article. The verb is ``find_quotations``."""

from tellings.model import Article, Entity, Prose, Quotation


def find_quotations(article: Article, prose: Prose, entities: tuple[Entity, ...]) -> tuple[Quotation, ...]:
    """Return the quotations of an article with the speakers that it names, read alone."""
    return ()
