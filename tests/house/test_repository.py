"""What is tracked is ours to give: no path of a machine, no address in a lock file, nothing heavy."""

import re
import subprocess

import pytest

MACHINE = re.compile(r"(?:^|[^\w.-])/(?:" + "|".join(("work", "root", "farm", "home/[a-z]+", "tmp/[a-z]+")) + r")/")
LARGEST = 5_000_000


@pytest.fixture(scope="module")
def tracked(root):
    done = subprocess.run(["git", "ls-files", "-z"], cwd=root, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip("no repository here: an unpacked archive")
    return [root / name for name in done.stdout.split("\0") if name and (root / name).is_file()]


def texts(paths):
    for path in paths:
        try:
            yield path, path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


def test_no_path_of_a_machine(tracked):
    """No tracked text names a folder of the machine it was written on."""
    ours = [p for p in tracked if p.name != "test_repository.py" and p.suffix != ".svg"]
    assert [f"{p.name}: {m.group()}" for p, text in texts(ours) for m in MACHINE.finditer(text)] == []


def test_no_address_in_a_lock_file(tracked):
    """Lock files hold versions and hashes, no address."""
    locks = [p for p in tracked if p.suffix == ".lock"]
    assert len(locks) >= 3
    assert [p.name for p, text in texts(locks) if "://" in text or "--index-url" in text or "--find-links" in text] == []


def test_every_requirement_is_hashed(root):
    """Every pinned requirement of every lock file has a hash."""
    for lock in root.glob("*.lock"):
        pins = re.split(r"\n(?=\w)", lock.read_text(encoding="utf-8"))
        assert all("==" in pin and "--hash=sha256:" in pin for pin in pins if pin.strip()), lock.name


def test_runtime_lock_covers_the_package(root):
    """Whatever the package asks for is pinned in requirements.lock."""
    import tomllib

    asked = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    names = {re.split(r"[<>=!~\[; ]", a)[0].lower().replace("_", "-") for a in asked}
    lock = (root / "requirements.lock").read_text(encoding="utf-8")
    assert names <= set(re.findall(r"^([\w.-]+)==", lock, re.M))


def test_nothing_heavy(tracked):
    """Weights once, data never: no other tracked file is over 5 MB."""
    assert [p.name for p in tracked if p.stat().st_size > LARGEST and p.parent.name != "weights"] == []


def test_every_test_file_has_its_own_name(root):
    """Test files, and what they share, have names of their own, since the folders are no packages."""
    names = [p.name for p in (root / "tests").rglob("*.py") if p.name != "conftest.py"]
    assert sorted(names) == sorted(set(names))
    assert not list((root / "tests").rglob("__init__.py"))


def test_every_test_says_what_it_tests(root):
    """Every test has a docstring of one sentence."""
    import ast

    silent = []
    for path in (root / "tests").rglob("test_*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_") and not ast.get_docstring(node):
                silent.append(f"{path.name}::{node.name}")
    assert silent == []


def test_nothing_borrowed(root, shared):
    """No run of twelve words stands both in the repository and in the shared stories and corpora."""
    import sys

    checker = shared / "hooks" / "borrowed.py"
    if not checker.exists():
        pytest.skip("the checker is not among the shared files")
    done = subprocess.run([sys.executable, str(checker), str(shared)], cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == ""
