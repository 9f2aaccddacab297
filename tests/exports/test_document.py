"""The Word document: everything by style and mark, every link leads somewhere, nothing in it obeys a text."""

import io
import re
import zipfile

import msgspec
import pytest
from docx import Document
from docx.oxml.ns import qn
from lxml import etree
from made_up import HOSTILE, make_hostile, make_result, make_texts

from tellings.errors import UsageError
from tellings.exports import export
from tellings.model import Conflict, Passage, Result, Side
from tellings.model.brief import Written

HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def document(result: Result, texts, **choices):
    made = export(result, "docx", texts=texts, **choices)
    assert isinstance(made, bytes)
    return made, Document(io.BytesIO(made))


def words(docx) -> str:
    return "\n".join("".join(t.text or "" for t in p.iter(qn("w:t"))) for p in docx.element.body.iter(qn("w:p")))


def check(made: bytes, docx) -> None:
    """Hold a document against every promise that does not depend on its story."""
    with zipfile.ZipFile(io.BytesIO(made)) as packed:
        assert packed.testzip() is None
        for name in packed.namelist():
            root = etree.fromstring(packed.read(name))
            outside = [e.get("Target", "") for e in root.iter() if e.get("TargetMode") == "External"]
            assert all(t.startswith(("http://", "https://")) for t in outside)
    levels = [p.style.name for p in docx.paragraphs if p.style.name == "Title" or p.style.name.startswith("Heading")]
    assert levels[0] == "Title"
    assert levels.count("Title") == 1
    depth = 0
    for name in levels[1:]:
        assert int(name[-1]) <= depth + 1
        depth = int(name[-1])
    body = docx.element.body
    marks = [m.get(qn("w:name")) for m in body.iter(qn("w:bookmarkStart"))]
    ids = [m.get(qn("w:id")) for m in body.iter(qn("w:bookmarkStart"))]
    assert len(marks) == len(set(marks)) == len(set(ids))
    assert ids == [m.get(qn("w:id")) for m in body.iter(qn("w:bookmarkEnd"))]
    assert all(re.fullmatch(r"[a-z]\w{0,39}", m) for m in marks)
    assert {a for link in body.iter(qn("w:hyperlink")) if (a := link.get(qn("w:anchor")))} <= set(marks)
    for table in docx.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))
        assert table._tbl.tblPr.find(qn("w:tblDescription")).get(qn("w:val"))
    assert not HIDDEN.search(words(docx))


def test_every_section_filled() -> None:
    """The document of a story with every section filled keeps every promise; title and language are set."""
    result = make_result()
    made, docx = document(result, make_texts())
    check(made, docx)
    known = docx.core_properties
    assert (known.title, known.language, known.author) == (result.stories[0].title, "en", "tellings")
    heads = [p.text for p in docx.paragraphs if p.style.name == "Heading 1"]
    assert heads == [
        "Brief", "Corrected by hand", "Where they conflict", "Who said what", "Where the words come from", "Timeline",
        "What more than one origin tells", "Different words for one thing", "Told by one report alone", "Citations", "The reports",
        "Not read",
    ]  # fmt: skip


def test_citations_are_numbered_and_linked() -> None:
    """Each number in the brief leads to its citation, which leads back, and holds the words with article and place."""
    result = make_result()
    _, docx = document(result, make_texts())
    brief = result.stories[0].brief
    told = words(docx)
    for sentence in brief.sentences:
        assert sentence.text in told
        for c in sentence.citations:
            assert re.search(rf"\[\d+\] .*characters {c.start} to {c.end}: {re.escape(c.exact)}", told)
    anchors = [a for link in docx.element.body.iter(qn("w:hyperlink")) if (a := link.get(qn("w:anchor")))]
    cited = {a for a in anchors if "_cite_" in a}
    back = [a for a in anchors if "_told_" in a]
    assert len(cited) == len(back) == len({(c.article, c.start, c.end) for s in brief.sentences for c in s.citations})


