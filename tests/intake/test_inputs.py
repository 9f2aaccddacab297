"""What the user may name, and the ids and notes that come of it."""

import gzip
import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest
import zstandard

from tellings.intake import iter_articles, read_all
from tellings.intake.sniff import recognise
from tellings.model import Article
from tests.growth import check_growth

TEXT = "The wall of the old harbour fell on Monday night, the mayor of Holm said. "


def test_a_folder_is_read_recursively_and_sorted(tmp_path: Path) -> None:
    """Files are named relative to the folder, in order of name; a file named itself by its base name."""
    (tmp_path / "b" / "c").mkdir(parents=True)
    for name in ("z.txt", "a.txt", "b/y.txt", "b/c/x.txt"):
        (tmp_path / name).write_text(TEXT + name, encoding="utf-8")
    assert [a.file for a in read_all([str(tmp_path)])[0]] == ["a.txt", "b/c/x.txt", "b/y.txt", "z.txt"]
    assert [a.file for a in read_all([str(tmp_path / "b" / "y.txt")])[0]] == ["y.txt"]


def test_the_order_of_paths_changes_nothing(tmp_path: Path) -> None:
    """Articles, ids and order are the same however the inputs are ordered, ids that clash included."""
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text(TEXT, encoding="utf-8")
        (tmp_path / folder / "rows.jsonl").write_text(json.dumps({"id": "r", "text": TEXT + folder}), encoding="utf-8")
    paths = [str(tmp_path / "one"), str(tmp_path / "two")]
    assert read_all(paths)[:2] == read_all(paths[::-1])[:2]
    assert len({a.id for a in read_all(paths)[0]}) == 4


def test_one_file_named_twice_is_read_once(tmp_path: Path) -> None:
    """A file named by two paths is one article, and it is said."""
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    articles, unread, notes = read_all([str(tmp_path), str(tmp_path / "a.txt"), str(tmp_path / "*.txt")])
    assert (len(articles), unread) == (1, [])
    assert sum("named twice" in note for note in notes) == 2


