"""All for some, many for few, large for small."""

from collections.abc import Iterator

from bench.planted.edits import Edit
from bench.planted.kinds import template
from bench.planted.page import Page, Told, article_fits

BARRED = frozenset(
    "nearly almost not at of in after above so too as how the virtually practically hardly for more most very these those".split()
)
TIMES = frozenset(  # measures, not members
    """day days night year years week weeks month months time times hours minutes sorts kinds blocks miles doors feet metres meters
    yards points games rounds steps""".split()
)
Edits = Iterator[tuple[Edit, ...]]


def _quantified(page: Page, told: Told, old: str, new: str, of: str) -> Edits:
    """Yield quantifiers before a plural noun, or before "of the"; ``of`` is what stands in "of the" then."""
    for n in page.own(told):
        noun = page.head(n)
        if page.low(n) != old or page.low(n - 1) in BARRED or page.low(n + 1) in ("more", "other") or noun < 0:
            continue
        if page.child(page.head(noun), "expl") >= 0 or page.child(noun, "expl") >= 0:  # "there were all aftershocks"
            continue
        if page.low(n + 1) == "of" and page.low(n + 2) in ("the", "them", "their", "its", "his", "her", "these", "those"):
            whole = page.child(n, "nmod")
            yield (page.replace(n, "little" if old == "most" and not (whole >= 0 and page.plural(whole)) else of),)
        elif page.low(n + 1) == "the" and old == "all" and page.plural(noun):
            yield (page.replace(n, f"{of} of"),)
        elif (
            noun > n
            and page.label(n) in ("det", "amod")
            and page.tag(noun) == "NOUN"
            and page.plural(noun)
            and page.low(noun) not in TIMES
        ):
            if page.tag(n + 1) in ("NOUN", "ADJ") and all(page.label(k) != "nummod" for k in range(n + 1, noun)):
                yield (page.replace(n, new),)


@template("scope", "A")
def all_some(page: Page, told: Told) -> Edits:
    """All passengers -> some passengers."""
    yield from _quantified(page, told, "all", "some", "some")


@template("scope", "A")
def many_few(page: Page, told: Told) -> Edits:
    """Many houses -> few houses."""
    yield from _quantified(page, told, "many", "few", "few")


@template("scope", "A")
def most_few(page: Page, told: Told) -> Edits:
    """Most voters -> few voters."""
    yield from _quantified(page, told, "most", "few", "few")


@template("scope", "B")
def some_all(page: Page, told: Told) -> Edits:
    """Some passengers -> all passengers."""
    yield from _quantified(page, told, "some", "all", "all")


@template("scope", "B")
def several_all(page: Page, told: Told) -> Edits:
    """Several houses burned -> all the houses burned."""
    for edits in _quantified(page, told, "several", "all the", "all"):
        n = page.trees.at(edits[0].start)
        if page.low(n + 1) == "of" or page.label(page.head(n)) in ("nsubj", "obj"):
            yield edits


@template("scope", "B")
def few_many(page: Page, told: Told) -> Edits:
    """Few houses -> many houses; a few houses -> many houses."""
    for edits in _quantified(page, told, "few", "many", "many"):
        n = page.trees.at(edits[0].start)
        yield (page.replace(n - 1, "many", n),) if page.low(n - 1) == "a" else edits


def _size(page: Page, told: Told, table: dict[str, str]) -> Edits:
    for n in page.own(told):
        new = table.get(page.low(n))
        if (
            new
            and page.tag(n) == "ADJ"
            and page.label(n) == "amod"
            and page.low(n - 1) not in ("so", "as", "at", "by", "more", "most")
        ):
            if page.tag(page.head(n)) == "NOUN" and article_fits(page.text, page.spans[n][0], new):
                yield (page.replace(n, new),)


@template("scope", "A")
def grown(page: Page, told: Told) -> Edits:
    """A small fire -> a large fire; limited damage -> widespread damage."""
    yield from _size(
        page,
        told,
        {"small": "large", "limited": "widespread", "minor": "major", "partial": "complete", "tiny": "huge"},
    )


@template("scope", "B")
def shrunk(page: Page, told: Told) -> Edits:
    """A large fire -> a small fire; widespread damage -> limited damage."""
    table = {
        "large": "small",
        "widespread": "limited",
        "major": "minor",
        "massive": "small",
        "big": "small",
        "huge": "small",
    }
    yield from _size(page, told, table)
