"""The made-up story on which collating is timed."""

from bench.stories import make_story


def test_a_bigger_story_begins_with_the_smaller_one() -> None:
    """Growth is measured on the same reports and more of them."""
    assert make_story(12)[:5] == make_story(5)


def test_reports_are_whole_and_of_the_length_of_news() -> None:
    """Every choice is made, every slot filled; an article has some 300 to 650 words."""
    for text in make_story(40):
        assert not set("{}|<>") & set(text)
        assert 300 <= len(text.split()) <= 650


def test_reports_of_one_wire_text_share_it_and_others_do_not() -> None:
    """Two in five print one of a few agency texts, so some two share most of their sentences, and most share few."""
    told = [{line for line in text.replace("\n\n", " ").split(". ") if len(line) > 40} for text in make_story(40)]
    shared = [len(a & b) / min(len(a), len(b)) for n, a in enumerate(told) for b in told[:n]]
    assert max(shared) > 0.4
    assert sorted(shared)[len(shared) // 2] < 0.2
