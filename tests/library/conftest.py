import pytest


@pytest.fixture
def new_address(tmp_path):
    numbers = iter(range(1000))
    return lambda: str(tmp_path / f"library{next(numbers)}.db")


@pytest.fixture
def address(new_address):
    return new_address()
