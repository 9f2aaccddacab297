"""The built wheel, in an environment of its own, does the main job."""

import json
import os
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from email.parser import Parser

import pytest

WEIGHTS = "src/tellings/language/english/weights"


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
    assert not [n for n in names if n.startswith(("tests", "quality", "bench", "training"))]
    assert any(n.endswith("licenses/LICENSE") for n in names)


@pytest.mark.slow
def test_wheel_says_whose_it_is(wheel, root):
    """The licence reads as that of our code and of the weights, and each text that it names is in the wheel."""
    with zipfile.ZipFile(wheel) as held:
        (name,) = (n for n in held.namelist() if n.endswith(".dist-info/METADATA"))
        told = Parser().parsestr(held.read(name).decode("utf-8"))
        assert told["License-Expression"] == "Apache-2.0 AND CC-BY-SA-4.0"
        files = told.get_all("License-File")
        texts = {file: held.read(f"{name.rsplit('/', 1)[0]}/licenses/{file}").decode("utf-8") for file in files}
    assert "Apache License" in texts["LICENSE"]
    assert "Attribution-ShareAlike 4.0" in texts[f"{WEIGHTS}/LICENSE"]
    assert texts[f"{WEIGHTS}/ATTRIBUTION.md"] == (root / WEIGHTS / "ATTRIBUTION.md").read_text(encoding="utf-8")


@pytest.mark.slow
def test_wheel_is_small(wheel):
    """What the wheel holds of weights stays under 40 MB, as asked."""
    with zipfile.ZipFile(wheel) as held:
        sizes = [i.file_size for i in held.infolist() if "/english/weights/" in i.filename]
    assert 1_000_000 < sum(sizes) <= 40_000_000


@pytest.mark.slow
def test_source_archive_builds_the_same(root, tmp_path):
    """The source archive holds the weights and the licences that the wheel is made of."""
    run(sys.executable, "-m", "build", "--sdist", "--no-isolation", "--outdir", tmp_path, root)
    (archive,) = tmp_path.glob("*.tar.gz")
    with tarfile.open(archive) as held:
        names = {n.split("/", 1)[1] for n in held.getnames() if "/" in n}
    assert {p.relative_to(root).as_posix() for p in (root / WEIGHTS).iterdir()} | {"LICENSE", "pyproject.toml"} <= names
    assert not [n for n in names if n.startswith(("tests/", "quality/", "bench/", "training/"))]


@pytest.mark.slow
def test_wheel_does_the_main_job(place, tmp_path, root):
    """From the wheel alone, `tellings` shows its version, reads with its weights and briefs a pile of two reports as JSON."""
    state = {**os.environ, "XDG_STATE_HOME": str(tmp_path / "state"), "PYTHONPATH": ""}
    assert run(place / "tellings", "--version", cwd=tmp_path, env=state).startswith("tellings ")
    where = run(place / "python", "-c", "import tellings; print(tellings.__file__)", cwd=tmp_path, env=state)
    assert where.startswith(str(place.parent))
    for n, outlet in enumerate(("Harbour Post", "Valley Mail")):
        text = f"{outlet}\n\nThe ferry Marigold ran aground off Pell Island on Tuesday. “We were lucky,” said Captain Ines Varga.\n"
        (tmp_path / f"{n}.txt").write_text(text, encoding="utf-8")
    told = run(place / "tellings", "analyse", tmp_path / "0.txt", "--jsonl", cwd=tmp_path, env=state)
    card = json.loads((root / WEIGHTS / "weights.json").read_text(encoding="utf-8"))
    assert json.loads(told)["model"] == card["name"], "the wheel does not read with its weights"
    result = json.loads(run(place / "tellings", "brief", tmp_path / "0.txt", tmp_path / "1.txt", "--json", cwd=tmp_path, env=state))
    assert result["tellings"] == 1
    assert sum(len(story["articles"]) for story in result["stories"]) == 2
