"""Stretches that two articles share."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs
from plants import OTHER, WIRE, report

from tellings.collation.reuse import find_reuse
from tellings.collation.reuse.alignment import Block
from tellings.collation.reuse.alignment import align as align_told
from tellings.collation.reuse.candidates import candidate_pairs
from tellings.collation.reuse.holders import HOLDERS
from tellings.collation.reuse.signs import DISAGREE
from tellings.collation.reuse.told import number_words, tell
from tellings.language.shingles import find_words
from tellings.language.tables import load_table
from tests.growth import check_growth

CASES = json.loads((Path(__file__).parent / "cases" / "pairs.json").read_text(encoding="utf-8"))
SOLD = "The bakery on the mill square gave bread and blankets to forty families from the flooded lanes until Wednesday morning."
RESOLD = "Until Wednesday morning forty families from flooded lanes were given blankets and bread by a bakery on the square."
FAILS = pytest.mark.xfail(strict=True, reason="known failure")
PARAMS = [pytest.param(c, id=c["name"], marks=FAILS if c["kind"] == "known-failure" else ()) for c in CASES]
WORDS = ["rain", "Tarn", "the", "bridge", "“deep", "water”", "fell.", "Boats", "came", "U.S.", "isn’t", "late", "\n"]
TEXTS = st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join)


def align(a: list[str], b: list[str]) -> list[list[Block]]:
    """Return the aligned blocks of two texts of one sentence each."""
    return align_told(*(tell(row) for row in number_words([a, b])))


@pytest.mark.parametrize("case", PARAMS)
def test_pair(case: dict) -> None:
    """Two texts share what a reader would mark, with borders at whole words."""
    found = find_reuse([report("a", case["texts"][0]), report("b", case["texts"][1])])
    assert [[r.class_, r.quoted, r.from_.exact] for r in found] == case["want"]


@settings(max_examples=60, deadline=None)
@given(TEXTS, TEXTS, TEXTS)
def test_borders_are_whole_equal_words(a: str, shared: str, b: str) -> None:
    """Each passage is exact, begins and ends with a whole word, and the first and last words of both sides agree."""
    for r in find_reuse([report("a", f"{a} {shared}"), report("b", f"{shared} {b}")]):
        sides = []
        for passage, text in ((r.from_, f"{a} {shared}"), (r.to, f"{shared} {b}")):
            assert passage.exact == text[passage.start : passage.end]
            borders = find_words(text)
            assert passage.start in {s for s, _, _ in borders}
            assert passage.end in {e for _, e, _ in borders}
            sides.append([w for _, _, w in find_words(passage.exact)])
        assert sides[0][0] == sides[1][0]
        assert sides[0][-1] == sides[1][-1]
        assert (sides[0] == sides[1]) == (r.class_ == "verbatim") == (r.score == 1)


@settings(max_examples=40, deadline=None)
@given(st.permutations([0, 1, 2]), TEXTS)
def test_order_of_articles_does_not_matter(order: list[int], extra: str) -> None:
    """The same reuse comes out whatever the order in which articles are given."""
    told = [report("a", WIRE), report("b", f"{extra} {WIRE[:200]}"), report("c", f"{OTHER} {WIRE[150:420]}")]
    assert find_reuse([told[i] for i in order]) == find_reuse(told)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.sampled_from("abc"), max_size=30),
    st.lists(st.sampled_from("abc"), max_size=30),
)
def test_alignment_uses_no_word_twice(a: list[str], b: list[str]) -> None:
    """Aligned blocks are equal, and neither text gives one word to two of them."""
    blocks = [x for chain in align(a, b) for x in chain]
    assert all(a[x.a : x.a + x.length] == b[x.b : x.b + x.length] for x in blocks)
    for used in ([i for x in blocks for i in range(x.a, x.a + x.length)], [i for x in blocks for i in range(x.b, x.b + x.length)]):
        assert len(used) == len(set(used))


def test_renaming_outlets_changes_nothing_else() -> None:
    """Stretches and direction rest on no particular name."""
    told = [report("a", WIRE, outlet="Quill Post"), report("b", WIRE[:300], outlet="The Ridge", agency="Quill Post")]
    renamed = [
        report("a", WIRE, outlet="Norn Gazette"),
        report("b", WIRE[:300], outlet="Vale Today", agency="Norn Gazette"),
    ]
    before, after = (
        [
            structs.replace(
                r, evidence=tuple(e.replace("Norn Gazette", "Quill Post").replace("Vale Today", "The Ridge") for e in r.evidence)
            )
            for r in x
        ]
        for x in (find_reuse(told), find_reuse(renamed))
    )
    assert before == after
    assert {r.direction for r in before if not r.quoted} == {"traced"}


def test_without_outlets_the_stretches_stay() -> None:
    """Names of outlets decide direction only."""
    named = find_reuse([report("b", WIRE, outlet="Quill Post"), report("a", WIRE[:300], agency="Quill Post")])
    bare = find_reuse([report("b", WIRE), report("a", WIRE[:300])])
    assert [{r.from_, r.to} for r in named] == [{r.from_, r.to} for r in bare]
    assert {r.direction for r in bare} == {"untraced"}


@pytest.mark.parametrize(
    ("first", "second", "way", "says"),
    [
        ({"published": "2031-05-02"}, {"published": "2031-05-01"}, "b", "published 2031-05-01, before 2031-05-02"),
        ({"agency": "Tarn Wire", "outlet": "Post"}, {"outlet": "Tarn Wire"}, "b", "Post credits Tarn Wire"),
        ({"published": "2031-05"}, {"published": "2031-05-01"}, None, ""),
    ],
)
def test_direction_needs_evidence(first: dict, second: dict, way: str | None, says: str) -> None:
    """A day or a credit traces the direction and is told; a month does not."""
    own = [r for r in find_reuse([report("a", WIRE, **first), report("b", WIRE, **second)]) if not r.quoted]
    assert own
    for r in own:
        assert (r.from_.article if r.direction == "traced" else None) == way
        assert says in r.evidence if says else r.evidence == ()


def test_reference_back_shows_the_taker() -> None:
    """The phrase "such measures" belongs to the text that named the measures."""
    shared = "Such measures have drawn loud protests from the shopkeepers of the old harbour quarter."
    whole = report("b", f"The council has barred lorries. The measures took effect at noon. {shared}")
    taker = report("a", f"Rain fell on the harbour. {shared}")
    (found,) = find_reuse([whole, taker])
    assert (found.from_.article, found.direction) == ("b", "traced")


def test_disagreeing_signs_trace_nothing() -> None:
    """A credit against the days shows that neither took it from the other."""
    early = report("a", WIRE, published="2031-05-01", agency="Tarn Wire", outlet="Post")
    late = report("b", WIRE, published="2031-05-02", outlet="Tarn Wire")
    own = [r for r in find_reuse([early, late]) if not r.quoted]
    assert {(r.direction, r.evidence[-1]) for r in own} == {("untraced", DISAGREE)}


def test_copies_of_one_text_have_few_partners() -> None:
    """Each further copy is compared with the first few holders only, and none is left out."""
    words = [w for _, _, w in find_words(WIRE)]
    pairs = candidate_pairs([words] * 80)
    assert len(pairs) <= 80 * HOLDERS
    assert {later for _, later in pairs} == set(range(1, 80))


def test_one_word_repeated_is_no_trap() -> None:
    """A text of one word repeated costs no more than its length."""
    words = ["no"] * 6000
    assert align(words, words)[0][0].length == 6000


def test_rules_are_told() -> None:
    """Every rule that is reported stands in rules.toml."""
    told = [report("a", f"{WIRE} {SOLD}"), report("b", f"{WIRE.replace('Farmers drove', 'Farmers had driven')} {RESOLD}")]
    rules = {r.rule for r in find_reuse(told)}
    assert rules == set(load_table("collation/reuse", "rules.toml"))


REPEATED = {
    "references back": "the suspect said such fees isn't these words ",
    "credits": "according to a press report said the Quill Times News reported, ",
    "spellings": "Harbour U.S. Muñoz harbor US Munoz A I ",
    "sentences": "Volunteers carried patients out by boat. ",
    "open marks": "“water rose over the mill ",
}


@pytest.mark.slow
@pytest.mark.parametrize("name", REPEATED)
def test_stretches_and_signs_grow_in_line(name: str) -> None:
    """Twice the text costs twice the time, whatever is repeated in it."""

    def prepare(size: int) -> Callable[[], object]:
        told = [
            report(key, f"{start} {REPEATED[name] * size} {WIRE}")
            for key, start in (("a", "Rain fell."), ("b", "Snow fell at noon."))
        ]
        return lambda: find_reuse(told)

    check_growth(prepare, 100, 200, 400)
