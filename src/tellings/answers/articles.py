"""An article with what its story says of it."""

from msgspec.structs import replace

from tellings.answers.sections import passages_of
from tellings.errors import MissingError
from tellings.model import Article, ArticleTold, Story
from tellings.store import Reader


def get_article(reader: Reader, article: str, *, whole: bool = True) -> ArticleTold:
    """Return an article with its versions, its origins, what it shares and whom it quotes.

    Unless it may be seen ``whole``, its text reads as spaces but for what its story cites. Raises MissingError when the library
    has no such article.
    """
    holding = reader.find_holdings([article]).get(article)
    if holding is None:
        raise MissingError(f"there is no article {article[:60]!r} in this library; a search or a story gives their ids")
    (versions,) = reader.find_versions([holding.version.key]).values()
    (text,) = reader.get_articles([article])
    telling = reader.find_telling(holding.story) if holding.story else None
    if not whole:
        text = replace(text, text=_cited(text, telling.story if telling else None))
    if holding.story is None:
        return ArticleTold(article=text, holding=holding, versions=versions)
    card = reader.get_story(holding.story)
    bare = ArticleTold(article=text, holding=holding, versions=versions, story=card)
    return bare if telling is None else _with_findings(bare, telling.story)


def _cited(article: Article, story: Story | None) -> str:
    """Return the text with spaces for all that its story does not quote, claim or set against others; places stay."""
    kept = bytearray(len(article.text))
    passages = (
        [p for f in (*story.brief.sentences, *story.conflicts, *story.quotations) for p in passages_of(f, story)] if story else []
    )
    for p in passages:
        if p.article == article.id:
            kept[p.start : p.end] = b"\1" * (min(p.end, len(kept)) - p.start)
    return "".join(c if keep or c.isspace() else " " for c, keep in zip(article.text, kept, strict=True))


def _with_findings(told: ArticleTold, story: Story) -> ArticleTold:
    name = told.article.id
    reuse = tuple(r for r in story.reuse if name in (r.from_.article, r.to.article))
    others = {r.from_.article for r in reuse} | {r.to.article for r in reuse}
    return ArticleTold(
        article=told.article,
        holding=told.holding,
        versions=told.versions,
        story=told.story,
        origins=tuple(o for o in story.origins if name in o.articles or any(p.article == name for p in o.passages)),
        reuse=reuse,
        quotations=tuple(q for q in story.quotations if q.article == name),
        sharing=tuple(a for a in story.articles if a.id in others - {name}),
    )
