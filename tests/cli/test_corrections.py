"""``--overrides``: corrections by people, carried out, shown, and told of when they cannot be."""

import json

import pytest

NAMED = (
    '{"do": "rename", "of": "entity", "targets": [{"name": "Ada Brume"}], "name": "Ada Broom", "by": "desk", "why": "so signed"}'
)
GONE = '{"do": "reject", "of": "claim", "targets": [{"file": "gull.txt", "exact": "The moon fell."}]}'


@pytest.fixture
def lines(tmp_path):
    def write(*told):
        (tmp_path / "overrides.jsonl").write_text("".join(f"{line}\n" for line in told), encoding="utf-8")
        return "overrides.jsonl"

    return write


def test_a_correction_is_carried_out_and_shown(run, pile, lines) -> None:
    """The result follows the correction, lists it as given apart from its findings, and every view says so."""
    file = lines(NAMED)
    story = json.loads(run("brief", pile, "--overrides", file, "--json").stdout)["stories"][0]
    assert {q["speaker"]["name"] for q in story["quotations"]} >= {"Ada Broom"}
    assert [(a["override"]["by"], a["override"]["why"], a["override"]["line"]) for a in story["overrides"]] == [
        ("desk", "so signed", 1)
    ]
    assert story["overrides"][0]["changed"]
    for form in ("text", "md", "html"):
        told = run("show", "--format", form).stdout
        assert "entity renamed: “Ada Brume”; now Ada Broom (by desk: so signed)" in told


def test_the_setting_names_the_file_too(run, pile, lines) -> None:
    """TELLINGS_OVERRIDES does what the flag does, for check as well."""
    file = lines(NAMED)
    assert json.loads(run("brief", pile, "--json", TELLINGS_OVERRIDES=file).stdout)["stories"][0]["overrides"]
    done = run("check", "-", pile, "--overrides", lines(NAMED, GONE), stdin="The harbour office said so.\n")
    assert "overrides.jsonl:2: nothing in these reports fits it" in done.stderr


def test_what_is_not_carried_out_is_told(run, pile, lines) -> None:
    """A line that fits nothing and a line that is none are told with their numbers on stderr and in JSON; the rest is done."""
    done = run("brief", pile, "--overrides", lines(GONE, "{broken", NAMED), "--json")
    assert done.returncode == 0
    assert "overrides.jsonl:1: nothing in these reports fits it" in done.stderr
    assert "overrides.jsonl:2: it is no correction" in done.stderr
    result = json.loads(done.stdout)
    assert [u["line"] for u in result["unapplied"]] == [1, 2]
    assert [a["override"]["line"] for a in result["stories"][0]["overrides"]] == [3]


@pytest.mark.parametrize(("name", "raw"), [("none.jsonl", None), ("bytes.jsonl", b"\x00\x01\x02\x03" * 90)])
def test_a_file_that_cannot_be_read(run, pile, tmp_path, name, raw) -> None:
    """A file of corrections that is not there, or is no text, is a usage error before any work is done."""
    if raw is not None:
        (tmp_path / name).write_bytes(raw)
    done = run("brief", pile, "--overrides", name)
    assert (done.returncode, done.stdout) == (2, "")
    assert name in done.stderr


def test_an_empty_file_corrects_nothing(run, pile, lines) -> None:
    """A file without lines is no fault."""
    assert run("brief", pile, "--overrides", lines(), "--json").returncode == 0
