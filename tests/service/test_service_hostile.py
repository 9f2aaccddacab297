"""What programs get wrong, and what people try: every answer says what is wrong, and says nothing that is nobody's business."""

import socket
import sqlite3
from urllib.parse import quote, urlsplit

import pytest

from tests.service.conftest import serving, token, until

FERRY = "The ferry Auk sank off Ostby on Monday, 5 May 2031. Nine people were hurt, the coast guard said."
MARKET = "The market of Vell opens again in June 2031 after a year of repairs, the mayor said on Friday."


def raw(served, words):
    """Send bytes and return the status line that comes back."""
    where = urlsplit(served.address)
    with socket.create_connection((where.hostname, where.port), timeout=10) as connection:
        connection.sendall(words.replace("HERE", where.netloc).encode())
        return connection.recv(65536).decode("latin-1").split("\r\n")[0]


@pytest.mark.parametrize("name", ["https://gull.example/a/b?c=d#e", "../..", "a%2Fb", "a b", "naïve/日本"])
def test_any_id_has_an_address(served, name):
    """An article whose id is an address, or holds a slash or anything else, is read, cited, shown and forgotten under it."""
    served.take({"id": name, "text": f"{FERRY} {name}"})
    at = f"/v1/articles/{quote(name, safe='')}"
    assert served.get(at)["article"]["id"] == name
    assert served.get(f"{at}/passage?start=4&end=9")["passage"]["exact"] == "ferry"
    assert served.client.get(at.removeprefix("/v1"), headers={"Accept": "text/html"}).status_code == 200
    assert served.client.delete(at).status_code == 204
    assert served.client.get(at).status_code == 404


@pytest.mark.parametrize(
    ("method", "path", "body", "status", "said"),
    [
        ("GET", "/v1/nothing", None, 404, "there is nothing at '/v1/nothing'"),
        ("PUT", "/v1/jobs", None, 405, "PUT is not for '/v1/jobs'"),
        ("GET", "/v1/stories?limit=0", None, 400, "limit: Expected `int` >= 1"),
        ("POST", "/v1/check", None, 400, "there is no body"),
        ("POST", "/v1/check", [], 400, "body: Expected `object`, got `array`"),
        ("POST", "/v1/articles", [{"text": " " * 21_000_000}], 413, "20,000,000 bytes"),
        ("POST", "/v1/feeds", {"url": "http://[::1"}, 400, "cannot be taken apart"),
        ("POST", "/v1/webhooks", {"url": "http://gull.example:99999/"}, 400, "there is no port 99999"),
        ("POST", "/v1/jobs", {"url": "http://gull.example:22/"}, 400, "port 22 is not one of those allowed"),
    ],
)
def test_detail_says_what_is_wrong(served, method, path, body, status, said):
    """A problem's detail is enough to mend the request: no bare name of a status, no bare "validation failed"."""
    answer = served.client.request(method, path, json=body) if body is not None else served.client.request(method, path)
    assert answer.status_code == status
    assert said in answer.json()["detail"]


@pytest.mark.parametrize("twice", ["Host: evil.example", "Origin: http://HERE\r\nOrigin: http://evil.example"])
def test_request_that_says_two_things_is_refused(served, twice):
    """Two hosts or two origins (RFC 9112, 3.2) are not read as whichever suits: a proxy may have read the other."""
    assert "400" in raw(served, f"POST /v1/check HTTP/1.1\r\nHost: HERE\r\n{twice}\r\nContent-Length: 0\r\n\r\n")


def test_body_that_breaks_off_is_no_fault_of_ours(served):
    """Who goes away in the middle of a body is not counted as an error of the server."""
    where = urlsplit(served.address)
    with socket.create_connection((where.hostname, where.port), timeout=10) as connection:
        head = (
            f"POST /v1/articles HTTP/1.1\r\nHost: {where.netloc}\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n["
        )
        connection.sendall(head.encode())
    served.client.get("/healthz")
    assert 'status="500"' not in served.client.get("/metrics").text


def test_document_and_numbers_have_their_types(served):
    """Programs that look at the type of an answer can use it."""
    assert served.client.get("/schema/openapi.json").headers["content-type"] == "application/json"
    assert served.client.get("/metrics").headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"


