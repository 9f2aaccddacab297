"""Quotations of one speech act, joined over invented reports."""

import json
from collections import deque
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tellings.analysis import analyse
from tellings.collation.utterances import join_utterances
from tellings.collation.utterances.likeness import match
from tellings.collation.utterances.rarity import Rarity
from tellings.collation.utterances.said import ELLIPSIS, ES, TRANSLATED, keys_of, read_telling
from tellings.comparison.speakers import alike
from tellings.model import Analysis, Printed, Quotation, Speaker, Utterance
from tellings.reading import read
from tests.growth import check_growth

CASES = json.loads((Path(__file__).parent / "cases" / "utterances.json").read_text(encoding="utf-8"))
BELL = "Nobody rang the bell until the mast was already in the water"


def analyses_of(texts: list[str]) -> list[Analysis]:
    """Analyse texts, each as an article of its own file."""
    return [analyse(read(text, f"{n}.txt")) for n, text in enumerate(texts)]


def joined(texts: list[str]) -> list[Utterance]:
    """Return the utterances that more than one quotation reports."""
    return [u for u in join_utterances(analyses_of(texts))[0] if len(u.quotations) > 1]


def quoting(text: str, words: str, speaker: Speaker, cue: str | None = None, number: int = 0) -> Analysis:
    """Return an analysis with one quotation of the given words and speaker, whatever the quotation room would make of it."""
    analysis = replace(analyse(read(text, f"{number}.txt")), quotations=())
    start, at = text.index(words), text.index(cue) if cue else None
    quotation = Quotation(
        id=f"q{number}",
        article=analysis.article.id,
        spans=((start - 1, start + len(words) + 1),),
        kind="direct",
        cue=(at, at + len(cue)) if at is not None and cue else None,
        speaker=speaker,
    )
    return replace(analysis, quotations=(quotation,))


def named(name: str, text: str) -> Speaker:
    """Return a speaker whose name stands in the text."""
    at = text.index(name)
    span = (at, at + len(name))
    return Speaker(name=name, names=(name,), mention=span, status="in_text", printed=Printed(name, span), score=0.9, rule="name")


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["name"])
def test_cases(case: dict[str, Any], request: pytest.FixtureRequest) -> None:
    """The reports of a case yield exactly the utterances it names, with their speaker and flags."""
    if case["kind"] == "known-failure":
        request.applymarker(pytest.mark.xfail(strict=True))
    found = [{"quotations": len(u.quotations), "speaker": u.speaker, "flags": list(u.flags)} for u in joined(case["texts"])]
    assert found == case["want"]


def test_a_dangling_speaker_is_settled_by_a_sister_report() -> None:
    """Words without a speaker take the name a sister report prints; what the article alone says is kept, and the report named."""
    open_text, named_text = f'"{BELL}."', f'"{BELL}," Ada Thorne said.'
    one = quoting(open_text, BELL, Speaker(), number=1)
    two = quoting(named_text, BELL, named("Ada Thorne", named_text), "said", number=2)
    quotation = next(q for q in join_utterances([one, two])[1] if q.id == "q1")
    assert (quotation.speaker.name, quotation.speaker.status, quotation.speaker.rule) == (
        "Ada Thorne",
        "by_other_report",
        "sister-report",
    )
    assert quotation.speaker.printed == Printed()
    assert quotation.speaker.by == two.article.id


def test_words_that_float_beside_another_speaker_read_as_his() -> None:
    """Where a report leaves words beside those of one person and a sister names another, the readings differ."""
    beside = f'"Ask the pilot," Piet Lorne said. "{BELL}."'
    one = quoting(beside, BELL, Speaker(), number=1)
    first = quoting(beside, "Ask the pilot,", named("Piet Lorne", beside), "said", number=3).quotations[0]
    one = replace(one, quotations=(replace(first, article=one.article.id), *one.quotations))
    text = f'"{BELL}," Ada Thorne said. Piet Lorne listened.'
    two = quoting(text, BELL, named("Ada Thorne", text), "said", number=2)
    utterance = next(u for u in join_utterances([one, two])[0] if len(u.quotations) > 1)
    assert "speaker_differs" in utterance.flags
    assert [(r.speaker, r.basis) for r in utterance.readings] == [("Ada Thorne", "named"), ("Piet Lorne", "near")]


