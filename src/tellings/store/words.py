"""The words by which articles and quotations are found: folded by us, so that every database finds the same."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from unicodedata import unidata_version

from tellings.language.shingles import WORD, fold
from tellings.model import Quotation

LONGEST = 60  # characters of a word in the index; a longer one stands there by its hash
WORDS = f"1 {unidata_version}"  # edition: an index made by another is made anew; raise the number when fold or WORD change
SPACES = tuple("“”‘–—…\u00a0")  # no letters, and common; with them and ’ out of the way most English is ASCII
# WORD, and fold, for ASCII in lower case.
PLAIN = re.compile(r"[a-z](?:\.(?:[a-z]\.)+|[a-z]*(?:'[a-z]+)*)|[0-9]+(?:[.,][0-9]+)*")
STOPS_INSIDE = re.compile(r"\.[A-Za-z]\.")
LIMIT = "|"  # between two names, or two spans: no phrase runs over it


def index_words(text: str) -> list[str]:
    """Return the words of a text in order, as they stand in the index: ``find_words`` without places, three times as fast.

    >>> index_words("Muñoz isn’t in the U.S. (pop. 1,000)")
    ['munoz', "isn't", 'in', 'the', 'us', 'pop', '1,000']
    """
    plain = _plain(text)
    if plain.isascii():
        words: list[str] = PLAIN.findall(plain.lower())
        if STOPS_INSIDE.search(plain):
            words = [w.replace(".", "") if w[-1] == "." else w for w in words]
        return words if max(map(len, words), default=0) <= LONGEST else list(map(_short, words))
    return [_short(fold(w)) for w in WORD.findall(text)]


class Places:
    """Where the words that ``index_words`` returns stand in a text: found line by line, so that whoever needs a few reads few."""

    def __init__(self, text: str) -> None:
        plain = _plain(text)
        self.pattern, self.text = (PLAIN, plain.lower()) if plain.isascii() else (WORD, text)
        self.counted: list[tuple[int, int, int]] = []  # number of the first word of a line, its start, its end
        self.read: dict[int, list[tuple[int, int]]] = {}
        self.next = self.at = 0  # the first word and the first character that are not counted yet

    def __getitem__(self, number: int) -> tuple[int, int]:
        """Return the place of a word by its number; raises IndexError behind the last."""
        while number >= self.next:
            self._count_line()
        first, start, end = self.counted[bisect_right(self.counted, (number, len(self.text), 0)) - 1]
        if first not in self.read:
            self.read[first] = [m.span() for m in self.pattern.finditer(self.text, start, end)]
        return self.read[first][number - first]

    def _count_line(self) -> None:
        if self.at > len(self.text):
            raise IndexError("the text has no such word")
        end = self.text.find("\n", self.at)
        end = len(self.text) if end < 0 else end
        n = len(self.pattern.findall(self.text, self.at, end))
        if n:
            self.counted.append((self.next, self.at, end))
        self.next, self.at = self.next + n, end + 1


def _plain(text: str) -> str:
    """Return a text of the same length without the signs that most often keep it from being ASCII."""
    plain = text.replace("’", "'")
    for space in SPACES:
        plain = plain.replace(space, " ")
    return plain


def _short(word: str) -> str:
    if len(word) > LONGEST:
        return "#" + blake2b(word.encode("utf-8", "surrogatepass"), digest_size=10).hexdigest()
    return word if word.isalnum() else "_".join(word.split())  # a few signs unfold into several words


def outlet_word(outlet: str | None) -> str:
    """Return the word that stands for an outlet in the index; no text has it."""
    return _mark("o", outlet or "")


def language_word(language: str | None) -> str:
    """Return the word that stands for a language in the index."""
    return _mark("l", language or "")


def _mark(kind: str, name: str) -> str:
    return f"={kind}{blake2b(name.casefold().encode('utf-8', 'surrogatepass'), digest_size=5).hexdigest()}"


def article_words(text: str, outlet: str | None, language: str | None) -> list[str]:
    """Return all words by which an article is found."""
    return [outlet_word(outlet), language_word(language), *index_words(text)]


def said_words(quotation: Quotation, text: str, outlet: str | None, language: str | None) -> list[str]:
    """Return all words by which a quotation is found: what is said, and who says it with an @ before each word."""
    return [outlet_word(outlet), language_word(language), *_content(quotation, text), *_speakers(quotation)]


def _content(quotation: Quotation, text: str) -> Iterable[str]:
    for start, end in quotation.spans:
        yield from index_words(text[start:end])
        yield LIMIT


def _speakers(quotation: Quotation) -> Iterable[str]:
    speaker = quotation.speaker
    for name in dict.fromkeys((speaker.name, *speaker.names, speaker.printed.name)):
        if name:
            yield from speaker_words(name)
            yield LIMIT


def speaker_words(name: str) -> Sequence[str]:
    """Return the words of a speaker's name, as they stand in the index."""
    return [f"@{word}" for word in index_words(name)]
