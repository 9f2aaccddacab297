"""One person over a story, case by case, and what holds in any order."""

import json
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tellings.analysis.mentions import find_entities
from tellings.analysis.quotations import find_quotations
from tellings.collation.people import settle_people
from tellings.collation.people.kinds import agree_kinds
from tellings.collation.people.names import fold, same_person
from tellings.collation.people.roles import collect
from tellings.language import read_prose
from tellings.model import Analysis, Article, Entity, Mention, Reference

CASES = json.loads((Path(__file__).parent / "cases" / "people.json").read_text("utf-8"))


def analyse(n, text):
    article, prose = Article(id=f"a{n}", text=text), read_prose(text)
    entities = find_entities(article, prose)
    return Analysis(article=article, prose=prose, entities=entities, quotations=find_quotations(article, prose, entities))


def params():
    """Return the cases; what is known to fail must fail."""
    fails = pytest.mark.xfail(strict=True)
    return [pytest.param(case, id=case["name"], marks=[fails] if case["kind"] == "known-failure" else []) for case in CASES]


@pytest.mark.parametrize("case", params())
def test_case(case):
    """The speakers of a story bear the story's names, and say whether the article itself tells them."""
    told, _ = settle_people([analyse(n, text) for n, text in enumerate(case["texts"])])
    assert [[q.speaker.name, q.speaker.status] for a in told for q in a.quotations] == case["want"]


@pytest.mark.parametrize("case", [c for c in CASES if c["kind"] != "known-failure"], ids=lambda c: c["name"])
def test_order_does_not_matter(case):
    """In whatever order the analyses come, each comes back in its place, with the same speakers and entities."""
    analyses = [analyse(n, text) for n, text in enumerate(case["texts"])]
    first, entities = settle_people(analyses)
    for order in permutations(range(len(analyses))):
        told, again = settle_people([analyses[n] for n in order])
        assert told == tuple(first[n] for n in order)
        assert again == entities


def test_ids_agree():
    """Speakers and the entities of an article point at entities of the story, and its mentions are all kept."""
    texts = ["Mayor Ada Thorne spoke. “It is closed,” Thorne said.", "Thorne said the pier was old. Peter Lorne laughed."]
    analyses = [analyse(n, text) for n, text in enumerate(texts)]
    told, entities = settle_people(analyses)
    ids = {e.id for e in entities}
    assert {e.id for a in told for e in a.entities} <= ids
    assert {q.speaker.entity for a in told for q in a.quotations if q.speaker.entity} <= ids
    before = {m for a in analyses for e in a.entities for m in e.mentions}
    assert {m for e in entities for m in e.mentions} == before


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Ada Thorne", "Ada M. Thorne", True),
        ("Ada Thorne", "Ada Thorne Lorne", True),
        ("Chuck Lorne", "Charles Lorne", True),
        ("Ada Thorne", "Peter Thorne", False),
        ("Thorne", "Ada Thorne", False),
    ],
)
def test_same_person(a, b, same):
    """Full names agree by first and last parts, middle names and short forms apart."""
    assert same_person(fold(a), fold(b)) is same


def told(*entities):
    """Return entities of reports: (report, kind, name, roles)."""
    return [
        (r, Entity(f"{r}-{n}", name, kind, tuple(roles), (Mention(r, n, n + 1),)))
        for n, (r, kind, name, roles) in enumerate(entities)
    ]


def test_kinds_are_voted():
    """A name that one report reads otherwise takes the kind of twice as many others; two against one more are left alone."""
    slip = told(("a", "person", "Millford Pier", []), ("b", "place", "Millford Pier", []), ("c", "place", "the Millford Pier", []))
    assert [e.kind for _, e in agree_kinds(slip)] == ["place"] * 3
    tie = told(("a", "person", "Kell", []), ("b", "place", "Kell", []))
    assert [e.kind for _, e in agree_kinds(tie)] == ["person", "place"]


@given(
    st.permutations(
        told(("a", "person", "Kell", []), ("b", "place", "Kell", []), ("c", "place", "Kell", []), ("d", "group", "Kell", []))
    )
)
def test_votes_know_no_order(found):
    """The kinds are the same in whatever order the reports come."""
    assert {r: e.kind for r, e in agree_kinds(found)} == {"a": "place", "b": "place", "c": "place", "d": "place"}


@pytest.mark.parametrize(
    ("reports", "want"),
    [
        ([("Mayor",), ("mayor of Kell",)], ("mayor of Kell",)),
        ([("engineer",), ("Mayor",), ("mayor",)], ("Mayor", "engineer")),
        ([("former mayor",), ("mayor",)], ("former mayor", "mayor")),
        ([], ()),
    ],
)
def test_roles_are_collected(reports, want):
    """Roles of all reports stand together, those of most first, a short form left out beside the long one."""
    assert collect(reports) == want


def test_references_are_kept():
    """The pronouns of every report stay with the person of the story, and with the report's own entity."""
    persons = [
        Entity(f"e{r}", "Ada Thorne", "person", (), (Mention(r, 0, 10),), (Reference(r, 20, 23, 0.9, "pronoun"),))
        for r in ("a", "b")
    ]
    texts = {r: Article(id=r, text="Ada Thorne spoke. She left.") for r in ("a", "b")}
    analyses = [
        Analysis(article=texts[r], prose=read_prose(texts[r].text), entities=(e,)) for r, e in zip("ab", persons, strict=True)
    ]
    settled, (one,) = settle_people(analyses)
    assert [r.article for r in one.references] == ["a", "b"]
    assert [[r.article for r in a.entities[0].references] for a in settled] == [["a"], ["b"]]
