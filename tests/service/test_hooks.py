"""Webhooks: signed as Standard Webhooks has it, in order, again and again until they arrive."""

import json
import socket
import threading
import time
from http.server import BaseHTTPRequestHandler

import pytest
from standardwebhooks import Webhook
from standardwebhooks.webhooks import WebhookVerificationError

from tests.loopback import serving as answering
from tests.service.conftest import serving


class Receiver:
    """What a receiver heard, and what it answers: statuses in order, 204 afterwards."""

    def __init__(self):
        self.heard: list[tuple[dict[str, str], bytes]] = []
        self.answers: list[int] = []
        self.came = threading.Event()

    def handler(self):
        """Return what answers requests."""
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                receiver.heard.append((dict(self.headers.items()), body))
                receiver.came.set()
                self.send_response(receiver.answers.pop(0) if receiver.answers else 204)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_):
                return

        return Handler

    def wait(self, n: int, seconds: float = 30.0):
        """Return what was heard once there are ``n`` messages."""
        until = time.monotonic() + seconds
        while len(self.heard) < n and time.monotonic() < until:
            self.came.wait(0.1)
            self.came.clear()
        assert len(self.heard) >= n, self.heard
        return self.heard


@pytest.fixture
def receiver():
    """Return a receiver on loopback."""
    return Receiver()


def start(folder, port):
    """Start a server that may tell something to a port of this machine."""
    return serving(folder, "--networks", "127.0.0.0/8", "--ports", str(port), "--tell", "asked")


def test_receiver_verifies_what_it_hears(tmp_path, receiver, auk):
    """The receivers' own library accepts the signature, and refuses it over another body or another secret."""
    with answering(receiver.handler()) as port, start(tmp_path, port) as served:
        hook = served.client.post("/v1/webhooks", json={"url": f"http://127.0.0.1:{port}/in"}).json()
        served.take(*auk)
        (headers, body), (_, second) = receiver.wait(2)[:2]
        told = Webhook(hook["secret"]).verify(body, headers)
        assert (told["type"], told["data"]["move"]["kind"], json.loads(second)["type"]) == (
            "story.opened",
            "opened",
            "story.joined",
        )
        with pytest.raises(WebhookVerificationError):
            Webhook(hook["secret"]).verify(body + b" ", headers)
        with pytest.raises(WebhookVerificationError):
            Webhook("whsec_" + "A" * 44).verify(body, headers)
        (shown,) = served.get("/v1/webhooks")["items"]
        assert shown["secret"] is None
        assert served.client.delete(f"/v1/webhooks/{hook['id']}").status_code == 204
        assert served.get("/v1/webhooks")["items"] == []


def test_failed_message_comes_again_and_order_stays(tmp_path, receiver, auk):
    """A receiver that fails gets the same message with the same id again, and the next one after it."""
    receiver.answers = [500]
    with answering(receiver.handler()) as port, start(tmp_path, port) as served:
        served.client.post("/v1/webhooks", json={"url": f"http://127.0.0.1:{port}/in"})
        served.take(*auk)
        heard = receiver.wait(3)
        ids = [headers["webhook-id"] for headers, _ in heard]
        assert ids[0] == ids[1] != ids[2]
        assert [json.loads(body)["data"]["number"] for _, body in heard[:3]] == [1, 1, 2]


def test_gone_receiver_is_let_be(tmp_path, receiver, auk):
    """410 ends it, and the list says why."""
    receiver.answers = [410]
    with answering(receiver.handler()) as port, start(tmp_path, port) as served:
        served.client.post("/v1/webhooks", json={"url": f"http://127.0.0.1:{port}/in"})
        served.take(*auk)
        receiver.wait(1)
        until = time.monotonic() + 10
        while not (hook := served.get("/v1/webhooks")["items"][0])["ended"] and time.monotonic() < until:
            time.sleep(0.1)
        assert "410" in hook["ended"]
        assert len(receiver.heard) == 1


def test_kinds_and_story_choose(tmp_path, receiver, auk):
    """Who wants some kinds hears those; the number goes on over the others."""
    with answering(receiver.handler()) as port, start(tmp_path, port) as served:
        served.client.post("/v1/webhooks", json={"url": f"http://127.0.0.1:{port}/in", "kinds": ["joined"]})
        served.take(*auk)
        receiver.wait(1)
        time.sleep(1.5)
        assert [json.loads(body)["type"] for _, body in receiver.heard] == ["story.joined"]


def test_server_that_starts_again_goes_on(tmp_path, receiver, auk):
    """What happened while the server was down is told once it is back, and nothing twice that was taken."""
    with answering(receiver.handler()) as port:
        with start(tmp_path, port) as served:
            served.client.post("/v1/webhooks", json={"url": f"http://127.0.0.1:{port}/in"})
            served.take(auk[0])
            receiver.wait(1)
            time.sleep(1.5)
        with start(tmp_path, port) as served:
            served.take(auk[1])
            receiver.wait(2)
            time.sleep(1.5)
        assert [json.loads(body)["data"]["number"] for _, body in receiver.heard] == [1, 2]


def test_private_addresses_are_not_told(served):
    """Without the setting a webhook to this machine is refused by the fetcher, and says so."""
    served.client.post("/v1/webhooks", json={"url": "http://127.0.0.1:80/in"})
    served.take({"id": "hook-1", "text": "The dredger of Asker port was repaired."})
    until = time.monotonic() + 15
    while not (hook := served.get("/v1/webhooks")["items"][0])["said"] and time.monotonic() < until:
        time.sleep(0.2)
    assert "not a public address" in hook["said"]


def test_slow_receiver_delays_nobody_else(tmp_path, receiver, auk):
    """One that takes connections and never answers has its own pauses; those on other hosts hear at once."""
    with socket.create_server(("127.0.0.2", 0), backlog=50) as silent, answering(receiver.handler()) as port:
        ports = f"{port},{silent.getsockname()[1]}"
        with serving(tmp_path, "--networks", "127.0.0.0/8", "--ports", ports, "--tell", "asked") as served:
            for n in range(3):
                served.client.post("/v1/webhooks", json={"url": f"http://127.0.0.2:{silent.getsockname()[1]}/{n}"})
            served.client.post("/v1/webhooks", json={"url": f"http://127.0.0.1:{port}/in"})
            served.take(*auk)
            assert receiver.wait(2, seconds=12)  # a receiver gets 15 s to answer
