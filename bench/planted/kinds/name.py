"""A name that nobody bears."""

from collections.abc import Iterator

from bench.planted.edits import Edit
from bench.planted.kinds import template
from bench.planted.knowledge import choose, words
from bench.planted.page import NAME, Page, Told

BEFORE_PLACE = frozenset("in near from to at of outside around across".split())
Edits = Iterator[tuple[Edit, ...]]


def _named(page: Page, told: Told, kind: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of names of a kind, outside marks, that no longer name holds."""
    for entity in page.analysis.entities:
        for m in entity.mentions if entity.kind == kind else ():
            after = page.text[m.end : m.end + 2]
            if (
                told.start <= m.start
                and m.end <= told.end
                and not page.in_marks(m.start, m.end)
                and NAME.fullmatch(page.text[m.start : m.end])
            ):
                first, last = page.trees.words_of(m.start, m.end)
                if (
                    not after.startswith(("-", "–"))
                    and page.tag(last) != "PROPN"
                    and page.tag(first - 1) != "PROPN"
                    and first < last
                ):
                    if all(page.tag(n) == "PROPN" for n in range(first, last)):
                        yield m.start, m.end


def _where(page: Page, first: int) -> bool:
    """Tell whether a place stands where something is: not "the Prince of Aldmoor"."""
    return page.low(first - 1) in BEFORE_PLACE and not (page.low(first - 1) == "of" and page.tag(first - 2) == "PROPN")


@template("name", "A")
def person(page: Page, told: Told) -> Edits:
    """Ada Brook -> Marvin Hallworth."""
    for start, end in _named(page, told, "person"):
        if " " in page.text[start:end]:
            yield (
                Edit(
                    start,
                    end,
                    f"{choose(words('names', 'first_A'), page.id, start)} {choose(words('names', 'last_A'), start, page.id)}",
                ),
            )


@template("name", "A")
def place(page: Page, told: Told) -> Edits:
    """In Aldmoor -> in Dunmere."""
    for start, end in _named(page, told, "place"):
        first, _ = page.trees.words_of(start, end)
        if _where(page, first) and page.text[end : end + 2] not in ("'s", "’s"):
            yield (Edit(start, end, choose(words("names", "place_A"), page.id, start)),)


@template("name", "B")
def surname(page: Page, told: Told) -> Edits:
    """Ada Brook -> Ada Varnley; Brook -> Varnley."""
    for start, end in _named(page, told, "person"):
        name = page.text[start:end]
        last = name.split()[-1]
        yield (Edit(end - len(last), end, choose(words("names", "last_B"), page.id, start)),)


@template("name", "B")
def other_place(page: Page, told: Told) -> Edits:
    """In Aldmoor -> in Fallowmere: other words than in half A."""
    for start, end in _named(page, told, "place"):
        first, _ = page.trees.words_of(start, end)
        if _where(page, first) and page.text[end : end + 2] not in ("'s", "’s"):
            yield (Edit(start, end, choose(words("names", "place_B"), page.id, start)),)


@template("name", "B")
def organisation(page: Page, told: Told) -> Edits:
    """The Aldmoor Board -> the Corvane Group."""
    for start, end in _named(page, told, "organisation"):
        if " " in page.text[start:end]:
            new = choose(words("names", "organisation_B"), page.id, start)
            first, _ = page.trees.words_of(start, end)
            before = (
                ""
                if page.low(first - 1) in ("the", "a", "an") or page.tag(first - 1) in ("DET", "ADJ", "NOUN", "PROPN")
                else "the "
            )
            opens = not page.text[told.start : start].strip(" \"“'")
            yield (Edit(start, end, (before.capitalize() if opens else before) + new),)
