"""Where an article says that it has its account from: media it credits, and media that people told something."""

import re

from msgspec import Struct

from tellings.model import Article
from tellings.reading.mediums import find_credited, find_told, known_as
from tellings.reading.names import canonical

# A report of reports that names none: matches "a press report said" and "according to local media", not "the report said".
UNNAMED = re.compile(
    r"""\b(?:(?:a|the|some|several|other)\s)?(?:media|news|press|newspaper|television|TV|wire)\sreports?\s(?:sa(?:id|ys?)|claim(?:ed|s)?)\b
    | \b(?:local|state|foreign|international|several|other)\smedia\s(?:reported|report|said|say)\b
    | \baccording\sto\s(?:(?:local|state|foreign|several|some)\s)?(?:media(?:\sreports?)?|(?:news|press|newspaper)\sreports?)\b""",
    re.VERBOSE | re.IGNORECASE,
)


LEDE = 500  # by judgement: characters of the beginning, where a credit is for the whole report; further down two are
Credit = tuple[int, str]


class Sourcing(Struct, frozen=True):
    """The media that people told something in an article, and the credits it gives: where each stands, and what it says."""

    told: frozenset[str]
    credits: tuple[Credit, ...]

    @property
    def credited(self) -> frozenset[str]:
        """Return the media credited by name."""
        return frozenset(name for _, name in self.credits if not name.startswith('"'))

    @property
    def from_elsewhere(self) -> frozenset[str]:
        """Return the media whose text this may rest on: a broadcaster that somebody told something is an interview, no text."""
        return self.credited | {name for name in self.told if canonical().get(name, ("", ""))[1] != "broadcasters"}


def read_sourcing(article: Article) -> Sourcing:
    """Return where an article has its account from, as it says itself.

    >>> found = read_sourcing(Article(id="a", text="Sky News reported it. A press report said so, Ost told Reuters."))
    >>> found.credits, sorted(found.told)
    (((0, 'Sky News'), (22, '"A press report said"')), ['Reuters'])
    """
    named = [(start, known_as(name)) for name, start, _ in find_credited(article.text)]
    unnamed = [(m.start(), f'"{m.group()}"') for m in UNNAMED.finditer(article.text)]
    told = frozenset(known_as(name) for name, *_ in find_told(article.text))
    return Sourcing(told, tuple(sorted([*named, *unnamed])))


def homes(article: Article) -> frozenset[str]:
    """Return the outlet and the agency of an article, under the names that credits are read as."""
    return frozenset(known_as(name) for name in (article.outlet, article.agency) if name)


def reports_itself(article: Article, sourcing: Sourcing) -> str:
    """Return the medium of the article that somebody told something, or nothing."""
    return min(sourcing.told & homes(article), default="")


def at_second_hand(article: Article, sourcing: Sourcing) -> str:
    """Return what a report that rests on other media credits, or nothing."""
    others = [(start, name) for start, name in sourcing.credits if name != known_as(article.outlet or "")]
    rests = others and (others[0][0] < LEDE or len(others) > 1)
    return f"it credits {others[0][1]}".replace('credits "', 'says "') if rests else ""
