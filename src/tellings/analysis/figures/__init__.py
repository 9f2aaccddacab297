"""Numbers with what they count. The verb is ``find_figures``."""

from tellings.model import Article, Figure, Moment, Prose


def find_figures(article: Article, prose: Prose, moments: tuple[Moment, ...]) -> tuple[Figure, ...]:
    """Return the figures of an article; numbers that belong to a moment or a name are none."""
    return ()
