"""What goes wrong around a library is said in words, and leaves it as it was."""

import multiprocessing
import os
import resource
import signal
import sqlite3
import sys
import time

import pytest

from tellings.errors import StoreError, UsageError
from tellings.model import Move, Query
from tellings.store import open_store
from tests.store.invented import entry, fill, keep


def test_an_address_that_names_no_library(tmp_path):
    """Addresses of nothing that could be a library are refused with what to write."""
    for wrong in ("", "mysql://host/name", "sqlite:///", "sqlite://", "\0", "http://gull.example/"):
        with pytest.raises(UsageError, match="name a file"):
            open_store(wrong)
    with pytest.raises(UsageError, match="is a folder"):
        open_store(str(tmp_path))
    with pytest.raises(UsageError, match="mkdir"):
        open_store(str(tmp_path / "no" / "library.db"))
    with pytest.raises(UsageError, match="postgresql://user@host/database"):
        open_store("postgresql://host:port/library")


def test_an_address_with_a_scheme(tmp_path):
    """sqlite:///PATH and the path itself are one library, whatever signs stand in it."""
    path = tmp_path / "a ?#%41ü.db"
    one = open_store(str(path))
    keep(one, entry("a"))
    one.close()
    two = open_store(f"sqlite:///{str(path).replace('%', '%25')}")
    with two.reading() as reader:
        assert reader.count().articles == 1
    assert two.name == str(path)
    two.close()


def test_a_file_that_is_no_library(tmp_path):
    """A text, another program's database and a damaged file are each refused, and stay as they were."""
    text = tmp_path / "text.txt"
    text.write_text("Some notes of mine. " * 100)
    with pytest.raises(StoreError, match="not an SQLite file; name another file; this one was not touched"):
        open_store(str(text))
    assert text.read_text() == "Some notes of mine. " * 100
    other = tmp_path / "other.db"
    raw = sqlite3.connect(other)
    raw.executescript("CREATE TABLE places (name)")
    raw.close()
    before = other.read_bytes()
    with pytest.raises(StoreError, match="is no library: it holds other tables"):
        open_store(str(other))
    assert other.read_bytes() == before


def test_a_damaged_file_says_so(tmp_path):
    """Pages that were overwritten are an error that says so, on opening, on reading or in a check; never a wrong answer."""
    path = tmp_path / "library.db"
    store = open_store(str(path))
    held = fill(store, n=60)
    store.close()
    whole = path.read_bytes()
    said = wordless = 0
    for page in range(0, len(whole), 8192):
        path.write_bytes(whole[:page] + os.urandom(8192) + whole[page + 8192 :])
        try:
            again = open_store(str(path))
            try:
                faults = again.check()
                with again.reading() as reader:
                    found = {a.id: a for a in reader.get_articles(sorted(held))}
                assert faults or found == held
                said += bool(faults)
            finally:
                again.close()
        except StoreError as error:
            known = any(w in str(error) for w in ("damaged", "not an SQLite file", "holds no article", "could not be read"))
            said, wordless = said + known, wordless + (not known)
    assert said > 10
    assert not wordless


def ask_as_nobody(path):
    """Return what a user without rights is told of a library."""
    hear, say = os.pipe()
    child = os.fork()
    if child == 0:
        os.write(say, _ask_as_nobody(path).encode())
        os._exit(0)
    os.close(say)
    os.waitpid(child, 0)
    with os.fdopen(hear) as heard:
        return heard.read()


def _ask_as_nobody(path):
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(65534)
        os.setuid(65534)
    said = ""
    try:
        store = open_store(str(path), patience=1)
        with store.reading() as reader:
            said += f"{len(reader.search(Query(words='ferry')).items)} found; "
        with store.writing() as writer:
            writer.put_note("k", "k", b"")
        return said + "written"
    except Exception as error:
        return f"{said}{type(error).__name__}: {error}"


@pytest.fixture
def open_folder():
    """Return a folder that every user can reach."""
    import shutil
    import tempfile
    from pathlib import Path

    folder = Path(tempfile.mkdtemp(prefix="tellings-store-"))
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


