"""Cut sentences into words as Universal Dependencies cuts English: "do|n't", "Kell|'s", "$|40|bn", "Sen." whole."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Protocol

from tellings.language.tables import load_table
from tellings.model import Span

KEPT = 100_000  # stretches whose cuts are kept in memory; beyond it they are cut anew, and nothing changes but time
LONGEST = 400  # characters of a stretch that are cut by pattern; a longer one is an address or noise
STRETCH = re.compile(r"\S+")


class HasSpan(Protocol):
    """A stretch of text."""

    @property
    def start(self) -> int:
        """Where it begins."""

    @property
    def end(self) -> int:
        """Where it ends, not included."""


def cut_words(text: str, sentences: Sequence[HasSpan]) -> tuple[list[Span], list[Span]]:
    """Return the words of all sentences as spans of the text, and for each sentence the range of its words.

    >>> from tellings.language import read_prose
    >>> text = "We can't pay Kell's $40bn. Ask Sen. Osei."
    >>> words, ranges = cut_words(text, read_prose(text).sentences)
    >>> [[text[s:e] for s, e in words[a:b]] for a, b in ranges]
    [['We', 'ca', "n't", 'pay', 'Kell', "'s", '$', '40', 'bn', '.'], ['Ask', 'Sen.', 'Osei', '.']]
    """
    words: list[Span] = []
    ranges: list[Span] = []
    known = _known()
    for sentence in sentences:
        first, end = len(words), sentence.end
        for stretch in STRETCH.finditer(text, sentence.start, end):
            at, stop = stretch.span()
            key = (stretch.group(), stop == end)
            cuts = known.get(key)
            if cuts is None:
                cuts = tuple(_cut(*key))
                if len(known) < KEPT:
                    known[key] = cuts
            words += [(at + s, at + e) for s, e in cuts]
        ranges.append((first, len(words)))
    return words, ranges


@cache
def _known() -> dict[tuple[str, bool], tuple[Span, ...]]:
    return {}


LETTER = r"[^\W\d_][\u0300-\u036f]*+"
WORD = r"""(?P<address>(?:https?|ftp)://\S*[^\s.,;:!?)\]"'”’>] | mailto:\S*\w | www\.\S*[\w/] | [\w.+-]++@\w[\w.-]*\w
            | (?:[\w-]++\.)++(?:com|org|net|edu|gov|info|doc|xls|pdf|txt|htm|html|ppt|exe|zip)(?![^\W_])(?:/\S*\w)?)
         | (?P<face>(?:{faces})(?!\w))
         | (?P<date>\d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?+(?![\d/]) | \d{{1,4}}-\d{{1,2}}-\d{{1,4}}(?![\d-])
            | (?:\d{{3}}-)?\d{{3}}-\d{{4}}(?![\d-]))
         | (?P<counted>\d++(?:[.,:]\d++)*+(?=(?:{units})(?![^\W_])))
         | (?P<number>\d++(?:[.,:]\d++)*+(?:(?:st|nd|rd|th|s)(?![^\W_])|['’]s)?)
         | (?P<joined>(?:{joined}))
         | (?P<negated>[^\W\d_]+?(?=n['’]t(?![^\W_])))
         | (?P<not>n['’]t(?![^\W_]))
         | (?P<stopped>(?:{stopped})\.(?!\w))
         | (?P<initials>(?:{letter}\.){{2,}} | {letter}(?:\.{letter})+)
         | (?P<clitic>['’](?:s|m|d|re|ve|ll|em|tis|twas|cause|til|n)(?![^\W_]) | ['’]\d0s)
         | (?P<letters>(?:(?:{prefixes})-(?=\w))?+\w++(?:&\w++|['’](?!(?:s|m|d|re|ve|ll)(?![^\W_]))\w++)*+)
         | (?P<run>\.\.++|…++|--++|!++|\?++|''|``|<<++|>>++|[*=_~#-]{{2,}}+|[!?]{{2,}}+)
         | \S"""


def _cut(stretch: str, last: bool) -> Iterator[Span]:
    """Yield the words of a stretch without white space; ``last`` of its sentence."""
    at, end = 0, len(stretch)
    if end > LONGEST:
        yield (0, end)
        return
    pattern = _pattern()
    while at < end:
        m = pattern.match(stretch, at)
        if not m:
            yield (at, at + 1)
            at += 1
            continue
        stop = m.end()
        if m.lastgroup == "joined":
            part = at + _joined()[m.group().lower().replace("’", "'")]
            yield (at, part)
            yield (part, stop)
        elif last and stop == end and stop - at > 1 and m.lastgroup == "initials" and stretch[stop - 1] == ".":
            yield (at, stop - 1)
            yield (stop - 1, stop)
        else:
            yield (at, stop)
        at = stop


@cache
def _joined() -> dict[str, int]:
    return {w.replace("|", ""): w.index("|") for w in load_table("language/english", "words.toml")["joined"]["words"]}


@cache
def _pattern() -> re.Pattern[str]:
    table = load_table("language/english", "words.toml")
    faces = "|".join(re.escape(f) for f in table["faces"]["words"])
    prefixes, units, stopped = ("|".join(map(re.escape, table[n]["words"].split())) for n in ("prefixes", "units", "stopped"))
    joined = "|".join(w.replace("'", "['’]") + r"(?![^\W_])" for w in _joined())
    return re.compile(
        WORD.format(letter=LETTER, faces=faces, prefixes=prefixes, units=units, stopped=stopped, joined=joined), re.VERBOSE | re.IGNORECASE
    )
