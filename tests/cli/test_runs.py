"""What every run promises: exit codes, result on stdout and talk on stderr, no traceback, a quiet end."""

import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import msgspec
import pytest

from tellings.model import AnalysisRow, GroupRow, Result, Story

# A shell's background jobs start deaf to Ctrl-C, and hand that on: hear it again, then become the command.
HEED = "import os, signal, sys; signal.signal(signal.SIGINT, signal.SIG_DFL); os.execv(sys.argv[1], sys.argv[1:])"
HEAVY = ("numpy", "scipy", "lxml", "onnxruntime", "trafilatura", "litestar", "httpx", "rich", "rapidfuzz", "jinja2", "py3langid")


def test_json_is_a_result_and_all_of_stdout(run, pile) -> None:
    """--json prints the version-1 result and nothing else; stderr stays empty when nothing is wrong."""
    done = run("brief", pile, "--json")
    assert done.returncode == 0, done.stderr
    result = msgspec.json.decode(done.stdout, type=Result)
    assert result.tellings == 1
    assert sum(len(s.articles) for s in result.stories) == 2
    assert done.stderr == ""


def test_jsonl_is_a_story_a_line(run, pile) -> None:
    """--jsonl prints one story a line."""
    lines = run("brief", pile, "--jsonl").stdout.splitlines()
    assert sum(len(msgspec.json.decode(line, type=Story).articles) for line in lines) == 2


def test_analyse_and_group_print_a_row_an_article(run, pile) -> None:
    """Analyse and group print one object per article, in one order."""
    rows = [msgspec.json.decode(line, type=AnalysisRow) for line in run("analyse", pile, "--jsonl").stdout.splitlines()]
    groups = [msgspec.json.decode(line, type=GroupRow) for line in run("group", pile, "--jsonl").stdout.splitlines()]
    assert len(rows) == 2
    assert [r.id for r in rows] == [g.id for g in groups]


def test_piped_output_has_no_colour(run, pile) -> None:
    """What is piped carries no escape sequence and no progress bar, on either stream."""
    done = run("brief", pile)
    assert "\x1b" not in done.stdout + done.stderr
    assert "BRIEF" in done.stdout


def test_standard_input(run, pile) -> None:
    """- reads one report from standard input, beside files."""
    done = run("brief", "-", pile / "gull.txt", "--json", stdin=(pile / "tern.txt").read_text())
    assert done.returncode == 0, done.stderr
    assert sum(len(s["articles"]) for s in json.loads(done.stdout)["stories"]) == 2


@pytest.mark.parametrize(
    ("bad", "content"), [("empty.txt", b""), ("picture.txt", bytes(range(256)) * 20), ("broken.jsonl", b"{not json\n")]
)
def test_unreadable_among_good(run, pile, bad, content) -> None:
    """An unreadable input is named on stderr and in the result, the rest is done, and the exit code is 3."""
    (pile / bad).write_bytes(content)
    done = run("brief", pile / "gull.txt", pile / bad, pile / "tern.txt", "--json")
    assert done.returncode == 3, done.stderr
    result = msgspec.json.decode(done.stdout, type=Result)
    assert sum(len(s.articles) for s in result.stories) == 2
    assert any(bad in u.file for u in result.unread)
    assert bad in done.stderr
    assert "Traceback" not in done.stderr


def test_missing_path(run, pile) -> None:
    """A path that is not there is named; alone it leaves nothing to do, among others the rest is done."""
    alone, among = run("brief", "nowhere.txt"), run("brief", pile / "gull.txt", "nowhere.txt", "--json")
    assert alone.returncode in (2, 4)
    assert "nowhere.txt" in alone.stderr
    assert alone.stdout == ""
    assert among.returncode in (2, 3)
    assert "nowhere.txt" in among.stderr
    assert "Traceback" not in alone.stderr + among.stderr


def test_nothing_usable(run, tmp_path) -> None:
    """When no input can be used the exit code is 4 and stdout is empty."""
    (tmp_path / "empty.txt").write_bytes(b"")
    for command in ("brief", "analyse", "group"):
        done = run(command, "empty.txt")
        assert done.returncode == 4, (command, done.stderr)
        assert done.stdout == ""
        assert "empty.txt" in done.stderr


@pytest.mark.parametrize(
    ("args", "word"),
    [
        (["brief"], "PATH"),
        (["breif", "x"], "brief"),
        (["brief", "x", "--colour"], "--colour"),
        (["brief", "x", "--fail-on", "conflit"], "conflict"),
        (["brief", "x", "--format", "pdf"], "html"),
        (["brief", "x", "-o", "story.pdf"], ".html"),
        (["brief", "x", "-o", "no/such/folder/story.html"], "folder"),
        (["brief", "x", "--max-article", "big"], "10MB"),
        (["brief", "x", "--section", "opinions"], "conflicts"),
        (["brief", "x", "--section", "brief", "-o", "story.html"], "--section"),
        (["show", "--in", "nowhere.json"], "nowhere.json"),
    ],
)
def test_usage_errors(run, args, word) -> None:
    """A wrong call ends with 2, says what is wrong and what would be right, and shows no traceback."""
    done = run(*args)
    assert done.returncode == 2, done.stderr
    assert word in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_fail_on(run, pile) -> None:
    """--fail-on turns a finding into exit code 1, with the result still printed; kinds that are not there do not."""
    assert run("brief", pile / "gull.txt", "--fail-on", "conflict,wording_differs,one_origin", "--json").returncode == 0
    done = run("brief", pile, "--fail-on", "told_by_one,conflict:number,wording_differs,one_origin,update", "--json")
    assert done.returncode == 1, done.stderr
    assert msgspec.json.decode(done.stdout, type=Result).stories
    assert "--fail-on matched" in done.stderr


