"""The tables of a library, the same on every database; the index of words is each database's own."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    UniqueConstraint,
    literal_column,
)

from tellings.store.packing import Body, Exact

SCHEMA = 2  # the version of all that stands here; each change is a step in migrations/
tables = MetaData()
STANDINGS = ("current", "superseded", "withdrawn")
REACHES = ("articles", "everywhere", "stories")  # what a correction bears on: findings of articles, of any, which story is whose


def _of_article(primary: bool = True) -> Column[int]:
    return Column("article", BigInteger, ForeignKey("articles.number", ondelete="CASCADE"), primary_key=primary, nullable=False)


def _of_story(name: str = "story", primary: bool = True) -> Column[int]:
    return Column(name, BigInteger, ForeignKey("stories.number", ondelete="CASCADE"), primary_key=primary, nullable=False)


# What the library says of itself: schema, edition of the words in the index, number of the last arrival, of the last move.
library = Table("library", tables, Column("name", Exact, primary_key=True), Column("value", Exact, nullable=False))

stories = Table(
    "stories",
    tables,
    Column("number", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False),
    Column("id", Exact, nullable=False, unique=True),
    Column("living", Boolean, nullable=False),
    Column("open", Boolean, nullable=False),
    Column("saga", Exact),
    Column("title", Exact, nullable=False),
    Column("articles", Integer, nullable=False),
    Column("outlets", Integer, nullable=False),
    Column("first", Exact, nullable=False),  # days; "" when unknown
    Column("last", Exact, nullable=False),
    Column("told", Integer, nullable=False),
    Column("stale", Boolean, nullable=False),
    Column("origins", Integer, nullable=False),  # of the latest telling that is kept; -1 while there is none
    Column("conflicts", Integer, nullable=False),  # hard ones; -1
    Column("differences", Integer, nullable=False),  # soft ones; -1
    Column("moved", BigInteger, nullable=False),  # number of the last move that is news: all but told, closed, reopened
)
Index("stories_by_day", stories.c.last.desc(), stories.c.articles.desc(), stories.c.id, stories.c.moved)
Index("stories_by_size", stories.c.articles.desc(), stories.c.last.desc(), stories.c.id)
_told = stories.c.origins >= literal_column("0")
Index(
    "stories_by_origins", stories.c.origins.desc(), stories.c.last.desc(), stories.c.id, sqlite_where=_told, postgresql_where=_told
)
Index(
    "stories_by_conflicts",
    stories.c.conflicts.desc(),
    stories.c.differences.desc(),
    stories.c.last.desc(),
    stories.c.id,
    sqlite_where=_told,
    postgresql_where=_told,
)

redirects = Table("redirects", tables, _of_story(), _of_story("target"))
Index("redirects_to", redirects.c.target)

articles = Table(
    "articles",
    tables,
    Column("number", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False),
    Column("id", Exact, nullable=False, unique=True),
    Column("key", Exact, nullable=False),
    Column("version", Integer, nullable=False),
    Column("sha256", Exact, nullable=False),
    Column("standing", Exact, CheckConstraint(f"standing IN {STANDINGS}"), nullable=False),
    Column("story", BigInteger, ForeignKey("stories.number")),
    Column("place", BigInteger, nullable=False, unique=True),  # see places.py: the order in which searches answer
    Column("day", Exact),  # of publication
    Column("outlet", Exact),  # folded, to compare
    Column("language", Exact),
    Column("taken", Exact),  # the day on which it was taken in
    Column("card", Body, nullable=False),
    Column("spans", Body),  # what is kept of the text, when not all is
    UniqueConstraint("key", "version"),
    CheckConstraint("standing <> 'superseded' OR story IS NULL"),
)
Index("articles_of_story", articles.c.story, articles.c.standing, articles.c.day, articles.c.outlet)
Index("articles_of_outlet", articles.c.outlet, articles.c.standing, articles.c.story)

bodies = Table("bodies", tables, _of_article(), Column("text", Body, nullable=False), Column("furniture", Body))
sketches = Table("sketches", tables, _of_article(), Column("sketch", Body, nullable=False))

moves = Table(
    "moves",
    tables,
    Column("number", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False),
    Column("kind", Exact, nullable=False),
    Column("story", Exact, nullable=False),
    Column("other", Exact),
    Column("nth", BigInteger),  # of the telling, of the correction
)
moved = Table(
    "moved",
    tables,
    Column("move", BigInteger, ForeignKey("moves.number", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    _of_article(primary=False),
    sqlite_with_rowid=False,
)
Index("moved_articles", moved.c.article)

closed_terms = Table(
    "closed_terms", tables, Column("term", BigInteger, primary_key=True, autoincrement=False), _of_story(), sqlite_with_rowid=False
)
Index("closed_stories", closed_terms.c.story)

analyses = Table("analyses", tables, _of_article(), Column("edition", Exact, nullable=False), Column("body", Body, nullable=False))
quotations = Table(
    "quotations",
    tables,
    Column("place", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False),
    _of_article(primary=False),
    Column("body", Body, nullable=False),
)
Index("quotations_of_article", quotations.c.article)

tellings = Table(
    "tellings",
    tables,
    _of_story(),
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("edition", Exact, nullable=False),
    Column("moves", BigInteger, nullable=False),
    Column("body", Body, nullable=False),
    Column("unapplied", Body),  # corrections that could not be carried out; NULL for none
)
told = Table(
    "told",
    tables,
    _of_article(),
    _of_story(),
    Column("number", Integer, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)
Index("told_of_story", told.c.story, told.c.number)

notes = Table(
    "notes",
    tables,
    Column("kind", Exact, primary_key=True),
    Column("key", Exact, primary_key=True),
    Column("value", Body, nullable=False),
)

corrections = Table(
    "corrections",
    tables,
    Column("number", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False),
    Column("reach", Exact, CheckConstraint(f"reach IN {REACHES}"), nullable=False),
    Column("undone", Boolean, nullable=False),
    Column("body", Body, nullable=False),
)
Index("corrections_by_reach", corrections.c.reach, corrections.c.number)
corrected = Table(
    "corrected",
    tables,
    Column("correction", BigInteger, ForeignKey("corrections.number", ondelete="CASCADE"), primary_key=True),
    _of_article(),
    sqlite_with_rowid=False,
)
Index("corrected_articles", corrected.c.article)
