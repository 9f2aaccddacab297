"""The door: one list of names, light to open, and the layers behind it."""

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = ("numpy", "scipy", "lxml", "onnxruntime", "trafilatura", "litestar", "httpx", "xlsxwriter", "docx")
LOADED = "import sys; print([m for m in {heavy!r} if m in sys.modules])"


def run(*command: str, **given) -> subprocess.CompletedProcess:
    return subprocess.run(command, capture_output=True, text=True, check=False, encoding="utf-8", **given)


def test_all_is_sorted_and_true():
    """The door lists its verbs in order, and every one of them opens."""
    import tellings

    assert tellings.__all__ == sorted(tellings.__all__)
    assert all(callable(getattr(tellings, name)) for name in tellings.__all__)


def test_an_unknown_name_is_an_attribute_error():
    """What the door does not list is not there."""
    import tellings

    with pytest.raises(AttributeError, match="summarise"):
        tellings.summarise  # noqa: B018


def test_every_room_lists_its_names():
    """Every room's own list of names is sorted and true."""
    import importlib
    import pkgutil

    import tellings

    for found in pkgutil.walk_packages(tellings.__path__, "tellings."):
        if found.ispkg:
            room = importlib.import_module(found.name)
            names = list(getattr(room, "__all__", ()))
            assert sorted(names, key=lambda n: (n[0].islower(), n)) == names, found.name
            assert all(hasattr(room, name) for name in names), found.name


@pytest.mark.parametrize("opening", ["import tellings", "import tellings.cli", "import tellings.model, tellings.errors"])
def test_import_is_light(opening):
    """Opening the door, the command line or the nouns loads no heavy library."""
    done = run(sys.executable, "-c", f"{opening}; {LOADED.format(heavy=HEAVY)}")
    assert done.stdout.strip() == "[]", done.stderr


@pytest.mark.parametrize("args", [["--help"], ["--version"], ["brief", "--help"]])
def test_help_is_light(args):
    """Asking for help loads no heavy library."""
    code = f"import atexit, sys; atexit.register(lambda: print([m for m in {HEAVY!r} if m in sys.modules], file=sys.stderr)); "
    done = run(sys.executable, "-c", f"{code} from tellings.cli import main; main({args!r})")
    assert done.returncode == 0, done.stderr
    assert done.stderr.strip() == "[]"


def test_layers_hold(root):
    """Data flows one way, siblings never meet, and the pure half touches no file, clock, socket or chance."""
    done = run(str(Path(sys.executable).with_name("lint-imports")), "--no-logo", cwd=root)
    assert done.returncode == 0, done.stdout
