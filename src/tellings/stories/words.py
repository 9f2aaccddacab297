"""The words by which an article is known: its headline and running text, furniture left out."""

from tellings.language.shingles import find_words
from tellings.model import Article


def count_words(text: str) -> list[str]:
    """Return the folded words and numbers of a text, without the possessive ending.

    >>> count_words("Peña’s U.S. visit, 2 days")
    ['pena', 'us', 'visit', '2', 'days']
    """
    return [word.removesuffix("'s") for _, _, word in find_words(text)]


def article_words(article: Article) -> list[str]:
    """Return the words of the headline, where it is known and does not open the text, and of the running text."""
    title = article.title or ""
    words = [] if article.text.lstrip().startswith(title) else count_words(title)
    at = 0
    for piece in sorted(article.furniture):
        words += count_words(article.text[at : max(at, piece.start)])
        at = max(at, piece.end)
    return words + count_words(article.text[at:])
