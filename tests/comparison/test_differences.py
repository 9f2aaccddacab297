"""Frames, and where two of them cannot both be so."""

import json
from pathlib import Path

import pytest

from tellings.analysis import analyse
from tellings.comparison import Sentences, agreement, differences, find_frames, find_orders, likeness, nearest
from tellings.comparison.times import holds, same_time
from tellings.model import Moment
from tellings.reading import read
from tests.growth import check_growth

CASES = json.loads((Path(__file__).parent / "cases" / "differences.json").read_text(encoding="utf-8"))


def frames(text: str):
    """Return the frames of a text."""
    return find_frames(analyse(read(text, "x.txt")))


def between(one: str, two: str) -> set[str]:
    """Return the kinds of difference between the frames of two sentences that are most alike."""
    pairs = [(likeness(f, g), f, g) for f in frames(one) for g in frames(two)]
    _, f, g = max(pairs, key=lambda x: x[0])
    return {d.kind for d in differences(f, g)}


@pytest.mark.parametrize("case", CASES, ids=lambda c: str(c["name"]))
def test_differences(case) -> None:
    """What cannot both be so is told by its kind, either way round; what can is let be."""
    assert between(case["one"], case["two"]) == set(case["want"])
    assert between(case["two"], case["one"]) == set(case["want"])


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("The bridge that the council closed collapsed.", {"closed": {"patient": "The bridge", "agent": "the council"}}),
        ("Ada Brook, who opposed the plan, left.", {"opposed": {"agent": "Ada Brook", "patient": "the plan"}}),
        ("Ada Brook came and opened the fair.", {"opened": {"agent": "Ada Brook", "patient": "the fair"}}),
        ("The council asked Ada Brook to open the fair.", {"open": {"agent": "Ada Brook", "patient": "the fair"}}),
        ("The mill burnt and was closed by the council.", {"closed": {"patient": "The mill", "agent": "the council"}}),
    ],
)
def test_roles(text: str, parts: dict[str, dict[str, str]]) -> None:
    """Subjects are found where the verb has none of its own, and a passive's are its patients."""
    found = {f.printed: {r: text[slice(*p.span)] for r, p in f.parts} for f in frames(text)}
    for verb, want in parts.items():
        assert {r: p for r, p in found[verb].items() if r in want} == want


@pytest.mark.parametrize(
    ("text", "verb", "want"),
    [
        ("The council will close the bridge.", "close", "planned"),
        ("The council might close the bridge.", "close", "may"),
        ("The council was ordered to close the bridge.", "close", "ordered"),
        ("If the council closes the bridge, we leave.", "closes", "if"),
        ("The council met to close the bridge.", "close", "open"),
        ("The council closed the bridge.", "closed", "did"),
    ],
)
def test_modality(text: str, verb: str, want: str) -> None:
    """An auxiliary or what governs the verb says whether it came to pass."""
    assert {f.printed: f.modality for f in frames(text)}[verb] == want


def test_order() -> None:
    """Two sentences may put two events in one order in other words, or in the opposite order."""
    texts = ("Ines Obi left the court before police arrested her.", "Police arrested Ines Obi after she left the court.")
    turned = "Ines Obi left the court after police arrested her."
    one, same, other = (find_orders(Sentences(analyse(read(t, "x.txt"))), 0, len(t))[0] for t in (*texts, turned))
    assert (agreement(one, [same]), agreement(one, [other]), agreement(one, [other, same]), agreement(one, [])) == (1, -1, 1, 0)


def moment(value: str) -> Moment:
    """Return a moment of a value."""
    return Moment("m", "a", 0, 1, value, "DATE", None, "-")


def test_times() -> None:
    """A day lies in its week and month; a month does not show a day; what has no days may be any."""
    assert same_time(moment("2031-05-03"), moment("2031-05"))
    assert not same_time(moment("2031-W18"), moment("2031-06"))
    assert holds(moment("2031-05"), moment("2031-05-03"))
    assert not holds(moment("2031-05-03"), moment("2031-05"))
    assert same_time(moment("P3D"), moment("2031"))


def test_nothing_is_nearest_to_nothing() -> None:
    """Without frames there is no nearest one."""
    assert nearest(frames("Ada Brook left.")[0], ()) == (None, 0.0)


def test_other_languages_have_no_frames() -> None:
    """Without a tree there are no frames."""
    assert frames("Der Rat hat die alte Brücke am Montag wegen des Hochwassers geschlossen, sagte die Bürgermeisterin.") == ()


@pytest.mark.parametrize("piece", ["who said that ", "and left ", "of the bridge ", "before after ", "not never "])
def test_a_hostile_sentence_grows_no_faster_than_its_square(piece: str) -> None:
    """Frames of one long sentence cost at most its square."""

    def prepare(size: int):
        analysis = analyse(read("Ada Brook " + (piece * size)[:size] + ".", "x.txt"))
        return lambda: find_frames(analysis)

    check_growth(prepare, 400, 800, 1_600, doubled=4.5)
