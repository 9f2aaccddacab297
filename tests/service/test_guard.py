"""What stands before every route: hosts, origins, headers, rates."""

import pytest

from tellings.service.access import Hosts, Rates


@pytest.mark.parametrize(
    ("host", "passes"),
    [
        ("127.0.0.1:8000", True),
        ("localhost", True),
        ("LOCALHOST:1", True),
        ("[::1]:8000", True),
        ("localhost.:80", True),
        ("evil.example", False),
        ("127.0.0.1.evil.example", False),
        ("evil.example:127.0.0.1", False),
        ("localhost@evil.example", False),
        ("", False),
        ("localhost:port", False),
        ("[::1", False),
    ],
)
def test_only_our_names_are_answered(host, passes):
    """A page that had its name point here (DNS rebinding) is not answered."""
    assert (Hosts(("localhost", "127.0.0.1", "::1")).why_not("GET", {"host": host}) is None) is passes


@pytest.mark.parametrize(
    ("method", "headers", "passes"),
    [
        ("POST", {}, True),
        ("POST", {"origin": "http://localhost:8000"}, True),
        ("POST", {"origin": "http://localhost:8001"}, False),
        ("POST", {"origin": "https://evil.example"}, False),
        ("POST", {"origin": "null"}, False),
        ("DELETE", {"origin": "http://evil.example"}, False),
        ("GET", {"origin": "http://evil.example"}, True),
        ("GET", {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}, True),
        ("GET", {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors"}, False),
        ("POST", {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}, False),
    ],
)
def test_other_sites_change_nothing(method, headers, passes):
    """A page of another site may link here; it can neither change anything nor embed what is here."""
    assert (Hosts(("localhost",)).why_not(method, {"host": "localhost:8000", **headers}) is None) is passes


def test_callers_do_not_wait_for_each_other():
    """A bucket fills with time, holds two seconds' worth, and one caller's says nothing of another's."""
    rates = Rates(2.0)
    assert [rates.wait("a", 0.0) for _ in range(5)] == [0.0, 0.0, 0.0, 0.0, 0.5]
    assert rates.wait("b", 0.0) == 0.0
    assert rates.wait("a", 0.5) == 0.0
    assert all(Rates(0).wait("a", 0.0) == 0.0 for _ in range(1000))


def test_every_answer_has_the_headers(served):
    """Pages, problems, refusals: each forbids what nobody needs, and names the request."""
    asked = ({}, {"Host": "evil.example"}, {"X-Request-Id": "mine-1"})
    for path in ("/v1/stories", "/v1/nothing", "/healthz", "/schema/openapi.json"):
        for headers in asked:
            answer = served.client.get(path, headers=headers)
            assert answer.headers["content-security-policy"].startswith("default-src 'none'")
            assert answer.headers["x-content-type-options"] == "nosniff"
            assert answer.headers["x-frame-options"] == "DENY"
            assert answer.headers["referrer-policy"] == "same-origin"
            assert answer.headers["x-request-id"] == headers.get("X-Request-Id", answer.headers["x-request-id"])


def test_strange_request_ids_are_not_believed(served):
    """An id that could forge a line of the log is replaced."""
    answer = served.client.get("/healthz", headers={"X-Request-Id": "a b\tc" + "x" * 100})
    assert len(answer.headers["x-request-id"]) == 32


def test_who_asks_too_much_waits(tmp_path):
    """Beyond the rate a caller is told to wait, and may ask again after it."""
    from tests.service.conftest import serving

    with serving(tmp_path, "--rate", "2", "--tell", "asked") as served:
        answers = [served.client.get("/healthz") for _ in range(12)]
        refused = next(a for a in answers if a.status_code == 429)
        assert int(refused.headers["retry-after"]) >= 1
        assert answers[0].status_code == 200
