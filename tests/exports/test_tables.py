"""Tables: one definition, three forms, the same numbers in each, and nothing that a spreadsheet would run."""

import csv
import io
import json
import re
import zipfile

import msgspec
import pytest
from lxml import etree
from made_up import HOSTILE, make_hostile, make_result, make_texts
from openpyxl import load_workbook

from tellings.errors import UsageError
from tellings.exports import FORMS, export, file_name
from tellings.exports.sections import SECTIONS
from tellings.exports.tables import (
    all_tables,
    as_xlsx,
    changes_table,
    flat_table,
    hits_table,
    said_table,
    section_table,
    stories_table,
    write_table,
)
from tellings.exports.tables.nouns import Table, columns
from tellings.model import (
    Changes,
    ClaimChange,
    Hit,
    Passage,
    Restated,
    Result,
    Revision,
    Said,
    Settled,
    StoryCard,
)

SHEETS = re.compile(r"xl/worksheets/sheet\d+\.xml")


def in_csv(table: Table) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(str(write_table("csv", table)))))


def in_jsonl(table: Table) -> list[dict[str, object]]:
    return [json.loads(line) for line in str(write_table("jsonl", table)).splitlines()]


def in_xlsx(table: Table) -> list[dict[str, object]]:
    made = write_table("xlsx", table)
    assert isinstance(made, bytes)
    (sheet,) = load_workbook(io.BytesIO(made)).worksheets
    heads, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(heads, row, strict=True)) for row in rows]


def as_csv_cell(value: object) -> str:
    """Return what a CSV holds of a value of the JSON."""
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def check_alike(table: Table) -> None:
    """Hold the three forms of a table against each other."""
    told, rows, sheet = in_csv(table), in_jsonl(table), in_xlsx(table)
    assert len(told) == len(rows) == len(sheet) == len(table.rows)
    for a, b, c in zip(told, rows, sheet, strict=True):
        assert list(a) == list(b) == list(c) == table.heads
        assert {k: v.removeprefix("'") for k, v in a.items()} == {k: as_csv_cell(v) for k, v in b.items()}
        assert {k: None if v == "" else v for k, v in b.items()} == c


@pytest.mark.parametrize("section", SECTIONS)
def test_a_section_says_the_same_in_every_form(section: str) -> None:
    """CSV, JSON Lines and a workbook of a section hold the same rows, numbers as numbers."""
    table = section_table(make_result(), section, make_texts())
    assert table.rows
    check_alike(table)


def test_lists_say_the_same_in_every_form() -> None:
    """Stories, hits, who said what and changes are tables too, each passage a row."""
    story = make_result().stories[0]
    article, quotation = story.articles[0], story.quotations[0]
    places = (Passage(article.id, 3, 9, "by the"), Passage(article.id, 20, 24, "=pan"))
    cards = stories_table([StoryCard(id=story.id, title=story.title, articles=5, outlets=4, first="2031-05-12", told=2)])
    hits = hits_table([Hit(article=article, story=story.id, passages=places), Hit(article=article, story=None)])
    said = said_table([Said(article=article, story=story.id, quotation=quotation, passages=places[:1])])
    assert [len(t.rows) for t in (cards, hits, said)] == [1, 3, 1]
    assert cards.rows[0]["articles"] == 5
    assert (hits.rows[1]["start"], hits.rows[2].get("start")) == (20, None)
    assert said.rows[0]["speaker"] == quotation.speaker.name
    for table in (cards, hits, said):
        check_alike(table)


def test_changes_are_a_table() -> None:
    """Every sort of change has rows, with the passages it rests on and the report where a whole one came or went."""
    story = make_result().stories[0]
    one, two = story.articles[:2]
    here = story.claims[0].passages[0]
    found = Changes(
        story=story.id, title=story.title, since=1, now=2, articles_joined=(one.id,), articles_left=("a-gone",),
        came_from=("s-old",),
        origins_joined=story.origins[:1], claims_gained=story.claims[:1], claims_lost=story.claims[1:2],
        claims_changed=(ClaimChange(story.claims[0], story.claims[0]),), conflicts_opened=story.conflicts[:1],
        conflicts_settled=(Settled(story.conflicts[1], "update"),),
        revisions=(
            Revision(article=two.id, earlier="a-old", gained=(here,), dropped=(here,), restated=(Restated(here, here, ("9",)),)),
        ),
    )  # fmt: skip
    table = changes_table([found], {one.id: one})
    sorts = {row["change"] for row in table.rows}
    assert sorts == {
        "conflict opened", "conflict settled", "version restates", "version gains", "version drops", "report joined", "report left",
        "story merged into this", "origin joined", "claim gained", "claim lost", "claim told otherwise",
    }  # fmt: skip
    joined = next(row for row in table.rows if row["change"] == "report joined")
    assert (joined["text"], joined["outlet"]) == (one.title, one.outlet)
    check_alike(table)


