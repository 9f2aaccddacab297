"""A folder's meta.json tells of the plain texts beside it."""

import json
from pathlib import Path

import pytest

from tellings.intake import read_all

TEXT = "The ferry sank off Port Vell on Friday, the coast guard said.\nNobody was hurt.\n"


def test_a_sidecar_gives_title_outlet_and_day(tmp_path: Path) -> None:
    """What meta.json says of a file is believed; a file that it does not name is read as ever."""
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "b.txt").write_text(TEXT + "More.", encoding="utf-8")
    row = {"file": "a.txt", "outlet": "Vell Courier", "title": "Ferry lost", "published": "2031-05-09", "id": "ignored"}
    (tmp_path / "meta.json").write_text(json.dumps([row]), encoding="utf-8")
    articles, unread, notes = read_all([str(tmp_path)])
    assert not unread
    first, second = articles
    assert (first.outlet, first.title, first.published, first.published_basis) == (
        "Vell Courier",
        "Ferry lost",
        "2031-05-09",
        "metadata",
    )
    assert first.text == TEXT
    assert (second.outlet, second.published) == (None, None)
    assert any("of 1 files taken" in n for n in notes)


@pytest.mark.parametrize(
    "broken", ["", "[", "{}", "3", '[{"file": 3}]', '[{"file": "a.txt", "published": 7, "outlet": ""}]', "[" * 5000]
)
def test_a_broken_sidecar_loses_nothing(tmp_path: Path, broken: str) -> None:
    """A meta.json that cannot be used is passed over, the texts are read."""
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "meta.json").write_text(broken, encoding="utf-8")
    articles, unread, _ = read_all([str(tmp_path)])
    assert [a.outlet for a in articles] == [None]
    assert not unread


def test_an_empty_file_stays_unreadable(tmp_path: Path) -> None:
    """A title in meta.json makes no article of an empty file."""
    (tmp_path / "a.txt").write_text(" \n", encoding="utf-8")
    (tmp_path / "meta.json").write_text('[{"file": "a.txt", "title": "Ferry lost"}]', encoding="utf-8")
    articles, unread, _ = read_all([str(tmp_path)])
    assert not articles
    assert len(unread) == 1
