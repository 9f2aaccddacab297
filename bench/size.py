"""``make size``: what an installation of this tree takes, beside one of an earlier commit, each in a fresh environment."""

import io
import os
import subprocess
import sys
import tarfile
import tempfile
import venv
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BEFORE = "c38e4ab"  # the last commit before the encoder
WEIGHTS, ADDED = 40, 130  # MB: what is asked
MB = 1e6


def main() -> None:
    """Install both, print MB, and the packages that make the difference."""
    commit = sys.argv[1] if len(sys.argv) > 1 else BEFORE
    with tempfile.TemporaryDirectory() as folder:
        before = _installed(Path(folder) / "before", _source(commit, Path(folder) / "source"))
        now = _installed(Path(folder) / "now", ROOT)
    weights = sum(p.stat().st_size for p in (ROOT / "src/tellings/language/english/weights").iterdir()) / MB
    added = sum(now.values()) - sum(before.values())
    print(f"site-packages after `pip install .`, without pip and setuptools: {sum(now.values()):.1f} MB")
    print(f"the same at {commit}: {sum(before.values()):.1f} MB")
    print(f"added: {added:.1f} MB (asked: at most {ADDED}: {'reached' if added <= ADDED else 'MISSED'})")
    print(f"weights: {weights:.1f} MB (asked: at most {WEIGHTS}: {'reached' if weights <= WEIGHTS else 'MISSED'})")
    rows = {name: now.get(name, 0) - before.get(name, 0) for name in now.keys() | before.keys()}
    for name in sorted(rows, key=lambda n: (-rows[n], n)):
        if abs(rows[name]) > 0.1:
            print(f"  {rows[name]:+7.1f}  {name}")


def _source(commit: str, folder: Path) -> Path:
    """Return the tree of a commit, written to a folder."""
    packed = subprocess.run(["git", "archive", commit], cwd=ROOT, check=True, capture_output=True).stdout
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        archive.extractall(folder, filter="data")
    return folder


def _installed(home: Path, source: Path) -> dict[str, float]:
    """Return the MB of each entry of site-packages after an installation, compiled as pip does it."""
    venv.create(home, with_pip=True)
    python = home / "bin" / "python"
    subprocess.run([python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", str(source)], check=True)
    (packages,) = (home / "lib").glob("python*/site-packages")
    found = {entry.name: sum(_sizes(entry)) / MB for entry in packages.iterdir()}
    return {name: size for name, size in found.items() if not name.startswith(("pip", "setuptools", "_distutils", "pkg_resources"))}


def _sizes(entry: Path) -> Iterator[int]:
    """Yield the bytes of a file or of every file below a folder, as they stand on the disk."""
    if entry.is_file():
        yield entry.stat().st_size
        return
    for folder, _, names in os.walk(entry):
        yield from ((Path(folder) / name).lstat().st_size for name in names)


if __name__ == "__main__":
    main()
