"""Which reports are one story."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tellings.model import Analysis, Article, Prose
from tellings.stories import group, group_words, stream_articles
from tellings.stories.large import link_large, weigh_large
from tellings.stories.linkage import link
from tellings.stories.nearness import near_table
from tellings.stories.sketch import bag_of, hash_term, sketch_words
from tellings.stories.stream import stream_sketches
from tellings.stories.weights import background, background_terms, weigh
from tellings.stories.words import article_words, count_words, known_words

CASES = json.loads((Path(__file__).parent / "cases" / "piles.json").read_text(encoding="utf-8"))
FAILS = pytest.mark.xfail(strict=True, reason="known failure")
PILE = [text for case in CASES if case["kind"] == "made-up" for text in case["texts"]]


def analysis(key: str, text: str, **more: object) -> Analysis:
    """Return an analysis that holds no more than its article."""
    return Analysis(article=Article(id=key, text=text, **more), prose=Prose(text, (), (), (), ()))


@pytest.mark.parametrize(
    "case", [pytest.param(c, id=c["name"], marks=FAILS if c["kind"] == "known-failure" else ()) for c in CASES]
)
def test_pile(case: dict) -> None:
    """Each pile falls into the stories that a reader would make."""
    analyses = [analysis(f"a{n}", text) for n, text in enumerate(case["texts"])]
    assert group(analyses) == [tuple(g) for g in case["want"]]


@settings(max_examples=25, deadline=None)
@given(st.permutations(range(len(PILE))), st.integers(1, 3))
def test_order_does_not_matter(order: list[int], equal_keys: int) -> None:
    """The partition is the same whatever the order of input, also when keys repeat."""
    keys = [f"k{i // equal_keys}" for i in range(len(PILE))]
    words = [known_words(t) for t in PILE]
    straight = group_words(words, keys)
    mixed = group_words([words[i] for i in order], [keys[i] for i in order])
    assert sorted(tuple(sorted(order[i] for i in g)) for g in mixed) == straight


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.tuples(st.lists(st.sampled_from("abcdefgh"), max_size=8), st.none() | st.integers(1, 40)), min_size=1, max_size=12),
    st.sampled_from([(0.13, 0.31), (0.57, 0.31), (0.13,)]),
)
def test_large_equals_small(pile: list[tuple[list[str], int | None]], thresholds: tuple[float, ...]) -> None:
    """Sparse blocks and plain Python make the same groups, at one threshold or at two."""
    bags = [bag([f"{w}zq{i // 3}" for w in words]) for i, (words, _) in enumerate(pile)]
    days = [day for _, day in pile]
    table = near_table(weigh(bags), days)
    small = [link(table, threshold) for threshold in thresholds]
    large = link_large(weigh_large(bags), days, thresholds)
    told = [[{frozenset(g) for g in groups} for groups in levels] for levels in (small, large)]
    assert told[0] == told[1] or _tied(table)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(st.sampled_from(["a", "^b", "c", "7", "dams", "dam"]), max_size=8), min_size=1, max_size=12))
def test_large_weighs_as_small(pile: list[list[str]]) -> None:
    """Rows of the sparse matrix are the vectors of plain Python."""
    bags = [bag(words) for words in pile]
    matrix = weigh_large(bags)
    for n, vector in enumerate(weigh(bags)):
        assert sorted(x for x in matrix[n].data if x) == pytest.approx(sorted(vector.values()))


def bag(words: list[str]) -> tuple[list[int], list[int]]:
    """Return the terms of some words, and their codes."""
    terms, codes = bag_of(sketch_words(words, "k"))
    return list(terms), codes


def _tied(table: list[list[float]]) -> bool:
    """Two pairs equally near may be joined in either order."""
    near = [round(x, 9) for row in table for x in row if x > 0]
    return len(near) != len(set(near))


def test_days_keep_yearly_events_apart() -> None:
    """What is undated one story is two when a year lies between."""
    texts = CASES[-1]["texts"]
    rows = [analysis("a", texts[0], published="2031-04-06"), analysis("b", texts[1], published="2032-04-04")]
    assert group(rows) == [(0,), (1,)]


def test_unreadable_day_is_no_day() -> None:
    """A year alone, or no date at all, fades nothing."""
    words = [count_words(t) for t in CASES[0]["texts"]]
    assert group_words(words, ["a", "b"], ["2031", "soon"]) == [(0, 1)]


def test_headline_counts_and_furniture_does_not() -> None:
    """The headline is read unless it opens the text; furniture never is."""
    from tellings.model import Furniture

    article = Article(id="a", title="Dam cracks", text="Also Read\nGates opened", furniture=(Furniture("a", 0, 9, "r", "promo"),))
    assert article_words(article) == ["dam", "cracks", "gates", "opened"]
    assert article_words(Article(id="b", title="Gates", text="Gates opened")) == ["gates", "opened"]


def test_names_are_marked() -> None:
    """A capital inside a sentence marks a name; one on every word of a headline marks nothing."""
    assert known_words("Rain fell. Boats reached Tarn on Friday evening.")[-5:] == ["reached", "^tarn", "on", "^friday", "evening"]
    assert known_words("Rain Falls Over Tarn Valley") == ["rain", "falls", "over", "tarn", "valley"]


def test_a_name_and_a_word_are_one() -> None:
    """The mark weighs a word more, and does not make another word of it."""
    (a, b) = weigh([bag(["^tarn", "rain"]), bag(["tarn", "rain"])])
    assert a.keys() == b.keys()
    assert a[hash_term("tarn")] > b[hash_term("tarn")]


def test_endings_are_one_word() -> None:
    """A plural and its singular are one term; so are they in the background, which counts the commoner of them."""
    assert bag(["dams", "dam"])[0] == [hash_term("dam")]
    words, terms = background()[1], background_terms()[1]
    assert terms[hash_term("year")] == max(words["year"], words["years"])


def test_large_pile_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """A connected part that is too large is cut at a higher threshold and still yields every article once."""
    monkeypatch.setattr("tellings.stories.large.LARGEST", 5)
    words = [["river", f"w{i % 4}", f"w{i % 3}", f"u{i}"] for i in range(60)]
    for groups in link_large(weigh_large([bag(w) for w in words]), [None] * 60, (0.05, 0.235)):
        assert sorted(i for g in groups for i in g) == list(range(60))


def test_a_large_part_is_not_cut_over_a_higher_threshold(monkeypatch: pytest.MonkeyPatch) -> None:
    """The stories of a saga that is too large to be linked at once are what they are alone."""
    words = [[f"w{i % 12}", f"v{i % 12}", f"x{i % 5}", f"u{i}"] for i in range(60)]
    matrix = weigh_large([bag(w) for w in words])
    (alone,) = link_large(matrix, [None] * 60, (0.235,))
    monkeypatch.setattr("tellings.stories.large.LARGEST", 10)
    assert 1 < len(alone) < 60
    assert link_large(matrix, [None] * 60, (0.13, 0.235))[1] == alone


def test_background_is_shipped() -> None:
    """The counts name the number of texts, and no word stands in more."""
    size, counts = background()
    assert size > 1000
    assert 2 <= min(counts.values()) <= max(counts.values()) <= size


def test_stream_sees_only_the_past() -> None:
    """Where an article goes at arrival does not depend on what comes later."""
    told = [sketch_words(known_words(t), f"a{i}") for i, t in enumerate(PILE)]
    whole = stream_sketches(told)
    for n in range(1, len(PILE)):
        assert [r[1] for r in stream_sketches(told[:n])] == [r[1] for r in whole[:n]]


def test_stream_ends_in_the_same_stories() -> None:
    """The final stories of a stream are those of the pile, each with one id; what never changed has its first id."""
    rows = stream_articles([analysis(f"a{i}", t).article for i, t in enumerate(PILE)])
    final = group([analysis(f"a{i}", t) for i, t in enumerate(PILE)])
    assert sorted(tuple(i for i, r in enumerate(rows) if r.story == s) for s in {r.story for r in rows}) == final
    assert all(r.changes > 0 or r.story == r.story_at_arrival for r in rows)


def test_an_article_that_comes_twice_is_one() -> None:
    """The same id gives the same row; an empty stream gives none."""
    article = analysis("a", PILE[0]).article
    first, second = stream_articles([article, article])
    assert first == second
    assert stream_articles([]) == []


def test_sagas_hold_whole_stories() -> None:
    """Articles of one story are of one saga."""
    rows = stream_articles([analysis(f"a{i}", t).article for i, t in enumerate(PILE)])
    assert len({(r.story, r.saga) for r in rows}) == len({r.story for r in rows})
    assert all(r.saga.startswith("g-") for r in rows)
