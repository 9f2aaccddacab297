"""What the commands of the library write into files: stories and lists as workbooks, tables and pages."""

import csv
import io
import json

import pytest
from docx import Document
from openpyxl import load_workbook


@pytest.fixture(scope="module")
def library(tmp_path_factory, demo_pile):
    """Return a library that holds the demo story, told once for all tests here, and what runs a command on it."""
    import os
    import subprocess
    import sys
    from pathlib import Path

    folder = tmp_path_factory.mktemp("library")
    around = {k: v for k, v in os.environ.items() if not k.startswith(("TELLINGS_", "XDG_"))} | {
        "XDG_STATE_HOME": str(folder), "XDG_CONFIG_HOME": str(folder), "HOME": str(folder),
    }  # fmt: skip

    def on(*args):
        command = [str(Path(sys.executable).with_name("tellings")), *map(str, args), "--library", str(folder / "ostby.db")]
        return subprocess.run(command, capture_output=True, check=False, env=around, stdin=subprocess.DEVNULL)

    assert on("read", demo_pile).returncode == 0
    return on


def test_a_story_as_a_workbook(library, tmp_path):
    """A story goes into a workbook by the ending of the file, or by --format whatever the ending."""
    by_ending, by_flag = tmp_path / "story.xlsx", tmp_path / "story.out"
    assert library("export", "1", "-o", by_ending).returncode == 0
    assert library("export", "1", "-o", by_flag, "--format", "xlsx").returncode == 0
    assert by_ending.read_bytes() == by_flag.read_bytes()
    book = load_workbook(by_ending)
    heads, story = book["stories"].iter_rows(values_only=True)
    told = json.loads(library("show", "1", "--json").stdout)["stories"][0]
    found = dict(zip(heads, story, strict=True))
    assert (found["reports"], found["origins"], found["utterances"]) == tuple(
        len(told[k]) for k in ("articles", "origins", "utterances")
    )
    assert library("export", "1", "-o", tmp_path / "story.out").returncode == 2


def test_a_story_as_a_document(library, tmp_path):
    """A document holds cited passages; with --full-text the reports too, from the library as from `show`."""
    short, whole, shown = tmp_path / "a.docx", tmp_path / "b.docx", tmp_path / "c.docx"
    assert library("export", "1", "-o", short).returncode == 0
    assert library("export", "1", "-o", whole, "--full-text").returncode == 0
    assert library("show", "1", "-o", shown).returncode == 0
    assert short.read_bytes() == shown.read_bytes()
    appended = [[p.text for p in Document(str(f)).paragraphs if p.text.startswith("Appendix")] for f in (short, whole)]
    assert appended == [[], ["Appendix: the full reports"]]


def test_a_story_as_annotations(library, tmp_path):
    """The flag and the ending give the same page of annotations, with the words around each quotation."""
    by_flag, by_ending = tmp_path / "story.json", tmp_path / "story.jsonld"
    assert library("export", "1", "-o", by_flag, "--annotations").returncode == 0
    assert library("export", "1", "-o", by_ending).returncode == 0
    assert by_flag.read_bytes() == by_ending.read_bytes()
    page = json.loads(by_flag.read_bytes())
    assert page["type"] == "AnnotationPage"
    assert any("prefix" in s for a in page["items"] for t in a["target"] for s in t["selector"])


def test_a_section_as_a_workbook(library, tmp_path):
    """One section is one sheet."""
    sheet = tmp_path / "c.xlsx"
    assert library("show", "1", "conflicts", "-o", sheet).returncode == 0
    assert load_workbook(sheet).sheetnames == ["conflicts"]


def test_bytes_go_to_a_pipe(library):
    """A workbook may be sent on; the bytes are not touched."""
    done = library("show", "1", "--format", "xlsx")
    assert load_workbook(io.BytesIO(done.stdout)).sheetnames[0] == "stories"


@pytest.mark.parametrize(
    "asked", [("stories",), ("search", "dam"), ("who", "Quillan", "--analyse", "20"), ("changes", "1", "--since", "0", "--peek")]
)
def test_a_list_goes_into_a_file(library, tmp_path, asked):
    """Stories, hits, who said what and changes go into files by their ending, the same rows in each."""
    told = {}
    for ending in ("csv", "xlsx", "jsonl", "json", "txt"):
        file = tmp_path / f"list.{ending}"
        done = library(*asked, "-o", file)
        assert (done.returncode, done.stdout) == (0, b""), done.stderr
        told[ending] = file.read_bytes()
    rows = list(csv.DictReader(io.StringIO(told["csv"].decode())))
    lines = [json.loads(line) for line in told["jsonl"].splitlines()]
    (sheet,) = load_workbook(io.BytesIO(told["xlsx"])).worksheets
    assert len(rows) == len(lines) == sheet.max_row - 1 > 0
    assert told["json"] == library(*asked, "--json").stdout
    assert told["txt"] == library(*asked).stdout


def test_an_ending_that_names_no_form_of_a_list(library, tmp_path):
    """A list is no page: the message names the endings that it can have, and nothing is written."""
    done = library("stories", "-o", tmp_path / "stories.html")
    assert (done.returncode, b".xlsx" in done.stderr) == (2, True)
    assert not list(tmp_path.iterdir())