def test_a_workbook_of_a_story_has_every_section() -> None:
    """A whole result is a workbook: the stories, a sheet for each section, what was not read; heads stay and filter."""
    result = msgspec.structs.replace(make_result())
    book = load_workbook(io.BytesIO(bytes(export(result, "xlsx", texts=make_texts()))))
    assert book.sheetnames == [t.name for t in all_tables(result)]
    assert set(SECTIONS) < set(book.sheetnames)
    for sheet in book.worksheets:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
    stories = dict(zip(*book["stories"].iter_rows(values_only=True), strict=True))
    story = result.stories[0]
    assert (stories["reports"], stories["origins"]) == (len(story.articles), len(story.origins))


def test_sides_stand_beside_each_other() -> None:
    """A shared stretch is one row with both places; in the one table of a whole story it is a row for each."""
    result = make_result()
    table = section_table(result, "reuse")
    assert len(table.rows) == len(result.stories[0].reuse)
    first, reuse = table.rows[0], result.stories[0].reuse[0]
    assert (first["from_exact"], first["to_article"]) == (reuse.from_.exact, reuse.to.article)
    flat = [r for r in flat_table(result).rows if r["section"] == "reuse"]
    assert len(flat) == 2 * len(table.rows)


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE.keys())
def test_no_workbook_runs_anything(words: str) -> None:
    """Hostile words in every field make no formula, no link that is not http(s), no broken XML, no hidden character."""
    result, texts = make_hostile(words)
    made = bytes(export(result, "xlsx", texts=texts))
    with zipfile.ZipFile(io.BytesIO(made)) as packed:
        for name in packed.namelist():
            root = etree.fromstring(packed.read(name))
            assert not [e for e in root.iter() if etree.QName(e).localname in ("f", "oleObject", "drawing")], name
            targets = [e.get("Target", "") for e in root.iter() if e.get("TargetMode") == "External"]
            assert all(t.startswith(("http://", "https://")) for t in targets)
    for sheet in load_workbook(io.BytesIO(made)).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f"
                if isinstance(cell.value, str):
                    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", cell.value)
                    assert not cell.value.startswith(("=", "+", "-", "@")) or cell.quotePrefix


def test_links_are_addresses_of_the_web_alone() -> None:
    """An http(s) address becomes a link; another, a very long one, or one past what a sheet may hold stays text."""
    urls = ["https://post.example/a?b=c&d='e'#f", "javascript:alert(1)", "file:///etc/passwd", "https://x.example/" + "a" * 3000]
    urls += ["HTTP://post.example/", "internal:Sheet1!A1", "https://[broken"]
    table = Table("t", columns("url"), [{"url": u} for u in urls])
    (sheet,) = load_workbook(io.BytesIO(bytes(write_table("xlsx", table)))).worksheets
    linked = [cell.value for (cell,) in sheet.iter_rows(min_row=2) if cell.hyperlink]
    assert linked == [urls[0], urls[4]]
    assert [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)] == urls


def test_no_more_links_than_a_sheet_may_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    """The links that Excel would refuse are written as text, and none is lost."""
    monkeypatch.setattr(as_xlsx, "MOST_LINKS", 3)
    rows = [{"url": f"https://post.example/{n}"} for n in range(5)]
    (sheet,) = load_workbook(io.BytesIO(bytes(write_table("xlsx", Table("t", columns("url"), rows))))).worksheets
    cells = [cell for (cell,) in sheet.iter_rows(min_row=2)]
    assert [bool(c.hyperlink) for c in cells] == [True] * 3 + [False] * 2
    assert [c.value for c in cells] == [r["url"] for r in rows]


@pytest.mark.parametrize("letter", ["w", "🚢", "="])
def test_a_text_longer_than_a_cell_is_cut_and_says_so(letter: str) -> None:
    """Excel holds 32,767 UTF-16 units a cell; a longer text is cut between characters and tells how much is missing."""
    long = letter * 40_000
    (row,) = in_xlsx(Table("t", columns("text"), [{"text": long}]))
    told = str(row["text"])
    assert len(told.encode("utf-16-le")) // 2 <= 32_767
    kept, _, missing = told.partition("… [cut: ")
    assert missing.endswith(" more characters]")
    assert len(kept) + int(missing.split()[0].replace(",", "")) == len(long)
    assert long.startswith(kept)


