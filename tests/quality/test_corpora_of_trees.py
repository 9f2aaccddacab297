"""Corpora of trees: how they are read, which of their mentions are names, how words stand side by side."""

import pytest

from quality.conllu import Document, Tree, read
from quality.gum import as_bio, names, names_of
from quality.names import spelt
from quality.parse import Side, compare, figures, from_raw, gold, raw_text

FILE = """# newdoc id = one
# newpar
# text = Ana can't go.
1\tAna\tAna\tPROPN\tNNP\t_\t4\tnsubj\t_\tEntity=(1-person-new-s-cf1-1-coref)
2-3\tcan't\t_\t_\t_\t_\t_\t_\t_\t_
2\tca\tcan\tAUX\tMD\t_\t4\taux\t_\t_
3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_
3.1\tbe\tbe\tAUX\t_\t_\t_\t_\t4:aux\t_
4\tgo\tgo\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No
5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_

# newpar
# text = Stay.
1\tStay\tstay\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No
2\t.\t.\tPUNCT\t.\t_\t1\tpunct\t_\t_

"""


@pytest.fixture
def document(tmp_path) -> Document:
    """Return a document of two paragraphs."""
    path = tmp_path / "one.conllu"
    path.write_text(FILE, encoding="utf-8")
    return next(read(path))


def row(number, form, tag, head, label, entity="", fine="NNP"):
    """Return the cells of a word."""
    return [str(number), form, form, tag, fine, "_", str(head), label, "_", f"Entity={entity}" if entity else "_"]


def test_words_and_paragraphs_are_read(document) -> None:
    """Words are the rows with a whole number; white space is said by the row of several words; an empty line parts paragraphs."""
    assert [tree.forms for tree in document.trees] == [["Ana", "ca", "n't", "go", "."], ["Stay", "."]]
    assert raw_text(document).rstrip() == "Ana can't go.\n\nStay."
    assert spelt(document.trees[0]) == "Ana can't go."


def test_what_is_told_is_counted_beside_what_is_so(document) -> None:
    """A sentence, a word, a tag, a head or a label that differs lowers its own figure; LAS leaves punctuation out."""
    right = gold(document)
    assert set(figures(compare(right, right)).values()) == {100.0}
    wrong = Side(right.words, right.sentences, right.tags, [0, *right.heads[1:]], [*right.labels[:-1], "dep"])
    assert figures(compare(right, wrong)) == {"sentences": 100.0, "words": 100.0, "UPOS": 100.0, "LAS, all": 71.43, "LAS": 80.0}
    joined = Side([(0, 3), (3, 7), *right.words[3:]], right.sentences[:1])
    assert figures(compare(right, joined)) == {"sentences": 66.67, "words": 76.92}


def test_raw_text_is_cut_by_the_product(document) -> None:
    """From raw text, words and sentences are the product's own."""
    assert figures(compare(gold(document), from_raw(document, None))) == {"sentences": 100.0, "words": 100.0}


def test_names_are_mentions_headed_by_a_proper_noun() -> None:
    """Titles, determiners and possessive endings are left out; a name within a longer one goes."""
    rows = [
        row(1, "the", "DET", 3, "det", "(7-organization-new-s-cf1-3,5-coref"),
        row(2, "Northern", "PROPN", 3, "compound"),
        row(3, "Bank", "PROPN", 8, "nsubj"),
        row(4, "of", "ADP", 5, "case"),
        row(5, "Ostby", "PROPN", 3, "nmod", "(8-place-new-s-cf1-1-coref)"),
        row(6, "'s", "PART", 3, "case", "7)"),
        row(7, "President", "PROPN", 8, "nmod:desc", "(9-person-new-s-cf1-2-coref"),
        row(8, "Ruiz", "PROPN", 0, "root", "9)"),
    ]
    assert names(rows) == [(1, 5, "ORG"), (7, 8, "PER")]
    assert as_bio(8, names(rows))[1:5] == ("B-ORG", "I-ORG", "I-ORG", "I-ORG")


def test_groups_and_titles_alone_are_no_names() -> None:
    """Peoples are groups, "the President" is nobody's name."""
    people = [row(1, "Danes", "PROPN", 0, "root", "(1-person-new-s-cf1-1-coref)", fine="NNPS")]
    title = [row(1, "the", "DET", 2, "det", "(1-person-new-s-cf1-2-coref"), row(2, "President", "PROPN", 0, "root", "1)")]
    assert names(people) == names(title) == []


def test_names_come_a_sentence_at_a_time(tmp_path) -> None:
    """A file's names are tags over each sentence's words."""
    path = tmp_path / "one.conllu"
    path.write_text(FILE, encoding="utf-8")
    assert list(names_of(path)) == [("B-PER", "O", "O", "O", "O"), ("O", "O")]


def test_trees_without_a_paragraph_stay_in_one_line() -> None:
    """Sentences of one paragraph are joined by the white space the corpus gives."""
    trees = [Tree([row(1, "Yes", "INTJ", 0, "root")], [False], opens=True), Tree([row(1, "No", "INTJ", 0, "root")], [True])]
    assert raw_text(Document("d", trees)) == "YesNo "
