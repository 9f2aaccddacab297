"""Who and what is named, case by case, and what holds for any text."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tellings.analysis.mentions import find_entities
from tellings.language import read_prose
from tellings.model import Article, Furniture
from tests.mentions.drawn import drawn

FOLDER = Path(__file__).parent / "cases"
CASES = json.loads((FOLDER / "names.json").read_text("utf-8"))
TREES = json.loads((FOLDER / "trees.json").read_text("utf-8"))
WORDS = st.sampled_from(
    "Ada Thorne Thorne's Dr. Mr. the of Foreign Minister House Norway Norwegian NATO said , . “ ” and J. O’Neil a rain".split()
)


def read(text):
    return find_entities(Article(id="a", text=text), read_prose(text))


def params(cases):
    """Return the cases; what is known to fail must fail."""
    fails = pytest.mark.xfail(strict=True)
    return [pytest.param(case, id=case["name"], marks=[fails] if case["kind"] == "known-failure" else []) for case in cases]


@pytest.mark.parametrize("case", params(CASES))
def test_case(case):
    """The entities of a case are found with their kind, name, roles and number of mentions."""
    assert [[e.kind, e.name, list(e.roles), len(e.mentions)] for e in read(case["text"])] == case["want"]


@pytest.mark.parametrize("case", params(TREES))
def test_case_with_a_tree(case):
    """The entities of a drawn sentence are found with their roles, number of mentions, and the words that stand for them."""
    text, syntax = drawn(case["sentences"], [(*n, 0.9) if len(n) == 3 else n for n in case["names"]])
    found = find_entities(Article(id="a", text=text), read_prose(text), syntax)
    told = [[e.kind, e.name, list(e.roles), len(e.mentions), [text[r.start : r.end] for r in e.references]] for e in found]
    assert told == case["want"]


@settings(max_examples=120, deadline=None)
@given(st.lists(WORDS, max_size=50).map(" ".join))
def test_mentions_lie_inside_the_text(text):
    """Mentions of any text lie inside it, in order, without a possessive; no entity is empty and no id comes twice."""
    entities = read(text)
    assert len({e.id for e in entities}) == len(entities)
    for e in entities:
        assert e.mentions
        assert list(e.mentions) == sorted(set(e.mentions))
        for m in e.mentions:
            assert 0 <= m.start < m.end <= len(text)
            assert not text[m.start : m.end].endswith(("'s", "’s"))


def test_names_in_headlines():
    """A name of the text is found again in a headline or subhead, whole, and in no link list."""
    text = "Thorne wins in Kell\n\nAda Thorne won. Thorne left Norway's coast.\n\nThorne's road\n\nRead also: Thorne"
    lines = {"headline": "Thorne wins in Kell", "subhead": "Thorne's road", "link-list": "Read also: Thorne"}
    spans = [(kind, text.index(line), text.index(line) + len(line)) for kind, line in lines.items()]
    furniture = tuple(Furniture(article="a", start=s, end=e, rule="r", kind=k) for k, s, e in spans)
    prose = read_prose(text, [(s, e) for _, s, e in spans])
    (person, *_) = find_entities(Article(id="a", text=text, furniture=furniture), prose)
    assert [(m.start, text[m.start : m.end]) for m in person.mentions] == [
        (0, "Thorne"),
        (21, "Ada Thorne"),
        (37, "Thorne"),
        (66, "Thorne"),
    ]
