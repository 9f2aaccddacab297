"""Words that houses print in different ways: names and abbreviations with dots or accents, and two spellings of one word."""

from collections.abc import Sequence
from functools import cache, lru_cache

from tellings.language.shingles import MARKS
from tellings.language.tables import load_table
from tellings.model import Token

Styled = tuple[int, str, str]


def find_styled(tokens: Sequence[Token], words: Sequence[str], quoted: Sequence[bool]) -> list[Styled]:
    """Return the words outside marks that houses print in different ways: place, word, and how it is printed here."""
    return [
        (i, _spellings().get(word, word), form)
        for i, (token, word, marked) in enumerate(zip(tokens, words, quoted, strict=True))
        if not marked and (form := _form(token.text))
    ]


@lru_cache(maxsize=65536)
def _form(text: str) -> str:
    """Return how a word is printed, or nothing where all houses print it alike.

    >>> [_form(w) for w in ("U.S.", "US", "us", "Harbour", "Muñoz", "Rain")]
    ['U.S.', 'US', '', 'harbour', 'Muñoz', '']
    """
    plain = text.translate(MARKS)
    if plain.lower() in _spellings():
        return plain.lower()
    return plain if plain[0].isupper() and not plain[1:].islower() or not plain.isascii() else ""


@cache
def _spellings() -> dict[str, str]:
    """Return one spelling for each word of which two are current."""
    pairs = (line.split("/") for line in load_table("collation/reuse", "words.toml")["spelling"].split())
    return {form: words[0] for words in pairs for form in words}
