"""Every rule has a name, every finding carries one, and each is described where `explain` looks."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import tellings

PACKAGE = Path(tellings.__file__).parent
TABLES = sorted(PACKAGE.rglob("rules.toml"))
NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
PILES = {  # invented reports that between them call for most rules of reading and analysis
    "lantern": """Mayor Ada Thorne said on Tuesday that 40 people were hurt. “We were lucky,” she added.

WATCH: The parade that wasn't

Also Read
""",
    "quarry": """MILLFORD, March 4 (AP) - At least 12 workers left the quarry, according to Piet Lorne.

Its owner "never" closed it, he said.
""",
}


@pytest.fixture(scope="module")
def described() -> dict[str, dict[str, Any]]:
    return {name: told for table in TABLES for name, told in tomllib.loads(table.read_text(encoding="utf-8")).items()}


def emitted(noun: Any) -> Iterator[str]:
    """Yield every rule named anywhere in a JSON value."""
    if isinstance(noun, dict):
        if isinstance(noun.get("rule"), str):
            yield noun["rule"]
        for value in noun.values():
            yield from emitted(value)
    elif isinstance(noun, list):
        for value in noun:
            yield from emitted(value)


def test_names_are_told_apart():
    """No two rooms describe rules of one name, and names are words joined by hyphens."""
    names = [name for table in TABLES for name in tomllib.loads(table.read_text(encoding="utf-8"))]
    assert sorted(names) == sorted(set(names))
    assert [n for n in names if not NAME.fullmatch(n)] == []


@pytest.mark.parametrize("table", TABLES, ids=lambda t: t.parent.relative_to(PACKAGE).as_posix())
def test_each_rule_says_what_it_decides(table):
    """Each rule has a sentence on what it decides and one on what would change its verdict."""
    for name, told in tomllib.loads(table.read_text(encoding="utf-8")).items():
        assert set(told) <= {"says", "changes", "measured"}, name
        assert told["says"].strip().endswith("."), name
        assert told["changes"].strip().endswith("."), name


def test_every_rule_of_the_demo_is_described(demo_json, described):
    """Whatever rule a finding of the demo story names is described, and no finding is without one."""
    import json

    rules = set(emitted(json.loads(demo_json)))
    assert len(rules) > 10
    assert rules - described.keys() == set()


@pytest.mark.parametrize("name", PILES)
def test_every_rule_of_small_reports_is_described(name, described):
    """Short invented reports call for rules of reading and analysis; each of them is described."""
    import json

    import msgspec

    from tellings import analyse, read
    from tellings.pipeline import row

    line = json.loads(msgspec.json.encode(row(analyse(read(PILES[name], f"{name}.txt")))))
    assert line["quotations"], "nothing was found: the text calls for no rule"
    assert set(emitted(line)) - described.keys() == set()


def literals() -> Iterator[tuple[str, str]]:
    """Yield (file, rule) for each rule given as plain text in the code: ``rule="..."``."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.keyword) and node.arg == "rule" and isinstance(node.value, ast.Constant) and node.value.value:
                yield path.relative_to(PACKAGE).as_posix(), node.value.value


def test_every_rule_in_the_code_is_described(described):
    """A rule that the code names outright is described."""
    assert [(file, rule) for file, rule in literals() if rule not in described] == []


@pytest.mark.parametrize("table", TABLES, ids=lambda t: t.parent.relative_to(PACKAGE).as_posix())
def test_every_described_rule_is_in_the_code(table):
    """No rule is described that nothing in its room can name: neither its code and tables nor the rooms below it."""
    room = [p for p in table.parent.rglob("*") if p.suffix in (".py", ".toml") and p != table]
    below = [p for name in ("model", "language") for p in (PACKAGE / name).rglob("*.py")]
    text = "\n".join(p.read_text(encoding="utf-8") for p in [*room, *below])
    names = tomllib.loads(table.read_text(encoding="utf-8"))
    assert [n for n in names if not re.search(rf"(?<![\w-]){n.replace('-', '[-_]')}(?![\w-])", text)] == []
