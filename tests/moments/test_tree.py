"""With a tree the verb that governs a moment tells behind from ahead, whatever verb stands nearer."""

import pytest

from tellings.analysis.moments import find_moments
from tellings.language import read_prose
from tellings.model import Article, Syntax
from tests.growth import check_growth

ROWS = {
    "governed": "Kell/PROPN/nsubj:pass/3 will/AUX/aux/3 be/AUX/aux:pass/3 named/VERB/root/-1 head/NOUN/xcomp/3 of/ADP/case/7 "
    "the/DET/det/7 board/NOUN/nmod/4 that/PRON/nsubj/9 sued/VERB/acl:relcl/7 us/PRON/obj/9 in/ADP/case/12 August/PROPN/obl/3",
    "planned": "Divers/NOUN/nsubj/1 planned/VERB/root/-1 a/DET/det/3 search/NOUN/obj/1 Saturday/PROPN/obl/1",
    "gone": "It/PRON/nsubj/3 had/AUX/aux/3 been/AUX/cop/3 due/ADJ/root/-1 to/PART/mark/5 sail/VERB/xcomp/3 Saturday/PROPN/obl/5",
    "passive": "The/DET/det/1 dam/NOUN/nsubj:pass/3 was/AUX/aux:pass/3 shut/VERB/root/-1 Saturday/PROPN/obl/3",
    "until": "Kell/PROPN/nsubj/1 gave/VERB/root/-1 us/PRON/iobj/1 until/ADP/case/4 Saturday/PROPN/obl/1",
    "plural": "Talks/NOUN/nsubj/1 resume/VERB/root/-1 Monday/PROPN/obl/1",
    "participle": "It/PRON/nsubj/2 will/AUX/aux/2 get/VERB/root/-1 beat/VERB/xcomp/2 Monday/PROPN/obl/3",
    "infinitive": "Kell/PROPN/nsubj/1 hopes/VERB/root/-1 to/PART/mark/3 sail/VERB/xcomp/1 Sunday/PROPN/obl/3",
    "previously": "It/PRON/nsubj/1 sank/VERB/root/-1 as/SCONJ/mark/4 previously/ADV/advmod/4 planned/VERB/advcl/1 "
    "Saturday/PROPN/obl/4",
    "plain": "It/PRON/nsubj/1 sank/VERB/root/-1 off/ADP/case/3 Hull/PROPN/obl/1 on/ADP/case/5 June/PROPN/obl/1 3/NUM/nummod/5",
    "jailed": "He/PRON/nsubj:pass/2 was/AUX/aux:pass/2 jailed/VERB/root/-1 on/ADP/case/4 April/PROPN/obl/2 2/NUM/nummod/4",
    "object": "It/PRON/nsubj/1 held/VERB/root/-1 a/DET/det/3 ticket/NOUN/obj/1 on/ADP/case/5 June/PROPN/nmod/3 3/NUM/nummod/5",
    "backed": "It/PRON/nsubj/1 backed/VERB/root/-1 a/DET/det/3 fair/NOUN/obj/1 on/ADP/case/5 June/PROPN/obl/1 3/NUM/nummod/5",
    "leaving": "He/PRON/nsubj/2 was/AUX/aux/2 leaving/VERB/root/-1 on/ADP/case/4 June/PROPN/obl/2 3/NUM/nummod/4",
}
WANTED = [
    ("governed", "2019-08"),
    ("planned", "2019-03-16"),
    ("gone", "2019-03-09"),
    ("passive", "2019-03-09"),
    ("until", "2019-03-09"),
    ("plural", "2019-03-18"),
    ("participle", "2019-03-18"),
    ("infinitive", "2019-03-17"),
    ("previously", "2019-03-09"),
    ("plain", "2018-06-03"),
    ("jailed", "2018-04-02"),
    ("object", "2019-06-03"),
    ("backed", "2019-06-03"),
    ("leaving", "2019-06-03"),
]


def read(rows: str) -> tuple[str, Syntax]:
    cut = [row.split("/") for row in rows.split()]
    words, at = [], 0
    for word, *_ in cut:
        words.append((at, at + len(word)))
        at += len(word) + 1
    heads = [int(row[3]) for row in cut]
    syntax = Syntax(
        model="m",
        words=tuple(words),
        sentences=((0, len(cut)),),
        tags=tuple(row[1] for row in cut),
        labels=tuple(row[2] for row in cut),
        heads=tuple(heads),
    )
    return " ".join(row[0] for row in cut), syntax


@pytest.mark.parametrize(("name", "value"), WANTED)
def test_the_governing_verb_decides(name, value) -> None:
    """A moment far from its verb, or near another's, is reckoned by the verb it hangs on."""
    text, syntax = read(ROWS[name])
    assert [m.value for m in find_moments(Article(id="a", text=text), read_prose(text), "2019-03-14", syntax)] == [value]


def test_a_tree_of_rubbish_ends() -> None:
    """A chain of verbs that hang on each other is climbed so far and no farther, and time grows with the text alone."""

    def prepare(size: int):
        rows = " ".join(f"go/VERB/conj/{n - 1}" if n % 2 else f"Friday/PROPN/obl/{n - 1}" for n in range(size))
        text, syntax = read(rows)
        prose, article = read_prose(text), Article(id="a", text=text)
        return lambda: find_moments(article, prose, "2019-03-14", syntax)

    check_growth(prepare, 1_000, 2_000, 4_000)
