"""``python -m bench.cases``: schemathesis asks a server what its OpenAPI document allows, and what it does not; 5,000 cases.

Prints what it found; ends with 1 when an answer was a fault (5xx) or not what the document says.
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

CHECKS = (
    "not_a_server_error,status_code_conformance,content_type_conformance,response_headers_conformance,"
    "response_schema_conformance,negative_data_rejection,unsupported_method"
)
EACH = 110  # examples of each operation, by which some 5,000 cases come
COUNTED = re.compile(r"(?P<cases>\d+) generated")
STREAM = "/v1/events"  # a stream of events has no end to wait for; tests/service/test_events.py asks it


def run(address: str, each: int, folder: Path) -> tuple[int, int, str]:
    """Return the exit code of schemathesis on a server, how many cases it made, and what it said."""
    command = [str(Path(sys.executable).with_name("schemathesis")), "run", f"{address}/schema/openapi.json", "--checks", CHECKS]
    command += [
        "-n",
        str(each),
        "--phases",
        "examples,coverage,fuzzing",
        "--exclude-path",
        STREAM,
        "-w",
        "1",
        "--no-color",
        "--suppress-health-check",
        "all",
    ]
    # one worker: parsing Python side by side fails now and then before CPython 3.12 (gh-106905), and is taken for a fault here
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    found = COUNTED.search(done.stdout)
    return done.returncode, int(found["cases"]) if found else 0, done.stdout + done.stderr


def main() -> int:
    """Start a server with the demo story and run."""
    import tellings
    from bench.clock import tellings as command
    from bench.service import serving

    with tempfile.TemporaryDirectory() as folder:
        library = f"{folder}/library.db"
        pile = Path(tellings.__file__).parent / "demo" / "pile"
        subprocess.run([command(), "read", str(pile), "--library", library, "--quiet"], check=True, capture_output=True)
        tokens = Path(folder, "tokens.json")
        tokens.write_text("{}")  # none, whatever the user has
        with serving(command(), "serve", "--port", "0", "--library", library, "--rate", "0", "--tokens", tokens) as at:
            code, cases, said = run(at, EACH, Path(folder))
    print(said)
    print(f"{cases:,} cases, {'nothing' if code == 0 else 'something'} was wrong")
    return code


if __name__ == "__main__":
    sys.exit(main())
