"""Analyses as they are kept: without the words of the text, which stands once in the library and is put back when they are read."""

from typing import Any

from msgspec import Struct, structs
from sqlalchemy import select
from sqlalchemy.engine import Connection

from tellings.errors import StoreError
from tellings.model import Analysis, Article, ArticleCard, Furniture, MarkPair, Sentence, Span, Token
from tellings.store.packing import pack, unpack, unpack_text
from tellings.store.schema import analyses, articles, bodies

KINDS = ("word", "number", "punct", "mark")


class Stripped(Struct, frozen=True):
    """An analysis and the pieces of it that hold the text; ``tokens`` are (start, end, number of the kind)."""

    rest: Analysis
    card: ArticleCard
    furniture: tuple[Furniture, ...]
    paragraphs: tuple[Span, ...]
    sentences: tuple[Sentence, ...]
    tokens: tuple[tuple[int, int, int], ...]
    marks: tuple[MarkPair, ...]


def strip(analysis: Analysis) -> bytes:
    """Return an analysis as bytes that do not hold its text."""
    article, prose = analysis.article, analysis.prose
    numbers = {kind: n for n, kind in enumerate(KINDS)}
    bare = structs.replace(
        analysis,
        article=Article(id=article.id, text=""),
        prose=structs.replace(prose, text="", paragraphs=(), sentences=(), tokens=(), marks=()),
    )
    tokens = tuple((t.start, t.end, numbers[t.kind]) for t in prose.tokens)
    return pack(Stripped(bare, article.card, article.furniture, prose.paragraphs, prose.sentences, tokens, prose.marks))


def restore(body: bytes, text: str) -> Analysis:
    """Return the analysis again, over its text; where only excerpts are kept, tokens outside of them read as spaces."""
    kept = unpack(body, Stripped)
    tokens = tuple(Token(s, e, text[s:e], KINDS[k]) for s, e, k in kept.tokens)  # type: ignore[arg-type]
    prose = structs.replace(
        kept.rest.prose, text=text, paragraphs=kept.paragraphs, sentences=kept.sentences, tokens=tokens, marks=kept.marks
    )
    article = Article(**structs.asdict(kept.card), text=text, furniture=kept.furniture)
    return structs.replace(kept.rest, article=article, prose=prose)


def find_analysis(connection: Connection, article: str, edition: str) -> Analysis | None:
    """Return the analysis of an article by that edition."""
    asked = (
        select(analyses.c.body, bodies.c.text)
        .join(articles, articles.c.number == analyses.c.article)
        .join(bodies, bodies.c.article == articles.c.number)
        .where(articles.c.id == article, analyses.c.edition == edition)
    )
    row: Any = connection.execute(asked).one_or_none()
    return None if row is None else restore(row.body, unpack_text(row.text))


def check_same(article: Article, sha256: str) -> None:
    """Raise StoreError unless an analysis is of the text that is held."""
    if article.sha256 != sha256:
        raise StoreError(f"the analysis of {article.id} is of another text than the library holds; read the article again")
