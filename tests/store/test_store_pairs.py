"""What the index knows of words that follow one another: it may let a row through in vain, and never keeps one out."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tellings.store.pairs import EACH, MOST, pair_bits, pairs_of, short_pairs

WORDS = st.lists(st.text("abcdefghé'", min_size=1, max_size=9), min_size=2, max_size=60)


def may_stand(phrase, bits):
    """Tell whether a phrase may stand in a text of these bits, as the SQL does."""
    mask = 8 * len(bits) - 1
    return not bits or all(bits[(h & mask) >> 3] >> (h & 7) & 1 for pair in pairs_of(phrase) for h in pair)


@given(words=WORDS, at=st.integers(0, 58), size=st.integers(2, 5))
def test_what_stands_in_a_text_is_never_kept_out(words, at, size):
    """Every run of words of a text passes its bits, and its short pairs are among the text's."""
    phrase = words[at % (len(words) - 1) :][:size]
    assert may_stand(phrase, pair_bits(words))
    assert set(short_pairs(phrase)) <= set(short_pairs(words))


def test_most_of_what_does_not_stand_there_is_kept_out():
    """Of pairs turned round hardly one in ten passes."""
    words = [f"word{n}" for n in range(500)]
    bits = pair_bits(words)
    passed = sum(may_stand([b, a], bits) for a, b in pairwise(words))
    assert passed < 50
    assert 8 * len(bits) >= EACH * 499


def test_a_text_of_very_many_pairs_has_no_bits():
    """It is always looked at."""
    words = [f"w{n}" for n in range(MOST // EACH + 2)]
    assert pair_bits(words) == b""
    assert may_stand(["no", "such"], b"")
