"""The commands around the main job: show, explain, demo, config, doctor, completion, and the help that names them."""

import json

import click
import msgspec
import pytest

from tellings.cli import COMMANDS, main
from tellings.cli.settings import SETTINGS, settle
from tellings.errors import UsageError
from tellings.model import Result


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_its_line(run, name) -> None:
    """Each command loads, has help that fits, and the line under which the list shows it."""
    command = main.get_command(click.Context(main), name)
    assert command.short_help == COMMANDS[name]
    done = run(name, "--help")
    assert done.returncode == 0
    assert "Usage: tellings" in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 100


def test_show_and_explain_read_the_last_result(run, pile) -> None:
    """After a brief, show tells it again and explain gives the reason of each finding, until another brief."""
    assert run("show").returncode == 4
    told = run("brief", pile, "--json").stdout
    assert run("show", "--json").stdout == told
    result = msgspec.json.decode(told, type=Result)
    story = result.stories[0]
    assert json.loads(run("show", story.id[:6], "timeline", "--json").stdout)[0]["story"] == story.id
    assert run("show", "1", "conflicts").stdout.splitlines()[0] == story.title
    done = run("explain", story.articles[0].id)
    assert done.returncode == 0, done.stderr
    assert story.articles[0].id in done.stdout
    assert json.loads(run("explain", story.id, "--json").stdout)["kind"] == "story"


def test_explain_unknown_id(run, pile) -> None:
    """An id that is not in the result is a usage error."""
    run("brief", pile, "-q", "-o", "r.json")
    done = run("explain", "x-none", "--in", "r.json")
    assert done.returncode == 2
    assert "x-none" in done.stderr


def test_state_is_private_and_named(run, pile, tmp_path) -> None:
    """TELLINGS_STATE names the file of the last result, which its owner alone can read."""
    run("brief", pile, "--json", TELLINGS_STATE=str(tmp_path / "kept" / "mine.json"))
    kept = tmp_path / "kept" / "mine.json"
    assert kept.stat().st_mode & 0o777 == 0o600
    assert [p.name for p in kept.parent.iterdir()] == ["mine.json"]
    assert run("show", TELLINGS_STATE=str(kept)).returncode == 0


def test_state_that_cannot_be_kept_costs_nothing(run, pile, tmp_path) -> None:
    """Where the state folder cannot be made, the result is still printed and the exit code is 0."""
    (tmp_path / "file").write_text("")
    done = run("brief", pile, "--json", TELLINGS_STATE=str(tmp_path / "file" / "last.json"))
    assert done.returncode == 0
    assert json.loads(done.stdout)["stories"]


@pytest.mark.parametrize("content", ["", "[]", '{"tellings": 1, "stories": [{"id": 3}]}', "\x00"])
def test_a_result_that_is_none(run, tmp_path, content) -> None:
    """A file that is no result of ours is said to be none, with exit code 4."""
    (tmp_path / "r.json").write_text(content)
    for command in (["show"], ["explain", "c-1"]):
        done = run(*command, "--in", "r.json")
        assert done.returncode == 4, done.stderr
        assert "r.json is no result" in done.stderr
        assert len(done.stderr.splitlines()) == 1


def test_show_makes_a_page_without_texts(run, pile, tmp_path) -> None:
    """A page made from a kept result shows the cited passages."""
    run("brief", pile, "-q", "-o", "r.json")
    done = run("show", "--in", "r.json", "-o", "story.html")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "story.html").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_demo(run, tmp_path) -> None:
    """The demo finds its story among strangers, and lays its reports out for those who want to read them."""
    stories = json.loads(run("demo", "--json").stdout)["stories"]
    assert max(len(s["articles"]) for s in stories) > 4
    assert run("demo", "--files", "pile").returncode == 0
    assert len(list((tmp_path / "pile").iterdir())) > 6


def test_config_says_where_each_setting_comes_from(run, tmp_path) -> None:
    """A flag beats a variable, a variable beats the file, the file beats the default, and config names the winner."""
    (tmp_path / "tellings.toml").write_text('max-article = "1MB"\nmax_total = "2MB"\npage_seconds = 3\n')
    done = run("config", "--json", "--page-seconds", "9", TELLINGS_MAX_TOTAL="5MB", TELLINGS_PAGE_SECONDS="4")
    found = {row["name"]: (row["value"], row["from"]) for row in json.loads(done.stdout)}
    assert found["max_article"] == (1_000_000, "tellings.toml")
    assert found["max_total"] == (5_000_000, "TELLINGS_MAX_TOTAL")
    assert found["page_seconds"] == (9.0, "--page-seconds")
    assert found["width"] == (None, "default")
    assert set(found) == set(SETTINGS)
    assert run("config").returncode == 0


def test_config_names_what_it_does_not_know(run, tmp_path) -> None:
    """A setting nobody has is named with the one that was meant; a broken file is a usage error."""
    (tmp_path / "tellings.toml").write_text('max_artcle = "1MB"\n')
    assert "max_article" in run("config", TELLINGS_WIDHT="9").stderr
    (tmp_path / "tellings.toml").write_text("= 3")
    done = run("config")
    assert done.returncode == 2
    assert "tellings.toml" in done.stderr


