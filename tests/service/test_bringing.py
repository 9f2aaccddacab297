"""Articles come in over HTTP: each with a receipt, none lost, none twice."""

import os
import signal
import threading
import time

import httpx
import pytest

from tests.service.conftest import serving


def test_each_item_has_its_own_answer(served, auk):
    """What can be read is taken, what cannot is told with its place, and nothing stops the rest."""
    told = served.take(auk[0], 5, {"title": ""}, auk[1], {"text": "\0"})
    assert [(i["index"], bool(i["receipt"]), bool(i["reason"])) for i in told["items"]] == [
        (0, True, False),
        (1, False, True),
        (2, False, True),
        (3, True, False),
        (4, False, True),
    ]
    assert (told["new"], told["unread"]) == (2, 3)
    again = served.take(auk[0])
    assert (again["new"], again["known"]) == (0, 1)


def test_lines_are_taken_too(served):
    """A JSON object a line, one of them broken."""
    good = (b'{"id": "l1", "text": "The bell of Holm rang."}', b'{"id": "l2", "text": "The mill of Holm stood still."}')
    body = b"\nnot json\n\n".join(good) + b"\n"
    answer = served.client.post("/v1/articles", content=body, headers={"Content-Type": "application/x-ndjson"})
    assert [bool(i["receipt"]) for i in answer.json()["items"]] == [True, False, True]


def test_one_text_at_two_outlets_is_two_reports(served):
    """A wire text without address is kept once for each outlet."""
    text = "The Velm canal froze for the first time in forty years, the canal office said."
    told = served.take(
        {"text": text, "outlet": "Holm Gazette"}, {"text": text, "outlet": "Tarn Times"}, {"text": text, "outlet": "Holm Gazette"}
    )
    assert [i["receipt"]["outcome"] for i in told["items"]] == ["new", "new", "known"]


@pytest.mark.parametrize(
    ("headers", "body", "status"),
    [
        ({"Content-Type": "text/plain"}, b"hello", 415),
        ({}, b"hello", 415),
        ({"Content-Type": "application/json", "Content-Encoding": "gzip"}, b"[]", 415),
        ({"Content-Type": "application/json"}, b"", 400),
        ({"Content-Type": "application/json"}, b"{", 400),
        ({"Content-Type": "application/json"}, b"\xff\xfe", 400),
        ({"Content-Type": "application/json"}, b"[" * 100_000, 400),
        ({"Content-Type": "application/json"}, b"[" + b"{}," * 1000 + b"{}]", 413),
        ({"Content-Type": "application/json"}, b'[{"text":"' + b"a" * 21_000_000 + b'"}]', 413),
    ],
)
def test_what_cannot_be_taken_is_refused(served, headers, body, status):
    """Other types, no JSON, too many, too large: refused with the status that says so."""
    answer = served.client.post("/v1/articles", content=body, headers=headers)
    assert (answer.status_code, answer.json()["status"]) == (status, status), answer.text


def test_too_many_articles_are_told_the_limit(served):
    """Whoever sends more than are taken at once learns how many are, and none of them is taken."""
    before = served.get("/v1/library")["arrived"]
    answer = served.client.post("/v1/articles", json=[{"text": f"Boat {n} left the pier."} for n in range(1001)])
    assert (answer.status_code, answer.headers["content-type"]) == (413, "application/problem+json")
    assert "1,001 articles; at most 1,000" in answer.json()["detail"]
    assert served.get("/v1/library")["arrived"] == before


NAMED = [
    ({"id": "a" * 501}, "'id' has 501 characters"),
    ({"id": "b\0c"}, "'id' holds a NUL"),
    ({"url": "https://post.example/" + "d" * 2_000}, "'url' has 2,021 characters"),
    ({"url": "https://post.example/" + "é" * 1_000}, "'url' has 2,021 bytes"),
    ({"url": "https://post.example/\0"}, "'url' holds a NUL"),
    ({"outlet": "e" * 501}, "'outlet' has 501 characters"),
]


