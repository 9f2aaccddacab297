"""What trees add to the rules: clauses that the rules do not reach, and who speaks them. The trees are made by hand."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tellings.analysis.mentions import find_entities
from tellings.analysis.quotations import find_quotations
from tellings.language import read_prose
from tellings.model import Article, Syntax
from tests.growth import check_growth

# word/tag/head/label, heads counted from 1
TREES = {
    "a second deed of the speaker": (
        "Ada Thorne said the pier was old and left the hall.",
        "Ada/PROPN/3/nsubj Thorne/PROPN/1/flat said/VERB/0/root the/DET/5/det pier/NOUN/7/nsubj was/AUX/7/cop old/ADJ/3/ccomp"
        " and/CCONJ/9/cc left/VERB/7/conj the/DET/11/det hall/NOUN/9/obj ./PUNCT/3/punct",
        [("the pier was old", "Ada Thorne", "bare-clause")],
    ),
    "a second deed out of step with the first": (
        "Ada Thorne said she would go and walked out.",
        "Ada/PROPN/3/nsubj Thorne/PROPN/1/flat said/VERB/0/root she/PRON/6/nsubj would/AUX/6/aux go/VERB/3/ccomp"
        " and/CCONJ/8/cc walked/VERB/6/conj out/ADV/8/advmod ./PUNCT/3/punct",
        [("she would go", "Ada Thorne", "bare-clause")],
    ),
    "a second deed that is told": (
        "Ada Thorne said she rose and left the hall.",
        "Ada/PROPN/3/nsubj Thorne/PROPN/1/flat said/VERB/0/root she/PRON/5/nsubj rose/VERB/3/ccomp"
        " and/CCONJ/7/cc left/VERB/5/conj the/DET/9/det hall/NOUN/7/obj ./PUNCT/3/punct",
        [("she rose and left the hall", "Ada Thorne", "bare-clause")],
    ),
    "a second deed on the cue": (
        "Ada Thorne said the pier was old, but gave no date.",
        "Ada/PROPN/3/nsubj Thorne/PROPN/1/flat said/VERB/0/root the/DET/5/det pier/NOUN/7/nsubj was/AUX/7/cop old/ADJ/3/ccomp"
        " ,/PUNCT/10/punct but/CCONJ/10/cc gave/VERB/3/conj no/DET/12/det date/NOUN/10/obj ./PUNCT/3/punct",
        [("the pier was old", "Ada Thorne", "bare-clause")],
    ),
    "the sentence's own verb behind a claim": (
        "Ada Thorne's claim that the pier was old was rejected.",
        "Ada/PROPN/4/nmod:poss Thorne/PROPN/1/flat 's/PART/1/case claim/NOUN/11/nsubj:pass that/SCONJ/9/mark the/DET/7/det"
        " pier/NOUN/9/nsubj was/AUX/9/cop old/ADJ/4/acl was/AUX/11/aux:pass rejected/VERB/0/root ./PUNCT/11/punct",
        [("the pier was old", "Ada Thorne's", "saying-noun")],
    ),
    "a subject that the rules do not reach": (
        "Wardens nobody has paid since May say the pier is old.",
        "Wardens/NOUN/7/nsubj nobody/PRON/4/nsubj has/AUX/4/aux paid/VERB/1/acl:relcl since/ADP/6/case May/PROPN/4/obl"
        " say/VERB/0/root the/DET/9/det pier/NOUN/11/nsubj is/AUX/11/cop old/ADJ/7/ccomp ./PUNCT/7/punct",
        [("the pier is old", "Wardens nobody has paid since May", "clause-in-tree")],
    ),
    "an infinitive, and who went to say it": (
        "Ada Thorne went on stage to say the pier was old.",
        "Ada/PROPN/3/nsubj Thorne/PROPN/1/flat went/VERB/0/root on/ADP/5/case stage/NOUN/3/obl to/PART/7/mark say/VERB/3/advcl"
        " the/DET/9/det pier/NOUN/11/nsubj was/AUX/11/cop old/ADJ/7/ccomp ./PUNCT/3/punct",
        [("the pier was old", "Ada Thorne", "clause-in-tree")],
    ),
    "led somebody to say it": (
        "Rain led the warden to warn that the pier was old.",
        "Rain/NOUN/2/nsubj led/VERB/0/root the/DET/4/det warden/NOUN/2/obj to/PART/6/mark warn/VERB/2/xcomp that/SCONJ/11/mark"
        " the/DET/9/det pier/NOUN/11/nsubj was/AUX/11/cop old/ADJ/6/ccomp ./PUNCT/2/punct",
        [("the pier was old", "the warden", "clause-in-tree")],
    ),
    "asked, and nobody who asks": (
        "Ada Thorne was asked whether the pier was old.",
        "Ada/PROPN/4/nsubj:pass Thorne/PROPN/1/flat was/AUX/4/aux:pass asked/VERB/0/root whether/SCONJ/9/mark the/DET/7/det"
        " pier/NOUN/9/nsubj was/AUX/9/cop old/ADJ/4/ccomp ./PUNCT/4/punct",
        [],
    ),
    "not said": (
        "The office did not have to say that the pier was old.",
        "The/DET/2/det office/NOUN/5/nsubj did/AUX/5/aux not/PART/5/advmod have/VERB/0/root to/PART/7/mark say/VERB/5/xcomp"
        " that/SCONJ/12/mark the/DET/10/det pier/NOUN/12/nsubj was/AUX/12/cop old/ADJ/7/ccomp ./PUNCT/5/punct",
        [],
    ),
    "a participle with a speaker of its own": (
        "Crowds left, with Ada Thorne warning that the pier was old.",
        "Crowds/NOUN/2/nsubj left/VERB/0/root ,/PUNCT/7/punct with/SCONJ/7/mark Ada/PROPN/7/nsubj Thorne/PROPN/5/flat"
        " warning/VERB/2/advcl that/SCONJ/12/mark the/DET/10/det pier/NOUN/12/nsubj was/AUX/12/cop old/ADJ/7/ccomp ./PUNCT/2/punct",
        [("the pier was old", "Ada Thorne", "clause-in-tree")],
    ),
    "an opening participle: the tree knows the main clause": (
        "Speaking in the rain, the old warden rose, calling the pier a danger.",
        "Speaking/VERB/9/advcl in/ADP/4/case the/DET/4/det rain/NOUN/1/obl ,/PUNCT/1/punct the/DET/8/det old/ADJ/8/amod"
        " warden/NOUN/9/nsubj rose/VERB/0/root ,/PUNCT/11/punct calling/VERB/9/advcl the/DET/13/det pier/NOUN/11/obj a/DET/15/det"
        " danger/NOUN/11/xcomp ./PUNCT/9/punct",
        [("the pier a danger", "the old warden", "called-name")],
    ),
}


def syntax_of(text, tree):
    """Return the syntax of one sentence from word/tag/head/label."""
    rows = [part.rsplit("/", 3) for part in tree.split()]
    words, at = [], 0
    for form, *_ in rows:
        at = text.index(form, at)
        words.append((at, at + len(form)))
        at += len(form)
    return Syntax(
        model="by hand",
        words=tuple(words),
        sentences=((0, len(rows)),),
        tags=tuple(tag for _, tag, _, _ in rows),
        heads=tuple(int(head) - 1 for _, _, head, _ in rows),
        labels=tuple(label for _, _, _, label in rows),
    )


@pytest.mark.parametrize("name", TREES)
def test_tree(name):
    """The tree's clause is found with its speaker, under a rule that says where it comes from."""
    text, tree, want = TREES[name]
    article, prose = Article(id="a", text=text), read_prose(text)
    found = find_quotations(article, prose, find_entities(article, prose), syntax_of(text, tree))
    told = [(*(text[s:e] for s, e in q.spans), text[slice(*q.speaker.mention)], q.rule) for q in found]
    assert told == want


