"""Light edits: what may be left out, a name for a pronoun, a date for a weekday; invented sentences."""

import json
from pathlib import Path

import pytest

from tellings import analyse, read
from tellings.briefing.dating import dated, undated
from tellings.briefing.naming import Naming
from tellings.briefing.shortening import shortened
from tellings.language.readers import load_reader
from tellings.language.trees import Trees
from tellings.model import Moment, Passage
from tellings.pipeline import tell_story

CASES = json.loads((Path(__file__).parent / "cases" / "shortened.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def reader():
    """The English reader."""
    return load_reader()


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["why"])
def test_what_is_left_out(case, reader) -> None:
    """Every shorter version that a sentence has, with its rules; none where nothing may go."""
    told = analyse(read(case["text"], "a.txt"), reader)
    s = told.prose.sentences[0]
    versions = {text: list(rules) for text, rules in shortened(told.article.text, Trees(told.syntax), s.start, s.end)}
    assert versions == case["versions"]


def test_a_pronoun_is_named(reader) -> None:
    """She is Ada Brook, whose name stands in the sentence above; the passage that has the name comes with it."""
    told = analyse(
        read("Ada Brook, the mayor of Ostby, opened the mill on Monday. She left for Lund in the evening.", "a.txt"), reader
    )
    second = told.prose.sentences[1]
    named = Naming(told.entities, [told]).put("She left for Lund in the evening.", told, second)
    assert named is not None
    assert named.text == "Ada Brook left for Lund in the evening."
    assert "Ada Brook" in named.passage.exact


def test_a_pronoun_without_a_person_is_left(reader) -> None:
    """What stands for no person that the report names is not replaced."""
    told = analyse(read("The mill closed in May. It had stood there for years.", "a.txt"), reader)
    assert Naming(told.entities, [told]).put("It had stood there for years.", told, told.prose.sentences[1]) is None


def moment(start, end, value):
    return Moment(id="m", article="a", start=start, end=end, value=value, type="DATE", anchor=None, rule="r")


@pytest.mark.parametrize(
    ("text", "value", "want"),
    [
        ("It sank on Tuesday at noon.", "2017-02-21", "It sank on Tuesday [21 February] at noon."),
        ("It sank on Tuesday at noon.", "2017-02-22", "It sank on Tuesday at noon."),  # no Tuesday
        ("It sank on Tuesday, 21 February.", "2017-02-21", "It sank on Tuesday, 21 February."),
        ("“Come on Tuesday,” he said.", "2017-02-21", "“Come on Tuesday,” he said."),
        ("Tuesday’s vote failed in Lund.", "2017-02-21", "Tuesday’s vote failed in Lund."),
    ],
)
def test_a_weekday_gets_its_date(text, value, want) -> None:
    """Once its report tells the day for sure, outside of marks, and where no date stands beside it."""
    at = text.index("Tuesday")
    assert dated(text, Passage("a", 0, len(text), text), [moment(at, at + 7, value)])[0] == want


def test_two_days_of_one_name_are_left() -> None:
    """Where a passage has two Tuesdays, neither is dated; a day that is known is not dated again."""
    text = "It sank on Tuesday and rose on Tuesday."
    two = [moment(11, 18, "2017-02-21"), moment(31, 38, "2017-02-28")]
    passage = Passage("a", 0, len(text), text)
    assert dated(text, passage, two) == (text, None)
    assert dated(text, passage, two[:1], {"2017-02-21"}) == (text, None)


def test_what_a_later_report_has_overtaken_is_left_out(reader) -> None:
    """A plan for Wednesday stands while no later report is there."""
    early = ("Minister Ada Thorne of Orle will meet the harbour board of Port Vell in the town hall on Wednesday.", "2031-05-05")
    late = ("Minister Ada Thorne of Orle met the harbour board of Port Vell in the town hall for nine hours.", "2031-05-08")
    one, two = (analyse(read(text, published=day, language="en"), reader) for text, day in (early, late))
    assert [s.text[:36] for s in tell_story([one]).brief.sentences] == ["Minister Ada Thorne of Orle will mee"]
    assert not [s for s in tell_story([one, two]).brief.sentences if "will meet" in s.text]


@pytest.mark.parametrize(
    ("told", "read_as"),
    [
        ("The mill opened on 6 May 2031 in Ostby.", "The mill opened on Tuesday in Ostby."),
        ("The mill opened Tuesday (6 May 2031) in Ostby.", "The mill opened Tuesday in Ostby."),
        ("The mill opened on Tuesday [6 May] in Ostby.", "The mill opened on Tuesday in Ostby."),
        ("The mill opened on 7 May 2031 in Ostby.", "The mill opened on 7 May 2031 in Ostby."),
        ("The mill opened on 6 June 2031 in Ostby.", "The mill opened on 6 June 2031 in Ostby."),
    ],
)
def test_a_date_is_read_as_the_weekday_that_the_passage_prints(told: str, read_as: str) -> None:
    """A date that the passage does not tell stays, and is turned back as any other."""
    words = "The mill opened on Tuesday."
    passage = Passage("a", 0, len(words), words)
    at = words.index("Tuesday")
    tuesday = Moment("t", "a", at, at + len("Tuesday"), "2031-05-06", "DATE", None, "weekday")
    assert undated(told, [passage], [tuesday]) == read_as


def test_who_tells_otherwise_is_not_cited(reader) -> None:
    """A report that gives the words, or the number, otherwise carries no sentence, however alike it is."""
    head = "Ada Thorne, a teacher, has run the school of Ostvik for years. Bram Kessel, a lawyer, spoke to reporters on Sunday. "
    one = head + "The mayor said the harbour would stay shut until the summer. The storm killed 12 people in Ostvik on Monday."
    two = head + "Bram Kessel said the harbour would stay shut until the summer. The storm killed 9 people in Ostvik on Monday."
    brief = tell_story([analyse(read(t, f"{n}.txt", language="en"), reader) for n, t in enumerate((one, two))]).brief
    told = {s.text: {p.exact for p in s.citations} for s in brief.sentences if "said the harbour" in s.text or "killed" in s.text}
    assert told
    assert all(cited == {text} for text, cited in told.items() if not text.startswith("The reports"))
