"""Promises that hold for any text."""

from collections.abc import Callable
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tellings.errors import MaterialError
from tellings.model import Article
from tellings.reading import read
from tellings.reading.decoding import Decoded, decode
from tellings.reading.lines import cut_lines
from tellings.reading.rows import read_row

FURNITURE = (
    "Also Read",
    "By Ana Lind",
    "WATCH: A wall",
    "• Ana Lind",
    "© 2019 Holm Gazette",
    "More from X News:",
    "Photo: AP",
    "Σχόλια",
)
MARKS = ("\n", "\n\n", "\r\n", "\u2028", "\ufeff", " ", "\t", "''", '"', "😀", "e\u0301", "\u202e", "HOLM (AP) — ", "4 March 2019")
PIECES = st.sampled_from([*FURNITURE, *MARKS, "The wall fell on Monday.", "“Never,” she said. "])
TEXTS = st.one_of(st.lists(PIECES, max_size=25).map("".join), st.text(st.characters(codec="utf-8"), max_size=200))


def _or_reason(work: Callable[[Any], Any], given: object) -> Any:
    try:
        return work(given)
    except MaterialError as error:
        return error.reason


def _read(text: str) -> Article | None:
    try:
        return read(text, "a.txt", language="en")
    except MaterialError:
        return None


@given(TEXTS)
@settings(max_examples=150, deadline=None)
def test_text_is_stored_as_it_is_and_furniture_lies_inside(text: str) -> None:
    """The stored text is the text given; furniture is in order, apart, inside the text, and each stands in one line."""
    if (article := _read(text)) is None:
        return
    assert article.text == text
    at = 0
    for f in article.furniture:
        assert at <= f.start < f.end <= len(text)
        assert "\n" not in text[f.start : f.end]
        assert f.article == article.id
        at = f.end


@given(TEXTS)
@settings(max_examples=60, deadline=None)
def test_reading_is_the_same_twice(text: str) -> None:
    """One text gives one article, whatever was read before."""
    assert _read(text) == _read(text)


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_lines_hold_every_letter(text: str) -> None:
    """Lines cover all that is not white space, in order."""
    lines = cut_lines(text)
    assert sum(c.isalnum() for c in text) == sum(c.isalnum() for x in lines for c in text[x.start : x.end])
    assert [x.index for x in lines] == list(range(len(lines)))


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_utf8_comes_back_unaltered(text: str) -> None:
    """Bytes that are UTF-8 are decoded as they are, nothing normalised, or refused with a reason."""
    told = _or_reason(decode, text.encode())
    assert told == Decoded(text) or (isinstance(told, str) and told)


@given(
    st.dictionaries(
        st.sampled_from(["id", "title", "text", "outlet", "published", "url", "language", "x"]),
        st.one_of(TEXTS, st.integers(), st.none(), st.booleans(), st.lists(st.integers(), max_size=2)),
        max_size=6,
    )
)
@settings(max_examples=100, deadline=None)
def test_any_row_is_read_or_refused_with_a_reason(row: dict[str, object]) -> None:
    """A row of any shape gives an article whose text is its text, or a reason."""
    article = _or_reason(read_row, row)
    texts = (row.get("text"), str(row.get("title")).strip())
    assert article.text in texts if isinstance(article, Article) else article
