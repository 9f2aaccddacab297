"""The built wheel, in an environment of its own, does the main job."""

import json
import os
import subprocess
import sys
import sysconfig
import venv
import zipfile

import pytest


def run(*command, **given):
    done = subprocess.run([str(c) for c in command], capture_output=True, text=True, check=False, encoding="utf-8", **given)
    assert done.returncode == 0, done.stderr + done.stdout
    return done.stdout


@pytest.fixture(scope="module")
def wheel(root, tmp_path_factory):
    out = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", out, root)
    (found,) = out.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def place(wheel, tmp_path_factory):
    """Return the folder of commands of an empty environment with the wheel in it, its libraries borrowed by a path file."""
    home = tmp_path_factory.mktemp("empty") / "env"
    venv.create(home, with_pip=False)
    here = sysconfig.get_paths(vars={"base": str(home), "platbase": str(home)})
    run(sys.executable, "-m", "pip", "--python", home / "bin" / "python", "install", "--no-deps", "--no-index", wheel)
    libraries = sysconfig.get_paths()["purelib"]
    with open(os.path.join(here["purelib"], "libraries.pth"), "w", encoding="utf-8") as file:
        file.write(libraries + "\n")
    return home / "bin"


@pytest.mark.slow
def test_wheel_holds_what_the_package_reads(wheel, root):
    """Every table, text and template of the package is in the wheel, and nothing of the tests is."""
    names = set(zipfile.ZipFile(wheel).namelist())
    source = root / "src" / "tellings"
    data = {p.relative_to(source.parent).as_posix() for p in source.rglob("*") if p.is_file() and "__pycache__" not in p.parts}
    assert data - names == set()
    assert not [n for n in names if n.startswith(("tests", "quality", "bench"))]
    assert any(n.endswith("licenses/LICENSE") for n in names)


@pytest.mark.slow
def test_wheel_does_the_main_job(place, tmp_path):
    """From the wheel alone, `tellings` shows its version and briefs a pile of two reports as JSON."""
    state = {**os.environ, "XDG_STATE_HOME": str(tmp_path / "state"), "PYTHONPATH": ""}
    assert run(place / "tellings", "--version", cwd=tmp_path, env=state).startswith("tellings ")
    where = run(place / "python", "-c", "import tellings; print(tellings.__file__)", cwd=tmp_path, env=state)
    assert where.startswith(str(place.parent))
    for n, outlet in enumerate(("Harbour Post", "Valley Mail")):
        text = f"{outlet}\n\nThe ferry Marigold ran aground off Pell Island on Tuesday. “We were lucky,” said Captain Ines Varga.\n"
        (tmp_path / f"{n}.txt").write_text(text, encoding="utf-8")
    result = json.loads(run(place / "tellings", "brief", tmp_path / "0.txt", tmp_path / "1.txt", "--json", cwd=tmp_path, env=state))
    assert result["tellings"] == 1
    assert sum(len(story["articles"]) for story in result["stories"]) == 2
