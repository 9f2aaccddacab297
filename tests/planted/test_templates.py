"""Every template, on invented sentences: what it plants, and what it leaves alone."""

import json
from pathlib import Path

import pytest

from bench.planted.edits import apply, carry
from bench.planted.inflection import of_base
from bench.planted.kinds import KINDS, templates
from bench.planted.kinds.word import write
from bench.planted.knowledge import words
from bench.planted.page import Page
from tellings.analysis import analyse
from tellings.reading import read

CASES = json.loads((Path(__file__).parent / "cases" / "templates.json").read_text(encoding="utf-8"))
# What is drawn from a list: the sentence around it.
DRAWN = {
    "word.plural-noun": ("“We counted the {} in the morning,” Ada Brook said.", words("nouns", "plural")),
    "word.singular-noun": ("“We found the {} in the morning,” Ada Brook said.", words("nouns", "singular")),
    "word.verb": ("“We {} the plan of the council,” Ada Brook said.", words("verbs", "A")),
    "word.other-verb": ("“We {} the plan of the council,” Ada Brook said.", words("verbs", "B")),
    "name.place": ("The first bridge was built in {} in May.", words("names", "place_A")),
    "name.other-place": ("The first bridge was built in {} in May.", words("names", "place_B")),
    "name.surname": ("The bridge was opened by Ada {} in May.", words("names", "last_B")),
    "name.person": (
        "The bridge was opened by {} in May.",
        [f"{a} {b}" for a in words("names", "first_A") for b in words("names", "last_A")],
    ),
    "name.organisation": ("The bridge was opened by the {} in May.", words("names", "organisation_B")),
}


def page(text):
    return Page(analyse(read(text, published="2031-05-20", language="en", whole=True)))


def planted(template, text):
    """Return the last sentence after each change that a template can make in it."""
    told = page(text)
    last = told.sentences[-1]
    return [apply(told.text, edits)[slice(*carry((last.start, last.end), edits))] for edits in template.find(told, last)]


def test_every_template_has_a_case():
    """No template is without a sentence that shows what it does."""
    assert {t.name for t in templates()} == set(CASES)


def test_both_halves_have_every_kind_and_share_no_template():
    """Every kind has several ways to be planted, none of them in both halves."""
    for kind in KINDS:
        a, b = ({t.name for t in templates(half, kind)} for half in "AB")
        assert len(a) >= 2, kind
        assert len(b) >= 2, kind
        assert not a & b


@pytest.mark.parametrize("template", templates(), ids=lambda t: t.name)
def test_a_template_plants_what_it_says(template):
    """The change stands in the sentence as expected, and the sentence as it was does not."""
    case = CASES[template.name]
    found = planted(template, case["text"])
    if case["becomes"]:
        expected = [case["becomes"]]
    else:
        frame, drawn = DRAWN[template.name]
        expected = [frame.format(word) for word in drawn]
    assert set(found) & set(expected), found
    assert page(case["text"]).text not in found


@pytest.mark.parametrize("template", templates(), ids=lambda t: t.name)
def test_a_template_leaves_other_sentences_alone(template):
    """Where the change would be no change, or no English, nothing is planted."""
    assert planted(template, CASES[template.name]["left_alone"]) == []


@pytest.mark.parametrize("template", templates(), ids=lambda t: t.name)
def test_the_same_text_gives_the_same_change(template):
    """Nothing depends on chance or on an earlier run."""
    text = CASES[template.name]["text"]
    assert planted(template, text) == planted(template, text)


def test_verbs_put_in_are_in_the_table():
    """Every verb that a template puts in can be written in every form."""
    for base in (*words("verbs", "A"), *words("verbs", "B")):
        assert of_base(base), base
        assert {write(base, form) for form in ("base", "past", "participle", "ing", "third")} >= {base}


def test_halves_put_in_different_words():
    """No name or verb of half A is put in by half B."""
    for part, a, b in (("names", "last_A", "last_B"), ("names", "place_A", "place_B"), ("verbs", "A", "B")):
        assert not set(words(part, a)) & set(words(part, b))
