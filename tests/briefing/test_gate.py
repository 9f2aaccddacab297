"""The gate: cases of what it must turn back and what it must let through."""

import json
from pathlib import Path

import pytest

from tellings.briefing.gate import check, check_text
from tellings.model import Moment, Passage
from tests.growth import check_growth

CASES = json.loads((Path(__file__).parent / "cases" / "gate.json").read_text(encoding="utf-8"))
KNOWN = pytest.mark.xfail(strict=True, reason="known failure")


def passages(texts):
    """Return each text as a passage of its own article."""
    return [Passage(f"a{n}", 0, len(t), t) for n, t in enumerate(texts)]


@pytest.mark.parametrize(
    "case", [pytest.param(c, id=c["name"], marks=[KNOWN] if c["kind"] == "known-failure" else []) for c in CASES]
)
def test_gate(case) -> None:
    """What stands in no cited passage is named; what stands there passes."""
    reasons = check(case["text"], passages(case["passages"]), names=case.get("names", ()))
    assert len(reasons) == len(case["want"]), reasons
    for want in case["want"]:
        assert any(want in reason for reason in reasons), reasons


def test_a_day_may_stand_by_a_moment() -> None:
    """A resolved day may be written out when a moment inside a cited passage has it."""
    cited = [Passage("a", 0, 22, "The boats left Tuesday.")]
    moment = Moment("m", "a", 15, 22, "2031-05-06", "DATE", "2031-05-07", "weekday")
    assert check("The boats left on Tuesday, 6 May 2031.", cited, moments=[moment]) == []
    assert len(check("The boats left on Tuesday, 6 May 2031.", cited)) == 3
    assert check("The boats left on Friday.", cited, moments=[moment]) == ["the name Friday stands in no cited passage"]


def test_a_passage_must_stand_where_it_says() -> None:
    """A citation whose words are not those of its article is named, whatever the sentence."""
    text = "It rained. The boats left."
    good, moved = Passage("a", 11, 26, "The boats left."), Passage("a", 10, 25, "The boats left.")
    assert check_text("The boats left.", [good], {"a": text}) == []
    for wrong in (moved, Passage("b", 11, 26, "The boats left."), Passage("a", 5, 5, ""), Passage("a", -3, -1, "t.")):
        assert check_text("The boats left.", [wrong], {"a": text}) == [
            f"the passage {wrong.article} {wrong.start}-{wrong.end} is not what stands there"
        ]


@pytest.mark.parametrize("piece", ["A ", "Brook said ", '"', "not ", "after ", "12 ", "x, ", "“a” "])
def test_a_hostile_sentence_grows_no_faster_than_its_pairs(piece: str) -> None:
    """What is told of a sentence's pairs of words costs at most its square; one over four thousand characters is refused."""

    def prepare(size: int):
        sentence = (piece * size)[:size]
        return lambda: check(sentence + "Z", passages([sentence]))

    check_growth(prepare, 975, 1_950, 3_900, doubled=4.5)
    sentence = (piece * 4_000)[:3_900]
    assert check(sentence * 2, passages([sentence])) == ["it is longer than 4000 characters"]
