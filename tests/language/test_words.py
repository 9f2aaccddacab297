"""Words as Universal Dependencies cuts them, and ends of lines that were lost: cases, and promises for any text."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tellings.language import read_prose
from tellings.language.english.words import LONGEST, cut_words
from tellings.language.lost_lines import find_line_ends
from tellings.language.sentences import find_sentences
from tests.growth import check_growth

CASES = Path(__file__).parent / "cases" / "words.json"
PIECES = [*"aB. 3,!?\"'’-$&@/:\n%", "don't ", "U.S. ", "its a ", "can’t", "...", "http://a.b ", " :) ", "e-mail ", "2:30 PM"]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=80).map("".join)
HOSTILE = """a A a. A. ' n't - a- 1 1- 1/ 1. @ a@ a@a. http:// www. a& $ ?! … _ a' e- [1] .[1]""".split()
HOSTILE += ["_ ", "thanks, ", "A 1/1/11 1:11 ", ":) ", "its ", "x... "]


def cases():
    """Return the cases; those that are known to fail must fail."""
    marks = pytest.mark.xfail(strict=True, reason="known failure")
    read = json.loads(CASES.read_text(encoding="utf-8"))
    return [pytest.param(c, id=c["name"], marks=[marks] if c["kind"] == "known-failure" else []) for c in read]


def cut(text):
    """Return the words of a text."""
    words, _ = cut_words(text, read_prose(text).sentences)
    return [text[start:end] for start, end in words]


@pytest.mark.parametrize("case", cases())
def test_words(case) -> None:
    """Words are cut as the annotators of the corpora cut them."""
    assert cut(case["text"]) == case["want"]


@given(TEXTS)
@settings(max_examples=80, deadline=None)
def test_words_leave_out_white_space_alone(text: str) -> None:
    """Words stand in order, one after another, hold every sign of their sentence and no white space."""
    sentences = read_prose(text).sentences
    words, ranges = cut_words(text, sentences)
    assert [b for _, b in ranges[:-1]] == [a for a, _ in ranges[1:]]
    for sentence, (first, last) in zip(sentences, ranges, strict=True):
        inside = words[first:last]
        assert "".join(text[s:e] for s, e in inside) == "".join(text[sentence.start : sentence.end].split())
        assert all(
            s < e <= following for (s, e), following in zip(inside, [*(s for s, _ in inside[1:]), sentence.end], strict=True)
        )


def test_words_do_not_depend_on_what_was_cut_before() -> None:
    """The same words come out a second time, and after other texts."""
    text = "It's no. 5. We can't. No. Its the last."
    first = cut(text)
    cut("No. can't. Its a mill. 5.")
    assert cut(text) == first


def test_a_stretch_without_end_is_one_word() -> None:
    """A stretch longer than any word is one word, not a thousand."""
    assert cut("Look: " + "a," * LONGEST) == ["Look", ":", "a," * LONGEST]


@pytest.mark.parametrize("unit", HOSTILE)
@pytest.mark.parametrize("work", [find_line_ends, find_sentences, cut_words], ids=lambda w: w.__name__)
def test_time_grows_with_the_text_alone(unit: str, work) -> None:
    """Twice the text costs at most 2.5 times the work, with and without white space."""

    def prepare(size: int):
        text = (unit * size)[:size] + "\x01"
        arguments = {find_sentences: (text, (0, len(text))), cut_words: (text, [Stretch(0, len(text))])}.get(
            work, (text, 0, len(text))
        )
        return lambda: list(work(*arguments))

    check_growth(prepare, 20_000, 40_000, 80_000)


class Stretch:
    """A sentence as far as the cutting of words looks at it."""

    def __init__(self, start: int, end: int) -> None:
        self.start, self.end = start, end
