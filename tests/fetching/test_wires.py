"""The rules as they ship, against real addresses, wires and name servers, in two network namespaces that nothing leaves.

One namespace bears public-looking addresses, a cloud's metadata address, private and reserved ones, all with a web server, and a
name server; in the other the fetcher runs with the system's own resolver. Not one connection may reach what is not public.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
WIRES = json.loads((HERE / "cases" / "wires.json").read_text(encoding="utf-8"))
PUBLIC = ["11.22.33.44", "2a0f:5555::44"]
INNER = ["169.254.169.254", "10.9.9.9", "100.64.0.9", "203.0.113.9", "fd00::9", "64:ff9b::a09:909", "2002:a09:909::9"]
ALLOWED = "203.0.113.9"  # by the one case that says so


def ip(command: str) -> None:
    subprocess.run(["ip", *command.split()], check=True, capture_output=True, text=True)


@pytest.fixture(scope="module")
def wire() -> Iterator[tuple[str, str]]:
    """Two namespaces and a wire between them: the near one and the far one."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        pytest.skip("needs root, to make network namespaces")
    if not Path("/proc/net/if_inet6").exists():
        pytest.skip("needs a kernel with IPv6, to lay wires that carry it")
    if not shutil.which("ip"):
        why = "needs the command ip, to make network namespaces; install it (Debian: iproute2)"
        pytest.fail(why) if os.environ.get("CI", "").lower() in ("true", "1") else pytest.skip(why)
    near, far = f"tellings-near-{os.getpid()}", f"tellings-far-{os.getpid()}"
    try:
        ip(f"netns add {near}")
    except subprocess.CalledProcessError as error:
        pytest.skip(f"no network namespaces here: {error.stderr.strip()}")
    try:
        ip(f"netns add {far}")
        lay(near, far)
        yield near, far
    finally:
        for name in (near, far):
            subprocess.run(["ip", "netns", "del", name], check=False, capture_output=True)


def lay(near: str, far: str) -> None:
    """Lay the wire and give out the addresses; one neighbour is known and never answers."""
    ip(f"link add wire netns {near} type veth peer name wire netns {far}")
    for name, v4, v6 in ((near, "11.22.33.1/24", "2a0f:5555::1/64"), (far, "11.22.33.44/24", "2a0f:5555::44/64")):
        ip(f"-n {name} link set lo up")
        ip(f"-n {name} addr add {v4} dev wire")
        ip(f"-n {name} addr add {v6} dev wire nodad")
        ip(f"-n {name} link set wire up")
    for address in INNER:
        ip(f"-n {far} addr add {address} dev wire" + (" nodad" if ":" in address else ""))
        ip(f"-n {near} route add {address} dev wire")
    ip(f"-n {near} neigh add 11.22.33.99 lladdr 02:00:00:00:00:99 dev wire nud permanent")


@pytest.fixture(scope="module")
def told(wire: tuple[str, str], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """Run all cases once: what came of each, how often this end's loopback was reached, and which far addresses were spoken to."""
    near, far = wire
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path), "PYTHONDONTWRITEBYTECODE": "1"}
    resolver = tmp_path_factory.mktemp("near") / "resolv.conf"
    resolver.write_text("nameserver 11.22.33.44\noptions timeout:1 attempts:2\n", encoding="ascii")
    inside = ["ip", "netns", "exec"]
    pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True, "env": env}
    command = [*inside, far, sys.executable, str(HERE / "far_side.py"), json.dumps(WIRES["names"])]
    with subprocess.Popen(command, **pipes) as other:
        assert other.stdout
        assert other.stdout.readline() == "ready\n"
        # `ip netns exec` gives the command mounts of its own, so the system's resolver can be pointed elsewhere for it alone
        mount = 'mount --bind "$1" /etc/resolv.conf && shift && exec "$@"'
        command = [*inside, near, "sh", "-c", mount, "sh", str(resolver), sys.executable, str(HERE / "near_side.py")]
        cases = "".join(json.dumps(case) + "\n" for case in WIRES["cases"])
        done = subprocess.run(command, input=cases, capture_output=True, text=True, env=env, timeout=60, check=False)
        heard, _ = other.communicate(timeout=10)
    assert done.returncode == 0, done.stderr
    *lines, last = map(json.loads, done.stdout.splitlines())
    return {"cases": lines, **last, "heard": json.loads(heard)}


@pytest.mark.parametrize("number", range(len(WIRES["cases"])), ids=lambda n: f"{n} {WIRES['cases'][n]['url'][7:50]}")
def test_each_case_on_the_wire(number: int, told: dict[str, Any]) -> None:
    """What is public is read, over IPv4 and IPv6; all else is refused with a message that says what it is."""
    case, came = WIRES["cases"][number], told["cases"][number]
    if "body" in case:
        assert came.get("body", came).startswith(case["body"])
        return
    assert came.get("kind", came) == case["kind"]
    assert case["says"] in came["says"]
    assert came["says"].startswith(case["url"].split("%")[0])
    assert "; " in came["says"]


def test_nobody_was_reached_who_must_not_be(told: dict[str, Any]) -> None:
    """Neither this machine's own loopback nor any inner address of the far side heard a word."""
    assert told["loopback"] == 0
    assert told["heard"] == sorted([*PUBLIC, ALLOWED])


def test_the_wire_would_carry_it(wire: tuple[str, str]) -> None:
    """The inner addresses can be reached over the wire: that they heard nothing is the fetcher's doing."""
    near, far = wire
    knock = "import socket, sys\nfor a in sys.argv[1:]: socket.create_connection((a, 80), 2).close()"
    listen = (
        "import socket, sys\nss = [socket.create_server(('', 80)), socket.create_server(('::', 80), family=socket.AF_INET6)]\n"
        "print('ready', flush=True)\nsys.stdin.read()"
    )
    inside = ["ip", "netns", "exec"]
    command = [*inside, far, sys.executable, "-c", listen]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout
        assert other.stdout.readline() == "ready\n"
        done = subprocess.run([*inside, near, sys.executable, "-c", knock, *INNER], capture_output=True, text=True, check=False)
        other.communicate(timeout=10)
    assert done.returncode == 0, done.stderr
