"""The origins behind the articles."""

import ast
import doctest
import random
from pathlib import Path

import pytest
from plants import OTHER, WIRE, report

import tellings
import tellings.collation.reuse as room
from tellings.collation.reuse import count_origins, find_origins, find_reuse
from tellings.model import Analysis, Origin, Passage

SHEET = (
    WIRE
    + " "
    + " ".join(f"House {n} on the mill lane stood in water up to its sills by evening." for n in ("nine", "eleven", "thirteen"))
)


def origins(*told: Analysis) -> list[Origin]:
    """Return the origins of some analyses."""
    return list(find_origins(told, find_reuse(told)))


def test_a_copy_and_a_stranger() -> None:
    """A copy rests on what it copies; a stranger on itself."""
    found = origins(report("a", WIRE), report("b", WIRE[:300]), report("c", OTHER))
    assert [o.articles for o in found] == [("a", "b"), ("c",)]
    assert not any(o.unseen for o in found)


def test_shared_statements_do_not_join() -> None:
    """Two reports of one press conference are two origins."""
    statement = (
        'The dam is safe and nobody needs to leave, the water board said on Monday. "We opened the lower gates to be sure," '
        "its engineer told reporters in the town hall of Orlen."
    )
    a = report(
        "a",
        f"{statement} Shops along the river closed early and the buses stopped at noon, though children still played there. "
        "The older houses of the lane have stood empty since the last flood, and a grocer was giving his bread away at the door.",
    )
    b = report(
        "b", f"Our correspondent walked the whole length of the wall and saw two fresh cracks near the top. {statement} {OTHER}"
    )
    assert [o.articles for o in origins(a, b)] == [("a",), ("b",)]


def test_one_medium_credited_by_all_is_unseen() -> None:
    """Reports that all name one agency rest on its text, which is not among them."""
    (found,) = origins(report("a", WIRE, agency="Tarn Wire", outlet="Post"), report("b", WIRE, agency="Tarn Wire", outlet="Echo"))
    assert (found.name, found.unseen, found.articles) == ("Tarn Wire", True, ("a", "b"))
    assert found.basis


def test_the_medium_itself_is_seen() -> None:
    """A report that credits an outlet of the pile rests on that outlet's."""
    (found,) = origins(report("a", WIRE[:300], agency="Tarn Wire", outlet="Post"), report("b", WIRE, outlet="Tarn Wire"))
    assert (found.name, found.unseen) == ("Tarn Wire", False)


def test_order_does_not_matter() -> None:
    """The same origins come out whatever the order of articles."""
    told = [report("a", WIRE), report("b", OTHER), report("c", WIRE[200:]), report("d", f"{OTHER} {WIRE[:130]}")]
    straight = origins(*told)
    for seed in range(5):
        mixed = random.Random(seed).sample(told, len(told))
        assert origins(*mixed) == straight
    assert sorted(a for o in straight for a in o.articles) == ["a", "b", "c", "d"]


def test_many_copies_are_one_origin() -> None:
    """Sixty copies of one text, each compared with the first few only, are still one."""
    told = [report(f"a{n:02}", SHEET) for n in range(60)]
    assert [len(o.articles) for o in origins(*told)] == [60]


def test_a_borrowed_passage_counts_for_its_origin() -> None:
    """A sentence taken over counts for the text that had it, the rest of the taker for the taker."""
    lead = "Volunteers carried patients out of the district hospital by boat while soldiers filled sandbags along the railway line."
    taker = report("b", f"{OTHER} {lead}", published="2031-05-03")
    told = (report("a", SHEET, published="2031-05-01"), taker)
    found = origins(*told)
    assert [o.articles for o in found] == [("a",), ("b",)]
    here, there, own = (
        _cite(x, w) for x, w in ((told[0], "Volunteers carried"), (taker, "Volunteers carried"), (taker, "Shares of"))
    )
    assert count_origins([here, there], found) == 1
    assert count_origins([here, own], found) == 2
    assert count_origins([], found) == 0


def _cite(analysis: Analysis, words: str) -> Passage:
    at = analysis.article.text.index(words)
    return analysis.passage(at, at + len(words))


def test_a_stretch_in_three_articles_is_one_telling() -> None:
    """What stands in three articles counts once, whichever pairs were compared."""
    lead = "Volunteers carried patients out of the district hospital by boat while soldiers filled sandbags along the railway line."
    told = [
        report("a", f"{SHEET}"),
        report("b", f"{OTHER} {lead}"),
        report("c", f"{lead} Choirs sang in the square and the bakers gave bread away."),
    ]
    found = origins(*told)
    assert count_origins([_cite(t, "Volunteers carried patients") for t in told], found) == 1


def test_there_is_one_count() -> None:
    """No other function of the package counts origins."""
    counting = []
    for path in sorted(Path(tellings.__file__).parent.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and "origin" in node.name and ("count" in node.name or "number" in node.name):
                counting.append(f"{path.name}:{node.name}")
    assert counting == ["passages.py:count_origins"]


@pytest.mark.parametrize("name", ["README.md"])
def test_readme_example(name: str) -> None:
    """The example on the door runs."""
    assert doctest.testfile(str(Path(room.__file__).with_name(name)), module_relative=False).failed == 0
