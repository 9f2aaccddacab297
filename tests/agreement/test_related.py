"""Which clauses of a big story are compared."""

from msgspec.structs import replace

from tellings import analyse, read
from tellings.collation.agreement import related
from tellings.collation.agreement.align import Clauses
from tellings.language.readers import load_reader

TEXTS = (
    "The mill on Canal Street burned for six hours.",
    "The mill on Canal Street burned for six hours.",
    "The mill on Canal Street burned for nine hours.",
    "The mill on Canal Street burned for nine hours.",
    "The mill on Canal Street burned for nine hours.",
    "Firemen said the mill had burned for six hours.",
    "The council will vote on a new tram line in June.",
)


def _clauses() -> Clauses:
    analyses = []
    for n, text in enumerate(TEXTS):
        article = read(text, f"{n}.txt")
        analyses.append(analyse(replace(article, id=f"a{n}"), load_reader("rules")))
    return Clauses(analyses)


def _pairs(clauses: Clauses) -> set[tuple[str, str]]:
    return {(min(a.article, b.article), max(a.article, b.article)) for a, b, _ in clauses.told_together(related.RELATED)}


def test_a_small_story_is_compared_whole() -> None:
    """Every two reports of the fire meet."""
    fire = [f"a{n}" for n in range(6)]
    assert _pairs(_clauses()) == {(a, b) for a in fire for b in fire if a < b}


def test_of_a_big_story_every_clause_meets_one_of_the_nearest_other_wording(monkeypatch) -> None:
    """Nobody is left out, and what is compared is not all pairs."""
    whole = _pairs(_clauses())
    monkeypatch.setattr(related, "COMPARED", 4)
    thinned = _pairs(_clauses())
    assert thinned < whole
    assert {"a0", "a1", "a2", "a3", "a4"} <= {a for pair in thinned for a in pair}
