"""Cut sentences into words as Universal Dependencies cuts English: "do|n't", "Kell|'s", "$|40|bn", "Sen." whole."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Protocol

from tellings.language.tables import load_table
from tellings.model import Span

KEPT = 30_000  # stretches whose cuts are kept, 316 bytes each; a table of 100,000 was 5 % faster over 800 news articles
LONGEST = 400  # characters of a stretch that are cut by pattern; a longer one is an address or noise
STOPPED = ("stopped", "initials")  # words whose last stop ends the sentence where they end it
MEANT = frozenset(("its", "Its", "ITS"))  # written for "it's" before words that no possessive stands before: "its a boat"
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
            word, at, stop = stretch.group(), stretch.start(), stretch.end()
            key = (word, stop == end)
            cuts = known.get(key)
            if cuts is None:
                cuts = tuple(_cut(*key))
                if len(known) < KEPT:
                    known[key] = cuts
            if word in MEANT and _next_word(text, stop, end) in _after_meant():
                cuts = (0, 2), (2, 3)
            words += [(at + s, at + e) for s, e in cuts]
        ranges.append((first, len(words)))
    return words, ranges


def _next_word(text: str, at: int, end: int) -> str:
    found = STRETCH.search(text, at, end)
    return found.group().lower() if found else ""


@cache
def _after_meant() -> frozenset[str]:
    return frozenset(load_table("language/english", "words.toml")["after_its"]["words"].split())


@cache
def _known() -> dict[tuple[str, bool], tuple[Span, ...]]:
    return {}


LETTER = r"(?:[^\W\d_][\u0300-\u036f]*+)"
WORD = r"""
    # "https://a.org/b", "ana@a.org", "www.a.org", "plan.doc"; the stop after them is none of theirs
    (?P<address>(?:https?|ftp)://\S*[^\s.,;:!?)\]"'”’>] | mailto:\S*\w | www\.\S*[\w/] | [\w.+%-]++@\w[\w.-]*\w
      | (?:[\w-]++\.)+(?:{endings})(?![^\W_])(?:/\S*\w)?)
    # ":-)", ";)"
  | (?P<face>(?:{faces})(?!\w))
    # "3/4/2012", "2012-04-03", "555-0123", "1-800-555-0123"; not "10-12"
  | (?P<date>\d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?+(?![\d/]) | \d{{1,4}}-\d{{1,2}}-\d{{1,4}}(?![\d-])
      | (?:\d-)?+\d{{3}}[-/]\d{{3}}-\d{{4}}(?![\d-]) | (?:\d{{5}}|\d{{3}}|x?\d)-\d{{4}}(?![\d-]))
    # the "40" of "40bn"
  | (?P<counted>\d++(?:[.,:]\d++)*+(?=(?:{units})(?![^\W_])))
    # "4,250", "12:30", "3rd", "1980s", ".265"
  | (?P<number>(?:(?<![\w.])\.|(?<!\S)\+)?+\d++(?:[.,:]\d++)*+(?:(?:st|nd|rd|th|s)(?![^\W_])|['’]s)?)
    # "cannot" and "dont", cut in two
  | (?P<joined>(?:{joined}))
    # the "do" and the "n't" of "don't"
  | (?P<negated>[^\W\d_]+?(?=n['’]t(?![^\W_])))
  | (?P<not>n['’]t(?![^\W_]))
    # "Sen.", "U.S.", "J."; at the end of a sentence the stop is its own
  | (?P<stopped>(?:{stopped})\.(?!\w))
  | (?P<initials>(?:{letter}\.){{2,}}(?![^\W\d_]) | {letter}(?:\.{letter})++(?![^\W_]) | (?-i:[A-Z])\.(?!\w))
    # "'s", "'90s"
  | (?P<clitic>['’`](?:s|m|d|re|ve|ll|em|tis|twas|cause|til|n)(?![^\W_]) | ['’]\d\ds?(?![^\W_]))
    # "@ana", "#ferry", "US$", "w/o", "comp.sources.unix", "th-" of a word broken off
  | (?P<whole>(?<!\w)[@#][^\W\d]\w*+ | (?:US|[ACSU]|HK|NZ)\$ | {letter}/{letter}(?![^\W_])
      | [a-z]++(?:\.[a-z]++){{2,}}(?!\w) | (?-i:[a-z]{{1,2}})-(?![\w-]))
    # "co-worker", "R&D", "O'Hara", "Shi'ite"; "well-known", "year-over-year", "UN-led" are cut
  | (?P<letters>(?:(?<!-)(?!(?-i:Post-[A-Z]|[A-Z]{{2,}}-[a-z]))(?:{prefixes})-(?!(?:the|a|and|by|to|of|in|on)-)(?=\w))?+
      \w++(?:&\w++|['’](?!(?:s|m|d|re|ve|ll)(?![^\W_]))\w++)*+)
    # "...", "!?", "--", ">>"
  | (?P<run>[.!?]{{2,}}+ | …++ | ''|’’|‘’|`` | <<++ | >>++ | \$\$++ | [*=_~#-]{{2,}}+)
  | \S
"""


def _cut(stretch: str, last: bool) -> Iterator[Span]:
    """Yield the words of a stretch without white space; ``last`` of its sentence."""
    if len(stretch) > LONGEST:
        yield (0, len(stretch))
        return
    for m in _pattern().finditer(stretch):
        at, end = m.span()
        inside = _joined()[m.group().lower().replace("’", "'")] if m.lastgroup == "joined" else 0
        if last and end == len(stretch) and m.lastgroup in STOPPED and m.group().endswith("."):
            inside = end - at - 1
        if inside:
            yield (at, at + inside)
        yield (at + inside, end)


@cache
def _joined() -> dict[str, int]:
    return {w.replace("|", ""): w.index("|") for w in load_table("language/english", "words.toml")["joined"]["words"]}


@cache
def _pattern() -> re.Pattern[str]:
    table = load_table("language/english", "words.toml")
    groups = {n: "|".join(map(re.escape, table[n]["words"].split())) for n in ("prefixes", "units", "stopped", "endings", "faces")}
    joined = "|".join(w.replace("'", "['’]") + r"(?![^\W_])" for w in _joined())
    return re.compile(WORD.format(letter=LETTER, joined=joined, **groups), re.VERBOSE | re.IGNORECASE)
