"""Sentences graded against invented reports."""

import pytest

from tellings import analyse, check, collate, read
from tellings.language.readers import load_reader
from tests.growth import check_growth

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


def test_a_sentence_about_the_reports_is_held_against_their_conflicts(reports) -> None:
    """What our own brief says of a conflict is supported by both sides; a conflict or words that are not there are refused."""
    lead = "The reports give different numbers: "
    good = lead + "a report has “Two people were hurt”, while another report has “Six people were hurt”."
    (found,) = graded(reports, good)
    assert found.supported, found.reasons
    assert len({p.article for p in found.passages}) == 2
    assert [c.kind for c in found.conflicts] == ["number"]
    for bad in (
        lead + "a report has “Two people were hurt”, while another report has “Nine people were hurt”.",
        lead + "a report has “Two people were hurt”, while The Heron has “Six people were hurt”.",
        lead + "a report has “Some 40 neighbours”, while another report has “Six people were hurt”.",
        "The reports give different times: a report has “Two people were hurt”, while another report has “Six people were hurt”.",
        lead + "nobody knows.",
    ):
        (found,) = graded(reports, bad)
        assert not found.supported, bad


def test_our_own_brief_is_supported(demo_pile, demo_result) -> None:
    """Every sentence of the demo's own brief is supported by the reports it was written from."""
    from tellings.intake import read_all
    from tellings.pipeline import tell_all

    articles, _, _ = read_all([str(demo_pile)])
    result, analyses = tell_all(articles)
    text = "\n\n".join(s.text for s in result.stories[0].brief.sentences)
    told = check(text, result.stories, analyses, load_reader()).sentences
    assert [(s.text, s.reasons) for s in told if not s.supported] == []
    assert len(told) >= len(demo_result.stories[0].brief.sentences)


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


def test_the_cost_grows_with_the_sentences(reports) -> None:
    """Twice as many sentences take about twice as long, under rules alone."""
    story, analyses, _ = reports
    line = "Some 60 neighbours were taken to a school by Tom Marsh. Two people were hurt on Monday night. "
    check_growth(lambda size: lambda: check(line * size, [story], analyses), 5, 10, 20)
