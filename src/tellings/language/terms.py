"""Tokens joined into the words that a reader sees: hyphen compounds, "Mr.", initials, "9/11"."""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from tellings.language.tables import load_table
from tellings.model import Token

JOINERS = frozenset("-‑/&–")


class Term(NamedTuple):
    """A word or sign at ``[start, end)``; ``low`` is ``text`` in lower case with straight apostrophes."""

    start: int
    end: int
    text: str
    low: str


def join_terms(text: str, tokens: Sequence[Token]) -> list[Term]:
    """Return the tokens as terms: "anti-war", "Mr.", "J.", "9/11" and "U.S.-backed" are one each.

    >>> from tellings.language.tokens import tokenise
    >>> s = "Mr. Poe, a well-known R-Ohio man."
    >>> [t.text for t in join_terms(s, tokenise(s))]
    ['Mr.', 'Poe', ',', 'a', 'well-known', 'R-Ohio', 'man', '.']
    """
    terms: list[Term] = []
    n, size = 0, len(tokens)
    while n < size:
        start, end, word, kind = (t := tokens[n]).start, t.end, t.text, t.kind
        n += 1
        if kind in ("word", "number"):
            while n + 1 < size and tokens[n].start == end and tokens[n].text in JOINERS:
                after = tokens[n + 1]
                if after.start != tokens[n].end or after.kind not in ("word", "number"):
                    break
                end = after.end
                n += 2
            if n + 1 < size and tokens[n].text == "." and tokens[n].start == end and _abbreviated(word, text[end - 1]):
                end = tokens[n].end
                n += 1
            word = text[start:end]
        low = word.lower()
        terms.append(Term(start, end, word, low.replace("’", "'") if "’" in low else low))
    return terms


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(load_table("language", "abbreviations.toml")["one_term"]["words"].split())


def _abbreviated(word: str, last: str) -> bool:
    return word.lower() in _abbreviations() or (len(word) == 1 and word.isupper() and last == word)
