"""More for less, up for down."""

from collections.abc import Iterator

from bench.planted.edits import Edit
from bench.planted.kinds import template
from bench.planted.page import Page, Told, article_fits

UP = {  # either way: half A turns the left into the right, half B the right into the left
    "higher": "lower", "larger": "smaller", "bigger": "smaller", "older": "younger", "better": "worse", "stronger": "weaker",
    "faster": "slower", "longer": "shorter", "earlier": "later", "greater": "lesser", "richer": "poorer", "wider": "narrower",
}  # fmt: skip
VERBS = {
    "rose": "fell",
    "increased": "decreased",
    "gained": "lost",
    "climbed": "dropped",
    "grew": "shrank",
    "jumped": "plunged",
    "rise": "fall",
    "increase": "decrease",
    "growth": "decline",
    "soared": "slumped",
}
MEASURES = frozenset(("percent", "%", "cent", "points", "$", "£", "€", "million", "billion"))
Edits = Iterator[tuple[Edit, ...]]


def _numbered(page: Page, n: int) -> bool:
    """Tell whether a number begins at a word, a currency sign before it allowed."""
    return page.tag(n) == "NUM" or (page.tag(n) == "SYM" or page.word(n) in ("$", "£", "€")) and page.tag(n + 1) == "NUM"


def _two(page: Page, told: Told, table: dict[tuple[str, str], str]) -> Edits:
    """Yield two words before a number."""
    for n in page.own(told):
        new = table.get((page.low(n), page.low(n + 1)))
        if new and _numbered(page, n + 2):
            yield (page.replace(n, new, n + 1),)


@template("comparison", "A")
def more_than(page: Page, told: Told) -> Edits:
    """More than 40 -> fewer than 40; at least 40 -> fewer than 40."""
    yield from _two(page, told, {("more", "than"): "fewer than", ("at", "least"): "fewer than"})


@template("comparison", "B")
def less_than(page: Page, told: Told) -> Edits:
    """Less than 40 -> more than 40; up to 40 -> more than 40."""
    yield from _two(
        page,
        told,
        {("less", "than"): "more than", ("fewer", "than"): "more than", ("up", "to"): "more than", ("at", "most"): "at least"},
    )


@template("comparison", "A")
def over(page: Page, told: Told) -> Edits:
    """Over 40 boats -> under 40 boats."""
    for n in page.own(told):
        if (
            page.low(n) == "over"
            and _numbered(page, n + 1)
            and page.label(n) in ("advmod", "case")
            and page.label(page.head(n)) == "nummod"
        ):
            yield (page.replace(n, "under"),)


@template("comparison", "B")
def nearly(page: Page, told: Told) -> Edits:
    """Nearly 40 boats -> well over 40 boats."""
    for n in page.own(told):
        if page.low(n) in ("nearly", "almost", "under") and _numbered(page, n + 1) and page.label(n) in ("advmod", "case"):
            yield (page.replace(n, "well over"),)


def _graded(page: Page, told: Told, table: dict[str, str]) -> Edits:
    for n in page.own(told):
        new = table.get(page.low(n))
        if (
            new
            and page.tag(n) in ("ADJ", "ADV")
            and page.word(n).islower()
            and page.low(n - 1) not in ("no", "any", "the")
            and page.low(n + 1) not in ("court", "courts", "education")
        ):
            than = "than" in {page.low(k) for k in range(n + 1, min(n + 5, told.last))}
            if (than or page.label(n) in ("amod", "root", "conj", "xcomp")) and (
                than or page.low(n) not in ("earlier", "later", "older", "longer", "better")
            ):
                if article_fits(page.text, page.spans[n][0], new):
                    yield (page.replace(n, new),)


@template("comparison", "A")
def higher(page: Page, told: Told) -> Edits:
    """Higher than -> lower than."""
    yield from _graded(page, told, UP)


@template("comparison", "B")
def lower(page: Page, told: Told) -> Edits:
    """Lower than -> higher than."""
    yield from _graded(page, told, {v: k for k, v in reversed(UP.items())})


def _moved(page: Page, told: Told, table: dict[str, str]) -> Edits:
    for n in page.own(told):
        word = page.low(n)
        new = table.get(word)
        if new and page.word(n).islower() and article_fits(page.text, page.spans[n][0], new):
            subject = page.child(n, "nsubj")
            if (
                page.tag(n) == "VERB"
                and page.child(n, "xcomp", "compound") < 0
                and page.low(page.child(n, "obj")) in ("", "percent", "%", "points", "cent")
                and subject >= 0
                and page.low(subject) not in ("he", "she", "i", "we", "they", "who")
            ):
                measured = any(page.low(k) in MEASURES for k in page.trees.under(n))
                if measured and page.tag(subject) != "PROPN":
                    yield (page.replace(n, new),)
            elif (
                page.tag(n) == "NOUN" and page.child(n, "nmod") > n and page.low(page.child(page.child(n, "nmod"), "case")) == "in"
            ):
                yield (page.replace(n, new),)


@template("comparison", "A")
def rose(page: Page, told: Told) -> Edits:
    """Prices rose 4 percent -> prices fell 4 percent; an increase in prices -> a decrease: left alone (the article)."""
    yield from _moved(page, told, VERBS)


@template("comparison", "B")
def fell(page: Page, told: Told) -> Edits:
    """Prices fell 4 percent -> prices rose 4 percent."""
    yield from _moved(page, told, {v: k for k, v in reversed(VERBS.items())})


@template("comparison", "A")
def more_so(page: Page, told: Told) -> Edits:
    """More dangerous than -> less dangerous than."""
    for n in page.own(told):
        if (
            page.low(n) == "more"
            and page.tag(n) == "ADV"
            and page.tag(n + 1) == "ADJ"
            and page.low(n - 1) not in ("no", "any", "the", "even", "a")
        ):
            if "than" in {page.low(k) for k in range(n + 2, min(n + 6, told.last))}:
                yield (page.replace(n, "less"),)


@template("comparison", "B")
def less_so(page: Page, told: Told) -> Edits:
    """Less dangerous than -> more dangerous than; down 4 percent -> up 4 percent."""
    for n in page.own(told):
        if (
            page.low(n) == "less"
            and page.tag(n) == "ADV"
            and page.tag(n + 1) == "ADJ"
            and page.low(n - 1) not in ("no", "any", "the")
        ):
            yield (page.replace(n, "more"),)
        elif (
            page.low(n) == "down"
            and page.tag(n) == "ADV"
            and (_numbered(page, n + 1) or _numbered(page, n + 2) and page.tag(n + 1) == "ADV")
        ):
            yield (page.replace(n, "up"),)
