"""The plain view of a checked text."""

import pytest
from made_up import HOSTILE

from tellings.exports.checked import to_text
from tellings.model import ArticleCard, Check, CheckedSentence, Passage, SetAside, Touched


def make_check(words: str) -> Check:
    touched = Touched("k-1", "number", "hard", f"{words} / two")
    bad = CheckedSentence(
        text=words, start=0, end=9, supported=False, reasons=(words,), passages=(Passage("a", 0, 9, words),), conflicts=(touched,)
    )
    good = CheckedSentence(text="It rained.", start=10, end=20, supported=True)
    return Check(sentences=(bad, good), set_aside=(SetAside(21, 30, "heading"), SetAside(31, 40, "table")))


def test_a_grade_is_a_mark_and_a_word() -> None:
    """Each sentence begins with its mark and word; reasons, passages and conflicts follow, then the count."""
    lines = to_text(make_check("Two left."), [ArticleCard(id="a", outlet="The Tern")]).splitlines()
    assert lines[0] == "x unsupported, in 1 conflict: Two left."
    assert lines[1:4] == [
        "    because Two left.",
        "    The Tern, 0-9: Two left.",
        "    the reports differ (hard number, k-1): Two left. / two",
    ]
    assert "+ supported: It rained." in lines
    assert lines[-2:] == ["1 of 2 sentences supported; 1 in conflict between the reports", "not graded: 1 heading, 1 table"]


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_words_do_not_command_a_checked_text(words: str) -> None:
    """What is printed of a checked text holds no control or bidi character, and no line that is wider than asked."""
    told = to_text(make_check(words), [ArticleCard(id="a", file=words)], width=60)
    assert all(c == "\n" or c.isprintable() for c in told)
    assert max(map(len, told.splitlines())) <= 60