def test_quiet_leaves_errors_only(run, pile) -> None:
    """--quiet says nothing but what could not be read."""
    assert run("brief", pile, "--quiet", "-o", "x.json").stderr == ""
    assert "nowhere.txt" in run("brief", pile, "nowhere.txt", "--quiet").stderr


@pytest.mark.parametrize("ending", ["html", "md", "json", "jsonl", "csv", "txt"])
def test_output_file_by_ending(run, pile, tmp_path, ending) -> None:
    """-o writes the format of its ending, leaves stdout empty and no half-written file beside it."""
    done = run("brief", pile, "-o", f"out.{ending}")
    assert done.returncode == 0, done.stderr
    assert done.stdout == ""
    begins = {
        "html": "<!doctype html>",
        "md": "# ",
        "json": '{"tellings":1',
        "jsonl": '{"id":"s-',
        "csv": "story,section",
        "txt": "",
    }
    text = (tmp_path / f"out.{ending}").read_text(encoding="utf-8")
    assert text.startswith(begins[ending])
    assert len(text) > 100
    assert sorted(p.name for p in tmp_path.iterdir() if p.is_file()) == [f"out.{ending}"]


def test_broken_pipe_is_quiet(command, pile, surroundings) -> None:
    """When the reader of stdout goes away the run ends without a word, as other tools do."""
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen([*command, "demo", "--json"], **pipes, env=surroundings) as started:
        stop = threading.Timer(60, started.kill)
        stop.start()
        started.stdout.close()
        said = started.stderr.read().decode()
        code = started.wait()
        stop.cancel()
    assert code == 141
    assert said == ""


def test_head_gets_its_line(command, pile, surroundings) -> None:
    """`analyse | head -1` prints one line and nothing else."""
    line = f"{command[0]} analyse {pile} --jsonl | head -1"
    done = subprocess.run(line, shell=True, capture_output=True, text=True, env=surroundings, timeout=60, check=False)
    assert len(done.stdout.splitlines()) == 1
    assert done.stderr == ""


def test_interrupted(command, pile, surroundings) -> None:
    """Ctrl-C in mid-run prints one line and ends with 130; what was printed before stays."""
    text = (pile / "gull.txt").read_text(encoding="utf-8")
    rows = "".join(json.dumps({"id": str(n), "text": text, "padding": "x" * 200_000}) + "\n" for n in range(4))
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen([sys.executable, "-c", HEED, *command, "analyse", "-"], **pipes, env=surroundings) as started:
        stop = threading.Timer(60, started.kill)
        stop.start()
        started.stdin.write(rows.encode())
        started.stdin.flush()
        first = started.stdout.readline()
        started.send_signal(signal.SIGINT)
        said = started.stderr.read().decode()
        code = started.wait()
        stop.cancel()
    assert code == 130
    assert json.loads(first)["id"] == "0"
    assert said.splitlines() == ["tellings: interrupted; nothing was left half written"]


def test_full_disk_is_told(command, pile, surroundings) -> None:
    """A result that cannot be written is one line and exit code 74."""
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    with open("/dev/full", "wb") as full:
        args = [*command, "brief", str(pile), "--json"]
        done = subprocess.run(args, stdout=full, stderr=subprocess.PIPE, text=True, env=surroundings, timeout=60, check=False)
    assert done.returncode == 74
    assert len(done.stderr.splitlines()) == 1
    assert "make room, or send it elsewhere" in done.stderr


def test_a_fault_of_ours_is_one_line(run, pile, tmp_path) -> None:
    """An unexpected error is one line and exit code 70; -v shows where it happened."""
    (tmp_path / "sitecustomize.py").write_text(
        "import sys\n"
        "class Fault:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name == 'tellings.exports.as_json':\n"
        "            raise RuntimeError('planted')\n"
        "sys.meta_path.insert(0, Fault())\n"
    )
    for flags, lines in (((), 1), (("-v",), 5)):
        done = run("brief", pile, "--json", *flags, PYTHONPATH=str(tmp_path))
        assert done.returncode == 70, done.stderr
        assert "planted" in done.stderr
        assert ("Traceback" in done.stderr) == bool(flags)
        assert len(done.stderr.splitlines()) >= lines
    assert run("brief", pile, "--json", PYTHONPATH=str(tmp_path)).stderr.count("\n") == 1


@pytest.mark.parametrize("args", [["--help"], ["brief", "--help"], ["--version"], ["completion", "bash"]])
def test_help_is_light(run, args) -> None:
    """Help, version and completion load none of the heavy libraries."""
    code = f"import sys; sys.argv[1:] = {args!r}\ntry:\n from tellings.cli import main; main()\n"
    code += f"finally:\n print([m for m in {HEAVY!r} if m in sys.modules], file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=dict(os.environ), timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr.strip() == "[]"
    assert "tellings" in done.stdout


def test_a_plain_result_loads_nothing_for_people(pile, surroundings) -> None:
    """--json loads neither the terminal library nor the templates."""
    code = f"import sys; sys.argv[1:] = ['brief', {str(pile)!r}, '--json']\ntry:\n from tellings.cli import main; main()\n"
    code += "finally:\n print([m for m in ('rich', 'jinja2') if m in sys.modules], file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=surroundings, timeout=60, check=False)
    assert done.stderr.strip() == "[]"
