"""Every test of a store runs on both: an SQLite file, and a PostgreSQL that is started for the session."""

import os

import pytest

from bench.store_server import MissingServerError, server
from tellings.store import open_store


def _lacking(why):
    """Fail on the build machine, skip elsewhere."""
    if os.environ.get("CI", "").lower() in ("true", "1"):
        pytest.fail(why)
    pytest.skip(why)


@pytest.fixture(scope="session")
def postgres():
    """Return a PostgreSQL server of our own."""
    try:
        with server() as running:
            yield running
    except MissingServerError as error:
        _lacking(str(error))


@pytest.fixture(params=["sqlite", "postgres"])
def kind(request):
    """Return the kind of database."""
    return request.param


@pytest.fixture
def new_address(kind, request, tmp_path):
    """Return what makes addresses of libraries that are not there yet."""
    if kind == "sqlite":
        numbers = iter(range(1000))
        return lambda: str(tmp_path / f"library{next(numbers)}.db")
    return request.getfixturevalue("postgres").address


@pytest.fixture
def address(new_address):
    """Return the address of a library that is not there yet."""
    return new_address()


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
