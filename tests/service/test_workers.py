"""The processes behind the server: one that hangs, or dies, or waits for others, holds up nobody else."""

import os
import signal
import socket
import subprocess
import sys
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx
import pytest

from tests.service.conftest import serving, until

pytestmark = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="finds the processes in /proc")
TAKER, NARRATOR = 0, 1  # in the order in which they are started
HEAVY = {"text": "Gulls stood on the quay of Ostby. " * 30_000}  # more than a pipe holds


def behind(served):
    """Return the ids of the processes behind a server, the first started first."""
    pid = served.process.pid
    found = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        with suppress(FileNotFoundError):  # a thread, or a process, that ended meanwhile
            children = (task / "children").read_text().split()
            found += [int(n) for n in children if b"spawn_main" in Path(f"/proc/{n}/cmdline").read_bytes()]
    return sorted(found)


def ready(served):
    """Whether the server says that it is ready."""
    return served.client.get("/readyz").status_code == 200


@contextmanager
def silent():
    """Listen on a port, take every connection and never say a word; yield the port."""
    with socket.create_server(("127.0.0.1", 0), backlog=100) as listening:
        yield listening.getsockname()[1]


def test_hung_writer_holds_up_no_reader(tmp_path):
    """While the process that writes is stopped and bodies wait for it, everybody else is answered; then it goes on."""
    with serving(tmp_path) as served:
        assert until(lambda: ready(served))
        taker = behind(served)[TAKER]
        os.kill(taker, signal.SIGSTOP)
        try:
            for _ in range(8):
                with pytest.raises(httpx.ReadTimeout):
                    served.client.post("/v1/articles", json=[HEAVY], timeout=0.3)
            assert served.client.get("/healthz", timeout=5).status_code == 200
            assert served.client.get("/v1/library", timeout=5).status_code == 200
        finally:
            os.kill(taker, signal.SIGCONT)
        assert served.take({"id": "gull", "text": "A gull slept on the quay of Ostby."})["new"] == 1


def test_silent_hosts_hold_up_no_ingest(tmp_path):
    """However many addresses are being asked that never answer, articles are taken in at once."""
    with silent() as port, serving(tmp_path, "--networks", "127.0.0.0/8", "--ports", str(port)) as served:
        assert until(lambda: ready(served))
        for n in range(12):
            assert served.client.post("/v1/jobs", json={"url": f"http://127.0.0.1:{port}/{n}"}).status_code == 202
        took = served.client.post("/v1/articles", json=[{"id": "gull", "text": "A gull slept on the quay."}], timeout=10)
        assert took.json()["new"] == 1
        asked = [served.client.post("/v1/jobs", json={"url": f"http://127.0.0.1:{port}/{n}"}) for n in range(100)]
        assert {a.status_code for a in asked} == {202, 400}
        assert "100 addresses are being read already" in asked[-1].json()["detail"]


@pytest.mark.parametrize("which", [TAKER, NARRATOR])
def test_dead_process_is_started_again(tmp_path, which):
    """A process that is killed comes back by itself, also when nobody asks for anything; else nobody would be sent here again."""
    with serving(tmp_path) as served:
        assert until(lambda: ready(served) and len(behind(served)) == 2)
        before = behind(served)
        os.kill(before[which], signal.SIGKILL)
        assert until(lambda: len(behind(served)) == 2 and before[which] not in behind(served))
        assert until(lambda: ready(served))


def test_ctrl_c_says_one_line(tmp_path):
    """Ctrl-C, which a terminal sends to all processes, ends them with a word and no traceback."""
    command = [str(Path(sys.executable).with_name("tellings")), "serve", "--port", "0", "--library", str(tmp_path / "l.db")]
    env = {**os.environ, "XDG_DATA_HOME": str(tmp_path)}
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True, env=env) as process:
        assert "serving" in process.stderr.readline()
        os.killpg(process.pid, signal.SIGINT)
        told = process.stderr.read()
    assert (process.returncode, told) == (0, "tellings: ended; what was taken in is safe\n")


def test_library_that_was_taken_away_takes_nothing(tmp_path):
    """No article is acknowledged that would be lost with a file that is no longer there; once it is back all goes on."""
    with serving(tmp_path) as served:
        served.take({"id": "gull", "text": "A gull slept on the quay of Ostby."})
        file, aside = tmp_path / "library.db", tmp_path / "aside.db"
        file.rename(aside)
        told = served.client.post("/v1/articles", json=[{"id": "tern", "text": "A tern slept on the quay of Vell."}])
        assert (told.status_code, "moved, removed or replaced" in told.json()["detail"]) == (503, True)
        assert served.client.get("/v1/library").status_code == 503
        assert not ready(served)
        aside.rename(file)
        assert served.take({"id": "tern", "text": "A tern slept on the quay of Vell."})["new"] == 1
        assert ready(served)
