"""A library goes out as a folder of lines and comes back, on any database, as it was."""

import json
from hashlib import sha256

import pytest

from tellings.errors import MaterialError, TellingsError, UsageError
from tellings.model import Move, Query
from tellings.store import export_library, import_library, open_store
from tests.store.invented import entry, fill, keep


def hashes(folder):
    return {p.name: sha256(p.read_bytes()).hexdigest() for p in folder.iterdir()}


@pytest.fixture
def full(store):
    """Return a library with a bit of everything."""
    fill(store, n=40)
    with store.writing() as writer:
        living = [c.id for c in writer.list_stories(limit=500).items]
        writer.move([Move("merged", living[0], living[1], writer.members(living[1]))])
        writer.add(
            [entry("a-new", "A new text.", key="https://gull.example/a-001", version=2, earlier="a-001", published="2031-05-01")]
        )
        writer.move([Move("joined", living[2], None, ("a-new",))])
        writer.set_standing(["a-005"], "withdrawn")
        writer.keep_excerpts(["a-007"], {"a-007": [(0, 5)]})
        writer.forget(["a-009"])
    return store


def test_export_and_import_give_the_same_library(full, new_store, tmp_path):
    """What is exported, imported and exported again is the same, byte for byte, and the library is sound and searchable."""
    export_library(full, tmp_path / "one")
    other = new_store()
    import_library(other, tmp_path / "one")
    assert other.check() == ()
    export_library(other, tmp_path / "two")
    assert hashes(tmp_path / "one") == hashes(tmp_path / "two")
    for query in (Query(words="ferry"), Query(words='"the" OR storm', superseded=True), Query(outlet="the gull")):
        with full.reading() as one, other.reading() as two:
            assert one.search(query, limit=500) == two.search(query, limit=500)
            assert one.who_said(Query(speaker="obi"), limit=500) == two.who_said(Query(speaker="obi"), limit=500)
            assert one.log() == two.log()
            assert list(one.sketches()) == list(two.sketches())
            assert one.find_closed([3, 7]) == two.find_closed([3, 7])
            assert one.list_stories() == two.list_stories()
            assert one.count() == two.count()


def test_from_one_database_to_the_other_and_back(postgres, tmp_path):
    """SQLite to PostgreSQL and back gives an identical export."""
    stores = [open_store(str(tmp_path / "a.db")), open_store(postgres.address()), open_store(str(tmp_path / "b.db"))]
    fill(stores[0], n=60, seed=3)
    for n, store in enumerate(stores):
        export_library(store, tmp_path / f"{n}")
        if n < 2:
            import_library(stores[n + 1], tmp_path / f"{n}")
    assert hashes(tmp_path / "0") == hashes(tmp_path / "1") == hashes(tmp_path / "2")
    for store in stores:
        assert store.check() == ()
        store.close()


def test_importing_twice_is_importing_once(full, tmp_path):
    """An export taken into the library that it came from changes nothing."""
    export_library(full, tmp_path / "one")
    import_library(full, tmp_path / "one")
    export_library(full, tmp_path / "two")
    assert hashes(tmp_path / "one") == hashes(tmp_path / "two")


def test_joining_two_libraries(new_store, tmp_path):
    """Into a library that holds something come the articles that it lacks; what is there stays; twice is once."""
    here, there = new_store(), new_store()
    keep(here, entry("a"), entry("x", "The storm.", key="k"), story="one")
    keep(there, entry("a"), entry("y", "The storm passed.", key="k"), entry("z", "Rain."), story="one")
    keep(there, entry("q", "Elsewhere."), story="two")
    export_library(there, tmp_path / "there")
    for _ in range(2):
        import_library(here, tmp_path / "there")
        with here.reading() as reader:
            assert reader.members("one") == ("a", "y", "z")
            assert reader.members("two") == ("q",)
            assert [(v.article, v.standing) for v in reader.find_versions(["k"])["k"]] == [("x", "superseded"), ("y", "current")]
            assert reader.count().versions == 5
        assert here.check() == ()


def test_joining_a_full_library(full, new_store, tmp_path):
    """A library of everything joined to a small one leaves a sound one, with its tellings and analyses."""
    small = new_store()
    keep(small, entry("mine", "My own."), story="mine")
    export_library(full, tmp_path / "full")
    import_library(small, tmp_path / "full")
    assert small.check() == ()
    with small.reading() as one, full.reading() as two:
        assert one.count().articles == two.count().articles + 1
        assert one.count().analyses == two.count().analyses


