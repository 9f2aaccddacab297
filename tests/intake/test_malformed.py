"""Two hundred malformed files, made from a seed: each gets its message, nothing raises, nothing else is lost."""

import gzip
import json
import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest
import zstandard

from tellings.intake import Limits, read_all
from tellings.model import Unread

GOOD = (
    "The wall of the old harbour fell on Monday night, the mayor of Holm said on the quay. “Nobody was hurt,” Zoë Löfgren added.\n"
)
PAGE = f"<!DOCTYPE html><html><body><article><h1>Wall</h1>{f'<p>{GOOD}</p>' * 4}</article></body></html>"
LINES = [json.dumps({"id": f"r{n}", "text": f"{GOOD} {n}"}) for n in range(4)]
JAPANESE = "古い港の壁が月曜日の夜に海に落ちて、四十隻の船が失われたと市長は記者団に語った。" * 8
ACTIONS = (
    "save",
    "export",
    "raise",
    "fetch",
    "write",
    "give",
    "name",
    "check",
    "nothing can",
    "put",
    "only text",
    "split",
    "unpack",
    "is it what",
)
Made = tuple[str, bytes, str]  # name, bytes, what must come of it: "unread", "article" or "either"


def _cut(rng: random.Random, raw: bytes) -> bytes:
    return raw[: rng.randrange(12, max(13, len(raw) - 9))]


def _rows(rng: random.Random, n: int) -> Made:
    bad = rng.choice(
        [
            '{"id": 1, "text": "cut',
            "[1, 2]",
            "null",
            '{"body": "no text"}',
            '{"text": 7}',
            '{"text": ""}',
            "{" * 3000,
            '{"text": "\\ud800"}',
        ]
    )
    lines = [*LINES[:2], bad, *LINES[2:]]
    return f"{n}-rows.jsonl", "\n".join(lines).encode(), "rows"


def _csv(rng: random.Random, n: int) -> Made:
    head = rng.choice(["a,b,c", "headline;body", "1,2,3", "", '"text', "id\tname"])
    return f"{n}-columns.csv", f"{head}\n1,2,3\n".encode(), "unread"


KINDS: list[Callable[[random.Random, int], Made]] = [
    lambda rng, n: (f"{n}-cut.txt.gz", _cut(rng, gzip.compress(rng.randbytes(400).hex().encode())), "unread"),
    lambda rng, n: (f"{n}-cut.txt.zst", _cut(rng, zstandard.compress(rng.randbytes(400).hex().encode())), "unread"),
    lambda rng, n: (f"{n}-broken.txt.gz", gzip.compress(GOOD.encode())[:12] + rng.randbytes(90), "unread"),
    lambda rng, n: (f"{n}-cut.html", _cut(rng, PAGE.encode()), "either"),
    lambda rng, n: (f"{n}-latin.txt", GOOD.replace("“", "").replace("”", "").encode("latin-1"), "article"),
    lambda rng, n: (f"{n}-western.txt", GOOD.encode("cp1252"), "article"),
    lambda rng, n: (f"{n}-wide.txt", GOOD.encode("utf-16"), "article"),
    lambda rng, n: (f"{n}-wide-unmarked.txt", GOOD.encode(rng.choice(["utf-16-le", "utf-16-be"])), "article"),
    lambda rng, n: (f"{n}-wide-cut.txt", GOOD.encode("utf-16")[:-1], "unread"),
    lambda rng, n: (f"{n}-japanese.txt", JAPANESE.encode("shift_jis"), "article"),
    lambda rng, n: (f"{n}-binary.txt", rng.randbytes(rng.randrange(200, 5000)) + b"\0", "unread"),
    lambda rng, n: (f"{n}-picture.txt", b"\x89PNG\r\n\x1a\n" + rng.randbytes(300), "unread"),
    lambda rng, n: (f"{n}-paper.txt", b"%PDF-1.7\n" + rng.randbytes(300), "unread"),
    lambda rng, n: (f"{n}-empty{rng.choice(['.txt', '.html', '.jsonl', '.csv', '.txt.gz'])}", b"", "unread"),
    lambda rng, n: (f"{n}-blank.txt", b" \r\n\t" * rng.randrange(1, 300), "unread"),
    lambda rng, n: (f"{n}-furniture.txt", b"Also Read\nCouncil votes on fish tax\n\nAdvertisement\n", "unread"),
    lambda rng, n: (f"{n}-marks.txt", ("“" * rng.randrange(1, 900) + "\n'' \" ”").encode(), "unread"),
    lambda rng, n: (f"{n}-deep.html", b"<html><body>" + b"<div>" * rng.randrange(300, 12_000) + b"wall", "unread"),
    lambda rng, n: (f"{n}-nothing.html", b"<!DOCTYPE html><html><body></body></html>", "unread"),
    lambda rng, n: (f"{n}-packed-twice.txt.gz", gzip.compress(gzip.compress(GOOD.encode())), "unread"),
    lambda rng, n: (f"{n}-not-packed.txt.gz", GOOD.encode(), "article"),
    lambda rng, n: (f"{n}-array.json.txt.jsonl", json.dumps([{"text": GOOD}], indent=1).encode(), "either"),
    _rows,
    _csv,
]


