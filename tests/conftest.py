"""What every room's tests share."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest
from hypothesis import HealthCheck, settings

from bench.store_server import MissingServerError, server

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parents[1]
collect_ignore_glob = ["conftest.py", "*/conftest.py"]  # they hold no doctests, and would meet under one name
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])  # no test fails by the clock
settings.load_profile("house")
LONGEST = {True: 900, False: 120}  # seconds that a slow and any other test may take before it is stopped


@pytest.hookimpl(trylast=True)  # after pytest-randomly has shuffled them
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put slow tests first: one that comes last keeps a single process busy while the others have nothing left to do."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


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


def _lacking(why: str) -> NoReturn:
    """Fail on the build machine, skip elsewhere."""
    if os.environ.get("CI", "").lower() in ("true", "1"):
        pytest.fail(why)
    pytest.skip(why)


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
    _lacking(f"needs the shared stories, corpora and referees, which are not at {folder} (SHARED_DIR names another place)")


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


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    """Return a Chromium without a window: the one on the PATH, or the one that CHROMIUM names.

    Closed with its module: while one is open, playwright's loop runs in this thread and no other can be started in it.
    """
    from playwright.sync_api import sync_playwright

    program = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if program is None:
        _lacking("needs a browser: install the Debian package chromium, or name one in CHROMIUM")
    with sync_playwright() as player:
        running = player.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield running
        running.close()


# Every test of a store and of a library runs on both: an SQLite file, and a PostgreSQL that is started for the session.
@pytest.fixture(scope="session")
def postgres():
    """Return a PostgreSQL server of our own; it writes as one does that waits for no disk, which only a power cut would tell."""
    try:
        with server(fsync="off") as running:
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
        yield lambda: str(tmp_path / f"library{next(numbers)}.db")
        return
    running = request.getfixturevalue("postgres")
    given = []

    def give():
        given.append(running.address())
        return given[-1]

    yield give
    for one in given:
        running.take_back(one)


@pytest.fixture
def address(new_address):
    """Return the address of a library that is not there yet."""
    return new_address()
