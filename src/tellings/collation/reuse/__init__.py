"""Who copied whom. The verbs are ``find_reuse`` and ``find_origins``; ``count_origins`` is the one count."""

from collections.abc import Iterable, Sequence

from tellings.model import Analysis, Origin, Passage, Reuse, make_id


def find_reuse(analyses: Sequence[Analysis]) -> tuple[Reuse, ...]:
    """Return the stretches that two articles share, classed and, where the evidence suffices, directed."""
    return ()


def find_origins(analyses: Sequence[Analysis], reuse: Sequence[Reuse]) -> tuple[Origin, ...]:
    """Return the origins behind the articles, each article in one at most."""
    return tuple(Origin(id=make_id("o", a.article.id), articles=(a.article.id,), name=a.article.outlet or "") for a in analyses)


def count_origins(passages: Iterable[Passage], origins: Sequence[Origin]) -> int:
    """Return how many distinct origins stand behind the passages: the one function that counts them."""
    home = {a: o.id for o in origins for a in o.articles}
    return len({home.get(p.article, p.article) for p in passages})