def test_a_damaged_export_is_refused(full, tmp_path):
    """A changed byte, a missing file, a wrong line and a newer format are each said, and nothing is taken in."""
    folder = tmp_path / "one"
    export_library(full, folder)
    with full.reading() as reader:
        before = reader.count()
    articles, manifest = folder / "articles.jsonl", folder / "manifest.json"
    whole, said = articles.read_bytes(), manifest.read_bytes()
    articles.write_bytes(whole.replace(b"en", b"de", 1))
    with pytest.raises(MaterialError, match=r"articles\.jsonl is not as it was exported"):
        import_library(full, folder)
    broken = whole + b'{"number": "x"}\n'
    articles.write_bytes(broken)
    rows = json.loads(said)
    rows["files"]["articles.jsonl"]["sha256"] = sha256(broken).hexdigest()
    manifest.write_text(json.dumps(rows))
    with pytest.raises(MaterialError, match="line 41 is not what"):
        import_library(full, folder)
    manifest.write_text(json.dumps(rows | {"tellings_library": 99}))
    with pytest.raises(MaterialError, match="format 99"):
        import_library(full, folder)
    manifest.write_text(json.dumps(rows | {"files": {"../../etc": {"lines": 1, "sha256": ""}}}))
    with pytest.raises(MaterialError, match="does not name the files"):
        import_library(full, folder)
    manifest.write_text("[]")
    with pytest.raises(MaterialError, match="no manifest"):
        import_library(full, folder)
    manifest.unlink()
    with pytest.raises(UsageError, match="is not there"):
        import_library(full, folder)
    with full.reading() as reader:
        assert reader.count() == before


def test_a_folder_that_holds_something_is_not_written_to(full, tmp_path):
    """An export never mixes with what lies there, and is for its owner alone."""
    (tmp_path / "note.txt").write_text("mine")
    with pytest.raises(UsageError, match="not empty"):
        export_library(full, tmp_path)
    export_library(full, tmp_path / "new")
    assert (tmp_path / "new").stat().st_mode & 0o777 == 0o700
    assert {p.stat().st_mode & 0o777 for p in (tmp_path / "new").iterdir()} == {0o600}


def rewrite(folder, name, change):
    """Change the first line of a file of an export, hashes and all."""
    lines = (folder / name).read_text().splitlines()
    row = json.loads(lines[0])
    change(row)
    raw = "".join(f"{line}\n" for line in (json.dumps(row), *lines[1:])).encode()
    (folder / name).write_bytes(raw)
    manifest = json.loads((folder / "manifest.json").read_text())
    manifest["files"][name]["sha256"] = sha256(raw).hexdigest()
    (folder / "manifest.json").write_text(json.dumps(manifest))


UNSOUND = {
    "a sketch that is no base64": ("articles.jsonl", lambda row: row.update(sketch="x"), "no library wrote"),
    "a text that was changed": ("articles.jsonl", lambda row: row["article"].update(text="other"), "its sha256 differs"),
    "an article without its story": ("articles.jsonl", lambda row: row.update(story=None), "in no living story"),
    "a log that lacks a move": ("moves.jsonl", lambda row: row.update(articles=[]), "the log of moves left it"),
    "counts that lag behind": ("library.jsonl", lambda row: row.update(arrived=1), "counts 1 arrived"),
    "a number beyond all numbers": ("stories.jsonl", lambda row: row.update(told=2**70), "no library wrote|could not be read"),
}


@pytest.mark.parametrize("what", UNSOUND)
def test_an_export_that_no_sound_library_wrote_is_refused(store, new_store, tmp_path, what):
    """Hashes that fit make no library sound: what is wrong is said, and nothing of it is taken in."""
    keep(store, entry("a", sketch=b"a sketch"), entry("b"))
    export_library(store, tmp_path / "export")
    name, change, why = UNSOUND[what]
    rewrite(tmp_path / "export", name, change)
    other = new_store()
    with pytest.raises(TellingsError, match=why):
        import_library(other, tmp_path / "export")
    with other.reading() as reader:
        assert reader.count().versions == 0
    assert other.check() == ()


def test_an_export_from_before_corrections_is_taken_in(full, new_store, tmp_path):
    """An export of format 1 has no corrections and is taken in; one of the present format that lacks them is not."""
    folder = tmp_path / "one"
    export_library(full, folder)
    manifest = folder / "manifest.json"
    said = json.loads(manifest.read_bytes())
    (folder / "corrections.jsonl").unlink()
    with pytest.raises(TellingsError):
        import_library(new_store(), folder)
    said["files"].pop("corrections.jsonl")
    manifest.write_text(json.dumps(said))
    with pytest.raises(MaterialError, match="does not name the files"):
        import_library(new_store(), folder)
    manifest.write_text(json.dumps(said | {"tellings_library": 1, "schema": 1}))
    old = new_store()
    import_library(old, folder)
    assert old.check() == ()
    with old.reading() as reader, full.reading() as whole:
        assert (list(reader.corrections()), reader.count()) == ([], whole.count())
