"""A server of our own, started as a person starts it, and a client that asks it."""

import os
import re
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

SAID = re.compile(r"serving .+ at (?P<address>http\S+/)")


class Served:
    """A running server: its address, its process, what it says, its library."""

    def __init__(self, process, address, lines, library):
        self.process, self.address, self.lines, self.library = process, address, lines, library
        self.client = httpx.Client(base_url=address, timeout=60)

    def take(self, *items, **headers):
        """Bring articles and return what became of them."""
        answer = self.client.post("/v1/articles", json=list(items), headers=headers)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def get(self, path, status=200, **headers):
        """Return the JSON at a path."""
        answer = self.client.get(path, headers=headers)
        assert answer.status_code == status, answer.text
        return answer.json()


def token(folder, *arguments):
    """Run ``tellings token`` and return what it prints."""
    command = [str(Path(sys.executable).with_name("tellings")), "token", *arguments, "--tokens", str(folder / "tokens.json")]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def until(true, seconds=20.0):
    """Wait until something is true and return whether it came to be."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.1)
    return False


@contextmanager
def serving(folder: Path, *options: str, library: str | None = None, tokens: Path | None = None):
    """Start ``tellings serve`` on a free port and yield it once it answers; the library is a file in ``folder`` without another."""
    command = [
        str(Path(sys.executable).with_name("tellings")),
        "serve",
        "--port",
        "0",
        "--library",
        library or str(folder / "library.db"),
    ]
    tokens = tokens or folder / "tokens.json"
    command += ["--tokens", str(tokens), *options] if tokens.exists() else options
    env = {**os.environ, "PYTHONUNBUFFERED": "1", "XDG_DATA_HOME": str(folder)}  # where no tokens of the user's own are
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=env)
    lines: list[str] = []
    ready = threading.Event()
    found: list[str] = []

    def listen() -> None:
        for line in process.stderr:
            lines.append(line)
            if not found and (m := SAID.search(line)):
                found.append(m["address"])
                ready.set()
        ready.set()

    threading.Thread(target=listen, daemon=True).start()
    assert ready.wait(60), "the server did not start"
    assert found, "".join(lines)
    served = Served(process, found[0], lines, command[5])
    try:
        yield served
    finally:
        served.client.close()
        if process.poll() is None:
            process.terminate()
            process.wait(20)


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """Return a server with an empty library, shared by the tests of a file."""
    with serving(tmp_path_factory.mktemp("served"), "--rate", "0") as running:
        yield running


AUK = (
    {
        "title": "Ferry Auk sinks off Ostby",
        "text": "The ferry Auk sank off Ostby on Monday. Nine people were hurt, the coast guard said.\n\n"
        '"We saw the lights go out," said Ada Brook, the harbour master.',
        "outlet": "Ostby Post",
        "published": "2031-05-05",
        "url": "https://post.example/auk",
    },
    {
        "title": "Auk sinks",
        "text": "The ferry Auk sank off Ostby on Monday. Ten people were hurt, the coast guard said.\n\n"
        '"We saw the lights go out," said Ada Brook.',
        "outlet": "The Gull",
        "published": "2031-05-05",
        "url": "https://gull.example/auk",
    },
)


@pytest.fixture(scope="session")
def auk():
    """Return two reports of one event that contradict each other."""
    return AUK
