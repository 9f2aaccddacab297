"""Cut text into words, numbers, punctuation and quotation marks.

What a token is, decided once: a hyphen is a token of its own between two words that touch it ("half-Danish" is three); an
apostrophe inside a word stays ("don't", "O'Hara's": a possessive ends in 's); a word cut short in front keeps it
("'tis", "'90s"); initials keep their stops ("U.S.", "p.m."), other abbreviations do not ("Sen", "."); a number keeps its
separators ("4,250", "7.5"); two apostrophes or two backticks are one mark; an address of a page is one word.
"""

import re
from functools import cache

from tellings.language.tables import load_table
from tellings.model import Token

LETTER = r"[^\W\d_][\u0300-\u036f]*"
TOKEN = r"""(?P<word>https?://[^\s"“”»]+|www\.[^\s"“”»]+)
      | (?P<number>\d+(?:[.,]\d+)*)
      | (?P<cut>(?<!\w)['’](?:{elisions})(?!\w))
      | (?P<letters>(?:{letter}\.){{2,}}|(?:{letter})+(?:['’ʼ](?:{letter})+)*)
      | (?P<mark>'(?=''(?!\w))(?<=\S')|''|``|["“”„‟«»‹›‘’‚'`])
      | (?P<punct>\.\.+|\S)"""
KINDS = {"cut": "word", "letters": "word"}


def tokenise(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Return the tokens of ``text[start:end]`` with offsets into ``text``.

    >>> [t.text for t in tokenise("The U.S. paid $40bn.")]
    ['The', 'U.S.', 'paid', '$', '40', 'bn', '.']
    >>> [t.text for t in tokenise("'Tis O'Hara's mid-'90s rock 'n' roll")]
    ["'Tis", "O'Hara's", 'mid', '-', "'90s", 'rock', "'n'", 'roll']
    """
    found = _pattern().finditer(text, start, len(text) if end is None else end)
    return [Token(m.start(), m.end(), m.group(), KINDS.get(m.lastgroup, m.lastgroup)) for m in found]  # type: ignore[arg-type]


@cache
def _pattern() -> re.Pattern[str]:
    elisions = "|".join(load_table("language", "elisions.toml")["patterns"])
    return re.compile(TOKEN.format(letter=LETTER, elisions=elisions), re.VERBOSE | re.IGNORECASE)


def cut_word(text: str, at: int) -> bool:
    """Tell whether the apostrophe at ``at`` stands for letters lost before a word: "'tis", "the '90s"."""
    m = _pattern().match(text, at)
    return bool(m and m.lastgroup == "cut")