def test_names_that_cannot_be_kept_stop_only_their_articles(served):
    """An id, address or outlet that is too long, or holds a NUL, is told of its article; the longest that fit are kept."""
    long = [
        {"id": "f" * 500, "text": "The bridge of Tarn was shut on Friday."},
        {"url": "https://post.example/" + "g" * 1_979, "outlet": "h" * 500, "text": "The bridge of Holm was opened on Friday."},
    ]
    wrong = [{**name, "text": f"Boat {n} of the bridge left."} for n, (name, _) in enumerate(NAMED)]
    told = served.take(long[0], *wrong, long[1])["items"]
    for item, (_, words) in zip(told[1:-1], NAMED, strict=True):
        assert item["receipt"] is None
        assert words in item["reason"]
    for item in (told[0], told[-1]):
        served.get(f"/v1/articles/{item['receipt']['article']}")


def test_reasons_speak_of_json(served):
    """Whoever sends JSON is told what is wrong in the words of JSON."""
    told = served.take("x", None, True, [1], 2.5, {"text": ["a"]}, {"text": {"a": 1}}, {"text": 5}, {"text": True})["items"]
    assert [i["reason"].partition(";")[0] for i in told] == [
        "it is a string, not an object",
        "it is null, not an object",
        "it is true or false, not an object",
        "it is an array, not an object",
        "it is a number, not an object",
        "its 'text' is an array, not a string",
        "its 'text' is an object, not a string",
        "its 'text' is a number, not a string",
        "its 'text' is true or false, not a string",
    ]
    answer = served.client.post("/v1/articles", content=b"7", headers={"Content-Type": "application/json"})
    assert answer.json()["detail"].startswith("the body is a number")


def test_same_key_gets_the_same_answer(served):
    """An Idempotency-Key gives the first answer again, and refuses another body."""
    item = {"id": "idem", "text": "The tower clock of Asker was an hour slow."}
    first = served.take(item, **{"Idempotency-Key": "k-1"})
    assert served.take(item, **{"Idempotency-Key": "k-1"}) == first
    assert first["new"] == 1
    other = served.client.post("/v1/articles", json=[], headers={"Idempotency-Key": "k-1"})
    assert other.status_code == 422
    assert "another key" in other.json()["detail"]


@pytest.mark.slow
def test_nothing_that_was_told_is_lost(tmp_path):
    """Whatever had a receipt when both processes were killed is there when the server comes back, once."""
    told: set[str] = set()
    with serving(tmp_path, "--tell", "asked") as served:

        def bring(worker: int) -> None:
            with httpx.Client(base_url=served.address, timeout=60) as client:
                for n in range(1000):
                    items = [
                        {"id": f"{worker}-{n}-{k}", "text": f"Boat {worker} of pier {n} has {k} sails and a lantern."}
                        for k in range(5)
                    ]
                    try:
                        answer = client.post("/v1/articles", json=items)
                    except httpx.HTTPError:
                        return
                    if answer.status_code == 200:
                        told.update(i["receipt"]["article"] for i in answer.json()["items"])

        workers = [threading.Thread(target=bring, args=(n,)) for n in range(4)]
        for worker in workers:
            worker.start()
        until = time.monotonic() + 60
        while len(told) < 200 and time.monotonic() < until:
            time.sleep(0.05)
        children = _children(served.process.pid)
        os.kill(served.process.pid, signal.SIGKILL)
        for child in children:
            os.kill(child, signal.SIGKILL)
        for worker in workers:
            worker.join()
        served.process.wait(20)
    assert len(told) >= 200
    with serving(tmp_path, "--tell", "asked") as served:
        missing = [a for a in told if served.client.get(f"/v1/articles/{a}").status_code != 200]
        held = served.get("/v1/library")
    assert not missing
    assert held["articles"] >= len(told)


def test_a_process_that_dies_is_started_again(tmp_path):
    """The process that writes is killed: the next articles are taken all the same."""
    with serving(tmp_path, "--tell", "asked") as served:
        served.take({"id": "one", "text": "The first boat left."})
        for child in _children(served.process.pid):
            os.kill(child, signal.SIGKILL)
        answers = [served.client.post("/v1/articles", json=[{"id": "two", "text": "The second boat left."}]) for _ in range(3)]
        assert answers[-1].status_code == 200
        assert served.get("/v1/library")["articles"] == 2


def _children(pid: int) -> list[int]:
    """Return the processes below a process."""
    found = []
    for name in os.listdir("/proc"):
        if name.isdigit():
            try:
                with open(f"/proc/{name}/stat", encoding="utf-8", errors="replace") as file:
                    parent = int(file.read().rpartition(")")[2].split()[1])
            except (OSError, IndexError, ValueError):
                continue
            if parent == pid:
                found += [int(name), *_children(int(name))]
    return found
