"""Quality is a number with a floor under it."""

import pytest


@pytest.mark.slow
def test_no_figure_falls_below_its_floor(shared):
    """The product, run on every story and corpus with gold, keeps every floor that is pinned."""
    from quality import floors
    from quality.measure import measure, parts
    from quality.shared import fingerprint

    pinned = floors.load()
    measured = measure(parts(everything=False))
    down = floors.broken(measured.figures, pinned["floors"], measured.parts)
    same = "" if pinned["fingerprint"] == fingerprint() else " (the gold or the referees are not those of the pinned run)"
    assert not measured.failed
    assert not down, "\n".join(down) + same
    assert pinned["floors"], "no floor is pinned: run `make floors`"


@pytest.mark.slow
def test_every_floor_is_of_a_figure_that_exists(shared):
    """No floor stands under a part that is not measured any more."""
    from quality import floors
    from quality.measure import MEAN, parts

    measured = {*parts(), MEAN}
    known = measured | {f"{name} at arrival" for name in measured} | {f"{name} sagas" for name in measured}
    assert {name.split(".")[0] for name in floors.load()["floors"]} <= known
