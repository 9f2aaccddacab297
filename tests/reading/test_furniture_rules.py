"""The tables of rules: their examples, their names, their cost."""

import re
import tomllib
from functools import partial
from pathlib import Path
from typing import Any

import pytest

import tellings.reading
from tellings.reading import mediums, origin, read
from tellings.reading.days import DAY_FIRST, MONTH_FIRST, SLASHED, URL_DAY
from tellings.reading.names import expand
from tests.growth import check_growth

ROOM = Path(tellings.reading.__file__).parent
TABLE = tomllib.loads((ROOM / "furniture.toml").read_text(encoding="utf-8"))
RULES = TABLE["rule"] + TABLE["inline"]
SAYS = tomllib.loads((ROOM / "rules.toml").read_text(encoding="utf-8"))
HOSTILE = [
    "a ",
    "A ",
    "Ab ",
    "Ab, ",
    "By Ab ",
    "| ",
    "/ ",
    "(",
    "[see ",
    "1 ",
    "jan ",
    "jan 1 ",
    '"',
    "- ",
    "W",
    "told Ab ",
    "share ",
    "©",
    "<",
    "//2",
    "Read the ",
    "FILE - ",
]


@pytest.mark.parametrize("rule", [r for r in RULES if "example" in r], ids=lambda r: str(r["name"]))
def test_examples(rule: dict[str, Any]) -> None:
    """Each rule matches its example and not its counterexample."""
    assert _matches(rule, rule["example"])
    assert not _matches(rule, rule["counter"])


def _matches(rule: dict[str, Any], line: str) -> bool:
    from tellings.reading.furniture import Page, _fits, _shape, _words
    from tellings.reading.lines import cut_lines

    alone = {k: v for k, v in rule.items() if k not in ("proper", "foreign", "titled")}
    page = Page(line, cut_lines(line), "", "LATIN", 0, {})
    first = page.lines[0]
    return _fits(rule, first.words) and _shape(alone, first) and _words(alone, first, page)


def test_rules_are_explained() -> None:
    """Every rule of the table says what it decides and what would change it."""
    assert {r["name"] for r in RULES} <= set(SAYS)
    assert all(set(r) >= {"says", "changes"} for r in SAYS.values())


@pytest.mark.parametrize("unit", HOSTILE, ids=repr)
def test_patterns_grow_no_faster_than_their_line(unit: str) -> None:
    """Twice the line costs at most 2.5 times the search, for every pattern and hostile filling."""
    patterns = [expand(r[k]) for r in RULES for k in ("pattern", "unless") if k in r]
    patterns += [
        *(p for p in (*vars(origin).values(), *vars(mediums).values()) if isinstance(p, re.Pattern)),
        MONTH_FIRST,
        DAY_FIRST,
        SLASHED,
        URL_DAY,
    ]
    for pattern in patterns:
        check_growth(lambda size: partial(pattern.search, (unit * size)[:size] + "\x01"), 1000, 2000, 4000)  # noqa: B023 (used at once)


@pytest.mark.parametrize(
    "unit", ["a b\n", "Ab Cd\n", "Also Read\n", "\n", "\r", "x", "© 2019\n", "A. ", "1 jan 2019 ", "told Ab News "]
)
def test_reading_grows_no_faster_than_its_text(unit: str) -> None:
    """Twice the text costs at most 2.5 times the reading (within the clock's coarseness)."""

    def prepare(size: int):
        text = "The wall of the harbour fell. " + unit * (size // len(unit)) + " It fell."
        return lambda: read(text, language="en")

    check_growth(prepare, 12_000, 24_000)
