"""A small encoder for English, read with onnxruntime from weights in this package. The verb is ``read_syntax``."""

from functools import cache
from typing import TYPE_CHECKING

from tellings.model import Prose, Syntax

if TYPE_CHECKING:
    from tellings.language.english.reader import EnglishReader

__all__ = ["load_english", "read_syntax"]


def read_syntax(prose: Prose) -> Syntax:
    """Return words, tags, a tree a sentence, names and roles of speech; raise ``WeightsError`` without weights."""
    return load_english().read(prose)


@cache
def load_english() -> "EnglishReader":
    """Return the reader of this process, loaded when it is first asked for."""
    from tellings.language.english.reader import EnglishReader

    return EnglishReader()
