"""Reports brought by the page: pasted, as files, from addresses; what became of each is said."""

import time

import pytest

from tests.service.conftest import AUK, serving

PAGE = {"Accept": "text/html"}


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """Return a server with an empty library, whose uploads lie in a folder of ours."""
    folder = tmp_path_factory.mktemp("add")
    with serving(folder, "--rate", "0", "--tell", "asked") as running:
        yield running


def post(served, path, status=303, **told):
    """Send a form and return where it leads, or the page that it gets."""
    answer = served.client.post(path, headers=PAGE, **told)
    assert answer.status_code == status, answer.text
    return answer.headers["location"] if status == 303 else answer.text


def jobs(served, patience=30):
    """Return the jobs once none is under way."""
    until = time.monotonic() + patience
    while time.monotonic() < until:
        found = served.get("/add.json")["jobs"]
        if all(job["state"] in ("done", "failed") for job in found):
            return found
        time.sleep(0.1)
    raise AssertionError("a job did not end")


def test_two_pasted_reports_lead_to_their_story(served):
    """The first is kept and the page asks for another; with the second there is a story, and it tells itself."""
    first = post(served, "/add/text", data=AUK[0])
    assert first.startswith("/add?brought=a-")
    page = served.client.get(first, headers=PAGE).text
    assert "only report of its event so far" in page
    story = post(served, "/add/text", data=AUK[1])
    assert story.startswith("/stories/s-")
    assert "being told" in served.client.get(story, headers=PAGE).text.lower()
    assert served.get(f"/v1{story}?wait=30")["story"]["conflicts"]
    assert post(served, "/add/text", data=AUK[1]) == story


def test_what_was_typed_is_kept_when_something_is_wrong(served):
    """A form with a wrong field comes back as it was, each fault beside its field."""
    typed = {"text": "The <b>bell</b> rang.", "title": "Bell", "published": "last week", "url": "javascript:alert(1)"}
    page = post(served, "/add/text", 422, data=typed)
    assert "The &lt;b&gt;bell&lt;/b&gt; rang." in page
    assert 'value="Bell"' in page
    assert "A day such as 2031-05-01." in page
    assert page.count('aria-invalid="true"') == 2
    assert "Paste the text" in post(served, "/add/text", 422, data={"text": "   "})
    assert "at most 1,000 can be taken" in post(served, "/add/text", 422, data={"text": "x", "title": "y" * 1001})


def test_text_that_cannot_be_read_says_why(served):
    """What the library refuses is said beside the text, which stays."""
    assert 'class="hint wrong" id="f-text-more"' in post(served, "/add/text", 422, data={"text": "\0"})


def test_files_are_read_and_what_cannot_be_is_told(served, tmp_path):
    """Each file is a job of its own; the same file again is known; what cannot be read says why; nothing is left lying about."""
    good = ("mill.txt", b"Mill stands still\n\nThe mill of Holm stood still on Tuesday, the miller said.")
    rows = ("rows.jsonl", b'not json\n{"id": "r1", "text": "The Velm froze on Sunday."}\n')
    bad = ("../../bad.bin", b"\x00\x01\x02")
    assert post(served, "/add/files", files=[("files", f) for f in (good, rows, bad)]) == "/add#jobs"
    told = {job["name"]: job for job in jobs(served)}
    assert (told["mill.txt"]["new"], told["rows.jsonl"]["new"], told["bad.bin"]["state"]) == (1, 1, "failed")
    assert told["rows.jsonl"]["unread"]
    post(served, "/add/files", files=[("files", good)])
    assert jobs(served)[0]["known"] == 1
    page = served.client.get("/add", headers=PAGE).text
    assert "It is binary" in page
    assert "1 thing could not be read" in page
    assert "Mill stands still" in page


def test_forms_without_a_file_or_a_length_are_refused(served):
    """No file at all, or a body that does not say how large it is."""
    assert "Choose a file." in post(served, "/add/files", 422, files=[("other", ("a.txt", b"x"))])
    kind = {"Content-Type": "multipart/form-data; boundary=x"}
    answer = served.client.post("/add/files", headers=kind, content=iter([b"--x--"]))
    assert answer.status_code == 411
    broken = served.client.post(
        "/add/text", headers=kind, content=b'--x\r\nContent-Disposition: form-data; name="text"\r\n\r\n\xff\r\n--x--\r\n'
    )
    assert broken.status_code == 400


def test_addresses_are_fetched_and_feeds_followed(served):
    """An address that cannot be fetched says why; a feed is followed until somebody stops it."""
    assert "begins with http" in post(served, "/add/address", 422, data={"address": "file:///etc/passwd", "kind": "url"})
    assert post(served, "/add/address", data={"address": "http://127.0.0.1:1/x", "kind": "url"}) == "/add#jobs"
    assert jobs(served)[0]["error"]
    assert post(served, "/add/address", data={"address": "http://127.0.0.1:1/feed", "kind": "follow"}) == "/add#feeds"
    assert [f["url"] for f in served.get("/add.json")["feeds"]] == ["http://127.0.0.1:1/feed"]
    assert "http://127.0.0.1:1/feed" in served.client.get("/add", headers=PAGE).text
    post(served, "/add/unfollow", data={"address": "http://127.0.0.1:1/feed"})
    assert served.get("/add.json")["feeds"] == []


def test_jobs_are_told_by_the_stream(served):
    """Who listens to the library's events hears how a job gets on, without a number to take up again."""
    with served.client.stream("GET", "/v1/events", headers={"Accept": "text/event-stream"}) as stream:
        lines = stream.iter_lines()
        assert next(lines).startswith("retry")
        post(served, "/add/address", data={"address": "http://127.0.0.1:1/y", "kind": "url"})
        block: list[str] = []
        for line in lines:
            block = [*block, line] if line else []
            if "event: job" in block and any('"failed"' in part for part in block):
                break
        assert not any(part.startswith("id:") for part in block)


def test_pages_of_other_sites_may_not_post(served):
    """A form on somebody else's page brings nothing in: neither with their Origin, nor where the browser says cross-site."""
    before = served.get("/v1/library")["articles"]
    for headers in ({"Origin": "https://other.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}):
        answer = served.client.post("/add/text", data={"text": "The bell rang in Asker."}, headers=headers | PAGE)
        assert answer.status_code == 403
        assert answer.headers["content-type"].startswith("text/html")
    assert served.get("/v1/library")["articles"] == before
