"""Fold words for comparison: accents, case, endings and small words taken away.

The stemmer is steps 1a, 1b and 1c of M. F. Porter, "An algorithm for suffix stripping" (1980): plurals, -ed, -ing, -y.
No stemmer library is installed for it: forty lines do what alignment needs.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache

from tellings.language.tables import load_table

STRAIGHT = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'", "ʼ": "'", "–": "-", "—": "-", "\u00a0": " "}
)
VOWEL = re.compile(r"[aeiou]|(?<=[^aeiou])y")
WORD_SHAPE = re.compile(r"[^\W_]")
FOLDED_WORDS = 65_536  # words remembered: a news archive's vocabulary above frequency 2 fits


def fold(text: str) -> str:
    """Return the text in lower case with straight marks and without accents; its length may change.

    >>> fold("Muñoz’s")
    "munoz's"
    """
    if text.isascii():
        return text.lower()
    letters = unicodedata.normalize("NFKD", text.translate(STRAIGHT).lower())
    return "".join(c for c in letters if not unicodedata.combining(c))


def content_words(words: Iterable[str]) -> list[str]:
    """Return the folded stems of the words that carry content, in order: no stop words, no punctuation.

    >>> content_words(["The", "miners", "’", "strikes", "ended", "in", "Córdoba", "'s", "60", "mines"])
    ['miner', 'strike', 'end', 'cordoba', '60', 'mine']
    """
    return [stem for word in words if (stem := _stem_of(word))]


def stop_words() -> frozenset[str]:
    """Return the small words, folded, that carry no content."""
    return _stop_words()


@cache
def _stop_words() -> frozenset[str]:
    return frozenset(word for group in load_table("language", "stop_words.toml").values() for word in group["words"])


@lru_cache(maxsize=FOLDED_WORDS)
def _stem_of(word: str) -> str:
    folded = fold(word).strip("'")
    if folded in _stop_words() or not WORD_SHAPE.search(folded):
        return ""
    plain = folded.removesuffix("'s")
    return "" if plain in _stop_words() else stem(plain.replace(".", "") if not plain[0].isdigit() else plain.replace(",", ""))


def stem(word: str) -> str:
    """Return a folded word without its ending: plural, -ed, -ing, -y.

    >>> [stem(w) for w in ("parties", "agreed", "planned", "falling", "hoping", "caresses", "bus", "sky", "happy")]
    ['parti', 'agree', 'plan', 'fall', 'hope', 'caress', 'bus', 'sky', 'happi']
    """
    if len(word) < 4 or not word.isalpha():
        return word
    word = _past(_plural(word))
    return word[:-1] + "i" if word.endswith("y") and VOWEL.search(word[:-1]) and len(word) > 3 else word


def _plural(word: str) -> str:
    if word.endswith(("sses", "ies")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def _past(word: str) -> str:
    if word.endswith("eed"):
        return word[:-1] if VOWEL.search(word[:-3]) and len(word) > 4 else word
    for ending in ("ing", "ed"):
        root = word.removesuffix(ending)
        if root != word and VOWEL.search(root):
            return _mended(root)
    return word


def _mended(root: str) -> str:
    if root.endswith(("at", "bl", "iz")):
        return root + "e"
    if root[-1] == root[-2:-1] and root[-1] not in "lsz":
        return root[:-1]
    return root + "e" if _short(root) else root


def _short(root: str) -> bool:
    """Tell a short root that lost its e (hop-ing): one vowel group, then one consonant that is not w, x or y."""
    return bool(re.fullmatch(r"[^aeiou]*[aeiouy][^aeiouwxy]", root))
