"""Point at characters of one article: the only way to cite."""

from msgspec import Struct

Span = tuple[int, int]


class Passage(Struct, frozen=True, order=True):
    """Characters ``[start, end)`` of an article's stored text, in Unicode code points, and the words found there.

    ``exact`` equals ``text[start:end]``; the two selectors of the W3C Web Annotation model
    (TextPositionSelector, TextQuoteSelector) are this and nothing more.
    """

    article: str
    start: int
    end: int
    exact: str