def test_merged_story_leads_on_from_everywhere(served):
    """An id that was merged leads to the survivor also in a query and a path of two slashes; a POST is not sent in circles."""
    one, two = (served.take({"text": text})["items"][0]["receipt"]["story"] for text in (FERRY, MARKET))
    merge = {"do": "merge", "of": "story", "targets": [{"id": one}, {"id": two}]}
    kept = served.client.post("/v1/corrections", json={"items": [merge]}).json()
    assert kept["refused"] == []
    gone, here = (one, two) if served.client.get(f"/v1/stories/{one}").status_code == 301 else (two, one)
    for path in ("/v1/articles?story={}&limit=3", "/v1/quotations?speaker=mayor&story={}", "/v1/corrections?story={}"):
        answer = served.client.get(path.format(gone))
        assert (answer.status_code, answer.headers["location"]) == (301, path.format(here))
        assert served.client.get(path.format(gone), follow_redirects=True).status_code == 200
    assert served.client.get(f"{served.address}/v1/stories/{gone}").headers["location"] == f"/v1/stories/{here}"
    graded = served.client.post("/v1/check", json={"story": gone, "text": "Nine were hurt."})
    assert (graded.status_code, here in graded.json()["detail"]) == (410, True)


@pytest.mark.parametrize("cookies", ['a={"b":1}; {}', "a b c; {}", 'x="q; {}', "{}; é=1", 'y=1;{};z="2"'])
def test_cookies_of_others_are_read_past(locked, cookies):
    """Other programs on this machine put what they like beside our cookie (a browser knows no ports there)."""
    served, secret = locked
    told = cookies.replace("{}", f"tellings_token={secret}", 1) if "{}" in cookies else cookies
    assert served.client.get("/v1/library", headers=[(b"cookie", told.encode())]).status_code == 200


def test_broken_file_of_tokens_is_told_to_its_owner_alone(locked):
    """While the file cannot be read nobody gets in, nobody learns where it lies, and whoever asks is told to come back."""
    served, secret = locked
    file = served.tokens
    before = file.read_bytes()
    file.write_text("{broken")
    try:
        answer = served.client.get("/v1/library", headers={"Authorization": f"Bearer {secret}"})
        ready = served.client.get("/readyz")
        assert (answer.status_code, ready.status_code) == (503, 503)
        assert str(file.parent) not in answer.text + ready.text
    finally:
        file.write_bytes(before)
    assert served.client.get("/v1/library", headers={"Authorization": f"Bearer {secret}"}).status_code == 200


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_where_the_library_lies_is_its_owners_alone(tmp_path, method):
    """A library that cannot be read is told to a bearer of a token without its place; the log has it."""
    secret = token(tmp_path, "new", "ada", "--scopes", "admin")
    headers = {"Authorization": f"Bearer {secret}"}
    with serving(tmp_path) as served:
        served.client.post("/v1/articles", json=[{"text": "A gull slept on the quay of Ostby."}], headers=headers)
        with sqlite3.connect(served.library) as other:
            other.execute("DROP TABLE bodies")
            other.execute("DROP TABLE library")
        path = "/v1/articles" if method == "POST" else "/v1/library"
        brought = [{"text": "A tern slept."}] if method == "POST" else None
        answer = served.client.request(method, path, headers=headers, json=brought)
        page = served.client.get("/library", headers={**headers, "Accept": "text/html"})
        assert (answer.status_code, page.status_code, answer.headers["retry-after"]) == (503, 503, "5")
        assert "finds why in its log" in answer.json()["detail"]
        for told in (answer.text, page.text):
            assert served.library not in told
            assert "no such table" not in told
        assert until(lambda: any(served.library in line and "no such table" in line for line in served.lines))
        other.close()


def test_what_the_writer_says_is_one_line(capsys):
    """An address that somebody names cannot write lines, or colours, of its own into the log."""
    from tellings.service.workers.taker import _say

    _say("http://a\x1b[31m\nfake: it is not read")
    told = capsys.readouterr().err
    assert (told.count("\n"), "\x1b" in told) == (1, False)


@pytest.fixture(scope="module")
def locked(tmp_path_factory):
    """Return a server that wants a token, and one for reading."""
    folder = tmp_path_factory.mktemp("locked")
    secret = token(folder, "new", "ada", "--scopes", "read")
    with serving(folder) as running:
        running.tokens = folder / "tokens.json"
        yield running, secret
