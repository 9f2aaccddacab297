"""The command as an assistant starts it, over both transports."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mcp import StdioServerParameters

COMMAND = str(Path(sys.executable).with_name("tellings"))


def streams(library, *more: str) -> StdioServerParameters:
    """Return how an assistant starts the door over standard streams."""
    path = {"PYTHONPATH": os.environ["PYTHONPATH"]} if "PYTHONPATH" in os.environ else {}
    return StdioServerParameters(command=COMMAND, args=["mcp", "--library", str(library), *more], env=path)


@contextmanager
def listening(library, *more: str) -> Iterator[str]:
    """Yield the address of a door over HTTP, for as long as it is used."""
    command = [COMMAND, "mcp", "--http", "--port", "0", "--library", str(library), *more]
    mine = {**os.environ, "XDG_DATA_HOME": str(Path(library).parent)}  # tokens of whoever runs the tests are not asked for
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True, env=mine) as process:
        try:
            line = process.stderr.readline()
            assert "listening at http://" in line, line
            yield line.split("listening at ")[1].split(" (")[0]
        finally:
            process.terminate()
            process.wait(20)
