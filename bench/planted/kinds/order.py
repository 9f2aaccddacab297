"""What came first comes last."""

import re
from collections.abc import Iterator

from bench.planted.edits import Edit
from bench.planted.kinds import template
from bench.planted.page import Page, Told

EVENT = re.compile(
    r"(?:\w+(?:[ts]ion|[m]ent|(?:an|en)ce|[t]ure|sal|val|ery|age)|attack|crash|death|game|match|race|war|fire|blast|arrest|trial|vote|"
    r"election|quake|storm|raid|protest|march|speech|talk|meeting|summit|debate|visit|trip|shooting|hearing|ceremony|funeral|"
    r"launch|release|loss|win|victory|defeat|verdict|ruling|strike|riot|fight|search|chase|fall|collapse|report|interview|call)s?"
)
NO_EVENT = frozenset(
    "village marriage message image page garage language government department parliament moment apartment age".split()
)
BARRED = frozenset("until only even not named look looked looking sought ever well soon".split())
Edits = Iterator[tuple[Edit, ...]]


def _clause(page: Page, told: Told, word: str, new: str) -> Edits:
    """Yield subordinate clauses opened by a word: "after he left", "before leaving"."""
    for n in page.own(told):
        head = page.head(n)
        if (
            page.low(n) == word
            and page.label(n) == "mark"
            and page.low(n - 1) not in BARRED
            and page.low(n + 1) != "not"
            and head > n
        ):
            if page.label(head) == "advcl" and page.tag(head) in ("VERB", "NOUN", "ADJ"):
                yield (page.replace(n, new),)


def _event(page: Page, told: Told, word: str, new: str) -> Edits:
    """Yield events named by a noun: "after the crash"."""
    for n in page.own(told):
        noun = page.head(n)
        if page.low(n) == word and page.label(n) in ("case", "mark") and noun > n and page.tag(noun) == "NOUN":
            singular = page.low(noun)
            if page.low(n - 1) not in BARRED and EVENT.fullmatch(singular) and singular.rstrip("s") not in NO_EVENT:
                yield (page.replace(n, new),)


@template("order", "A")
def after_clause(page: Page, told: Told) -> Edits:
    """He left after the roof fell -> before the roof fell."""
    yield from _clause(page, told, "after", "before")


@template("order", "B")
def before_clause(page: Page, told: Told) -> Edits:
    """He left before the roof fell -> after the roof fell."""
    yield from _clause(page, told, "before", "after")


@template("order", "A")
def before_event(page: Page, told: Told) -> Edits:
    """Before the vote -> after the vote."""
    yield from _event(page, told, "before", "after")


@template("order", "B")
def after_event(page: Page, told: Told) -> Edits:
    """After the vote -> before the vote."""
    yield from _event(page, told, "after", "before")


@template("order", "B")
def following(page: Page, told: Told) -> Edits:
    """Following the vote -> ahead of the vote."""
    yield from _event(page, told, "following", "ahead of")


@template("order", "A")
def ahead_of(page: Page, told: Told) -> Edits:
    """Ahead of the vote -> after the vote; prior to the vote -> after the vote."""
    for n in page.own(told):
        noun = page.child(n, "obl") if page.low(n) == "ahead" and page.child(n, "obl") >= 0 else page.head(n)
        pair = (page.low(n), page.low(n + 1))
        if pair in (("ahead", "of"), ("prior", "to")) and EVENT.search(
            " ".join(page.low(k) for k in range(n + 2, min(n + 6, told.last)))
        ):
            if noun > n + 1 and page.tag(noun) == "NOUN":
                yield (page.replace(n, "after", n + 1),)
