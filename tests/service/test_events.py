"""The log as a stream: in order, taken up again where it was, the same page by page."""

import json
import subprocess
import sys
import threading
import time
from pathlib import Path

import httpx
import pytest

from tests.service.conftest import serving, token


def heard(text):
    """Return the events of a stream as (id, kind, data)."""
    found = []
    for block in text.split("\n\n"):
        lines = dict(line.split(": ", 1) for line in block.split("\n") if ": " in line and not line.startswith(":"))
        if "id" in lines:
            found.append((int(lines["id"]), lines["event"], json.loads(lines["data"])))
    return found


@pytest.fixture(scope="module")
def served(tmp_path_factory, auk):
    """Return a server whose first story opened and was joined."""
    with serving(tmp_path_factory.mktemp("events"), "--rate", "0") as running:
        running.take(*auk)
        yield running


def test_curl_takes_the_stream_up_again(served):
    """A stream that was cut off goes on after the last event that was heard, nothing twice, nothing missing."""
    command = ["curl", "-sN", "--max-time", "2", "-H", "Accept: text/event-stream", f"{served.address}v1/events"]
    first = heard(subprocess.run([*command, "-H", "Last-Event-ID: 0"], capture_output=True, text=True, check=False).stdout)
    assert [kind for _, kind, _ in first][:2] == ["opened", "joined"]
    served.take({"id": "later", "text": "A seal slept on the quay of Ostby all morning."})
    rest = heard(
        subprocess.run([*command, "-H", f"Last-Event-ID: {first[0][0]}"], capture_output=True, text=True, check=False).stdout
    )
    assert rest[: len(first) - 1] == first[1:]
    assert [number for number, _, _ in rest] == list(range(first[0][0] + 1, rest[-1][0] + 1))


def test_pages_are_the_same_as_the_stream(served):
    """Who asks again and again reads the same events."""
    found, after = [], 0
    while page := served.get(f"/v1/events?after={after}&limit=1"):
        if not page["items"]:
            break
        found += page["items"]
        after = int(page["next"])
    whole = served.get("/v1/events?limit=200")["items"]
    assert found == whole
    assert len(found) > 1


def test_stream_tells_what_comes(served):
    """Whoever listens hears within two seconds what another brings, and only of the story that was asked for."""
    (taken,) = served.take({"id": "kiosk", "text": "The kiosk at Vell pier burned down on 3 June 2031."})["items"]
    story = taken["receipt"]["story"]
    got: list[str] = []

    def listen() -> None:
        with (
            httpx.Client(base_url=served.address, timeout=10) as client,
            client.stream("GET", f"/v1/events?story={story}", headers={"Accept": "text/event-stream"}) as stream,
        ):
            for line in stream.iter_lines():
                if line.startswith("event: "):
                    got.append(line.removeprefix("event: "))
                    return

    listener = threading.Thread(target=listen)
    listener.start()
    threading.Event().wait(1.0)
    served.take({"id": "elsewhere", "text": "Snow fell on the hills above Tarn for nine days."})
    served.take({"id": "kiosk-2", "text": "The kiosk at Vell pier burned down on 3 June 2031, firefighters said."})
    listener.join(8)
    assert got == ["joined"]


def stream(served, after, **headers):
    """Open the stream of events after a number."""
    headers = {"Accept": "text/event-stream", **headers}
    return httpx.stream("GET", f"{served.address}v1/events?after={after}", headers=headers, timeout=30)


def test_revoked_token_hears_nothing_more(tmp_path):
    """A stream that is open when its token is revoked ends; what happens after is not told."""
    secret = token(tmp_path, "new", "ada", "--scopes", "read")
    writes = token(tmp_path, "new", "wire", "--scopes", "ingest")
    with serving(tmp_path) as served, stream(served, 0, Authorization=f"Bearer {secret}") as listening:
        lines = listening.iter_lines()
        assert next(lines).startswith("retry")
        token(tmp_path, "revoke", "ada")
        served.take({"id": "gull", "text": "A gull slept on the quay of Ostby."}, Authorization=f"Bearer {writes}")
        assert [line for line in lines if line] == []


def test_one_listener_does_not_deafen_another(served, tmp_path):
    """Who waits for a number far ahead changes nothing for who listens beside: what another program reads in is heard at once."""
    last = int(served.get("/v1/events?after=0&limit=200")["next"])
    with stream(served, 2**53) as far, stream(served, last) as near:
        assert next(far.iter_lines()).startswith("retry")
        time.sleep(1)
        report = tmp_path / "owl.txt"
        report.write_text("An owl sat on the roof of Ostby town hall all day on 7 July 2031.")
        began = time.monotonic()
        command = [str(Path(sys.executable).with_name("tellings")), "read", str(report), "--library", served.library]
        subprocess.run(command, check=True, capture_output=True)
        for line in near.iter_lines():
            if line.startswith("id:"):
                break
        assert time.monotonic() - began < 12  # a heartbeat is 15 s


def test_head_of_a_stream_ends(served):
    """HEAD of a stream gives its headers, and the connection is free for the next question."""
    assert served.client.head("/v1/events", headers={"Accept": "text/event-stream"}, timeout=5).status_code == 200
    assert served.client.get("/healthz", timeout=5).status_code == 200
