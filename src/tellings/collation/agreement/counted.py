"""Whether two figures count one thing, or two that share a noun; and whether both can be so."""

import re
from functools import cache

from tellings.analysis.claims.features import content_of
from tellings.collation.agreement.align import Clauses
from tellings.collation.agreement.events import Events
from tellings.language.content import fold
from tellings.language.tables import load_table
from tellings.model import Clause, Figure

CLOSE = 5  # words around a figure that show what befell those counted
FAR = 5  # times; figures further apart count two things that share a noun (by judgement, looking at galaxy_wikinews)
WORD = re.compile(r"[a-z]+")
NEARBY = 40  # characters before a figure that may make it the whole of which another is a part
TORN = re.compile(r",? \d{3}\b")  # after a figure: "170, 000" is one number, of which a part was read; not "170, 12 of them"
FROM = re.compile(r"(?i)\bfrom (?:about |some |nearly |almost )?$")
TO = re.compile(r"[^.;]{0,40}? to (?:about |some |nearly |almost )?[$£€]?\d")
# "10 of the team's 16", "most of its 16", before the figure; not "a total of 16", "the number of 16"
WHOLE = re.compile(
    r"(?i)\b(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|half|most|some|many|all|none|each|any|\w+(?:teen|ty)) of "
    r"(?:(?:the|its|his|her|their|our) )?(?:[\w’']+['’]s? )?$"
)
# Two round numbers this near each other are one estimate: "about 60" and "65".
NEAR = 0.1


def of_others(clauses: Clauses, events: Events, one: tuple[Clause, Figure], two: tuple[Clause, Figure]) -> bool:
    """Tell whether the figures count what befell others: other people, a place the larger one says nothing of, another time."""
    if any(TORN.match(clauses.analyses[f.article].article.text, f.end) for _, f in (one, two)):
        return True
    if any(_earlier(clauses, f) for _, f in (one, two)) or _at_other_times(clauses, one[0], two[0]):
        return True
    part, whole = sorted((one, two), key=lambda x: x[1].quantity)
    if _places_in(clauses, part[0]) - clauses.places(whole[0]):
        return True
    return events.apart((one[1].article, one[1].start), (two[1].article, two[1].start))


def _earlier(clauses: Clauses, figure: Figure) -> bool:
    """Tell whether a figure is one that another took the place of: "from 12 in 2030 to 19"."""
    text = clauses.analyses[figure.article].article.text
    return bool(FROM.search(text, max(0, figure.start - NEARBY), figure.start) and TO.match(text, figure.end))


def _at_other_times(clauses: Clauses, a: Clause, b: Clause) -> bool:
    """Tell whether both clauses say when they count, and at no time in common: counts grow."""
    one, two = ({m.value for i in c.moments if (m := clauses.moments.get(i)) and m.type == "DATE"} for c in (a, b))
    return bool(one and two) and one.isdisjoint(two)


def _places_in(clauses: Clauses, clause: Clause) -> frozenset[str]:
    """Return the last names, folded, of the places that stand in a clause itself."""
    named = (e for e in clauses.analyses[clause.article].entities if e.id in clause.entities and e.kind == "place")
    return frozenset(fold(e.name).split()[-1] for e in named)


def tally(clauses: Clauses, clause: Clause) -> list[Figure]:
    """Return the figures of the sentence of a clause."""
    analysis = clauses.analyses[clause.article]
    around = next(
        ((s.start, s.end) for s in analysis.prose.sentences if s.start <= clause.start < s.end), (clause.start, clause.end)
    )
    return [f for f in analysis.figures if around[0] <= f.start < around[1]]


def two_tallies(ours: list[Figure], theirs: list[Figure], counted: Figure) -> bool:
    """Tell whether two sentences count several things and differ in all of them: two seasons, two hauls, not one told twice.

    What befell people differs so in early and in late reports of one event, and is compared.
    """
    if counted.of and set(content_of(counted.of.split())) & (casualties() | _people()):
        return False
    pairs = [(x, y) for x in ours for y in theirs if counts_one_thing(x, y) or (x.unit and (x.unit, x.of) == (y.unit, y.of))]
    apart = {x.id for x, y in pairs if x.quantity != y.quantity} - {x.id for x, y in pairs if x.quantity == y.quantity}
    return len(apart) > 1


def is_part(clauses: Clauses, *figures: Figure) -> bool:
    """Tell whether a figure counts a part that another sentence completes ("five more"), or a whole: "ten of the 16"."""
    if any(WHOLE.search(clauses.analyses[f.article].article.text, max(0, f.start - NEARBY), f.start) for f in figures):
        return True
    words = set(load_table("collation/agreement", "counts.toml")["parts"])
    beside = (clauses.analyses[f.article].article.text[max(0, f.start - 12) : f.end + 12].lower() for f in figures)
    return any(words & set(WORD.findall(text)) for text in beside)


@cache
def _people() -> frozenset[str]:
    return frozenset(content_of(load_table("collation/agreement", "counts.toml")["people"]))


def same_harm(clauses: Clauses, one: tuple[Clause, Figure], two: tuple[Clause, Figure]) -> bool:
    """Tell whether the same words of harm, or none, stand close to both figures: the killed are not the injured."""
    close = [clauses.around(c, f.start, f.end, CLOSE, CLOSE) & casualties() for c, f in (one, two)]
    return close[0] == close[1] or bool(close[0] & close[1])


def counts_one_thing(one: Figure, two: Figure) -> bool:
    """Tell whether two figures count one noun in one unit; an age belongs to somebody and is no count."""
    return (
        "age" not in (one.rule, two.rule)
        and one.unit == two.unit
        and one.of is not None
        and two.of is not None
        and set(content_of(one.of.split())) == set(content_of(two.of.split()))
    )


def compatible(one: Figure, two: Figure) -> bool:
    """Tell whether both figures can be so: equal ones, "at least 4" and "6", "about 60" and "62"."""
    if one.quantity == two.quantity or "vague" in (one.bound, two.bound):  # "dozens" names no number
        return True
    low, high = sorted((one, two), key=lambda f: f.quantity)
    if low.bound == "at_least" or high.bound == "at_most":
        return True
    if high.quantity > FAR * low.quantity:  # two things that share a noun
        return True
    near = high.quantity - low.quantity <= NEAR * high.quantity
    return near and "about" in (low.bound, high.bound)


@cache
def casualties() -> frozenset[str]:
    """Return the stems of the words of harm."""
    return frozenset(content_of(load_table("collation/agreement", "counts.toml")["casualties"]))
