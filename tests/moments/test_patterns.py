"""Each pattern of moments finds the words it is for and leaves the words it must not find."""

import pytest

from tellings.analysis.moments import find_moments
from tellings.analysis.moments.resolvers import RESOLVERS
from tellings.language import read_prose
from tellings.language.tables import load_table
from tellings.model import Article

PATTERNS = load_table("analysis/moments", "patterns.toml")["rule"]
SHOWN = [(rule["name"], kind, text) for rule in PATTERNS for kind in ("yes", "no") for text in rule[kind]]


@pytest.mark.parametrize(("name", "kind", "text"), SHOWN, ids=[f"{n}-{k}-{t}" for n, k, t in SHOWN])
def test_pattern_shows_what_it_finds(name, kind, text) -> None:
    """The rule finds something in each of its yes words and nothing in its no words."""
    found = {m.rule for m in find_moments(Article(id="a", text=text), read_prose(text), "2019-03-14")}
    assert (name in found) == (kind == "yes")


def test_every_pattern_has_a_resolver_and_is_told() -> None:
    """Patterns, resolvers and told rules have the same names."""
    names = {rule["name"] for rule in PATTERNS}
    assert names == set(RESOLVERS) == set(load_table("analysis/moments", "rules.toml"))
