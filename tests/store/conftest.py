"""A new library, or several, for each test of a store."""

import pytest

from tellings.store import open_store


@pytest.fixture
def store(address):
    """Return a new library."""
    library = open_store(address)
    yield library
    library.close()


@pytest.fixture
def new_store(new_address):
    """Return what makes new libraries."""
    made = []

    def make():
        made.append(open_store(new_address()))
        return made[-1]

    yield make
    for library in made:
        library.close()
