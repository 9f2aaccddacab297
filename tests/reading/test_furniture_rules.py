"""The tables of rules: their examples, their names, their cost."""

import re
import time
import tomllib
from functools import partial
from pathlib import Path
from typing import Any

import pytest

import tellings.reading
from tellings.reading import mediums, origin, read
from tellings.reading.days import DAY_FIRST, MONTH_FIRST, SLASHED, URL_DAY
from tellings.reading.names import expand

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
    from tellings.reading.furniture import Page, _compiled, _shape, _words
    from tellings.reading.lines import cut_lines

    compiled = _compiled({k: v for k, v in rule.items() if k not in ("proper", "foreign", "titled")})
    page = Page(line, cut_lines(line), "", "LATIN", 0, {})
    return _shape(compiled, page.lines[0]) and _words(compiled, page.lines[0], page)


def test_rules_are_explained() -> None:
    """Every rule of the table says what it decides and what would change it."""
    assert {r["name"] for r in RULES} <= set(SAYS)
    assert all(set(r) >= {"says", "changes"} for r in SAYS.values())


def _seconds(work: Any) -> float:
    best = 9.0
    for _ in range(3):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best


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
        lines = [(unit * n)[:n] + "\x01" for n in (1000, 2000, 4000)]
        tries = [[_seconds(partial(pattern.search, line)) for line in lines] for _ in range(3)]
        # below two milliseconds the clock is coarser than the growth
        assert any(t[2] <= 0.002 or t[2] <= 2.5 * 2.5 * t[0] for t in tries), (pattern.pattern[:80], tries)


@pytest.mark.parametrize(
    "unit", ["a b\n", "Ab Cd\n", "Also Read\n", "\n", "\r", "x", "© 2019\n", "A. ", "1 jan 2019 ", "told Ab News "]
)
def test_reading_grows_no_faster_than_its_text(unit: str) -> None:
    """Twice the text costs at most 2.5 times the reading (within the clock's coarseness)."""

    def work(size: int) -> None:
        read("The wall of the harbour fell. " + unit * (size // len(unit)) + " It fell.", language="en")

    tries = [[_seconds(partial(work, n)) for n in (12_000, 24_000)] for _ in range(3)]
    assert any(twice <= 2.5 * once + 0.02 for once, twice in tries), tries
