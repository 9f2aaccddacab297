"""Libraries of an older schema are brought forward after a backup, all at once or not at all; newer ones are refused."""

import stat

import pytest
from sqlalchemy import inspect, text

from tellings.errors import StoreError
from tellings.model import Query
from tellings.store import migrations, open_store, schema
from tests.store.old_library import case, lay_out, make_statements


@pytest.fixture
def old(kind, address):
    """Return the address of a library of the present schema, as it was committed."""
    lay_out(kind, address, schema.SCHEMA)
    return address


def add_a_table(dialect, connection):
    """Do what a later schema might: a column, filled, and a table."""
    connection.execute(text("ALTER TABLE articles ADD COLUMN words INTEGER NOT NULL DEFAULT 0"))
    connection.execute(text("UPDATE articles SET words = number * 10"))
    connection.execute(text("CREATE TABLE visits (page TEXT PRIMARY KEY)"))


def break_down(dialect, connection):
    """Change something and fail."""
    connection.execute(text("DELETE FROM articles"))
    raise StoreError("this step failed")


def shape(store):
    """Return the tables of a library, with their columns, keys and indexes."""
    found = inspect(store.dialect.engine)
    return {
        table: (
            [(c["name"], str(c["type"]), c["nullable"]) for c in found.get_columns(table)],
            found.get_pk_constraint(table)["constrained_columns"],
            sorted((k["constrained_columns"], k["referred_table"], k["options"]) for k in found.get_foreign_keys(table)),
            sorted((i["name"], i["column_names"]) for i in found.get_indexes(table)),
        )
        for table in schema.tables.tables
    }


@pytest.mark.parametrize("version", range(1, schema.SCHEMA + 1))
def test_every_older_schema_is_still_read(kind, address, new_address, version):
    """The libraries that are committed open, become what a new library is, are sound, and answer."""
    lay_out(kind, address, version)
    store = open_store(address)
    assert store.check() == ()
    new = open_store(new_address())
    assert shape(store) == shape(new)
    new.close()
    with store.reading() as reader:
        told = [c for c in reader.list_stories(order="origins").items if c.told]
        assert told
        assert all((c.origins, c.conflicts, c.differences) == (0, 0, 0) for c in told)
        everything = {c.id for c in reader.list_stories().items}
        assert {c.id for c in reader.list_stories(moved_after=0).items} == everything
        assert not reader.list_stories(moved_after=reader.last_move()).items
    with store.reading() as reader:
        assert reader.count().articles == 12
        assert len(reader.search(Query(words="ferry OR storm OR harbour"), limit=50).items) > 5
        assert reader.find_note("feed", "https://gull.example/feed\x00") == b"\x00\xff"
        assert reader.who_said(Query(speaker="Obi")).items
    store.close()


def test_the_schema_is_the_committed_one():
    """Whoever changes the tables gives the schema a new number, a step that leads to it, and a new library of it in cases/."""
    committed = case(schema.SCHEMA)
    assert {kind: committed[kind] for kind in ("sqlite", "postgres")} == make_statements()


def test_a_library_is_brought_forward_after_a_backup(kind, old, monkeypatch, tmp_path, request):
    """A step runs once, in the real machinery, and what was there before is kept aside."""
    now = schema.SCHEMA
    monkeypatch.setattr(schema, "SCHEMA", now + 1)
    monkeypatch.setitem(migrations.STEPS, now, add_a_table)
    for _ in range(2):
        store = open_store(old)
        with store.reading() as reader:
            assert reader.connection.execute(text("SELECT sum(words) FROM articles")).scalar() == 780
            assert reader.setting("schema") == now + 1
        assert store.check() == ()
        store.close()
    monkeypatch.setattr(schema, "SCHEMA", now)
    with pytest.raises(StoreError, match="newer tellings"):
        open_store(old)
    if kind == "sqlite":
        aside = [p for p in tmp_path.iterdir() if "before" in p.name]
        assert [p.name for p in aside] == [f"library0.db.before-{now + 1}"]
        assert stat.S_IMODE(aside[0].stat().st_mode) == 0o600
        store = open_store(str(aside[0]))
        assert store.check() == ()
        store.close()
    else:
        import psycopg

        with psycopg.connect(old) as connection:
            assert connection.execute(f"SELECT count(*) FROM public_before_{now + 1}.articles").fetchone() == (12,)


def test_a_step_that_fails_changes_nothing(old, monkeypatch):
    """A failed step is undone with all before it, and the library opens as it was with the older tellings."""
    now = schema.SCHEMA
    monkeypatch.setattr(schema, "SCHEMA", now + 2)
    monkeypatch.setitem(migrations.STEPS, now, add_a_table)
    monkeypatch.setitem(migrations.STEPS, now + 1, break_down)
    with pytest.raises(StoreError, match="this step failed"):
        open_store(old)
    monkeypatch.setattr(schema, "SCHEMA", now)
    store = open_store(old)
    assert store.check() == ()
    with store.reading() as reader:
        assert reader.count().articles == 12
    store.close()


def test_a_step_that_nobody_wrote_is_said(old, monkeypatch):
    """An old library without a way forward is refused and stays as it was."""
    now = schema.SCHEMA
    monkeypatch.setattr(schema, "SCHEMA", now + 2)
    monkeypatch.setitem(migrations.STEPS, now + 1, add_a_table)
    with pytest.raises(StoreError, match=f"no way leads on from {now}"):
        open_store(old)


def test_an_index_of_other_words_is_made_anew(store, address):
    """When what a word is has changed, the index is made anew on opening."""
    from tests.store.invented import entry, keep

    keep(store, entry("a"))
    with store.writing() as writer:
        writer.connection.execute(text("UPDATE library SET value = '0' WHERE name = 'words'"))
        writer.dialect.empty_index(writer.connection)
    assert store.check() == ("1 articles cannot be found by their words; make the index anew",)
    store.close()
    again = open_store(address)
    assert again.check() == ()
    with again.reading() as reader:
        assert len(reader.search(Query(words="ferry")).items) == 1
    again.close()
