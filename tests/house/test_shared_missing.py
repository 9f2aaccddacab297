"""Where the shared folder is missing, an outside user is told and the build machine fails."""

import os
import subprocess
import sys

import pytest


@pytest.mark.parametrize(("ci", "code", "says"), [("", 0, "skipped"), ("true", 1, "needs the shared stories")])
def test_missing_shared_folder(root, tmp_path, ci, code, says):
    """Without the shared folder a test that needs it is skipped and says why; under CI=true it fails."""
    settings = {**os.environ, "SHARED_DIR": str(tmp_path / "nowhere"), "CI": ci}
    command = [sys.executable, "-m", "pytest", "-rs", "-p", "no:cacheprovider", "tests/quality/test_floors.py", "-k", "exists"]
    done = subprocess.run(command, cwd=root, env=settings, capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stdout
    assert says in done.stdout
    assert "SHARED_DIR" in done.stdout
