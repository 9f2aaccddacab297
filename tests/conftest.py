"""What every room's tests share."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.store_server import MissingServerError, server

ROOT = Path(__file__).resolve().parents[1]
collect_ignore_glob = ["conftest.py", "*/conftest.py"]  # they hold no doctests, and would meet under one name
LONGEST = {True: 900, False: 120}  # seconds that a slow and any other test may take before it is stopped


@pytest.fixture(autouse=True)
def _no_test_hangs(request: pytest.FixtureRequest) -> Iterator[None]:
    """Stop a test that waits for something that never comes, instead of the whole run."""

    def stop(*_: object) -> None:
        raise TimeoutError(f"{request.node.name} was stopped: it took too long")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(LONGEST[request.node.get_closest_marker("slow") is not None])
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the root of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of stories, corpora and referees that lies beside the repository and is no part of it.

    Outside it is missing and the tests that need it are skipped and say so; on the build machine that is a failure.
    """
    folder = Path(os.environ.get("SHARED_DIR", ROOT.parent / "shared"))
    if (folder / "stories").is_dir() and (folder / "score").is_dir():
        return folder
    why = f"needs the shared stories, corpora and referees, which are not at {folder} (SHARED_DIR names another place)"
    if os.environ.get("CI", "").lower() in ("true", "1"):
        pytest.fail(why)
    pytest.skip(why)


@pytest.fixture(scope="session")
def demo_pile() -> Path:
    """Return the folder of the demo story, which ships with the package."""
    import tellings

    return Path(tellings.__file__).parent / "demo" / "pile"


@pytest.fixture(scope="session")
def demo_json(demo_pile: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return what ``tellings brief --json`` prints on the demo story."""
    command = [str(Path(sys.executable).with_name("tellings")), "brief", str(demo_pile), "--json"]
    state = {**os.environ, "XDG_STATE_HOME": str(tmp_path_factory.mktemp("state"))}
    done = subprocess.run(command, check=False, capture_output=True, text=True, encoding="utf-8", env=state)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="session")
def demo_result(demo_json: str):
    """Return the result of the demo story."""
    import msgspec

    from tellings.model import Result

    return msgspec.json.decode(demo_json, type=Result)


# Every test of a store and of a library runs on both: an SQLite file, and a PostgreSQL that is started for the session.
def _lacking(why: str) -> None:
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