def test_a_conflict_has_a_column_for_each_side() -> None:
    """Each conflict is a table with its sides beside each other, and below each other where they are many."""
    result = make_result()
    _, docx = document(result, make_texts())
    heads = [[c.text for c in t.rows[0].cells] for t in docx.tables]
    for conflict in result.stories[0].conflicts:
        assert [f"{s.statement} ({s.origins} origin{'s' * (s.origins != 1)})" for s in conflict.sides] in heads
    a = result.stories[0].articles[0].id
    many = Conflict("c-many", "number", "hard", tuple(Side(str(n), (Passage(a, n, n + 1, "x"),), 1) for n in range(7)), "r")
    _, docx = document(make_result(conflicts=(many,)), {})
    table = next(t for t in docx.tables if t.rows[0].cells[0].text == "Side")
    assert [row.cells[0].text for row in table.rows[1:]] == [str(n) for n in range(7)]


def test_excerpts_unless_the_whole_is_asked_for() -> None:
    """By default no report stands in it beyond its cited passages; with full texts they are an appendix, line by line."""
    texts = make_texts()
    _, docx = document(make_result(), texts)
    plain = words(docx)
    assert "Appendix" not in plain
    assert not [a.id for a in texts.values() if all(line.strip() in plain for line in a.text.splitlines())]
    made, docx = document(make_result(), texts, excerpts=False)
    check(made, docx)
    whole = words(docx)
    assert "Appendix: the full reports" in whole
    assert all(line.strip() in whole for a in texts.values() for line in a.text.splitlines())


@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=HOSTILE.keys())
@pytest.mark.parametrize("excerpts", [True, False])
def test_hostile_words_are_words(hostile: str, excerpts: bool) -> None:
    """Hostile words in every field make no field code, link, bookmark or hidden character, and no broken XML."""
    result, texts = make_hostile(hostile)
    made, docx = document(result, texts, excerpts=excerpts)
    check(made, docx)
    fields = {e.get(qn("w:instr")) for e in docx.element.body.iter(qn("w:fldSimple"))}
    assert not fields
    assert not list(docx.element.body.iter(qn("w:instrText"), qn("w:object"), qn("w:pict"), qn("w:drawing"), qn("w:altChunk")))


def test_words_carry_their_language() -> None:
    """The passages of a report in another language are marked with it, and run from the right where it does."""
    story = make_result().stories[0]
    first, *rest = story.articles
    for tag, right in (("da", False), ("ar-EG", True)):
        _, docx = document(make_result(articles=(msgspec.structs.replace(first, language=tag), *rest)), make_texts())
        runs = [r for r in docx.element.body.iter(qn("w:rPr")) if r.find(qn("w:lang")) is not None]
        assert runs
        assert {r.find(qn("w:lang")).get(qn("w:val")) for r in runs} == {tag}
        assert all((r.find(qn("w:rtl")) is not None) == right for r in runs)


def test_what_a_model_wrote_is_told() -> None:
    """A sentence that a writer model wrote says so beside it, and below the brief stand the model and its server."""
    brief = make_result().stories[0].brief
    first, *rest = brief.sentences
    written = (msgspec.structs.replace(first, rule="writer"), *rest)
    told = msgspec.structs.replace(brief, sentences=written, written=Written("gull-7", "models.example", 1))
    text = words(document(make_result(brief=told), make_texts())[1])
    assert text.count("(written by a model)") == 1
    assert f"{first.text} (written by a model)" in text
    assert "gull-7 at models.example" in text


def test_the_same_bytes_every_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """A document tells no time but a fixed one, so that equal results are equal files."""
    made = export(make_result(), "docx", texts=make_texts())
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    assert export(make_result(), "docx", texts=make_texts()) == made
    with zipfile.ZipFile(io.BytesIO(bytes(made))) as packed:
        assert {i.date_time for i in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [n for n in packed.namelist() if "thumbnail" in n]
    known = Document(io.BytesIO(bytes(made))).core_properties
    assert known.created == known.modified
    assert known.created.year == 2000


def test_several_stories_and_none() -> None:
    """Several stories stand below one title, a level deeper; none is a document too; one section alone is refused."""
    result = make_result()
    two = msgspec.structs.replace(result, stories=result.stories * 2)
    check(*document(two, make_texts()))
    check(*document(Result(), {}))
    with pytest.raises(UsageError, match="every section"):
        export(result, "docx", section="claims")
