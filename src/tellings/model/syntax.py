"""What a model of the language reads in an article: words, tags, a tree a sentence, names, roles of speech."""

from typing import NamedTuple

from msgspec import Struct

from tellings.model.passage import Span


class Tagged(NamedTuple):
    """Words ``first`` to ``last`` (not included) with their label and the model's score for it, 0 to 1."""

    first: int
    last: int
    label: str
    score: float


class Syntax(Struct, frozen=True, kw_only=True):
    """Columns over the words of an article, after Universal Dependencies 2.

    Words are spans of the text, cut as UD cuts English ("do" + "n't", "Kell" + "'s", "Sen." whole). ``sentences`` are
    ranges of words. ``heads`` are numbers of words, -1 for a root; ``labels`` are relations, with their subtype.
    Names are labelled PER, ORG or LOC; roles source, cue or content of reported speech, where they were asked for.
    """

    model: str
    words: tuple[Span, ...] = ()
    sentences: tuple[Span, ...] = ()
    tags: tuple[str, ...] = ()
    heads: tuple[int, ...] = ()
    labels: tuple[str, ...] = ()
    names: tuple[Tagged, ...] = ()
    roles: tuple[Tagged, ...] = ()