@pytest.mark.parametrize("name", [n for n, (_, _, want) in TREES.items() if any(w[2] == "clause-in-tree" for w in want)])
def test_rules_alone_do_not_find_it(name):
    """Without a tree such a clause is not found, or not with this speaker: the tree is what finds it."""
    text, _, want = TREES[name]
    article, prose = Article(id="a", text=text), read_prose(text)
    found = find_quotations(article, prose, find_entities(article, prose))
    assert [text[slice(*q.speaker.mention)] for q in found if q.speaker.mention] != [w[1] for w in want]


WORDS = [*"Ada Thorne said told that the a pier , . “ ” ‘ who according to was closed in denied calling it wants".split(), "\n"]
LABELS = [
    "nsubj",
    "nsubj:pass",
    "ccomp",
    "xcomp",
    "advcl",
    "acl",
    "acl:relcl",
    "obj",
    "conj",
    "mark",
    "case",
    "parataxis",
    "nmod:poss",
]


@st.composite
def broken_trees(draw):
    """Any words with any heads and labels: a reader that errs, or lies."""
    forms = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=40))
    text = " ".join(forms)
    words, at = [], 0
    for form in forms:
        at = text.index(form, at)
        words.append((at, at + len(form)))
        at += len(form)
    size = len(forms)
    heads = draw(st.lists(st.integers(-1, size - 1), min_size=size, max_size=size))
    labels = draw(st.lists(st.sampled_from(LABELS), min_size=size, max_size=size))
    tags = draw(st.lists(st.sampled_from(["VERB", "NOUN", "PROPN"]), min_size=size, max_size=size))
    return text, Syntax(
        model="any", words=tuple(words), sentences=((0, size),), tags=tuple(tags), heads=tuple(heads), labels=tuple(labels)
    )


@settings(max_examples=200, deadline=None)
@given(broken_trees(), st.booleans())
def test_any_tree_is_borne(given_tree, attitudes):
    """Whatever a tree says, circles too, spans and mentions lie inside the text, in order and apart, and ids are unique."""
    text, syntax = given_tree
    article, prose = Article(id="a", text=text), read_prose(text)
    found = find_quotations(article, prose, find_entities(article, prose), syntax, attitudes=attitudes)
    for q in found:
        for start, end in (*q.spans, *q.speaker.mentions, *([q.cue] if q.cue else [])):
            assert 0 <= start < end <= len(text)
        assert all(a[1] <= b[0] for a, b in zip(q.spans, q.spans[1:], strict=False))
    assert len({q.id for q in found}) == len(found)


def test_growth_with_trees_is_linear():
    """An article twice as long, each sentence with its tree, takes no more than about twice the time."""

    def prepare(times):
        text, tree, _ = TREES["led somebody to say it"]
        one = syntax_of(text, tree)
        size, step = len(one.words), len(text) + 1
        whole = "\n".join([text] * times)
        syntax = Syntax(
            model="by hand",
            words=tuple((s + n * step, e + n * step) for n in range(times) for s, e in one.words),
            sentences=tuple((n * size, (n + 1) * size) for n in range(times)),
            tags=one.tags * times,
            heads=tuple(h + n * size if h >= 0 else -1 for n in range(times) for h in one.heads),
            labels=one.labels * times,
        )
        article, prose = Article(id="a", text=whole), read_prose(whole)
        entities = find_entities(article, prose)
        assert len(find_quotations(article, prose, entities, syntax)) == times
        return lambda: find_quotations(article, prose, entities, syntax)

    check_growth(prepare, 400, 800)
