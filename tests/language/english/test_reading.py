"""The reader with the weights that ship: whatever comes in, words, trees and spans come out, and company changes nothing."""

from random import Random

import msgspec
import numpy as np
import pytest
from articles import made_up
from hypothesis import given, settings
from hypothesis import strategies as st
from made_up_scores import is_one_tree

from tellings.analysis import analyse
from tellings.language import read_prose
from tellings.language.english import embed, load_english, read_syntax
from tellings.model import Prose, Syntax
from tellings.pipeline import analyse_each
from tests.growth import check_growth

ODD = {
    "empty": "",
    "signs only": "— … !!! ???",
    "emoji": "We won 😀😀 👩‍👩‍👧‍👦! 🇸🇪 are through, said Ines Varga 🎉.",
    "bidi": "The \u202eold ferry\u202c sank, \u05d0\u05de\u05e8\u05d4 Ada.",
    "no sentence end": "the ferry sailed and " * 400,
    "one long word": "a" * 50_000,
    "six hundred words": " ".join(["The", "harbour", "office", "said", "it", "would,"] * 100) + ".",
    "lone surrogate": "He left \ud83d and came back.",
    "lines": "Ferry\nlost\n\n\nat   sea\t\n",
}


def check(prose: Prose, found: Syntax) -> None:
    """Hold what every syntax promises."""
    size = len(found.words)
    ends = [at for span in found.words for at in span]
    assert ends == sorted(ends)
    assert all(0 <= start < end <= len(prose.text) for start, end in found.words)
    assert len(found.tags) == len(found.heads) == len(found.labels) == size
    assert [n for first, last in found.sentences for n in range(first, last)] == list(range(size))
    assert all(is_one_tree(found.heads, sentence) for sentence in found.sentences)
    assert all((label == "root") == (head == -1) for label, head in zip(found.labels, found.heads, strict=True))
    assert all(0 <= span.first < span.last <= size for span in (*found.names, *found.roles))
    assert {span.label for span in found.names} <= {"PER", "ORG", "LOC"}
    assert {span.label for span in found.roles} <= {"source", "cue", "content"}


@pytest.mark.parametrize("name", ODD)
def test_odd_texts_are_read(name):
    """Empty, endless, of signs alone or with letters that hide: the promises hold."""
    prose = read_prose(ODD[name])
    check(prose, load_english(roles=True).read(prose))


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(codec="utf-8"), max_size=300))
def test_any_text_is_read(text):
    """The promises hold for any text."""
    prose = read_prose(text)
    check(prose, load_english(roles=True).read(prose))


def test_a_plain_sentence():
    """A sentence that every reader gets right: who said what of whom."""
    prose = read_prose("Ines Varga told reporters that the council had closed the bridge.")
    found = read_syntax(prose)
    words = [prose.text[start:end] for start, end in found.words]
    relations = {(words[n], found.labels[n].split(":")[0], words[head]) for n, head in enumerate(found.heads) if head >= 0}
    assert {("reporters", "obj", "told"), ("reporters", "iobj", "told")} & relations
    assert {
        ("Ines", "nsubj", "told"),
        ("closed", "ccomp", "told"),
        ("council", "nsubj", "closed"),
        ("bridge", "obj", "closed"),
    } <= relations
    assert [(words[span.first : span.last], span.label) for span in found.names] == [(["Ines", "Varga"], "PER")]


@pytest.mark.slow
def test_company_changes_no_byte():
    """200 articles give the same bytes read singly, by a fresh reader each tenth, together, and shuffled."""
    articles = made_up(200)
    alone = {a.id: msgspec.json.encode(analyse(a)) for a in articles}
    for seed in (None, 1, 2):
        order = list(articles)
        if seed is not None:
            Random(seed).shuffle(order)
        assert {a.article.id: msgspec.json.encode(a) for a in analyse_each(order)} == alone
    for article in articles[::10]:
        load_english.cache_clear()
        fresh = load_english().read(read_prose(article.text))
        assert msgspec.json.encode(fresh) in alone[article.id]


@pytest.mark.parametrize("piece", ["word ", "word. ", "“", ",", "a.b.", "x" * 30, "\n", "😀 "])
def test_time_grows_with_length_only(piece):
    """Twice the text takes at most two and a half times as long, however hostile."""
    reader = load_english()

    def prepare(times: int):
        prose = read_prose(piece * times)
        return lambda: reader.read(prose)

    check_growth(prepare, 1_000, 2_000, 4_000)


def test_meaning_in_other_words():
    """Vectors have unit length, depend on no neighbour, and a sentence is nearer to its rewording than to another."""
    texts = ["The old bridge was closed on Tuesday.", "On Tuesday they shut the old bridge.", "Apples are cheap this year.", ""]
    found = embed(texts)
    assert found.shape == (4, 384)
    assert np.allclose(np.linalg.norm(found, axis=1), 1, atol=1e-3)
    assert np.array_equal(embed(texts[1:2])[0], found[1])
    assert found[0] @ found[1] > 0.2 + found[0] @ found[2]
    assert embed([]).shape == (0, 384)


def test_words_of_others_are_read():
    """Words that somebody else has cut give the same columns as our own of the same text."""
    prose = read_prose("The ferry sank. Nobody knew.")
    own = read_syntax(prose)
    forms = [prose.text[start:end] for start, end in own.words]
    given = load_english().read_forms(forms, own.sentences)
    assert given == msgspec.structs.replace(own, words=())