@pytest.fixture(scope="module")
def pile(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Made]]:
    """A folder with two hundred malformed files between three good ones."""
    folder = tmp_path_factory.mktemp("pile")
    rng = random.Random(20190304)
    made = [KINDS[n % len(KINDS)](rng, n) for n in range(200)]
    for name, raw, _ in made:
        (folder / name).write_bytes(raw)
    for name in ("000-good.txt", "1-good.txt", "zzz-good.txt"):
        (folder / name).write_text(GOOD + name, encoding="utf-8")
    (folder / "a-folder.txt").mkdir()
    (folder / "README.md").write_text("no report", encoding="utf-8")
    os.symlink(folder / "nowhere", folder / "dangling.txt")
    return folder, made


@pytest.fixture(scope="module")
def outcome(pile: tuple[Path, list[Made]]) -> tuple[dict[str, int], dict[str, Unread], list[str]]:
    """The number of articles of each file, the first thing unread in each, the notes."""
    articles, unread, notes = read_all([str(pile[0])])
    counts: dict[str, int] = {}
    for article in articles:
        counts[article.file or ""] = counts.get(article.file or "", 0) + 1
    return counts, {u.file.split(", line")[0]: u for u in reversed(unread)}, notes


def test_each_malformed_file_has_its_outcome(
    pile: tuple[Path, list[Made]], outcome: tuple[dict[str, int], dict[str, Unread], list[str]]
) -> None:
    """Every file is read or reported, never neither; tables keep their good rows and report the bad one."""
    counts, unread, _ = outcome
    for name, _, want in pile[1]:
        if want == "unread":
            assert name in unread, name
            assert name not in counts, name
        elif want == "article":
            assert counts.get(name) == 1, (name, unread.get(name))
        elif want == "rows":
            assert counts.get(name) == 4, name
            assert "line 3" in unread[name].file
        else:
            assert name in unread or name in counts, name


def test_nothing_else_is_lost(outcome: tuple[dict[str, int], dict[str, Unread], list[str]]) -> None:
    """The good files between the bad ones are read, and what is skipped is said."""
    counts, unread, notes = outcome
    assert all(counts[name] == 1 for name in ("000-good.txt", "1-good.txt", "zzz-good.txt"))
    assert "dangling.txt" in unread
    assert any("README.md" in note for note in notes)


def test_messages_say_what_and_what_to_do(outcome: tuple[dict[str, int], dict[str, Unread], list[str]]) -> None:
    """Each message is one clear sentence that says what is wrong and what to do, without a traceback."""
    for item in outcome[1].values():
        assert 20 < len(item.reason) < 300, item
        assert "\n" not in item.reason
        assert "Traceback" not in item.reason
        assert any(action in item.reason for action in ACTIONS), item


def test_a_line_of_fifty_megabytes(tmp_path: Path) -> None:
    """A single line of 50 MB is refused by the cap, and read when the cap is raised."""
    (tmp_path / "long.txt").write_bytes(b"wall " * 10_000_000)
    articles, unread, _ = read_all([str(tmp_path)])
    assert not articles
    assert "larger than 10 MB" in unread[0].reason
    articles, unread, _ = read_all([str(tmp_path)], Limits(article=60_000_000))
    assert (len(articles), unread) == (1, [])


@pytest.mark.parametrize("ending", ["gz", "zst"])
@pytest.mark.parametrize("kind", ["txt", "jsonl"])
def test_a_bomb_is_defused(tmp_path: Path, kind: str, ending: str) -> None:
    """A file that unpacks to 300 MB is refused at the cap, for texts and for rows."""
    raw = b"a" * 300_000_000
    (tmp_path / f"bomb.{kind}.{ending}").write_bytes(gzip.compress(raw, 1) if ending == "gz" else zstandard.compress(raw))
    articles, unread, _ = read_all([str(tmp_path)], Limits(total=100_000_000))
    assert not articles
    assert "10 MB" in unread[0].reason


def test_the_total_is_capped(tmp_path: Path) -> None:
    """Beyond the cap on everything together, what is left is reported file by file."""
    for n in range(4):
        (tmp_path / f"{n}.txt").write_text(GOOD * 10 + str(n), encoding="utf-8")
    articles, unread, _ = read_all([str(tmp_path)], Limits(total=3_000))
    assert len(articles) == 2
    assert [u.file for u in unread] == ["2.txt", "3.txt"]
    assert all("together" in u.reason for u in unread)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_reported(tmp_path: Path) -> None:
    """A file that may not be read is reported, not fatal."""
    (tmp_path / "locked.txt").write_text(GOOD, encoding="utf-8")
    (tmp_path / "locked.txt").chmod(0)
    _, unread, _ = read_all([str(tmp_path)])
    assert "may be read" in unread[0].reason