def test_what_reads_like_an_escape_is_none() -> None:
    """A text with _x0041_ in it is escaped as the format asks, so that no reader makes an A of it."""
    made = bytes(write_table("xlsx", Table("t", columns("text"), [{"text": "a_x0041_b\rc"}])))
    with zipfile.ZipFile(io.BytesIO(made)) as packed:
        assert b"a_x005F_x0041_b_x000D_c" in packed.read("xl/worksheets/sheet1.xml")


@pytest.mark.parametrize("words", ["<r><t>a</t></r>", "<r></c></r>", "<r><f>1+1</f></r>"])
def test_no_text_is_taken_for_markup(words: str) -> None:
    """A text that looks like the library's own markup of rich strings is a text like any other."""
    (row,) = in_xlsx(Table("t", columns("text"), [{"text": words}]))
    assert str(row["text"]).rstrip() == words


def test_a_table_longer_than_a_sheet_goes_on_in_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    """No row is lost: past Excel's rows a table goes on in a further sheet under the same heads."""
    monkeypatch.setattr(as_xlsx, "MOST_ROWS", 4)
    rows = [{"n": n} for n in range(7)]
    book = load_workbook(io.BytesIO(bytes(write_table("xlsx", Table("claims", columns("n"), rows)))))
    assert book.sheetnames == ["claims", "claims (2)", "claims (3)"]
    assert [r[0] for s in book.worksheets for r in s.iter_rows(values_only=True)] == ["n", 0, 1, 2, "n", 3, 4, 5, "n", 6]


def test_numbers_that_no_spreadsheet_holds_are_text() -> None:
    """Numbers beyond 2**53, and what is no number, are written as text; all others stay numbers."""
    values = [2**60, 0.1, float("inf"), float("nan"), 7, True]
    found = [row["n"] for row in in_xlsx(Table("t", columns("n"), [{"n": v} for v in values]))]
    assert found == [str(2**60), 0.1, "inf", "nan", 7, True]


def test_the_same_bytes_every_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """A workbook tells no time but a fixed one, so that equal results are equal files."""
    made = export(make_result(), "xlsx", texts=make_texts())
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    assert export(make_result(), "xlsx", texts=make_texts()) == made
    with zipfile.ZipFile(io.BytesIO(bytes(made))) as packed:
        assert {i.date_time[:2] for i in packed.infolist()} == {(1980, 1)}
        assert b"2000-01-01T00:00:00Z" in packed.read("docProps/core.xml")


def test_several_tables_are_no_csv() -> None:
    """A CSV holds one table; JSON Lines of several name the table of each row."""
    tables = all_tables(make_result())
    with pytest.raises(UsageError, match="one table"):
        write_table("csv", *tables)
    with pytest.raises(UsageError, match="csv, xlsx, jsonl"):
        write_table("ods", tables[0])
    named = {json.loads(line)["table"] for line in str(write_table("jsonl", *tables)).splitlines()}
    assert named == {t.name for t in tables if t.rows}


def test_one_story_is_exported_like_a_result_of_one() -> None:
    """A story alone is taken too; every form comes as text or as bytes, as it says."""
    result = make_result()
    for name, form in FORMS.items():
        made = export(result.stories[0], name, make_texts(), width=100)
        assert made == export(msgspec.structs.replace(result, unread=()), name, make_texts(), width=100)
        assert isinstance(made, bytes) == form.binary


def test_names_of_files_are_plain() -> None:
    """A file's name has ASCII letters, digits, hyphens and its ending, whatever the title is."""
    for words in HOSTILE.values():
        for form in FORMS:
            assert re.fullmatch(r"[a-z0-9-]{1,160}\.[a-z]+", file_name(words, "s-1", form, "claims"))


def test_an_empty_result_has_heads() -> None:
    """A section in which nothing was found is a table with its heads and no row."""
    book = load_workbook(io.BytesIO(bytes(export(Result(), "xlsx"))))
    assert all(sheet.max_row == 1 for sheet in book.worksheets)
    assert str(export(Result(), "csv", section="claims")).startswith("story,id,agreement,origins,text")
