"""The machinery of the quality score: spread, floors, findings."""

import pytest

from quality import corpora, findings, floors
from quality.figure import Figure, bootstrap, f1, outcomes, share


def test_spread_of_a_sure_thing_is_nothing():
    """A share of all or of none has no spread, however it is drawn."""
    assert bootstrap("x", 100, outcomes(20, 0), share) == Figure("x", 100, 100.0, 100.0)


def test_spread_holds_the_figure_and_repeats():
    """The interval lies around the figure and is the same each time."""
    figure = bootstrap("x", 66.7, outcomes(20, 10, 10), f1)
    assert figure.low < 66.7 < figure.high
    assert figure == bootstrap("x", 66.7, outcomes(20, 10, 10), f1)


def test_more_items_less_spread():
    """Ten times the items give a narrower interval."""
    few, many = (bootstrap("x", 50, outcomes(n, n), share) for n in (10, 100))
    assert many.high - many.low < few.high - few.low


def test_nothing_counted_has_no_interval():
    """Where the gold is empty and nothing was told there is a figure by convention and no interval."""
    assert bootstrap("x", 100, [(0.0, 0.0), (0.0, 0.0)], share).low is None


def test_half_outcomes_are_kept():
    """One of two joint speakers earns half, and the halves survive the drawing."""
    assert sum(row[0] for row in outcomes(3.5, 2)) == pytest.approx(3.5)


def test_floors_only_rise():
    """Pinning raises a floor, and leaves it where the figure has fallen."""
    figures = {"a.x": Figure("a.x", 80.0), "a.y": Figure("a.y", 60.0)}
    assert floors.pin(figures, {"a.x": 70.0, "a.y": 70.0}) == {"a.x": 80.0, "a.y": 70.0}


def test_floors_fall_by_name_only():
    """A floor is loosened when it is named, aloud."""
    assert floors.pin({"a.y": Figure("a.y", 60.0)}, {"a.y": 70.0}, lower=["a.y"]) == {"a.y": 60.0}


def test_counts_have_a_ceiling():
    """Of what is unwanted, less is better."""
    name = "a.malformed (count)"
    assert floors.pin({name: Figure(name, 2.0)}, {name: 5.0}) == {name: 2.0}
    assert floors.broken({name: Figure(name, 6.0)}, {name: 5.0}, ["a"]) == [f"{name}: 6.0, floor 5.0"]


def test_a_figure_that_is_gone_breaks_its_floor():
    """A part that was measured and lost a figure is told; a part that was not measured is not."""
    assert floors.broken({}, {"a.x": 1.0, "b.x": 1.0}, ["a"]) == ["a.x: not measured, floor 1.0"]


def test_floors_come_back(tmp_path):
    """Floors are read as they were written, with the fingerprint of the gold."""
    floors.save({"a at arrival.x": 12.3}, "abc", tmp_path / "floors.toml")
    assert floors.load(tmp_path / "floors.toml") == {"fingerprint": "abc", "floors": {"a at arrival.x": 12.3}}


def test_goals_are_read():
    """Every goal names a part, a figure, and a goal or an anchor with whose it is."""
    assert all("goal" in g or {"anchor", "by"} <= g.keys() for g in floors.goals().values())


def made_up(end: int, value: str) -> findings.Findings:
    row = {"id": "r1", "moments": [{"article": "a-1", "start": 3, "end": end, "value": value}]}
    return {"p": {"moments": findings.findings_of_row(row, "moments")}}


@pytest.mark.parametrize(("end", "value", "gained", "lost", "changed"), [(9, "2031-01-02", 0, 0, 1), (12, "2031-01-01", 1, 1, 0)])
def test_gained_lost_and_changed(end, value, gained, lost, changed):
    """Another value at the same place is a change; another place is a gain and a loss."""
    ((part, room, come, gone, other),) = findings.compare(made_up(9, "2031-01-01"), made_up(end, value))
    assert (part, room, len(come), len(gone), other) == ("p", "moments", gained, lost, changed)


def test_no_difference_says_nothing():
    """Equal findings make no row."""
    assert findings.compare(made_up(9, "2031-01-01"), made_up(9, "2031-01-01")) == []


def test_findings_hold_no_words(tmp_path):
    """What is kept of a finding is offsets and hashes."""
    findings.save(made_up(9, "2031-01-01"), tmp_path / "f.json")
    assert "2031" not in (tmp_path / "f.json").read_text(encoding="utf-8")
    assert findings.load(tmp_path / "f.json") == made_up(9, "2031-01-01")


def test_gold_stories_add_up_to_the_figure():
    """What each gold story adds to B-Cubed and pairwise sums to the figures as they are defined."""
    labels = [("x", "1"), ("x", "1"), ("x", "2"), ("y", "2"), ("y", "2"), ("z", "3")]
    bcubed, pairwise = corpora._shares(labels)
    precision, recall, articles = (sum(column) for column in zip(*bcubed, strict=True))
    assert precision / articles == pytest.approx((1 + 1 + 1 / 3 + 2 / 3 + 2 / 3 + 1) / 6)
    assert recall / articles == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1 + 1 + 1) / 6)
    assert [sum(column) for column in zip(*pairwise, strict=True)] == pytest.approx([2, 4, 4])


def test_test_parts_are_measured_on_request_alone():
    """What is kept for the last run is no part of the score, and no floor stands under it."""
    from quality.measure import parts
    from quality.trees import TEST

    assert not parts().keys() & set(TEST)
    assert parts(test=True).keys() == set(TEST)
    assert not [name for name in floors.load()["floors"] if name.split(".")[0] in TEST]


def test_names_are_counted_by_span_and_kind():
    """A name counts where span and kind agree; a figure of one kind looks at that kind alone."""
    from quality.trees import _names

    gold, told = {(0, 3, "person"), (5, 9, "place")}, {(0, 3, "person"), (5, 9, "organisation")}
    assert _names("x.names", [(gold, told), (set(), set())]).value == 50.0
    assert _names("x.names person", [(gold, told), (set(), set())], "person").value == 100.0


def test_answers_below_the_threshold_are_none():
    """Precision looks at answers above the threshold; an answer to nobody is wrong."""
    from collections import Counter

    from quality.references import Asked, Judged
    from quality.trees import _answered
    from tellings.analysis.mentions.references import Choice

    def choice(entity, score):
        return Choice(first=0, last=1, rule="pronoun", options=(), entity=entity, score=score)

    judged = [
        Judged(choice(1, 0.9), frozenset({1})),
        Judged(choice(2, 0.9), frozenset()),
        Judged(choice(1, 0.2), frozenset({1})),
        Judged(choice(None, 0.9), frozenset({1})),
    ]
    assert _answered(Asked(judged, Counter(pronoun=3)), "pronoun", 0.5) == (1.0, 2.0, 3.0)


def test_topic_of_two_events():
    """The two events of a topic share its number; a name without them is its own topic."""
    assert [corpora.topic(name) for name in ("8ecb", "8ecbplus", "18ecb", "wi7")] == ["8", "8", "18", "wi7"]


def test_ids_kept():
    """An id that changed once or twice was not kept."""
    figure = corpora.score_kept("x", [{"changes": 0}, {"changes": 2}, {"changes": 0}, {"changes": 1}])
    assert (figure.name, figure.value, figure.of) == ("x.ids kept", 50.0, "2 of 4")
