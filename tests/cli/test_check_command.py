"""``tellings check``: what it prints, and the exit codes."""

import json

import pytest

GOOD = "The bridge to Gull Island was shut on Tuesday after a barge struck it, the harbour office said.\n"
BAD = "# Bridge\n\n- The bridge to Gull Island was shut, the harbour office said.\n- Some 90 cars were turned back.\n"


@pytest.fixture
def draft(tmp_path):
    def write(text, name="draft.md"):
        (tmp_path / name).write_text(text, encoding="utf-8")
        return name

    return write


def test_json_grades_each_sentence(run, pile, draft) -> None:
    """Each sentence has its text, its grade, its reasons, its passages and its conflicts."""
    done = run("check", draft(BAD), pile, "--json")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    one, two = told["sentences"]
    assert {"text", "supported", "reasons", "passages", "conflicts"} <= one.keys()
    assert (one["supported"], two["supported"]) == (True, False)
    assert one["reasons"] == []
    assert "90" in two["reasons"][0]
    assert BAD[two["start"] : two["end"]] == two["text"] == "Some 90 cars were turned back."
    assert [s["kind"] for s in told["set_aside"]] == ["heading"]


def test_the_plain_view_needs_no_colour(run, pile, draft) -> None:
    """A line a sentence has a mark and a word; reasons and passages stand under it, within the width."""
    done = run("check", draft(BAD), pile, "--width", 60)
    lines = done.stdout.splitlines()
    assert lines[0].startswith("+ supported")
    assert any(line.startswith("x unsupported") for line in lines)
    assert any(line.startswith("    because the number 90") for line in lines)
    assert max(map(len, lines)) <= 60
    assert "1 of 2 sentences supported" in done.stdout
    assert "not graded: 1 heading" in done.stdout
    assert "\x1b" not in done.stdout


@pytest.mark.parametrize(
    ("text", "asked", "code"),
    [
        (GOOD, "unsupported", 0),
        (BAD, "unsupported", 1),
        (BAD, "conflict:polarity", 0),
        (BAD, "unsupportable", 2),
        (BAD, "withheld", 2),
    ],
)
def test_fail_on(run, pile, draft, text, asked, code) -> None:
    """--fail-on turns the exit code to 1 when a sentence is so, and to 2 when it names nothing that check knows."""
    done = run("check", draft(text), pile, "-q", "--fail-on", asked)
    assert done.returncode == code, done.stderr
    assert code != 2 or "unsupported" in done.stderr


def test_fail_on_of_brief_in_the_environment_is_let_be(run, pile, draft) -> None:
    """What a settings file asks of brief does not make check fail."""
    assert run("check", draft(BAD), pile, TELLINGS_FAIL_ON="withheld").returncode == 0
    assert run("check", draft(BAD), pile, TELLINGS_FAIL_ON="withheld,unsupported").returncode == 1


def test_a_conflict_between_the_reports(run, pile, draft) -> None:
    """A sentence that rests on a conflict names it, explain tells of it, and --fail-on conflict finds it."""
    text = draft("Some 40 cars were turned back.")
    told = json.loads(run("check", text, pile, "--json").stdout)["sentences"][0]
    assert told["supported"]
    assert [c["kind"] for c in told["conflicts"]] == ["number"]
    assert told["conflicts"][0]["id"] in run("explain", told["conflicts"][0]["id"]).stdout
    assert run("check", text, pile, "--fail-on", "conflict").returncode == 1


def test_the_text_from_standard_input(run, pile) -> None:
    """A dash is the text on standard input; it cannot be the reports too."""
    assert "1 of 1 sentence supported" in run("check", "-", pile, stdin=GOOD).stdout
    assert run("check", "-", "-", stdin=GOOD).returncode == 2


@pytest.mark.parametrize(
    ("name", "raw", "code", "says"),
    [
        ("none.md", None, 2, "none.md"),
        ("empty.md", b"", 4, "empty"),
        ("heads.md", b"# Fire\n", 4, "no sentence"),
        ("bytes.md", b"\x00\x01\x02\x03" * 90, 4, "bytes.md"),
    ],
)
def test_a_text_that_cannot_be_graded(run, pile, tmp_path, name, raw, code, says) -> None:
    """A text that is not there is a usage error; one without a sentence is nothing usable, in one line."""
    if raw is not None:
        (tmp_path / name).write_bytes(raw)
    done = run("check", name, pile, "--fail-on", "unsupported")
    assert (done.returncode, done.stdout) == (code, "")
    assert says in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_reports_that_cannot_be_read(run, pile, draft, tmp_path) -> None:
    """Some unreadable reports are exit 3 and named, none usable is 4, an address is a usage error."""
    (tmp_path / "empty.txt").write_text("")
    text = draft(GOOD)
    assert run("check", text, pile, "empty.txt").returncode == 3
    assert run("check", text, "empty.txt").returncode == 4
    assert run("check", text, "https://a.example/", "--offline").returncode == 4
