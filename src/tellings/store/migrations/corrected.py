"""From schema 1 to 2: counts of tellings on cards, the log as a stream of events, corrections by people."""

from sqlalchemy import select
from sqlalchemy.engine import Connection

from tellings.store.counting import put_moved, put_told
from tellings.store.dialect import Dialect
from tellings.store.schema import tellings

STEPS = (
    "ALTER TABLE stories ADD COLUMN origins INTEGER NOT NULL DEFAULT -1",
    "ALTER TABLE stories ADD COLUMN conflicts INTEGER NOT NULL DEFAULT -1",
    "ALTER TABLE stories ADD COLUMN differences INTEGER NOT NULL DEFAULT -1",
    "ALTER TABLE stories ADD COLUMN moved BIGINT NOT NULL DEFAULT 0",
    "DROP INDEX stories_by_day",
    "CREATE INDEX stories_by_day ON stories (last DESC, articles DESC, id, moved)",
    "CREATE INDEX stories_by_size ON stories (articles DESC, last DESC, id)",
    "CREATE INDEX stories_by_origins ON stories (origins DESC, last DESC, id) WHERE origins >= 0",
    "CREATE INDEX stories_by_conflicts ON stories (conflicts DESC, differences DESC, last DESC, id) WHERE origins >= 0",
    "CREATE INDEX articles_of_outlet ON articles (outlet, standing, story)",
    "ALTER TABLE moves ADD COLUMN nth BIGINT",
    "ALTER TABLE tellings ADD COLUMN unapplied {body}",
    "CREATE TABLE corrections (number {number} NOT NULL PRIMARY KEY, reach {exact} NOT NULL "
    "CHECK (reach IN ('articles', 'everywhere', 'stories')), undone BOOLEAN NOT NULL, body {body} NOT NULL)",
    "CREATE INDEX corrections_by_reach ON corrections (reach, number)",
    "CREATE TABLE corrected (correction BIGINT NOT NULL, article BIGINT NOT NULL, PRIMARY KEY (correction, article), "
    "FOREIGN KEY (correction) REFERENCES corrections (number) ON DELETE CASCADE, "
    "FOREIGN KEY (article) REFERENCES articles (number) ON DELETE CASCADE){without}",
    "CREATE INDEX corrected_articles ON corrected (article)",
)
SQLITE = {"body": "BLOB", "exact": "TEXT", "number": "INTEGER", "without": " WITHOUT ROWID"}
POSTGRES = {"body": "BYTEA", "exact": 'VARCHAR COLLATE "C"', "number": "BIGINT", "without": ""}


def to_schema_2(dialect: Dialect, connection: Connection) -> None:
    """Add what schema 2 has more, and fill it from the tellings and the log."""
    words = SQLITE if dialect.engine.dialect.name == "sqlite" else POSTGRES
    for step in STEPS:
        connection.exec_driver_sql(step.format(**words))
    put_told(connection, connection.execute(select(tellings.c.story).distinct()).scalars().all())
    put_moved(connection)
