"""A server over a library that was made by hand: a story for every state that a page can be in."""

import pytest

from tests.exports.made_up import HOSTILE, make_hostile
from tests.service.conftest import serving
from tests.service.web.planted import Planted, dense, ferry, many, move_on, one_origin, plain, plant, renamed, undated

STORIES = ("s-ferry", "s-dense", "s-fan", "s-many", "s-undated", "s-plain")
HOSTILE_STORIES = tuple(f"s-h-{kind}" for kind in HOSTILE)


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """Return a running server; stories are told when they are asked for only, so that what was made by hand stays."""
    folder = tmp_path_factory.mktemp("site")
    library = str(folder / "library.db")
    made = [make_hostile(words) for words in HOSTILE.values()]
    hostile = [
        renamed(Planted(result.stories[0], tuple(texts.values())), name)
        for name, (result, texts) in zip(HOSTILE_STORIES, made, strict=True)
    ]
    plant(library, ferry(), dense(), one_origin(), many(), undated(), plain(1), *hostile)
    plant(library, *(plain(n, story=f"s-{name}") for n, name in ((81, "old"), (82, "new"), (83, "whole"))), told=False)
    move_on(library)
    with serving(folder, "--rate", "0", "--tell", "asked", library=library) as running:
        yield running
