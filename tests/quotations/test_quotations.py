"""Who said what, case by case, and what holds for any text."""

import json
import re
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tellings.analysis.mentions import find_entities
from tellings.analysis.quotations import find_quotations
from tellings.language import read_prose
from tellings.model import Article
from tests.growth import check_growth

CASES = [case for path in sorted((Path(__file__).parent / "cases").glob("*.json")) for case in json.loads(path.read_text("utf-8"))]
PIECES = (
    "said , ",
    "“a ",
    "who said that ",
    "A, ",
    "according to ",
    "and ",
    "( ",
    "THORNE: a\n",
    "a: “A b c d e.” ",
    "as Thorne put it, ",
    "Thorne said Lorne said ",
    "Thorne quoted Lorne as saying ",
    "told Lorne, 24, and ",
    "“A b.\n\n",
    "the Herald said, citing Ada Thorne, that ",
    "wrote “The Tides” ",
    "said A, and B C, ",
    "said, on a, ",
)
WORDS = st.sampled_from(
    (
        'Ada Thorne Lorne said told that the a pier , . : ; " “ ” ‘ ’ he she and who according to was closed Friday in'
        " statement denied calling it as \n"
    ).split(" ")
)


def read(text, attitudes=False):
    article, prose = Article(id="a", text=text), read_prose(text)
    return find_quotations(article, prose, find_entities(article, prose), attitudes=attitudes)


def seen(text, want, attitudes=False):
    """Return what was found, with the keys that are asked for."""
    found = []
    for q, asked in zip(read(text, attitudes), want, strict=False):
        speaker = q.speaker
        told = {
            "spans": [text[s:e] for s, e in q.spans],
            "kind": q.kind,
            "mention": text[slice(*speaker.mention)] if speaker.mention else None,
            "names": list(speaker.names),
            "via": speaker.via,
            "rule": speaker.rule,
            "act": q.act,
        }
        found.append({key: told[key] for key in asked})
    return found


def params():
    """Return the cases; what is known to fail must fail."""
    fails = pytest.mark.xfail(strict=True)
    return [pytest.param(case, id=case["name"], marks=[fails] if case["kind"] == "known-failure" else []) for case in CASES]


@pytest.mark.parametrize("case", params())
def test_case(case):
    """The quotations of a case are found, each with its spans, kind and speaker."""
    attitudes = case.get("attitudes", False)
    assert len(read(case["text"], attitudes)) == len(case["want"])
    assert seen(case["text"], case["want"], attitudes) == case["want"]


@pytest.mark.parametrize("case", [pytest.param(c, id=c["name"]) for c in CASES if c.get("attitudes")])
def test_attitudes_are_found_on_request_only(case):
    """Without the switch nothing but the speech of such a case is found."""
    said = [w["spans"] for w in case["want"] if w["act"] == "speech"]
    assert [[case["text"][s:e] for s, e in q.spans] for q in read(case["text"])] == said


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=60).map(" ".join))
def test_spans_lie_in_order_inside_the_text(text):
    """Spans, cues and mentions of any text lie inside it, spans in order and apart, ids unique, every rule named."""
    quotations = read(text)
    for q in quotations:
        assert q.rule
        assert q.speaker.rule
        for start, end in (*q.spans, *q.speaker.mentions, *([q.cue] if q.cue else [])):
            assert 0 <= start < end <= len(text)
        assert all(a[1] <= b[0] for a, b in zip(q.spans, q.spans[1:], strict=False))
    assert len({q.id for q in quotations}) == len(quotations)


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, max_size=40).map(" ".join))
def test_reading_twice_gives_the_same(text):
    """The same text gives the same quotations."""
    assert read(text) == read(text)


def test_every_named_rule_is_described():
    """Each rule that a case calls for stands in the room's table of rules."""
    import tomllib

    import tellings

    table = Path(tellings.__file__).parent / "analysis" / "quotations" / "rules.toml"
    described = set(tomllib.loads(table.read_text("utf-8")))
    named = {name for case in CASES for q in read(case["text"], True) for name in (q.rule, q.speaker.rule)}
    assert named <= described


@pytest.mark.parametrize("piece", PIECES, ids=repr)
def test_growth_is_linear(piece):
    """A text twice as long takes no more than about twice the time, whatever it repeats."""
    check_growth(lambda size: partial(read, piece * (size // len(piece))), 8000, 16000)


def test_case_texts_are_short():
    """The cases are invented sentences, a handful of words each."""
    assert all(len(re.findall(r"\w+", case["text"])) < 60 for case in CASES)
