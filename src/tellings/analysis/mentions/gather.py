"""Gather names into entities: one for each person, organisation, place or people of the article."""

from collections.abc import Sequence

from tellings.analysis.mentions.by_model import names_by_model
from tellings.analysis.mentions.by_rules import names_by_rules
from tellings.analysis.mentions.group import group_names
from tellings.analysis.mentions.groups import Group
from tellings.analysis.mentions.headlines import with_headlines
from tellings.analysis.mentions.references import find_references
from tellings.analysis.mentions.tree import Tree
from tellings.model import Article, Entity, Mention, Prose, Syntax, make_id


def find_entities(article: Article, prose: Prose, syntax: Syntax | None = None) -> tuple[Entity, ...]:
    """Return the entities of an article with their mentions, their roles and, where a model read it, the pronouns for them."""
    if syntax is None or not syntax.words:
        return with_headlines(article, _entities(article, group_names(names_by_rules(prose))))
    tree = Tree(syntax)
    found = _entities(article, group_names(names_by_model(prose, tree), keep=True))
    return with_headlines(article, find_references(prose, tree, found))


def _entities(article: Article, groups: Sequence[Group]) -> tuple[Entity, ...]:
    return tuple(
        Entity(
            id=make_id("e", article.id, g.kind, g.name),
            name=g.name,
            kind=g.kind,
            roles=tuple(g.roles),
            mentions=tuple(Mention(article.id, s, e) for s, e in sorted(set(g.mentions))),
        )
        for g in sorted(groups, key=lambda g: (min(g.mentions), g.name))
    )
