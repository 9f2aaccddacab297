"""The words by which an article is known: its headline and running text, furniture left out."""

import re
from collections.abc import Iterator

from tellings.language.shingles import WORD, find_words, fold
from tellings.model import Article

NAME = "^"  # before a word that stands as a name: "^tarn"
OPENS = re.compile(r"[.!?:\n\r\"“‘(*•]")  # what may stand before a word that is capitalised for its place
TITLE_CASE = 0.6  # by judgement: part of capitalised words from which on capitals tell nothing: a title with all capitals


def count_words(text: str) -> list[str]:
    """Return the folded words and numbers of a text, without the possessive ending.

    >>> count_words("Muñoz’s U.S. visit, 2 days")
    ['munoz', 'us', 'visit', '2', 'days']
    """
    return [word.removesuffix("'s") for _, _, word in find_words(text)]


def known_words(text: str) -> list[str]:
    """Return the same, those that are capitalised inside a sentence marked as names.

    >>> known_words("Boats left. On Friday they reached Tarn.")
    ['boats', 'left', 'on', '^friday', 'they', 'reached', '^tarn']
    """
    plain, names = [], []
    for word, is_name in _names(text):
        plain.append(word)
        names.append(is_name)
    if sum(names) > TITLE_CASE * len(names):
        return plain
    return [NAME + word if is_name else word for word, is_name in zip(plain, names, strict=True)]


def _names(text: str) -> Iterator[tuple[str, bool]]:
    end = 0
    for m in WORD.finditer(text):
        word = m.group()
        yield fold(word).removesuffix("'s"), bool(end) and word[0].isupper() and not OPENS.search(text, end, m.start())
        end = m.end()


def article_words(article: Article) -> list[str]:
    """Return the words of the headline, where it is known and does not open the text, and of the running text; names marked."""
    title = article.title or ""
    words = [] if article.text.lstrip().startswith(title) else known_words(title)
    at = 0
    for piece in sorted(article.furniture):
        words += known_words(article.text[at : max(at, piece.start)])
        at = max(at, piece.end)
    return words + known_words(article.text[at:])
