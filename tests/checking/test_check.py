"""Sentences graded against invented reports."""

import pytest

from tellings import analyse, check, collate, read
from tellings.language.readers import load_reader

REPORTS = {
    "tern.txt": "Mill burns in Ostby\n\nPublished: 3 June 2031\n\n"
    "The old mill on Tern Street in Ostby burnt down on Monday night. Two people were hurt. "
    "“Nobody was in the building,” said Ada Brook, the brigade's chief engineer. "
    "Some 40 neighbours were taken to a school.\n",
    "gull.txt": "Fire at Ostby mill\n\nPublished: 4 June 2031\n\n"
    "A fire destroyed the old mill in Ostby on Monday night. Six people were hurt, the hospital said. "
    "Mayor Tom Marsh told reporters that the mill would not be rebuilt. The brigade found no sign of arson.\n",
}


@pytest.fixture(scope="module")
def reports():
    reader = load_reader()
    story, analyses = collate([analyse(read(text, name), reader) for name, text in REPORTS.items()])
    return story, analyses, reader


def graded(reports, text):
    story, analyses, reader = reports
    return check(text, [story], analyses, reader).sentences


@pytest.mark.parametrize(
    "sentence",
    [
        "The old mill on Tern Street burnt down on Monday night.",
        "On Monday night a fire destroyed the old mill in Ostby.",
        "“Nobody was in the building,” Ada Brook said.",
        "Mayor Tom Marsh told reporters that the mill would not be rebuilt.",
        "Some 40 neighbours were taken to a school.",
    ],
)
def test_what_the_reports_say_is_supported(reports, sentence) -> None:
    """A sentence all of which stands in the reports is supported, with passages that stand where they say."""
    (found,) = graded(reports, sentence)
    assert found.supported, found.reasons
    assert found.reasons == ()
    texts = {a.article.id: a.article.text for a in reports[1]}
    assert found.passages
    assert all(texts[p.article][p.start : p.end] == p.exact for p in found.passages)


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("Some 60 neighbours were taken to a school.", "60"),
        ("“Nobody was in the cellar,” Ada Brook said.", "cellar"),
        ("“Nobody was in the building,” said Tom Marsh.", "Marsh"),
        ("Mayor Piet Lorne told reporters that the mill would not be rebuilt.", "Lorne"),
        ("The mill on Tern Street did not burn down on Monday night.", "not"),
        ("Everybody praised the splendid orchestra.", "passage"),
    ],
)
def test_what_no_report_says_is_unsupported(reports, sentence, word) -> None:
    """A sentence with one thing that stands nowhere is unsupported, and a reason names it; the nearest passages are shown."""
    (found,) = graded(reports, sentence)
    assert not found.supported
    assert any(word in reason for reason in found.reasons), found.reasons


def test_nothing_like_it_has_no_passage(reports) -> None:
    """A sentence of which no word stands anywhere has no passage, under rules alone."""
    story, analyses, _ = reports
    (found,) = check("Zebras zigzagged.", [story], analyses).sentences
    assert (found.supported, found.passages, found.reasons) == (False, (), ("nothing in the reports is like it",))


def test_a_sentence_shows_the_conflict_it_rests_on(reports) -> None:
    """The conflict between two numbers is listed with the sentence that gives one of them, and with no other sentence."""
    two, school = graded(reports, "Two people were hurt.\n\nSome 40 neighbours were taken to a school.")
    assert two.supported
    assert [(c.kind, sorted(c.statement.split(" / "))) for c in two.conflicts] == [("number", ["Six", "Two"])]
    assert school.conflicts == ()


def test_places_are_those_of_the_text_as_given(reports) -> None:
    """Offsets of a sentence count characters of the text as it was given, marks and all."""
    text = "# Fire\n\n- The **old mill** burnt down[^1].\n\n[^1]: Tern\n"
    story, analyses, reader = reports
    told = check(text, [story], analyses, reader)
    (found,) = told.sentences
    assert found.text == "The old mill burnt down."
    assert text[found.start : found.end] == "The **old mill** burnt down[^1]."
    assert [text[s.start : s.end] for s in told.set_aside] == ["# Fire", "[^1]: Tern"]


def test_the_order_of_reports_changes_nothing(reports) -> None:
    """The same reports in another order give the same grades."""
    story, analyses, reader = reports
    text = "Two people were hurt. Mayor Tom Marsh left. The brigade found signs of arson."
    assert check(text, [story], analyses, reader) == check(text, [story], analyses[::-1], reader)
