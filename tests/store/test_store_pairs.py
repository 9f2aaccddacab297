"""What the index knows of words that follow one another: it may let a text through in vain, and never keeps one out."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tellings.store.pairs import MANY, pair_lexemes
from tellings.store.words import index_words

WORDS = st.lists(st.text("abcdefghé'", min_size=1, max_size=9), min_size=2, max_size=60)


@given(words=WORDS, at=st.integers(0, 58), size=st.integers(2, 5))
def test_what_stands_in_a_text_is_never_kept_out(words, at, size):
    """The pairs of every run of words of a text are among the text's."""
    phrase = words[at % (len(words) - 1) :][:size]
    assert set(pair_lexemes(phrase)) <= set(pair_lexemes(words))


def test_most_of_what_does_not_stand_there_is_kept_out():
    """Of pairs turned round as many pass as chance has it: one for each pair of the text in ``MANY``."""
    words = [f"word{n}" for n in range(500)]
    here = set(pair_lexemes(words))
    passed = sum(pair_lexemes([b, a])[0] in here for a, b in pairwise(words))
    assert passed < 2 * 499 * 499 / MANY


def test_a_pair_is_no_word():
    """No text has a word that stands in the index as a pair does."""
    names = pair_lexemes([f"word{n}" for n in range(3000)])
    assert not set(names) & set(index_words(" ".join(names)))
