"""A text as lines with the shape by which page furniture is told from running text."""

import re
import unicodedata
from collections import Counter
from itertools import pairwise

from msgspec import Struct

LINE = re.compile(r"[^\r\n\v\f\x85\u2028\u2029]+")
CUT = 4_000  # characters of a line that are matched; the rest is stored all the same
WORD = re.compile(r"[^\W\d_]+(?:['’.\-][^\W\d_]+)*")
CLOSED = re.compile(r"[.!?…](?:\s?(?:''|[\"”’'»)\]]))*$")
SMALL = 4  # letters below which a word may be lower case in a title
SCRIPT_SAMPLE = 2_000  # letters that tell the script of a text


class Line(Struct, frozen=True):
    """Characters ``[start, end)`` without the white space around them, and what they look like."""

    start: int
    end: int
    text: str
    index: int
    of: int
    gap_before: bool
    gap_after: bool
    words: int
    closes: bool
    caps: float

    @property
    def from_end(self) -> int:
        """0 for the last line."""
        return self.of - 1 - self.index


def cut_lines(text: str) -> list[Line]:
    r"""Return the lines of ``text`` that hold more than white space.

    >>> [(l.text, l.gap_after, l.closes) for l in cut_lines("Sea Wall Falls\n\nIt fell on Monday.")]
    [('Sea Wall Falls', True, False), ('It fell on Monday.', True, True)]
    """
    spans = [_strip(m) for m in LINE.finditer(text) if m.group().strip(" \t\ufeff\xa0")]
    gaps = [True, *(_is_gap(text[a[1] : b[0]]) for a, b in pairwise(spans)), True]
    return [_line(text, span, i, len(spans), (gaps[i], gaps[i + 1])) for i, span in enumerate(spans)]


def _strip(m: re.Match[str]) -> tuple[int, int]:
    words = m.group()
    return m.start() + len(words) - len(words.lstrip(" \t\ufeff\xa0")), m.end() - len(words) + len(words.rstrip(" \t\ufeff\xa0"))


def _is_gap(between: str) -> bool:
    return between.replace("\r\n", "\n").count("\n") + between.count("\u2029") * 2 > 1 or "\r\r" in between


def _line(text: str, span: tuple[int, int], index: int, of: int, gaps: tuple[bool, bool]) -> Line:
    start, end = span
    words = text[start : min(end, start + CUT)]
    closes = end - start > CUT or bool(CLOSED.search(words[-12:]))
    return Line(start, end, words, index, of, *gaps, len(words.split()), closes, title_share(WORD.findall(words)))


def title_share(words: list[str]) -> float:
    """Return the share of longer words that begin with a capital."""
    long = [w for w in words if len(w) >= SMALL]
    return sum(w[0].isupper() for w in long) / len(long) if long else 0.0


def script_of(words: str) -> str | None:
    """Return the script of most letters, as Unicode names it ("LATIN", "CYRILLIC"), or None without letters.

    >>> script_of("новости"), script_of("12")
    ('CYRILLIC', None)
    """
    words = words[: SCRIPT_SAMPLE * 2]
    if words.isascii():  # most texts: the answer below, sooner
        return "LATIN" if any(map(str.isalpha, words)) else None
    letters = [c for c in words if c.isalpha()][:SCRIPT_SAMPLE]
    plain = sum(map(str.isascii, letters))
    seen = Counter({"LATIN": plain} if plain else {})
    seen.update(unicodedata.name(c, "?").split(" ", 1)[0].split("-", 1)[0] for c in letters if not c.isascii())
    return min(seen, key=lambda s: (-seen[s], s)) if seen else None