def test_an_official_who_only_adds_is_whoever_spoke_before() -> None:
    """The words of an official who "added" and is nowhere named go to the speaker before, until a sister report says who it was."""
    text = f'"Ask the pilot," Piet Lorne said. "{BELL}," the official added.'
    at = text.index("the official")
    vague = Speaker(
        name="official", names=("official",), mention=(at, at + 12), status="in_text", printed=Printed("official", (at, at + 12))
    )
    one = quoting(text, BELL, vague, "added", number=1)
    first = quoting(text, "Ask the pilot,", named("Piet Lorne", text), "said", number=3).quotations[0]
    one = replace(one, quotations=(replace(first, article=one.article.id), *one.quotations))
    other = f'A harbour official was blunt. "{BELL}," the official said.'
    two = quoting(other, BELL, named("harbour official", other), "said", number=2)
    utterances, quotations = join_utterances([one, two])
    utterance = next(u for u in utterances if len(u.quotations) > 1)
    assert {r.speaker for r in utterance.readings} == {"Piet Lorne", "harbour official"}
    assert next(q for q in quotations if q.id == "q1").speaker.name == "harbour official"


def test_a_floating_end_is_parted_when_a_sister_names_another() -> None:
    """A last sentence without a cue leaves the quotation before it when a sister report prints it with another name."""
    floating = f'"The nets are full tonight," Piet Lorne said. "{BELL}."'
    alone = join_utterances(analyses_of([floating]))[1]
    assert [(len(q.spans), q.speaker.name) for q in alone] == [(2, "Piet Lorne")]
    analyses = analyses_of([floating, f'"{BELL}," Ada Thorne said. Piet Lorne listened.'])
    utterances, quotations = join_utterances(analyses)
    mine = [q for q in quotations if q.article == analyses[0].article.id]
    assert [(len(q.spans), q.speaker.name, q.speaker.status) for q in mine] == [
        (1, "Piet Lorne", "in_text"),
        (1, "Ada Thorne", "by_other_report"),
    ]
    assert mine[1].speaker.apparent == "Piet Lorne"
    assert ["speaker_differs" in u.flags for u in utterances if len(u.quotations) > 1] == [True]


def test_two_reports_outvote_a_name() -> None:
    """A name that no other report backs gives way to one that two others print; the article's own reading is kept."""
    texts = next(c["texts"] for c in CASES if c["name"].startswith("two reports against one"))
    quotations = join_utterances(analyses_of(texts))[1]
    outvoted = [q.speaker for q in quotations if q.speaker.rule == "outvoted"]
    assert [(s.name, s.printed.name, s.status) for s in outvoted] == [("Ada Thorne", "Piet Lorne", "by_other_report")]


def test_alterations_point_at_the_words() -> None:
    """An alteration's spans hold its words, in the articles that print them."""
    texts = next(c["texts"] for c in CASES if c["name"].startswith("one word altered"))
    analyses = analyses_of(texts)
    utterances, quotations = join_utterances(analyses)
    text = {q.id: next(a.article.text for a in analyses if a.article.id == q.article) for q in quotations}
    (found,) = [x for u in utterances for x in u.alterations]
    assert {found.words, found.others} == {"mend", "sell"}
    assert text[found.quotation][slice(*found.span)] == found.words
    assert text[found.other][slice(*found.other_span)] == found.others


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["name"])
def test_variants_are_cut_without_loss(case: dict[str, Any]) -> None:
    """The stretches of a variant together are its text, and the variants together hold each quotation once."""
    for utterance in join_utterances(analyses_of(case["texts"]))[0]:
        assert sorted(q for v in utterance.variants for q in v.quotations) == sorted(utterance.quotations)
        for variant in utterance.variants:
            assert "".join(w.text for w in variant.words) == variant.text


