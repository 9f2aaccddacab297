"""Windows hold every word once, in order, and no more pieces than the encoder reads."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from made_up_scores import PIECES, is_one_tree, read_forms

from tellings.language.english.windows import MOST, cut_windows

SIZE = 128
WORDS = st.lists(st.lists(st.text("abc.,😀é", min_size=1, max_size=14), min_size=1, max_size=60), min_size=1, max_size=8)


def ranges(sentences) -> list[tuple[int, int]]:
    ends = [sum(map(len, sentences[:n])) for n in range(len(sentences) + 1)]
    return list(pairwise(ends))


@settings(max_examples=60, deadline=None)
@given(WORDS)
def test_every_word_stands_in_one_block(sentences):
    """Blocks follow each other over all words; a node's pieces are its word's; roots stand on the mark before."""
    forms = [form for sentence in sentences for form in sentence]
    at = 0
    for window in cut_windows(forms, ranges(sentences), PIECES, SIZE):
        assert len(window.pieces) == len(window.shapes)
        assert len(window.pieces) <= SIZE or len(window.blocks) == 1
        node = 0
        for block in window.blocks:
            assert (block.root, block.first) == (node, at)
            assert window.pieces[window.firsts[node]] in (PIECES.opening, PIECES.parting)
            for word in range(block.first, block.last):
                node += 1
                pieces = tuple(window.pieces[window.firsts[node] : window.lasts[node] + 1])
                assert pieces == PIECES.cut(forms[word])
            node, at = node + 1, block.last
        assert node == len(window.firsts) == len(window.lasts)
    assert at == len(forms)


@settings(max_examples=60, deadline=None)
@given(WORDS, st.integers(0, 10**6))
def test_columns_are_trees(sentences, seed):
    """Whatever the scores, each sentence is one tree, one word of it is the root, and spans lie within a sentence."""
    forms = [form for sentence in sentences for form in sentence]
    found = read_forms(forms, ranges(sentences), seed)
    assert len(found.tags) == len(found.heads) == len(found.labels) == len(forms)
    assert all(is_one_tree(found.heads, sentence) for sentence in ranges(sentences))
    assert all((label == "root") == (head == -1) for label, head in zip(found.labels, found.heads, strict=True))
    for span in (*found.names, *found.roles):
        assert any(first <= span.first < span.last <= last for first, last in ranges(sentences))


def test_a_long_sentence_is_cut_at_a_pause():
    """600 words are read in parts, cut after a comma where there is one, and the later parts hang on the first."""
    forms = [*["abc"] * 70, ",", *["abc"] * 529]
    windows = list(cut_windows(forms, [(0, 600)], PIECES, SIZE))
    blocks = [block for window in windows for block in window.blocks]
    assert [block.goes_on for block in blocks] == [False] + [True] * (len(blocks) - 1)
    assert all(len(window.pieces) <= MOST + 2 for window in windows)
    assert blocks[0].last == 71
    found = read_forms(forms, [(0, 600)])
    assert is_one_tree(found.heads, (0, 600))
    assert found.labels.count("parataxis") == len(blocks) - 1


def test_the_windows_of_a_sentence_know_no_neighbours():
    """A sentence too long to share has its window for itself."""
    windows = list(cut_windows(["abc"] * 62, [(0, 1), (1, 61), (61, 62)], PIECES, SIZE))
    assert [len(window.blocks) for window in windows] == [1, 1, 1]
