"""Trees of rubbish: entities stay inside the text and time grows no faster than the text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tellings.analysis.mentions import find_entities
from tellings.language import read_prose
from tellings.model import Article
from tests.growth import check_growth
from tests.mentions.drawn import drawn

WORDS = st.sampled_from("Ada Thorne Norwegians Mayor mayor the The she his himself is who , 's of Kell spokesman or /".split())
TAGS = st.sampled_from("PROPN NOUN PRON VERB AUX DET PUNCT ADP".split())
LABELS = st.sampled_from("nsubj obj appos flat nmod nmod:desc nmod:poss acl:relcl cop det conj compound root".split())
CELLS = st.lists(st.tuples(WORDS, TAGS, st.integers(0, 12), LABELS), min_size=1, max_size=12)
LONG = {  # sentences of many names, pronouns and roles, all in one
    "pronouns": "Ada|PROPN|1|nsubj she|PRON|1|obj",
    "roles": "Mayor|PROPN|2|nmod:desc Ada|PROPN|1|nsubj the|DET|4|det mayor|NOUN|1|obj",
    "appositions": "Ada|PROPN|1|nsubj mayor|NOUN|1|appos of|ADP|4|case Kell|PROPN|2|nmod",
    "chain": "Ada|PROPN|1|flat Thorne|PROPN|1|conj is|AUX|1|cop mayor|NOUN|2|appos",
}


def read(sentences, names):
    text, syntax = drawn(sentences, names)
    return text, find_entities(Article(id="a", text=text), read_prose(text), syntax)


@settings(max_examples=150, deadline=None)
@given(st.lists(CELLS, min_size=1, max_size=4), st.sets(st.integers(0, 40), max_size=6))
def test_any_tree(sentences, firsts):
    """Whatever a tree says, mentions and references lie in order inside the text, and no pronoun is a name too."""
    cells = [" ".join(f"{w}|{t}|{min(h, len(s))}|{label}" for w, t, h, label in s) for s in sentences]
    size = sum(len(s) for s in sentences)
    names = [(n, n + 1, ("PER", "ORG", "LOC")[n % 3], 0.7) for n in sorted(firsts) if n < size]
    text, found = read(cells, names)
    named = {n for e in found for m in e.mentions for n in range(m.start, m.end)}
    for e in found:
        assert e.mentions
        assert list(e.references) == sorted(e.references)
        for r in e.references:
            assert 0 <= r.start < r.end <= len(text)
            assert 0 < r.score <= 1
            assert r.rule != "pronoun" or not named & set(range(r.start, r.end))


@pytest.mark.parametrize("kind", LONG)
def test_time_grows_with_the_text(kind):
    """One endless sentence of names, pronouns or roles costs at most 2.5 times as much when it is twice as long."""
    piece = LONG[kind]

    def prepare(size: int):
        text, syntax = drawn([" ".join([piece] * size)], [(n, n + 1, "PER", 0.9) for n in range(0, len(piece.split()) * size, 2)])
        article, prose = Article(id="a", text=text), read_prose(text)
        return lambda: find_entities(article, prose, syntax)

    check_growth(prepare, 300, 600, 1200)


@pytest.mark.parametrize("piece", ["Mr. A ", "A ", "Ada of ", "the Ada, ", "Mayor ", "Ada (A) ", "A's ", "Ada and "])
def test_time_grows_with_the_text_by_rules(piece):
    """Without a model one endless run of capitals, titles, owners or brackets costs at most 2.5 times as much when doubled."""

    def prepare(size: int):
        text = piece * (size // len(piece))
        article, prose = Article(id="a", text=text), read_prose(text)
        return lambda: find_entities(article, prose)

    check_growth(prepare, 6_000, 12_000, 24_000)
