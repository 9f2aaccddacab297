"""The example on the door runs."""

import doctest
from pathlib import Path

import tellings.stories


def test_readme_example() -> None:
    """The README's example prints what it says."""
    readme = Path(tellings.stories.__file__).with_name("README.md")
    assert doctest.testfile(str(readme), module_relative=False).failed == 0
