"""When: time expressions and their values. The verb is ``find_moments``."""

from tellings.model import Article, Moment, Prose


def find_moments(article: Article, prose: Prose, anchor: str | None) -> tuple[Moment, ...]:
    """Return the moments of an article, resolved from ``anchor`` (its day, ISO 8601); without one, weekdays stay XXXX-WXX-n."""
    return ()
