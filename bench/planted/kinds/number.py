"""Another number for the same thing."""

import re
from collections.abc import Iterator

from bench.planted.edits import Edit, like
from bench.planted.kinds import template
from bench.planted.page import Page, Told
from tellings.model import Figure

DIGITS = re.compile(r"(?<![\w.,/-])[1-9][\d,]*(?:\.\d+)?(?![\w/-]|[.,]\d)")
SPELT = "two three four five six seven eight nine ten eleven twelve".split()
BOUNDS = frozenset("over under than least most to nearly almost only".split())
SCALES = {"million": "billion", "billion": "million", "thousand": "million", "hundreds": "thousands", "dozens": "hundreds"}
Edits = Iterator[tuple[Edit, ...]]


def _counted(page: Page, told: Told) -> Iterator[Figure]:
    """Yield figures that count something, whose number is a word of its own.

    "More than 40" and "more than 54" may both be so: what has a bound is left alone.
    """
    for figure in page.figures(told):
        before = page.low(page.trees.words_of(figure.start, figure.end)[0] - 1)
        if figure.bound in ("at_least", "at_most") or before in BOUNDS:
            continue
        if (figure.unit or figure.of) and not page.named(figure.start, figure.end):
            yield figure


def _digits(page: Page, told: Told) -> Iterator[tuple[int, int, float, str]]:
    """Yield (start, end, value, unit) of the only number in digits that a figure holds."""
    for figure in _counted(page, told):
        found = list(DIGITS.finditer(page.text, figure.start, figure.end))
        if len(found) == 1 and figure.bound != "vague" and not (figure.of or "").endswith("."):  # "200 W. Harbour Road"
            m = found[0]
            yield m.start(), m.end(), float(m[0].replace(",", "")), figure.unit or ""


def _age(page: Page, start: int, end: int, new: float) -> bool:
    """Tell whether a number between two commas would become an age that nobody reaches."""
    return page.text[start - 2 : start] == ", " and page.text[end : end + 1] in ",." and new > 99


def write(value: float, printed: str) -> str:
    """Write a number as another was printed: with its commas and its decimals.

    >>> write(16200, "12,000"), write(2.7, "2.0"), write(40, "30")
    ('16,200', '2.7', '40')
    """
    decimals = len(printed.partition(".")[2])
    return f"{value:,.{decimals}f}" if "," in printed or (value >= 10_000 and decimals == 0) else f"{value:.{decimals}f}"


def _changed(page: Page, told: Told, factor: float) -> Edits:
    for start, end, value, unit in _digits(page, told):
        printed = page.text[start:end]
        new = (
            value * factor
            if "." in printed
            else round(value + max(1, value * (factor - 1)) if factor > 1 else min(value - 1, value * factor))
        )
        written = write(new, printed)
        if (
            written != printed
            and float(written.replace(",", "")) >= 2
            and not (unit == "percent" and new > 100)
            and not _age(page, start, end, new)
        ):
            yield (Edit(start, end, written),)


@template("number", "A")
def raised(page: Page, told: Told) -> Edits:
    """12 people -> 16 people."""
    yield from _changed(page, told, 1.35)


@template("number", "B")
def lowered(page: Page, told: Told) -> Edits:
    """12 people -> 8 people."""
    yield from _changed(page, told, 0.65)


def _spelt(page: Page, told: Told, step: int) -> Edits:
    for figure in _counted(page, told):
        words = page.text[figure.start : figure.end]
        for n in range(*page.trees.words_of(figure.start, figure.end)):
            word = page.low(n)
            if word in SPELT and page.loose(n) and page.label(n) == "nummod" and 0 <= SPELT.index(word) + step < len(SPELT):
                if not DIGITS.search(words):
                    yield (page.replace(n, SPELT[SPELT.index(word) + step]),)


@template("number", "A")
def spelt_up(page: Page, told: Told) -> Edits:
    """Three boats -> five boats."""
    yield from _spelt(page, told, 2)


@template("number", "B")
def spelt_down(page: Page, told: Told) -> Edits:
    """Five boats -> four boats."""
    yield from _spelt(page, told, -1)


@template("number", "A")
def magnitude(page: Page, told: Told) -> Edits:
    """$3 million -> $3 billion."""
    for figure in _counted(page, told):
        for m in re.finditer(
            r"\b(?:million|billion|thousand|hundreds|dozens)\b", page.text[figure.start : figure.end], re.IGNORECASE
        ):
            at = figure.start + m.start()
            yield (Edit(at, at + len(m[0]), like(m[0], SCALES[m[0].lower()])),)


@template("number", "B")
def transposed(page: Page, told: Told) -> Edits:
    """43 houses -> 34 houses."""
    for start, end, _, _ in _digits(page, told):
        printed = page.text[start:end]
        if len(printed) > 1 and printed[:2].isdigit() and printed[0] != printed[1] and printed[1] != "0":
            yield (Edit(start, end, printed[1] + printed[0] + printed[2:]),)


@template("number", "B")
def tenfold(page: Page, told: Told) -> Edits:
    """12 houses -> 120 houses."""
    for start, end, value, unit in _digits(page, told):
        printed = page.text[start:end]
        if "." not in printed and unit != "percent" and value > 1 and not _age(page, start, end, value * 10):
            yield (Edit(start, end, write(value * 10, printed)),)
