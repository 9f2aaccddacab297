"""The gate with a tree and meanings: invented sentences, told again as a desk would, and wrong in one thing."""

import json
from functools import cache
from pathlib import Path

import pytest

from tellings.analysis import analyse
from tellings.briefing import Gate
from tellings.language.readers import load_reader
from tellings.model import Passage
from tellings.reading import read

CASES = json.loads((Path(__file__).parent / "cases" / "graded.json").read_text(encoding="utf-8"))
KNOWN = pytest.mark.xfail(strict=True, reason="known failure")


@cache
def gate_of(n: int) -> tuple[Gate, list[list[Passage]]]:
    """Return the gate of a case's report, and the passages one by one and, of several, all together."""
    reader = load_reader()
    analysis = analyse(read(" ".join(CASES[n]["passages"]) + "\n", "x.txt"), reader)
    starts = [analysis.article.text.index(p) for p in CASES[n]["passages"]]
    cited = [analysis.passage(s, s + len(p)) for s, p in zip(starts, CASES[n]["passages"], strict=True)]
    return Gate([analysis], reader), [[c] for c in cited] + ([cited] if len(cited) > 1 else [])


def reasons(n: int, sentence: str) -> tuple[str, ...]:
    """Return why a sentence is turned back over each choice of passages; nothing when one choice supports it."""
    gate, choices = gate_of(n)
    return min((gate.reasons(sentence, chosen) for chosen in choices), key=len)


def known(kind: str) -> list[tuple[int, str]]:
    """Return the sentences of a kind of known failure with the number of their case."""
    return [(n, s) for n, c in enumerate(CASES) for s in c.get(kind, ())]


@pytest.mark.parametrize("n", range(len(CASES)), ids=lambda n: CASES[n]["passages"][0][:40])
def test_what_a_desk_makes_of_a_report_passes(n: int) -> None:
    """Two passages joined, numbers styled otherwise, active and passive, speakers put first, synonyms: all are told there."""
    assert {s: why for s in CASES[n]["true"] if (why := reasons(n, s))} == {}


@pytest.mark.parametrize("n", range(len(CASES)), ids=lambda n: CASES[n]["passages"][0][:40])
def test_one_thing_wrong_turns_a_sentence_back(n: int) -> None:
    """Another number, unit, name, role, speaker, order, strength, scope, doer or day: every sentence has a reason."""
    assert [s for s in CASES[n]["false"] if not reasons(n, s)] == []


@KNOWN
@pytest.mark.parametrize(("n", "sentence"), known("known-true"))
def test_true_sentences_that_are_turned_back(n: int, sentence: str) -> None:
    """What the gate does not see to be the same: buying and selling, comparisons turned round, idioms."""
    assert reasons(n, sentence) == ()


@KNOWN
@pytest.mark.parametrize(("n", "sentence"), known("known-false"))
def test_false_sentences_that_pass(n: int, sentence: str) -> None:
    """What the gate does not catch: roles of people, causes, what is no more than near in meaning."""
    assert reasons(n, sentence)


def test_reasons_name_the_words() -> None:
    """A reason is a short sentence with the words of the sentence and of the passage."""
    text = "Ada Brook said the council will close the old bridge. Tom Reed opposes the plan."
    reader = load_reader()
    analysis = analyse(read(text + "\n", "x.txt"), reader)
    gate = Gate([analysis], reader)
    cited = [analysis.passage(0, 53)]
    assert gate.reasons("Ada Brook said the council closed the old bridge.", cited) == (
        "the sentence has “closed” as done, the passage as planned",
    )
    assert gate.reasons("Ada Brook said the council will open the old bridge.", cited) == (
        "the sentence says “open”, the passage “close”",
    )
