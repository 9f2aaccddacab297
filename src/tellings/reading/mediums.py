"""Find media named in text: runs of capitalised words that the table knows, or that end as names of media do."""

import re
from collections.abc import Iterator

from tellings.reading.names import CAPITAL, canonical, table

WORD = rf"(?:{CAPITAL}[\w/&’'.-]{{0,30}}|dpa)"
RUN = rf"{WORD}(?: {WORD}){{0,5}}"
RUNS = re.compile(RUN)
TOLD = re.compile(rf"\b(?:told|tells|interview with|statement to|spoke to|e-?mail(?:ed)? to) (?:the )?({RUN})")
CREDITED = re.compile(rf"\b(?:reports|reported|according to|quoted by|cited by) (?:the )?({RUN})")
REPORTS = re.compile(rf"(?<!\w)({RUN})(?:(?: also| first| has| had)? report(?:ed|s)\b|, citing\b)")
CALENDAR = re.compile(r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Jan|Feb|March|April|May|June|July|Aug|Sept|Oct|Nov|Dec)")
OPENERS = re.compile(
    r"(?:On|In|As|At|But|And|While|When|Last|Earlier|However|Also|Yesterday|Today|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)$"
)
PERSON = re.compile(rf"\s[a-z]+(?:\s[a-z]+)?\s{CAPITAL}\w+\s{CAPITAL}")  # "CNN meteorologist Ana Lind": theirs, but not they
STRANGER = re.compile(r"\s(?:news )?(?:agency|service|wire)\b")  # nobody calls himself "the Reuters news agency"
Found = tuple[str, int, int]


def find_told(words: str) -> Iterator[Found]:
    """Yield each medium that somebody told something, with its place.

    >>> list(find_told("It was rotten, he told the Holm Gazette on Monday."))
    [('Holm Gazette', 27, 39)]
    >>> list(find_told("she told Sun Times News Group staff"))
    []
    """
    return (m for m in _heads(TOLD, words) if not STRANGER.match(words, m[2]))


def find_credited(words: str) -> Iterator[Found]:
    """Yield each medium that is said to have reported something, with its place.

    >>> [name for name, *_ in find_credited("On Monday Sky News reported it, and so did others, according to AP.")]
    ['Sky News', 'AP']
    """
    for m in REPORTS.finditer(words):
        parts = m[1].split(" ")
        tails = (" ".join(parts[n:]) for n in range(len(parts)) if not OPENERS.match(parts[n]))
        if tail := next((t for t in tails if is_medium(t)), None):
            yield tail, m.end(1) - len(tail), m.end(1)
    yield from _heads(CREDITED, words)


def find_wires(words: str) -> Iterator[Found]:
    """Yield each agency that a line of credits or a dateline names."""
    for m in RUNS.finditer(words):
        parts = m.group().split(" ")
        for first in range(len(parts)):
            names = (" ".join(parts[first:last]).rstrip(".,'’-") for last in range(len(parts), first, -1))
            if name := next((n for n in names if canonical().get(n, ("", ""))[1] == "agencies"), None):
                at = m.start() + len(" ".join(parts[:first])) + (first > 0)
                yield name, at, at + len(name)
                break


def is_medium(name: str) -> bool:
    """Whether a name stands in the table or ends as names of media do ("the Holm Gazette")."""
    words = name.split()
    return name in canonical() or (len(words) > 1 and words[-1] in table()["suffixes"])


def known_as(name: str) -> str:
    """Return the name by which the table reports a medium."""
    return canonical().get(name, (name, ""))[0]


def _heads(pattern: re.Pattern[str], words: str) -> Iterator[Found]:
    """Yield the medium that a run of capitalised words begins with, unless the run goes on with somebody else's name."""
    for m in pattern.finditer(words):
        parts = m[1].split(" ")
        for last in range(len(parts), 0, -1):
            name = " ".join(parts[:last]).rstrip(".,'’-")
            if is_medium(name):
                goes_on = last < len(parts) and not CALENDAR.match(parts[last]) and parts[last - 1] == name.rsplit(" ", 1)[-1]
                if not goes_on and not PERSON.match(words, m.start(1) + len(name)):
                    yield name, m.start(1), m.start(1) + len(name)
                break
