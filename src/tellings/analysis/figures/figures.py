"""Turn the numbers of an article into figures."""

import re

from msgspec.structs import replace

from tellings.analysis.figures.ages import is_age
from tellings.analysis.figures.casualties import befell
from tellings.analysis.figures.counted import counted_after, counted_before
from tellings.analysis.figures.tree import Tree
from tellings.language.numbers import Number, bound_end, find_numbers
from tellings.language.overlaps import Overlaps
from tellings.model import Article, Figure, Moment, Prose, Span, Syntax, make_id

# " of ", " of its ", " of the board's ", " of Kell’s "; not " of them lost "
PART = re.compile(r" of (?:(?:[^\W\d_]+ ){0,3}[^\W\d_]+['’]s? |(?:the|its|their|his|her|all|some|about|nearly|more than) )?")
NEAR = 50  # code points between the two numbers, at most
RULES = {"digits": "number-in-digits", "words": "number-in-words"}


def find_figures(article: Article, prose: Prose, moments: tuple[Moment, ...], syntax: Syntax | None = None) -> tuple[Figure, ...]:
    """Return the figures of an article; numbers that belong to a moment or a name are none.

    With its ``syntax`` verbs are told from nouns behind a number, and nouns far behind it are found.

    >>> from tellings.language import read_prose
    >>> text = "More than 70 volunteers came on May 3."
    >>> day = Moment("m", "a", 32, 37, "2019-05-03", "DATE", None, "r")
    >>> [(f.quantity, f.of, f.bound) for f in find_figures(Article(id="a", text=text), read_prose(text), (day,))]
    [(70.0, 'volunteers', 'at_least')]
    """
    taken = Overlaps((m.start, m.end, m.id) for m in moments)
    tree = Tree(syntax, prose.text) if syntax else None
    found = []
    for start, end in prose.paragraphs:
        for number in find_numbers(prose.text, start, end):
            if not taken.touch(number.start, number.end) and not _some_day(number):
                found.append(_figure(article.id, prose.text, number, (start, end), tree))
    return tuple(_shared(prose.text, found))


def _shared(text: str, found: list[Figure]) -> list[Figure]:
    """Give the first of two numbers the noun behind the second: "40 to 50 birds", "61 of the board's 120 seats"."""
    out = list(found)
    for n in range(len(out) - 2, -1, -1):
        one, two = out[n], out[n + 1]
        if one.of is None and two.of and two.rule != "age" and one.end < two.start:
            ranged = one.rule == two.rule == "range" and one.unit == two.unit
            part = (
                one.unit in (None, "percent")
                and one.rule != "score"
                and PART.fullmatch(text, one.end, min(two.start, one.end + NEAR))
            )
            if ranged or (part and (two.unit is None or one.unit or one.rule == "fraction")):
                out[n] = replace(one, of=two.of)
    return out


def _some_day(number: Number) -> bool:
    """Tell "one day" that is no moment: some day."""
    return number.rule == "words" and number.unit == "day" and number.value == 1


def _figure(article: str, text: str, number: Number, paragraph: Span, tree: Tree | None = None) -> Figure:
    start, end = paragraph
    key = make_id("f", article, number.start, number.end)
    rule = RULES.get(number.rule, number.rule)
    unit, of = number.unit, counted_after(text, number, end, tree)
    if of is None and unit is None:
        of = counted_before(text, start, number.start)
    if of is None and unit is None and number.rule not in ("score", "fraction"):
        of = befell(text, number.start, bound_end(text, number.end, end), end)
    if is_age(text, number, end):
        unit, of, rule = unit or "year", "age", "age"
    return Figure(key, article, number.start, number.end, number.value, unit, of, number.bound, rule)
