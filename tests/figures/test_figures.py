"""Figures: cases, numbers inside moments, and the example on the door."""

import doctest
import json
import tomllib
from pathlib import Path

import pytest

import tellings.analysis.figures as room
from tellings.analysis.moments import find_moments
from tellings.language import read_prose
from tellings.model import Article, Moment, Syntax

CASES = json.loads((Path(__file__).parent / "cases" / "figures.json").read_text(encoding="utf-8"))
KNOWN = pytest.mark.xfail(strict=True, reason="known failure")


def figures(text: str, moments: tuple[Moment, ...] = ()):
    return room.find_figures(Article(id="a", text=text), read_prose(text), moments)


@pytest.mark.parametrize(
    "case", [pytest.param(c, id=c["name"], marks=[KNOWN] if c["kind"] == "known-failure" else []) for c in CASES]
)
def test_figures(case) -> None:
    """A figure has its quantity, unit, counted noun, bound and rule."""
    found = figures(case["text"])
    assert [[pytest.approx(f.quantity), f.unit, f.of, f.bound, f.rule] for f in found] == case["want"]


def test_numbers_inside_moments_are_none() -> None:
    """A duration that is a moment is not told twice."""
    text = "It took 40 years and 12 boats."
    moment = Moment("m", "a", 8, 16, "P40Y", "DURATION", None, "duration")
    assert [f.quantity for f in figures(text, (moment,))] == [12]


def test_every_rule_is_explained() -> None:
    """Each rule that the cases show has its entry in rules.toml, and figures cite their own characters."""
    rules = tomllib.loads(Path(room.__file__).with_name("rules.toml").read_text(encoding="utf-8"))
    found = [f for case in CASES for f in figures(case["text"])]
    assert {f.rule for f in found} <= set(rules)
    assert {f.id for f in found if f.start >= f.end} == set()


def test_readme_example() -> None:
    """The README's example prints what it says."""
    assert doctest.testfile(str(Path(room.__file__).with_name("README.md")), module_relative=False).failed == 0


TABLE = json.loads((Path(__file__).parent / "cases" / "table.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", [pytest.param(c, id=c["name"], marks=[KNOWN] if c.get("kind") else []) for c in TABLE])
def test_table_of_figures(case) -> None:
    """Quantity, unit, what is counted and how it is meant, in an invented sentence; its moments are none of them."""
    text = case["text"]
    prose, article = read_prose(text), Article(id="a", text=text)
    found = room.find_figures(article, prose, find_moments(article, prose, "2019-03-14"))
    assert [[pytest.approx(f.quantity), f.unit, f.of, f.bound] for f in found] == case["want"]


def tagged(*rows: tuple[str, str, str, int]) -> tuple[str, Syntax]:
    """Return a text and the syntax of its words, given as word, tag, label and head."""
    words, at = [], 0
    for word, *_ in rows:
        words.append((at, at + len(word)))
        at += len(word) + 1
    tags, labels, heads = ([row[k] for row in rows] for k in (1, 2, 3))
    syntax = Syntax(model="m", words=tuple(words), sentences=((0, len(rows)),), tags=tags, labels=labels, heads=heads)
    return " ".join(row[0] for row in rows), syntax


def test_the_tree_ends_the_noun_and_finds_the_far_one() -> None:
    """With a tree a verb behind a number is no noun, and a noun far behind the number is the one it hangs on."""
    near = tagged(("5%", "NOUN", "nsubj", 1), ("support", "VERB", "root", -1), ("Kell", "PROPN", "obj", 1))
    far = tagged(
        ("Two", "NUM", "nummod", 5),
        ("long-", "ADV", "amod", 5),
        ("and", "CCONJ", "cc", 3),
        ("short-haul", "ADJ", "conj", 1),
        ("ferry", "NOUN", "compound", 5),
        ("crews", "NOUN", "nsubj", 6),
        ("left", "VERB", "root", -1),
    )
    for (text, syntax), rules, tree in ((near, "support", None), (far, None, "crews")):
        article, prose = Article(id="a", text=text), read_prose(text)
        assert [f.of for f in room.find_figures(article, prose, ())][:1] == [rules]
        assert [f.of for f in room.find_figures(article, prose, (), syntax)][:1] == [tree]
