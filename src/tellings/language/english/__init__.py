"""A small encoder for English, read with onnxruntime from weights in this package. The verb is ``read_syntax``."""

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from tellings.model import Prose, Syntax

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from tellings.language.english.reader import EnglishReader

__all__ = ["embed", "load_english", "read_syntax"]


def read_syntax(prose: Prose) -> Syntax:
    """Return words, tags, a tree a sentence and names; raise ``WeightsError`` without weights."""
    return load_english().read(prose)


def embed(texts: Sequence[str]) -> "NDArray[np.float32]":
    """Return a vector of unit length a text: the nearer two point, the more their texts say the same."""
    return load_english().embed(texts)


@cache
def load_english(*, roles: bool = False) -> "EnglishReader":
    """Return the reader of this process, loaded when it is first asked for; with ``roles`` it tells roles of speech too."""
    from tellings.language.english.reader import EnglishReader

    return EnglishReader(roles=roles)
