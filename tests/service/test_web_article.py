"""The page of a report: where it stands, what it shares, and any passage that is pointed at."""

import re
from html import unescape

import httpx
import pytest

from tests.service.conftest import AUK, serving, token

PAGE = {"Accept": "text/html"}


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """Return a server whose library has told one story of two reports, and the ids of both."""
    with serving(tmp_path_factory.mktemp("article"), "--rate", "0") as served:
        items = served.take(*AUK)["items"]
        story = items[1]["receipt"]["story"]
        served.get(f"/v1/stories/{story}?wait=30")
        yield served, [i["receipt"]["article"] for i in items], story


def test_report_says_where_it_stands_and_what_it_shares(told):
    """The page names the story, the other report with a way to read both, the origin, and whom the report quotes."""
    served, (first, second), story = told
    page = served.client.get(f"/articles/{first}", headers=PAGE).text
    assert f'href="/stories/{story}"' in page
    assert f'href="/articles/{second}"' in page
    assert f"/stories/{story}/reader?left={first}&amp;right={second}" in page
    assert 'href="/speakers/Ada%20Brook"' in page
    assert "We saw the lights go out" in unescape(page)


def test_twin_is_what_the_api_says(told):
    """The address with .json gives the nouns of the API."""
    served, (first, _), _ = told
    assert served.get(f"/articles/{first}.json") == served.get(f"/v1/articles/{first}")


def test_passage_is_lit_and_cited(told):
    """An address with a place marks exactly these characters and says how to cite them."""
    served, (first, _), _ = told
    text = served.get(f"/v1/articles/{first}")["article"]["text"]
    start = text.index("Nine people")
    page = served.client.get(f"/articles/{first}?start={start}&end={start + 11}", headers=PAGE).text
    (lit,) = re.findall(r'<mark class="hit" id="passage">(.*?)</mark>', page)
    assert re.sub("<.*?>", "", lit) == "Nine people"
    assert "<b>Nine people</b>" in page
    assert f"characters {start} to {start + 11}" in page


@pytest.mark.parametrize("place", ["start=0&end=99999", "start=5&end=5", "start=x&end=3", "start=9&end=2"])
def test_places_that_are_none_are_refused_as_a_page(told, place):
    """A place outside of the text is a problem with words, as a page."""
    served, (first, _), _ = told
    answer = served.client.get(f"/articles/{first}?{place}", headers=PAGE)
    assert answer.status_code == 400
    assert answer.headers["content-type"].startswith("text/html")


def test_every_link_within_the_page_leads_somewhere(told):
    """No citation, number or way back points at nothing, and no id stands twice."""
    served, (first, second), _ = told
    for article in (first, second):
        page = served.client.get(f"/articles/{article}?start=0&end=10", headers=PAGE).text
        ids = re.findall(r' id="([^"]+)"', page)
        assert len(ids) == len(set(ids))
        wanted = set(re.findall(r'href="#([^"]+)"', page))
        assert wanted <= set(ids), wanted - set(ids)


def test_replaced_version_says_so(told):
    """A report whose outlet printed another text since leads to the version that is current."""
    served, _, _ = told
    old = {
        "title": "Mill stands",
        "text": "The mill of Holm stood still on Monday, the miller said.",
        "url": "https://post.example/mill",
    }
    before = served.take(old)["items"][0]["receipt"]["article"]
    now = served.take({**old, "text": old["text"] + " It runs again now."})["items"][0]["receipt"]["article"]
    page = served.client.get(f"/articles/{before}", headers=PAGE).text
    assert "A later version took the place of this one" in page
    assert f'href="/articles/{now}"' in page


def test_hostile_words_are_shown_and_not_obeyed(told):
    """HTML, bidi controls and addresses that run something are letters on the page."""
    served, _, _ = told
    bad = "<script>alert(1)</script>\u202e\" onclick='x"
    row = {"title": bad, "text": f"{bad} sank on Monday, said {bad}.", "outlet": bad, "author": bad, "id": "x\u202e<b>\"'&"}
    article = served.take(row)["items"][0]["receipt"]["article"]
    page = served.client.get("/articles/" + httpx.QueryParams({"a": article})["a"].replace("/", "%2F"), headers=PAGE).text
    assert "<script>alert" not in page
    assert "\u202e" not in page
    assert "[U+202E]" in page


def test_excerpts_for_readers_by_token(tmp_path):
    """A reader by token sees what the story cites, on the page, in its twin and in the API, and a passage when asked."""
    secret = token(tmp_path, "new", "ada", "--scopes", "read,ingest")
    with serving(tmp_path, "--rate", "0") as served:
        client = httpx.Client(base_url=served.address, headers={"Authorization": f"Bearer {secret}"}, timeout=60)
        filler = [f"Lantern number {n} of pier {n} was painted green in the spring of that year." for n in range(1, 30)]
        long = {**AUK[0], "text": "\n\n".join([AUK[0]["text"], *filler])}
        taken = client.post("/v1/articles", json=[long, AUK[1]]).json()["items"]
        client.get(f"/v1/stories/{taken[1]['receipt']['story']}?wait=30")
        article = taken[0]["receipt"]["article"]
        page = client.get(f"/articles/{article}", headers=PAGE).text
        assert not any(words in page for words in filler)
        assert "We saw the lights go out" in unescape(page)
        assert "This server shows excerpts" in page
        for twin in (f"/articles/{article}.json", f"/v1/articles/{article}"):
            text = client.get(twin).json()["article"]["text"]
            assert sum(words in text for words in filler) < 10
            assert "We saw the lights go out" in text
            assert len(text) == len(long["text"])
        client.close()
