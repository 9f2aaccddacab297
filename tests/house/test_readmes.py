"""Every room has a short README on its door, and what it shows runs."""

import doctest
import pkgutil
import re
from pathlib import Path

import pytest

import tellings

ROOM = re.compile(r"tellings\.(?:\w+|(?:analysis|collation|language)\.\w+)")
ROOMS = sorted(f.name for f in pkgutil.walk_packages(tellings.__path__, "tellings.") if f.ispkg and ROOM.fullmatch(f.name))
PACKAGE = Path(tellings.__file__).parent
LONGEST = 40
FLAGS = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS


@pytest.mark.parametrize("room", ROOMS)
def test_room_has_a_readme_that_runs(room):
    """The README is there, has at most 40 lines and an example, and the example runs."""
    readme = PACKAGE.joinpath(*room.split(".")[1:], "README.md")
    assert readme.exists(), f"{room} has no README.md"
    text = readme.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= LONGEST
    assert ">>> " in text, f"{room}: the README shows no example that runs"
    assert doctest.testfile(str(readme), module_relative=False, optionflags=FLAGS).failed == 0


@pytest.mark.parametrize(
    "name", ["README.md", "CONTRIBUTING.md", "ARCHITECTURE.md", *(f"docs/{d}" for d in ("tutorial.md", "guide.md"))]
)
def test_pages_run(root, name):
    """What the repository's own pages show runs."""
    if (root / name).exists():
        assert doctest.testfile(str(root / name), module_relative=False, optionflags=FLAGS).failed == 0