def test_ids_that_clash_are_told_apart_and_reported(tmp_path: Path) -> None:
    """A second article under a given id gets a suffix, in its furniture too; an equal row is counted once."""
    rows = [{"id": "r", "text": TEXT}, {"id": "r", "text": "HOLM (AP) — " + TEXT}, {"id": "r", "text": TEXT}]
    (tmp_path / "p.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    articles, _, notes = read_all([str(tmp_path)])
    assert [a.id for a in articles] == ["r", "r-2"]
    assert [f.article for f in articles[1].furniture] == ["r-2"]
    assert sum("taken by another" in n or "counted once" in n for n in notes) == 2


@pytest.mark.parametrize("field", ["url", "outlet"])
def test_one_text_at_two_outlets_is_two_reports(tmp_path: Path, field: str) -> None:
    """Rows without ids and with one text are as many reports as they have addresses or outlets, whatever their order."""
    rows = [{"text": TEXT, field: f"https://{name}.example/a"} for name in ("gull", "post", "gull")]
    found = []
    for folder, order in (("one", rows), ("two", rows[::-1])):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "p.jsonl").write_text("\n".join(map(json.dumps, order)), encoding="utf-8")
        articles, _, notes = read_all([str(tmp_path / folder)])
        assert sum("counted once" in n for n in notes) == 1
        found.append({(a.id, getattr(a, field)) for a in articles})
    assert found[0] == found[1]
    assert len(found[0]) == 2


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (TEXT.encode(), "plain text"),
        (json.dumps({"text": TEXT}).encode(), "JSONL"),
        (f"id,text\n1,{TEXT.replace(',', ' ')}\n".encode(), "CSV"),
        (gzip.compress(TEXT.encode(), mtime=0), "plain text, packed with gzip"),
        (zstandard.compress(json.dumps({"text": TEXT}).encode()), "JSONL rows, packed with zstd"),
        (f"<!DOCTYPE html><html><body><article>{f'<p>{TEXT}</p>' * 5}</article></body></html>".encode(), "HTML"),
    ],
)
def test_standard_input_is_recognised_by_content(monkeypatch: pytest.MonkeyPatch, raw: bytes, kind: str) -> None:
    """Whatever comes on standard input is recognised, and said."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw)))
    articles, unread, notes = read_all(["-"])
    assert (len(articles), unread) == (1, [])
    assert any(kind in note for note in notes if note.startswith("-:"))


@pytest.mark.parametrize("name", ["nope.txt", "no*pe", "a\0b"])
def test_what_is_not_there_is_reported(tmp_path: Path, name: str) -> None:
    """A path that names nothing is reported; the others are read."""
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    articles, unread, _ = read_all([str(tmp_path / name), str(tmp_path / "a.txt")])
    assert (len(articles), len(unread)) == (1, 1)
    assert "check" in unread[0].reason


def test_csv_of_every_kind(tmp_path: Path) -> None:
    """Semicolons, tabs, a mark, Western bytes, line breaks in a text: all are read as they are."""
    (tmp_path / "a.csv").write_bytes('\ufeffid;Text;Published\n1;"The wall;\nit fell on Monday.";2019-03-04\n'.encode())
    (tmp_path / "b.tsv").write_bytes("text\toutlet\nThe café's wall fell on Monday.\tHolm Gazette\n".encode("cp1252"))
    articles, unread, _ = read_all([str(tmp_path)])
    assert unread == []
    assert [a.text for a in articles] == ["The wall;\nit fell on Monday.", "The café's wall fell on Monday."]
    assert (articles[0].published, articles[1].outlet, articles[1].encoding) == ("2019-03-04", "Holm Gazette", "cp1252")


def test_text_is_stored_as_decoded(tmp_path: Path) -> None:
    """No line end is translated and nothing is normalised on the way in."""
    text = "The wall fell.\r\n\r\nIt fell on Mon\u0301day.\u00a0It did.\n\n\t"
    (tmp_path / "a.txt").write_bytes(text.encode())
    assert read_all([str(tmp_path)])[0][0].text == text


def test_a_table_without_hope_is_given_up(tmp_path: Path) -> None:
    """A long file that is no JSONL is not reported line by line to its end."""
    (tmp_path / "a.jsonl").write_text("no json\n" * 5000, encoding="utf-8")
    _, unread, _ = read_all([str(tmp_path)])
    assert len(unread) == 21
    assert "the rest was not tried" in unread[-1].reason


def test_streaming_yields_the_same(tmp_path: Path) -> None:
    """The stream gives what the list gives, one by one."""
    (tmp_path / "a.jsonl").write_text("\n".join(json.dumps({"id": n, "text": f"{TEXT}{n}"}) for n in range(5)), encoding="utf-8")
    stream = iter_articles([str(tmp_path)])
    first = next(stream)
    assert isinstance(first, Article)
    assert [first, *stream] == read_all([str(tmp_path)])[0]


@pytest.mark.parametrize(
    ("name", "head", "want"),
    [
        ("a.txt", b"<!doctype HTML>\n<html>", "html"),
        ("a.txt", b"<p>is a tag, she said", "text"),
        ("a.html", b"The wall fell.", "html"),
        ("a", b'{"text": "x"}', "jsonl"),
        ("a.txt", b'{"text": "x"}', "text"),
        ("-", b"{braces} are no JSON", "text"),
        ("-", b"The text, as it was", "text"),
        ("-", b'"id","text"\n', "csv"),
        ("-", b"<div><p>a</p><p>b</p><br>", "html"),
    ],
)
def test_recognise(name: str, head: bytes, want: str) -> None:
    """Content decides where it is sure, the ending elsewhere."""
    assert recognise(name, head) == want


@pytest.mark.parametrize("unit", [b"<", b"<!--", b"<p ", b'{"', b'"a",', b"\\", b"<?xml ", b" "])
def test_recognising_grows_no_faster_than_the_head(unit: bytes) -> None:
    """Hostile beginnings cost no more than their length."""
    check_growth(lambda size: lambda: recognise("-", (unit * size)[:size]), 32_768, 65_536, 131_072)


def test_import_is_light() -> None:
    """Importing intake loads none of the heavy libraries."""
    import subprocess

    heavy = "numpy scipy lxml trafilatura py3langid zstandard charset_normalizer".split()
    code = f"import sys, tellings.intake; print([m for m in {heavy!r} if m in sys.modules])"
    done: Any = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_pipes_and_linked_folders_do_not_hang(tmp_path: Path) -> None:
    """A pipe in a folder is not waited for and a link back to the folder is not followed; both are noted."""
    import os

    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    os.mkfifo(tmp_path / "pipe.txt")
    os.symlink(tmp_path, tmp_path / "round")
    articles, unread, notes = read_all([str(tmp_path)])
    assert (len(articles), unread) == (1, [])
    assert any("pipe.txt" in note and "round" in note for note in notes)