@pytest.mark.parametrize("case", [c for c in CASES if len(c["texts"]) == 2], ids=lambda c: c["name"])
def test_two_quotations_match_either_way(case: dict[str, Any]) -> None:
    """Whether two quotations are one utterance does not hang on which of them is taken first."""
    analyses = analyses_of(case["texts"])
    one, other = (read_telling(a, a.quotations[0]) for a in analyses)
    rarity = Rarity(analyses)
    assert match(one, other, rarity) == match(other, one, rarity)


def test_every_quotation_has_an_utterance() -> None:
    """Each quotation comes back once, names an utterance of the result, and stands in it."""
    analyses = analyses_of([t for c in CASES for t in c["texts"]])
    utterances, quotations = join_utterances(analyses)
    members = {u.id: set(u.quotations) for u in utterances}
    assert sorted(q.id for q in quotations) == sorted(q.id for a in analyses for q in a.quotations)
    assert all(q.id in members[q.utterance or ""] for q in quotations)


def test_order_of_reports_changes_nothing() -> None:
    """Any order of the same reports gives the same utterances and quotations."""
    analyses = analyses_of([t for c in CASES[:3] for t in c["texts"]][:4])
    assert len({join_utterances(list(p)) for p in permutations(analyses)}) == 1


def test_a_long_quotation_of_two_pieces_makes_no_chain() -> None:
    """Two reports that took different pieces of a long quotation are not joined to one another."""
    texts = [
        '"The pumps failed at midnight in the lower gallery. The miners sang until the rescue lift came down," Ada Thorne said.',
        '"The pumps failed at midnight in the lower gallery," Ada Thorne said.',
        '"The miners sang until the rescue lift came down," Ada Thorne said.',
    ]
    analyses = analyses_of(texts)
    apart = {analyses[1].quotations[0].id, analyses[2].quotations[0].id}
    assert not any(apart <= set(u.quotations) for u in join_utterances(analyses)[0])


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="aB c'’.-“”\"é1", max_size=40))
def test_any_quotation_can_be_read(text: str) -> None:
    """Words of any text lie inside it, in order, and are what the text prints there."""
    analysis = analyse(read(f"x {text}", "any.txt"))
    quotation = Quotation(id="q", article=analysis.article.id, spans=((0, len(analysis.article.text)),), kind="mixed")
    words = read_telling(analysis, quotation).words
    assert all(0 <= w.start < w.end <= len(analysis.article.text) for w in words)
    assert [w.start for w in words] == sorted(w.start for w in words)


@pytest.mark.parametrize(
    ("one", "other", "want"),
    [
        (["Ada Thorne"], ["Thorne"], "same"),
        (["Ada Thorne", "Piet Lorne"], ["Lorne"], "partly"),
        (["a senior official"], ["Ada Thorne"], "unknown"),
        (["Millford police"], ["police"], "same"),
        (["Addie Thorne"], ["Ada Thorne"], "unknown"),
        (["Ada Quillan"], ["Adah Quilan"], "unknown"),
        (["Ada Thorne"], ["Piet Lorne"], "different"),
        ([], ["Ada Thorne"], "unknown"),
    ],
)
def test_likeness_of_speakers(one: list[str], other: list[str], want: str) -> None:
    """Names, roles and joint speakers are compared as a reader would, in either order."""
    assert alike(one, other) == alike(other, one) == want


def test_plural_of_a_sibilant_is_its_singular() -> None:
    """A plural in -es is one word with its singular to the alignment: speeches, speech."""
    assert keys_of("speeches") == keys_of("speech")


@pytest.mark.parametrize("piece", ["[", "(", "[a", ". . ", "'s", "in translation", "translators ", "es", "ches"])
def test_patterns_grow_with_the_text_alone(piece: str) -> None:
    """Every pattern of the room takes at most 2.5 times as long on twice the text, whatever the text."""

    def prepare(size: int):
        text = (piece * (size // len(piece) + 1))[:size]
        return lambda: [deque(pattern.finditer(text), 0) for pattern in (ELLIPSIS, TRANSLATED, ES)]

    check_growth(prepare, 100_000, 200_000, 400_000)