def test_a_file_and_a_folder_that_may_only_be_read(open_folder):
    """A library that may not be written to can be searched, and says why it takes nothing in."""
    path = open_folder / "library.db"
    store = open_store(str(path))
    keep(store, entry("a"), entry("b"))
    store.close()
    path.chmod(0o444)
    open_folder.chmod(0o555)
    said = ask_as_nobody(path)
    assert "2 found" in said, said
    assert "StoreError" in said
    assert "can only be read here; copy it" in said or "may not be written to" in said
    path.chmod(0o000)
    said = ask_as_nobody(path)
    assert "StoreError" in said, said
    assert "cannot be opened; look whether" in said or "may not be opened" in said


def test_a_new_library_where_nothing_may_be_written(open_folder):
    """A library cannot be made in a folder that takes no file, and the message says what to do."""
    open_folder.chmod(0o555)
    said = ask_as_nobody(open_folder / "new.db")
    assert "cannot be made" in said, said


def test_a_disk_that_is_full(tmp_path):
    """When no more can be written, the step says so and is undone; what was there is whole, and room makes it go on."""
    path = tmp_path / "library.db"
    store = open_store(str(path))
    keep(store, entry("a"))
    store.close()
    process = multiprocessing.get_context("fork").Process(target=_fill_up, args=(str(path), path.stat().st_size + 400_000))
    process.start()
    process.join(60)
    assert process.exitcode == 0
    store = open_store(str(path))
    assert store.check() == ()
    with store.reading() as reader:
        first = reader.count().articles
    keep(store, entry("b"))
    with store.reading() as reader:
        assert reader.count().articles == first + 1
    store.close()


def _fill_up(path, size):
    """Write with a quota until a step is refused; end with 0 when it was said as it should, and nothing of it stayed."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    store = open_store(path)
    kept = 1
    try:
        for n in range(1000):
            text = " ".join(os.urandom(4).hex() for _ in range(2000))
            keep(store, entry(f"x-{n}", text))
            kept += 1
    except StoreError as error:
        with store.reading() as reader:
            sound = reader.count().articles == kept and kept > 2
        os._exit(0 if sound and ("full" in str(error) or "quota" in str(error)) and "nothing of this step" in str(error) else 2)
    os._exit(3)


def _hold(address, ready, done):
    store = open_store(address)
    with store.writing() as writer:
        writer.put_note("k", "held", b"1")
        ready.set()
        done.wait(30)
    os._exit(0)


def test_a_locked_library_says_so_after_some_patience(store, address):
    """Who waits for another program's lock longer than wanted is told; readers are not kept waiting."""
    fork = multiprocessing.get_context("fork")
    ready, done = fork.Event(), fork.Event()
    store.close()
    other = fork.Process(target=_hold, args=(address, ready, done))
    other.start()
    assert ready.wait(20)
    began = time.monotonic()
    with pytest.raises(StoreError, match="is being written by another program; wait"), store.writing(patience=0.5):
        pass
    assert 0.3 < time.monotonic() - began < 20
    with store.reading() as reader:
        assert reader.find_note("k", "held") is None
    done.set()
    other.join(20)
    with store.writing(patience=20) as writer:
        assert writer.find_note("k", "held") == b"1"


def _count_up(address, name, n):
    store = open_store(address)
    for i in range(n):
        with store.writing() as writer:
            value = int(writer.find_note("k", "n") or b"0")
            writer.put_note("k", "n", str(value + 1).encode())
            writer.add([entry(f"{name}-{i}")])
            writer.move([Move("opened", f"s-{name}-{i}", None, (f"{name}-{i}",))])
    store.close()
    os._exit(0)


def test_two_writers_lose_no_update(store, address):
    """Processes that write at once take turns: no number is lost, no arrival given twice."""
    store.close()
    fork = multiprocessing.get_context("fork")
    writers = [fork.Process(target=_count_up, args=(address, name, 15)) for name in "abc"]
    for w in writers:
        w.start()
    for w in writers:
        w.join(60)
        assert w.exitcode == 0
    with store.reading() as reader:
        assert reader.find_note("k", "n") == b"45"
        assert [h.version.arrived for h in reader.iter_holdings()] == list(range(1, 46))
    assert store.check() == ()


