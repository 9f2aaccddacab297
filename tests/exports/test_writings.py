"""JSON, CSV, Markdown and terminal: the same story, safe to read and to parse."""

import csv
import io
import re

import msgspec
import pytest
from made_up import HOSTILE, make_hostile, make_result, make_texts
from markdown_it import MarkdownIt
from rich.cells import cell_len

from tellings.errors import UsageError
from tellings.exports import export
from tellings.exports.markdown import PARTS
from tellings.exports.sections import IN_MARKDOWN, SECTIONS
from tellings.exports.tables import SECTIONS as TABLES
from tellings.exports.tables.cells import FORMULA
from tellings.model import Result, Story

COMMANDS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def test_json_is_the_result() -> None:
    """The JSON decodes to the very result, compact or pretty."""
    result = make_result()
    for pretty in (False, True):
        assert msgspec.json.decode(export(result, "json", pretty=pretty), type=Result) == result


def test_jsonl_is_a_story_a_line() -> None:
    """Each line of JSONL is one story."""
    lines = export(make_result(), "jsonl").splitlines()
    assert [msgspec.json.decode(line, type=Story) for line in lines] == list(make_result().stories)


@pytest.mark.parametrize("section", SECTIONS)
@pytest.mark.parametrize("form", ["json", "jsonl", "csv", "table", "text"])
def test_every_section_has_every_form(section: str, form: str) -> None:
    """A section can be had alone in each of the forms."""
    assert export(make_result(), form, texts=make_texts(), section=section).strip()


def test_unknown_section_is_named_with_the_known() -> None:
    """A section that is not there is a usage error that lists those that are."""
    for form in ("json", "csv", "md", "text", "table"):
        with pytest.raises(UsageError, match="conflicts"):
            export(make_result(), form, section="opinions")


def test_sections_with_tables_are_the_sections_of_the_story() -> None:
    """Every section of a story has a flat table."""
    assert set(TABLES) == set(SECTIONS)
    assert tuple(PARTS) == IN_MARKDOWN


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE.keys())
def test_csv_runs_nothing(words: str) -> None:
    """No cell of a CSV begins with what a spreadsheet would run, and every row has every column."""
    result, texts = make_hostile(words)
    rows = list(csv.reader(io.StringIO(export(result, "csv", texts=texts))))
    assert {len(r) for r in rows} == {len(rows[0])}
    assert not [c for r in rows for c in r if c.startswith(FORMULA) and not re.fullmatch(r"-?\d+", c)]
    assert not [c for r in rows for c in r if COMMANDS.search(c.replace("\r", ""))]


def test_csv_cites_exactly() -> None:
    """Every row with offsets and words holds the words that stand there."""
    texts = make_texts()
    for row in csv.DictReader(io.StringIO(export(make_result(), "csv", texts=texts))):
        if row["exact"]:
            assert texts[row["article"]].text[int(row["start"]) : int(row["end"])] == row["exact"].removeprefix("'")


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE.keys())
def test_markdown_makes_no_markup_of_texts(words: str) -> None:
    """Rendered with raw HTML allowed, Markdown of hostile fields has no element and no address that is not ours."""
    result, texts = make_hostile(words)
    html = MarkdownIt("commonmark", {"html": True}).enable("table").render(export(result, "md", texts=texts))
    tags = set(re.findall(r"<([a-z][a-z0-9]*)", html))
    assert tags <= {"h1", "h2", "h3", "p", "ul", "li", "strong", "table", "thead", "tbody", "tr", "th", "td"}, tags
    assert not COMMANDS.search(html)


def test_markdown_cites_with_footnotes() -> None:
    """Each footnote that a sentence calls is there once, and names outlet and day."""
    text = export(make_result(), "md", texts=make_texts())
    called = set(re.findall(r"\[\^([\d-]+)\](?!:)", text))
    told = re.findall(r"^\[\^([\d-]+)\]: (.+)$", text, re.MULTILINE)
    assert called == {n for n, _ in told}
    assert len(told) == len(called) == 9
    assert "[Port Ellery Courier](<https://courier.example/ferry>), 12 May 2031" in dict(told)["1-1"]


@pytest.mark.parametrize("width", [60, 80, 100, 140, 200])
def test_terminal_keeps_its_width(width: int) -> None:
    """No line of the terminal view is wider than the terminal, and none ends in blanks."""
    text = export(make_result(), "text", texts=make_texts(), width=width)
    assert [line for line in text.splitlines() if cell_len(line) > width or line != line.rstrip()] == []


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE.keys())
def test_terminal_obeys_no_text(words: str) -> None:
    """No character of a text commands the terminal, and no line grows beyond its width."""
    result, texts = make_hostile(words)
    text = export(result, "text", texts=texts, width=80)
    assert not COMMANDS.search(text)
    assert max(cell_len(line) for line in text.splitlines()) <= 80


def test_terminal_says_without_colour_what_it_says_with() -> None:
    """Taking the colours and underlines away takes no word away."""
    plain = export(make_result(), "text", texts=make_texts(), width=90)
    coloured = export(make_result(), "text", texts=make_texts(), width=90, colour=True)
    bare = re.sub("\x1b\\[[0-9;]*m", "", coloured)
    assert "\x1b[" in coloured
    assert [line.rstrip() for line in bare.splitlines()] == plain.splitlines()


def test_no_color_is_obeyed(monkeypatch: pytest.MonkeyPatch) -> None:
    """NO_COLOR leaves weight and underline and takes every colour."""
    monkeypatch.setenv("NO_COLOR", "1")
    text = export(make_result(), "text", texts=make_texts(), width=90, colour=True)
    codes = {c for found in re.findall("\x1b\\[([0-9;]*)m", text) for c in found.split(";")}
    assert codes
    assert not [c for c in codes if c[:1] in "349" and len(c) == 2]


def test_differing_words_are_labelled() -> None:
    """Words that differ are named beside the wording, not only underlined."""
    for form in ("text", "md"):
        text = export(make_result(), form, texts=make_texts(), width=160)
        assert "only here: dark" in text
        assert "only here: out" in text


def test_states_say_what_they_are() -> None:
    """One report, no conflict and no dates are said in words."""
    story = make_result().stories[0]
    lone = make_result(articles=story.articles[:1], conflicts=(), timeline=(), quotations=(), utterances=())
    for form in ("text", "md"):
        text = export(lone, form)
        assert "One report only" in text
        assert "No dates" in text
        assert "Nobody is quoted" in text


@pytest.mark.parametrize("form", ["text", "md", "html"])
def test_a_report_read_by_rules_is_marked(form) -> None:
    """A report that no model read says so, and why, wherever people look; one that was read says nothing."""
    first, *rest = make_result().stories[0].articles
    why = "rules: language not supported (da), rules only"
    cards = (msgspec.structs.replace(first, model=why), *(msgspec.structs.replace(card, model="english-1") for card in rest))
    result = make_result(articles=cards)
    told = " ".join(export(result, form, width=200).split()).replace("\\", "").lower()
    assert told.count("read by rules alone: ") == 1
    assert told.count("language not supported (da)") == 1
    assert "english-1" not in told