@pytest.mark.parametrize(
    ("name", "value"),
    [("width", "-3"), ("width", "wide"), ("format", "pdf"), ("quiet", "perhaps"), ("max_total", "1TB"), ("page_seconds", "0")],
)
def test_bad_values_are_usage_errors(name, value, monkeypatch, tmp_path) -> None:
    """A value that cannot be is refused with the name of the variable that gave it."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError, match=f"TELLINGS_{name.upper()}"):
        settle({}, {f"TELLINGS_{name.upper()}": value, "XDG_CONFIG_HOME": str(tmp_path)})


def test_doctor(run) -> None:
    """The doctor looks at python, SQLite, libraries, package data, weights, disk and encoding, and is content here."""
    done = run("doctor", "--json")
    assert done.returncode == 0, done.stdout
    found = {c["name"]: c["verdict"] for c in json.loads(done.stdout)}
    assert {"python", "sqlite", "trafilatura", "package data", "weights", "disk", "UTF-8"} <= set(found)
    assert "missing" not in found.values()
    assert run("doctor").stdout.startswith("ok")


def test_doctor_sees_an_encoder_that_cannot_run(run, tmp_path) -> None:
    """Weights may be whole and their runtime broken: the doctor says so, and analysis goes on by rules and says so too."""
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "onnxruntime.py").write_text("raise ImportError('no library for this processor')", encoding="utf-8")
    done = run("doctor", "--json", PYTHONPATH=str(tmp_path / "broken"))
    found = {c["name"]: c for c in json.loads(done.stdout)}
    assert (found["weights"]["verdict"], found["encoder"]["verdict"]) == ("ok", "missing")
    assert "no library for this processor" in found["encoder"]["found"]
    assert done.returncode != 0
    done = run("analyse", "-", stdin="Ada Thorne left. " * 9, PYTHONPATH=str(tmp_path / "broken"))
    assert json.loads(done.stdout)["model"].startswith("rules: weights cannot be run")
    assert done.stderr.count("reading by rules alone") == 1


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(run, shell) -> None:
    """Each shell gets a script that calls tellings."""
    assert "_TELLINGS_COMPLETE" in run("completion", shell).stdout


def test_completion_knows_the_commands(run) -> None:
    """The shell is told the commands and their options."""
    found = run(_TELLINGS_COMPLETE="bash_complete", COMP_WORDS="tellings ex", COMP_CWORD="1")
    assert found.stdout.strip() == "plain,explain\nplain,export"
    found = run(_TELLINGS_COMPLETE="bash_complete", COMP_WORDS="tellings brief --fo", COMP_CWORD="2")
    assert "--format" in found.stdout


def test_the_model_is_chosen_and_named(run, pile) -> None:
    """--model rules, its variable and the encoder that is there by default each name themselves in every article."""
    for args, env, model in (
        (("--model", "rules"), {}, "rules: asked for"),
        ((), {"TELLINGS_MODEL": "rules"}, "rules: asked for"),
        ((), {}, "english-"),
    ):
        rows = [json.loads(line) for line in run("analyse", pile, *args, **env).stdout.splitlines()]
        assert len(rows) == 2
        assert all(row["model"].startswith(model) for row in rows)
        stories = json.loads(run("brief", pile, "--json", *args, **env).stdout)["stories"]
        assert all(card["model"].startswith(model) for story in stories for card in story["articles"])


@pytest.mark.parametrize("asked", [("brief", "x.txt"), ("analyse", "x.txt"), ("demo",)])
def test_an_unknown_model_is_a_usage_error(run, asked) -> None:
    """A model that is none, or a pipeline that is not installed, ends the run before any work."""
    done = run(*asked, "--model", "french")
    assert (done.returncode, done.stdout) == (2, "")
    assert "english, rules or spacy:NAME" in done.stderr
    done = run(*asked, "--model", "spacy:xx_nobody_has_this")
    assert (done.returncode, done.stdout) == (2, "")
    assert "spaCy" in done.stderr


def test_conllu_is_ten_columns(run, pile) -> None:
    """Analyse --conllu prints each article's words, ten columns a line, a head for every word; not beside --jsonl."""
    lines = run("analyse", pile, "--conllu").stdout.split("\n")
    rows = [line.split("\t") for line in lines if line[:1].isdigit()]
    assert sum(line.startswith("# newdoc id = ") for line in lines) == 2
    assert sum(line.startswith("# sent_id = ") for line in lines) == sum(row[6] == "0" for row in rows) > 4
    assert {len(row) for row in rows} == {10}
    assert {"Merrow", "Brume", "NOUN", "VERB"} <= {row[1] for row in rows} | {row[3] for row in rows}
    assert run("analyse", pile, "--conllu", "--jsonl").returncode == 2
