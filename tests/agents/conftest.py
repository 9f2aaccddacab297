"""A library with the demo story, told once for all tests that only ask."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tellings.agents import make_server
from tellings.agents.librarian import Librarian
from tellings.library import Library, Teller


@pytest.fixture(scope="session")
def demo_address(demo_pile, tmp_path_factory):
    """Return where a library of the demo pile is, its largest story told."""
    folder = tmp_path_factory.mktemp("agents")
    where = str(folder / "demo.db")
    command = [str(Path(sys.executable).with_name("tellings"))]
    state = {**os.environ, "XDG_STATE_HOME": str(folder)}
    for args in (["read", str(demo_pile)], ["show", "1", "--json"]):
        done = subprocess.run([*command, *args, "--library", where], capture_output=True, text=True, check=False, env=state)
        assert done.returncode == 0, done.stderr
    return where


@pytest.fixture(scope="session")
def librarian(demo_address):
    """Return who answers from it."""
    with Library.open(demo_address) as library:
        yield Librarian(library, Teller(library.store))


@pytest.fixture(scope="session")
def server(librarian):
    """Return a server of it, in this process."""
    return make_server(lambda name: librarian)


@pytest.fixture(scope="session")
def story(librarian):
    """Return the demo story as the library has it told."""
    with librarian.reading() as reader:
        return reader.find_telling(reader.list_stories(limit=1).items[0].id).story


@pytest.fixture(scope="session")
def texts(librarian, story):
    """Return the texts of its reports, by article."""
    with librarian.reading() as reader:
        return {a.id: a.text for a in reader.get_articles([a.id for a in story.articles])}