def _open_only(address, gate):
    gate.wait(20)
    store = open_store(address)
    store.close()
    os._exit(0)


def test_a_library_made_by_several_at_once_is_made_once(address):
    """Processes that open a library which is not there yet all get the same one."""
    fork = multiprocessing.get_context("fork")
    gate = fork.Event()
    openers = [fork.Process(target=_open_only, args=(address, gate)) for _ in range(5)]
    for o in openers:
        o.start()
    gate.set()
    for o in openers:
        o.join(60)
        assert o.exitcode == 0
    store = open_store(address)
    assert store.check() == ()
    store.close()


def test_a_clock_that_goes_backwards(store):
    """Days of taking in that go backwards change no order: arrival is counted, not timed."""
    keep(store, entry("a", day="2031-05-09"), entry("b", day="1999-01-01"), entry("c", day=None))
    with store.reading() as reader:
        assert [(h.article.id, h.day) for h in reader.iter_holdings()] == [("a", "2031-05-09"), ("b", "1999-01-01"), ("c", None)]
        assert [k.article for k in reader.sketches()] == ["a", "b", "c"]


def test_a_server_that_goes_away_and_comes_back(postgres):
    """A step that lost its server says so; once the server is back the same library goes on."""
    store = open_store(postgres.address())
    keep(store, entry("a"))

    def lose():
        with store.writing() as writer:
            writer.add([entry("b")])
            postgres.end(signal.SIGQUIT)
            writer.move([Move("opened", "s-2", None, ("b",))])

    with pytest.raises(StoreError, match="whole or not at all"):
        lose()
    with pytest.raises(StoreError, match="look at the server"), store.reading() as reader:
        reader.count()
    postgres.start()
    with store.reading() as reader:
        assert reader.count().versions == 1
    keep(store, entry("b"))
    assert store.check() == ()
    store.close()


def test_a_server_that_is_not_there_names_no_password(tmp_path):
    """A server that does not answer is named without its password."""
    pytest.importorskip("psycopg")
    with pytest.raises(StoreError, match="cannot be reached") as said:
        open_store(f"postgresql://ana:s3cret@/library?host={tmp_path}")
    assert "s3cret" not in str(said.value)


def test_a_database_that_is_not_there_says_so(postgres):
    """A database that nobody made is an error that says how to make one."""
    with pytest.raises(StoreError, match="createdb"):
        open_store(postgres.url("nowhere"))


def test_without_psycopg_the_extra_is_named(monkeypatch):
    """Where psycopg is not installed, the message says how to install it."""
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(UsageError, match=r"pip install 'tellings\[postgres\]'"):
        open_store("postgresql://host/library")


def test_a_user_without_rights_can_keep_a_library(postgres):
    """No superuser is needed: the owner of a database keeps a library in it, and another user is told what is lacking."""
    import psycopg

    postgres.address()
    with psycopg.connect(postgres.conninfo("postgres"), autocommit=True) as connection:
        connection.execute("CREATE ROLE plain LOGIN; CREATE ROLE stranger LOGIN")
        connection.execute("CREATE DATABASE plainly OWNER plain TEMPLATE template0")
    address = postgres.url("plainly")
    store = open_store(address.replace("tellings@", "plain@"))
    keep(store, entry("a"))
    assert store.check() == ()
    store.close()
    with pytest.raises(StoreError, match="GRANT"):
        open_store(address.replace("tellings@", "stranger@"))


def test_a_search_goes_on_while_others_write(store):
    """A page and the page after it can be read while articles come in between."""
    keep(store, *(entry(f"a-{n}", published=f"2031-05-{n:02d}") for n in range(1, 9)))
    with store.reading() as reader:
        first = reader.search(Query(words="ferry"), limit=3)
    keep(store, entry("new", published="2031-06-01"), entry("old", published="2031-05-01"))
    with store.reading() as reader:
        rest = reader.search(Query(words="ferry"), limit=50, after=first.next)
    assert [h.article.id for h in first.items] == ["a-8", "a-7", "a-6"]
    assert {h.article.id for h in rest.items} == {"a-5", "a-4", "a-3", "a-2", "a-1", "old"}
