"""What every room's tests share."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


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
