"""The shared stories, corpora and referees beside the repository, and the product run on them."""

import hashlib
import importlib.util
import json
import os
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("SHARED_DIR", ROOT.parent / "shared"))
STORIES = ("mexico-2017", "supermarket-fire", "veto-override-2016")
GOLD = (
    "score/*.py",
    "stories/*/gold.json",
    *(f"corpora/eval/{p}" for p in ("polnear/dev/*/*", "timex/*/*", "grouping/*.dev.jsonl")),
)
USABLE = (0, 3)  # 3: some inputs unreadable, the rest done


class ProductError(Exception):
    """The product ended with an error; the message holds its last words."""


@cache
def referee(name: str) -> ModuleType:
    """Return a referee as a module, from where it lies: it is never copied."""
    spec = importlib.util.spec_from_file_location(f"referee_{name}", SHARED / "score" / f"{name}.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(SHARED / "score" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def make(name: str, *args: str) -> str:
    """Return the input that a referee makes of its gold, as JSON lines."""
    command = [sys.executable, str(SHARED / "score" / f"{name}.py"), "make", *args]
    return subprocess.run(command, capture_output=True, text=True, check=True, encoding="utf-8").stdout


def tellings(*args: str, given: str | None = None) -> str:
    """Run the installed product and return its standard output."""
    command = [str(Path(sys.executable).with_name("tellings")), *args]
    with tempfile.TemporaryDirectory() as state:  # the reader's own last result is left alone
        settings = {**os.environ, "XDG_STATE_HOME": state}
        done = subprocess.run(command, check=False, input=given, capture_output=True, text=True, encoding="utf-8", env=settings)
    if done.returncode not in USABLE:
        raise ProductError(f"tellings {args[0]} ended with {done.returncode}: {done.stderr.strip()[-300:]}")
    return done.stdout


def rows(lines: str) -> list[dict[str, Any]]:
    """Return JSON lines as rows."""
    return [json.loads(line) for line in lines.splitlines() if line.strip()]


def fingerprint() -> str:
    """Return a digest of the gold and the referees, to tell a change of ours from a change of theirs."""
    digest = hashlib.sha256()
    for path in sorted(p for place in GOLD for p in SHARED.glob(place)):
        digest.update(path.relative_to(SHARED).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()[:16]
