"""Who and what is named in one article. The verb is ``find_entities``."""

from tellings.model import Article, Entity, Prose


def find_entities(article: Article, prose: Prose) -> tuple[Entity, ...]:
    """Return the entities of an article with their mentions and roles."""
    return ()
