"""``--writer``: a brief by a model behind every command that tells, marked as such; trouble told, keys never."""

import json
from typing import Any

import pytest

from tests.fetching.played import Request, Stage, page
from tests.writer.mill import JSON, answer, numbered

OWN = "The harbour office said the bridge to Gull Island was shut on Tuesday after a barge struck it."
KEY = "ferry-9-secret"


def writes(request: Request) -> Any:
    """Write one sentence that its passage holds, and one that none does."""
    there = next(n for text, n in numbered(request).items() if text.startswith("The bridge"))
    return answer([{"text": OWN, "passages": [there]}, {"text": "The barge exploded at dawn.", "passages": [there]}])


@pytest.fixture
def server():
    """Give a server that writes."""
    with Stage({"/v1/chat/completions": writes}) as stage:
        yield stage


def flags(stage: Stage) -> list[str]:
    """Return the flags that name the server."""
    return ["--writer", f"http://127.0.0.1:{stage.port}", "--writer-model", "ferry-1"]


def test_a_brief_by_a_model(run, pile, server):
    """JSON says who wrote and which sentences; text, page and Markdown mark them; the false one is listed."""
    story = json.loads(run("brief", str(pile), "--json", *flags(server)).stdout)["stories"][0]
    assert [s["text"] for s in story["brief"]["sentences"] if s["rule"] == "writer"] == [OWN]
    assert story["brief"]["written"] == {"model": "ferry-1", "host": f"127.0.0.1:{server.port}", "sentences": 1, "trouble": None}
    assert [w["text"] for w in story["brief"]["withheld"] if w["why"].startswith("by the writer: ")] == [
        "The barge exploded at dawn."
    ]
    for form in ("text", "md", "html"):
        shown = run("brief", str(pile), "--format", form, *flags(server)).stdout
        assert "written by a model" in " ".join(shown.split())
        assert "ferry-1" in shown
    assert "a model" not in run("brief", str(pile)).stdout


def test_a_library_keeps_what_a_model_wrote(run, pile, server, tmp_path):
    """A story told by a model is told once; without the writer, or by another model, it is told again."""
    library = ["--library", str(tmp_path / "gull.db")]
    run("read", str(pile), *library)
    shown = [run("show", "1", "--json", *library, *flags(server)).stdout for _ in range(2)]
    assert shown[0] == shown[1]
    assert OWN in shown[0]
    assert len(server.asked) == 1
    assert OWN not in run("show", "1", "--json", *library).stdout
    run("show", "1", *library, *flags(server)[:3], "other-1")
    assert len(server.asked) == 2
    assert run("export", "1", *library, "-o", str(tmp_path / "gull.html"), *flags(server)).returncode == 0
    assert "written by a model" in (tmp_path / "gull.html").read_text(encoding="utf-8")


def test_trouble_is_told_and_not_kept(run, pile, tmp_path):
    """A server that fails leaves our brief and a line on stderr; the library asks it again the next time."""
    library = ["--library", str(tmp_path / "gull.db")]
    run("read", str(pile), *library)
    with Stage({"/v1/chat/completions": page("{}", status="500 Broken", media=JSON)}) as stage:
        done = run("show", "1", "--json", *library, *flags(stage))
        assert done.returncode == 0
        assert "wrote no brief, ours stands: the server failed (500)" in done.stderr
        story = json.loads(done.stdout)["stories"][0]
        assert story["brief"]["sentences"]
        run("show", "1", *library, *flags(stage))
        assert len(stage.asked) == 2
        assert json.loads(run("show", "1", "--json", *library).stdout)["stories"][0]["brief"]["written"] is None


def test_the_key_comes_from_where_it_is_named(run, pile, server, tmp_path):
    """A key from a variable or a file goes to the server and into no output."""
    kept = tmp_path / "key"
    kept.write_text(KEY + "\n", encoding="ascii")
    for named, env in (["--writer-key-env", "FERRY_KEY"], {"FERRY_KEY": KEY}), (["--writer-key-file", str(kept)], {}):
        done = run("brief", str(pile), "--json", "-v", *flags(server), *named, **env)
        assert server.asked[-1].fields["authorization"] == f"Bearer {KEY}"
        assert KEY not in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("more", "says"),
    [
        (["--writer", "http://127.0.0.1:1"], "has no name"),
        (["--writer", "nowhere", "--writer-model", "m"], "cannot be asked"),
        (["--writer", "http://127.0.0.1:1", "--writer-model", "m", "--offline"], "--offline forbids"),
        (["--writer", "http://127.0.0.1:1", "--writer-model", "m", "--writer-key-env", "NO_SUCH_KEY"], "is not set"),
        (["--writer", "http://127.0.0.1:1", "--writer-model", "m", "--writer-key-file", "no-such-file"], "cannot be read"),
        (["--writer", "http://127.0.0.1:1", "--writer-model", "m", "--writer-key-env", "BAD_KEY"], "holds no key"),
    ],
)
def test_a_wrong_call(run, pile, more, says):
    """What cannot be meant is a usage error that says what to do, and repeats no key."""
    done = run("brief", str(pile), *more, BAD_KEY="two words\nsecret")
    assert done.returncode == 2
    assert says in done.stderr
    assert "secret" not in done.stderr
