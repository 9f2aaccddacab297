"""Sentences told in other words."""

import pytest
from plants import OTHER, WIRE, report

from tellings.collation.reuse import find_origins, find_reuse

SOLD = "The bakery on the mill square gave bread and blankets to forty families from the flooded lanes until Wednesday morning."
RESOLD = "Until Wednesday morning forty families from flooded lanes were given blankets and bread by a bakery on the square."


def paraphrases(one: str, two: str) -> list[tuple[str, str]]:
    """Return the words of each pair of sentences told in other words."""
    return [(r.from_.exact, r.to.exact) for r in find_reuse([report("a", one), report("b", two)]) if r.class_ == "paraphrase"]


def test_beside_copied_sentences() -> None:
    """A sentence reworded in its place among copied ones is found, whole and without its stop."""
    assert paraphrases(f"{WIRE} {SOLD}", f"{WIRE} {RESOLD}") == [(SOLD[:-1], RESOLD[:-1])]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (f"{OTHER} {SOLD}", RESOLD),  # nothing is copied: two reporters of one thing
        (f"{WIRE} {SOLD}", f"{WIRE} {OTHER} {RESOLD}"),  # not in its place
        (f"{WIRE} {SOLD}", f"{WIRE} {RESOLD.replace('Until', 'Officials said that until')}"),  # a statement
        (f"{WIRE} {SOLD}", f"{WIRE} The baker of the square lost his oven and two cats that night."),  # another matter
    ],
)
def test_not_elsewhere(one: str, two: str) -> None:
    """Like words alone show no copying."""
    assert paraphrases(one, two) == []


def test_direction_goes_with_the_pair() -> None:
    """A sentence told in other words goes the way of the copied ones, and does not make one origin of two."""
    told = [report("a", f"{WIRE} {SOLD}", published="2031-05-02"), report("b", f"{WIRE} {RESOLD}", published="2031-05-01")]
    assert {(r.from_.article, r.rule) for r in find_reuse(told) if r.class_ == "paraphrase"} == {("b", "neighbouring-paraphrase")}
    bare = [r for r in find_reuse(told) if r.class_ != "paraphrase"]
    assert [o.articles for o in find_origins(told, bare)] == [o.articles for o in find_origins(told, find_reuse(told))]
