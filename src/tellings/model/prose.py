"""The running text of an article: paragraphs, sentences, tokens, quotation marks, all as offsets into the stored text."""

from typing import Literal

from msgspec import Struct

from tellings.model.passage import Span


class Token(Struct, frozen=True, array_like=True):
    """A word, number or punctuation sign; ``text`` is ``article.text[start:end]``."""

    start: int
    end: int
    text: str
    kind: Literal["word", "number", "punct", "mark"]


class Sentence(Struct, frozen=True, array_like=True):
    """Characters ``[start, end)``; tokens ``[first, last)`` of the prose; the number of its paragraph."""

    start: int
    end: int
    first: int
    last: int
    paragraph: int


class MarkPair(Struct, frozen=True):
    """Words inside quotation marks: ``[start, end)`` with the marks, ``[inner_start, inner_end)`` without.

    ``closed`` is false when the closing mark is missing (the end of the paragraph stands in, also where the next
    paragraph opens again: a quotation that runs over paragraphs); ``level`` is 0 for outer marks, 1 for marks inside.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    level: int = 0
    opened: bool = True
    closed: bool = True


class Prose(Struct, frozen=True):
    """Running text with its furniture left out. All offsets are into ``text``, the stored text of the article."""

    text: str
    paragraphs: tuple[Span, ...]
    sentences: tuple[Sentence, ...]
    tokens: tuple[Token, ...]
    marks: tuple[MarkPair, ...]
