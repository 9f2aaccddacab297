"""``tellings correct`` and ``tellings corrections``: by hand, into the library, and back."""

import json

import pytest


@pytest.fixture
def library(run, pile, tmp_path):
    """Return what runs a command on a library that holds two reports of one event."""
    address = str(tmp_path / "ostby.db")

    def on(*args, **more):
        return run(*args, "--library", address, **more)

    assert on("read", str(pile)).returncode == 0
    return on


def told(library):
    """Return the only story of the library, as JSON."""
    return json.loads(library("show", "1", "--json").stdout)["stories"][0]


def test_a_name_is_corrected_and_taken_back(library):
    """A line renames somebody in the story and is shown as human; undone it is listed as such, and the name is the machine's."""
    line = '{"do": "rename", "of": "entity", "targets": [{"name": "Ada Brume"}], "name": "Ada Broome", "by": "Ivo"}'
    done = library("correct", "-", stdin=line, patience=60)
    assert done.returncode == 0, done.stderr
    assert "rename entity as Ada Broome" in done.stdout
    story = told(library)
    assert "Ada Broome" in {e["name"] for e in story["entities"]}
    assert [a["override"]["by"] for a in story["overrides"]] == ["Ivo"]
    undone = library("correct", "--undo", "1", "--by", "Lena", "--why", "it was right")
    assert "undone: Lena" in undone.stdout
    assert "Ada Brume" in {e["name"] for e in told(library)["entities"]}
    listed = library("corrections")
    assert "(undone)" in listed.stdout
    assert json.loads(library("corrections", "--json").stdout)["items"][0]["undone"]["by"] == "Lena"


def test_ids_of_a_story_are_words_from_then_on(library):
    """An id as it is shown is kept by the words it stands for; --by and the day sign a line that does not say."""
    story = told(library)
    quotation = story["quotations"][0]
    line = json.dumps({"do": "reject", "of": "quotation", "id": quotation["id"]})
    done = library("correct", "-", "--story", story["id"], "--by", "Ivo", "--json", stdin=line)
    (kept,) = json.loads(done.stdout)["kept"]
    assert kept["meant"]["targets"][0]["exact"]
    assert kept["given"]["by"] == "Ivo"
    assert kept["given"]["when"]
    assert quotation["id"] not in {q["id"] for q in told(library)["quotations"]}
    assert "reject quotation" in library("corrections", "1").stdout


def test_stories_are_parted(library):
    """A split acts at once."""
    article = told(library)["articles"][0]["id"]
    line = json.dumps({"do": "split", "of": "story", "targets": [{"article": article}]})
    assert library("correct", "-", stdin=line).returncode == 0
    assert len(json.loads(library("stories", "--json").stdout)["items"]) == 2


def test_lines_that_cannot_be_meant_are_listed(library, tmp_path):
    """Some lines kept is 3, none 4, each said with its line; no file, both ways at once and an unknown number are usage errors."""
    good = '{"do": "reject", "of": "figure", "targets": [{"exact": "60"}]}'
    file = tmp_path / "lines.jsonl"
    file.write_text(f'{{"do": "undo"}}\n{good}\n{{"do": "reject", "of": "claim", "targets": [{{"exact": "A dragon"}}]}}\n')
    done = library("correct", file)
    assert done.returncode == 3
    assert "line 1" in done.stderr
    assert "line 3: “A dragon” stands in no reports" in done.stderr
    assert library("correct", "-", stdin='{"do": "undo"}').returncode == 4
    assert library("correct", tmp_path / "none.jsonl").returncode == 2
    assert library("correct").returncode == 2
    assert library("correct", file, "--undo", "1").returncode == 2
    assert library("correct", "--undo", "9").returncode == 2


def test_nothing_was_corrected(library):
    """An empty list says so."""
    assert library("corrections").stdout == "nobody corrected anything\n"
