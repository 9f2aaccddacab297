"""A library of an older schema, laid out from text: what a migration starts from.

``python -m tests.store.old_library`` writes the cases file of the present schema; an old one is never written again.
"""

import json
import sqlite3
from pathlib import Path

from sqlalchemy import create_engine
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable

from tellings.store import open_store, schema

CASES = Path(__file__).parent / "cases"
SHADOW = ("words_index_", "said_index_", "sqlite_")
INDEXES = {
    "words_index": "(place bigint PRIMARY KEY, words text NOT NULL)",
    "said_index": "(place bigint PRIMARY KEY, words text NOT NULL)",
}


def case(version):
    """Return the library of a schema as it was committed."""
    return json.loads((CASES / f"schema-{version}.json").read_text(encoding="utf-8"))


def make_statements():
    """Return the statements that make the present schema, by kind of database."""
    lite = sqlite3.connect(":memory:")
    engine = create_engine("sqlite://", creator=lambda: lite)
    from tellings.store import sqlite

    with engine.begin() as connection:
        schema.tables.create_all(connection)
        for index in ("words_index", "said_index"):
            connection.exec_driver_sql(sqlite.MAKE.format(index, sqlite.TOKENS.replace("'", "''")))
    named = lite.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid").fetchall()
    dialect = postgresql.dialect()
    made = []
    for table in schema.tables.sorted_tables:
        made.append(str(CreateTable(table).compile(dialect=dialect)).strip())
        made += [str(CreateIndex(i).compile(dialect=dialect)).strip() for i in sorted(table.indexes, key=lambda i: i.name)]
    from tellings.store.postgres import LEXEMES, MAKE

    for index in INDEXES:
        made.append(MAKE.format(index))
        made.append(f"CREATE INDEX {index}_by_word ON {index} USING gin ({LEXEMES})")
    made_here = [sql for name, sql in named if not name.startswith(SHADOW)]
    made_here.sort(key=lambda sql: sql if sql.startswith("CREATE INDEX") else "")  # SQLAlchemy makes indexes in no order of its own
    return {"sqlite": made_here, "postgres": made}


def write_case(folder):
    """Write a small library of the present schema as text."""
    from tests.store.invented import fill

    path = folder / "library.db"
    store = open_store(str(path))
    fill(store, n=12, seed=8)
    store.close()
    raw = sqlite3.connect(path)
    rows = {}
    for table in schema.tables.sorted_tables:
        found = raw.execute(f"SELECT * FROM {table.name}").fetchall()
        rows[table.name] = [[v.hex() if isinstance(v, bytes) else v for v in row] for row in found]
    rows["library"] = [[n, "0" if n == "words" else v] for n, v in rows["library"]]  # the index is made anew
    whole = {"schema": schema.SCHEMA, **make_statements(), "rows": rows}
    (CASES / f"schema-{schema.SCHEMA}.json").write_text(json.dumps(whole, indent=1) + "\n", encoding="utf-8")


def lay_out(kind, address, version):
    """Make a library of an old schema at an address."""
    said = case(version)
    if kind == "sqlite":
        raw = sqlite3.connect(address)
        raw.execute("PRAGMA journal_mode = WAL")
        mark = "?"
    else:
        import psycopg

        raw = psycopg.connect(address)
        mark = "%s"
    for statement in said[kind]:
        raw.execute(statement)
    for table in schema.tables.sorted_tables:
        kinds = [str(c.type) for c in table.columns]
        for row in said["rows"].get(table.name, ()):
            values = [_value(v, k) for v, k in zip(row, kinds, strict=False)]
            cursor = raw.cursor()
            cursor.execute(f"INSERT INTO {table.name} VALUES ({', '.join([mark] * len(values))})", values)
    raw.commit()
    raw.close()


def _value(value, kind):
    if kind == "BLOB" and value is not None:
        return bytes.fromhex(value)
    return bool(value) if kind == "BOOLEAN" else value


if __name__ == "__main__":
    import tempfile

    CASES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as here:
        write_case(Path(here))
