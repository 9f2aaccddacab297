"""Notices of correction, retraction and the like: found where a text speaks of itself, and nowhere else."""

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

import tellings.reading
from tellings.reading import read
from tellings.reading.notices import _rules, has_cue, sentences
from tests.growth import check_growth

TABLE = tomllib.loads((Path(tellings.reading.__file__).parent / "notices.toml").read_text(encoding="utf-8"))
LEAD = "The council of Holm voted on Monday to close the old ferry, the mayor said.\n\n"


def found(words: str, first: bool) -> list[tuple[str, str]]:
    text = f"{words}\n\n{LEAD}" if first else f"{LEAD}{words}"
    return [(n.rule, text[n.start : n.end]) for n in read(text, language="en").notices]


@pytest.mark.parametrize("rule", TABLE["rule"], ids=lambda r: str(r["name"]))
def test_each_rule_matches_its_example_alone(rule: dict[str, Any]) -> None:
    """Each rule finds its example where it may stand, under its own name, and leaves its counterexample alone."""
    got = found(rule["example"], "top" in rule)
    assert [name for name, _ in got] == [rule["name"]]
    assert got[0][1] in rule["example"]
    assert found(rule["counter"], "top" in rule) == []


@pytest.mark.parametrize(
    "case", json.loads((Path(__file__).parent / "cases" / "notices.json").read_text(encoding="utf-8")), ids=str
)
def test_cases(case: dict[str, Any]) -> None:
    """Kinds and passages are those wanted; texts about somebody's correction have none."""
    article = read(case["text"], language="en")
    assert [[n.kind, article.text[n.start : n.end]] for n in article.notices] == case["want"]


def test_rules_are_explained() -> None:
    """Every rule of the table is described, and no line without one of the few cues needs to be looked at."""
    says = tomllib.loads((Path(tellings.reading.__file__).parent / "rules.toml").read_text(encoding="utf-8"))
    assert {r["name"] for r in TABLE["rule"]} <= set(says)
    assert all(has_cue(r["example"]) for r in TABLE["rule"])


def test_a_correction_in_the_metadata_is_pointed_at_where_it_is_printed() -> None:
    """What schema.org calls a correction is a notice when the text prints it, and nothing when it does not."""
    words = "We had the ferry leave at noon; it leaves at one o'clock."
    assert [n.rule for n in read(LEAD + words, corrections=[words, "Something that is printed nowhere at all."]).notices] == [
        "declared-correction"
    ]


@pytest.mark.parametrize(
    "unit",
    [
        "Correction ",
        "an earlier version of this article ",
        "UPDATE ",
        "a. A",
        "(Corrects ",
        "kill the ",
        "Editor's note ",
        "“",
        '" A',
    ],
)
def test_looking_for_notices_grows_no_faster_than_the_line(unit: str) -> None:
    """Twice the line costs at most 2.5 times, for every pattern and hostile filling."""
    patterns = [r[k] for opens in ("line", "sentence") for r in _rules(opens) for k in ("find", "must", "never") if k in r]
    for pattern in patterns:
        check_growth(lambda size: lambda: pattern.search((unit * size)[:size] + "\x01"), 1000, 2000, 4000)  # noqa: B023 (used at once)
    check_growth(lambda size: lambda: list(sentences((unit * size)[:size])), 1000, 2000, 4000)
