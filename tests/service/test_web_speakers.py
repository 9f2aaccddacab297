"""What somebody said, over all stories; the library's own page; what is taken out of it."""

import time
from html import unescape

import pytest

from tests.service.conftest import AUK, serving

PAGE = {"Accept": "text/html"}
MILL = {
    "title": "Mill burns in Holm",
    "text": 'The mill of Holm burned on Friday. "It went up like straw," said Ada Brook, who saw it.',
    "outlet": "Holm Gazette",
    "published": "2031-11-07",
    "url": "https://holm.example/mill",
}


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """Return a server that tells what it is asked for, with one story told, one not; and the first's id."""
    with serving(tmp_path_factory.mktemp("speakers"), "--rate", "0", "--tell", "asked") as served:
        story = served.take(*AUK)["items"][-1]["receipt"]["story"]
        served.get(f"/v1/stories/{story}?wait=30")
        (mill,) = served.take(MILL)["items"]
        assert mill["receipt"]["story"] != story
        yield served, story


def page(served, path, status=200):
    """Return a page."""
    answer = served.client.get(path, headers=PAGE, follow_redirects=True)
    assert answer.status_code == status, answer.text
    return unescape(answer.text)


def test_each_statement_stands_once_with_its_reports(told):
    """What two reports print of one statement is one statement, each report with its kind and a link to the passage."""
    served, story = told
    shown = page(served, "/speakers?name=Ada+Brook")
    assert shown.count('class="spoken"') == 1
    assert shown.count("quoted</span>") == 2
    assert f'href="/stories/{story}"' in shown
    assert "#passage" in shown
    assert "Ostby Post" in shown
    assert "The Gull" in shown


def test_twin_is_what_the_api_says(told):
    """The address with .json gives the quotations as the API does; the list of speakers has one too."""
    served, _ = told
    assert served.get("/speakers/Ada%20Brook.json") == served.get("/v1/quotations?speaker=Ada+Brook&limit=30")
    assert [s["name"] for s in served.get("/speakers.json")["items"]] == ["Ada Brook"]
    assert "Ada Brook" in page(served, "/speakers")


def test_every_table_can_be_taken_along(told):
    """What was said, what an article shares, whom it quotes and what was corrected: as CSV, XLSX and JSON Lines."""
    served, story = told
    article = served.get(f"/v1/stories/{story}/articles")["items"][0]["id"]
    items = [{"do": "rename", "of": "entity", "targets": [{"name": "Ostby"}], "name": "=1+1", "why": "it is"}]
    served.client.post("/v1/corrections", json={"items": items, "story": story}).raise_for_status()
    tables = ("/speakers/Ada%20Brook", f"/articles/{article}/shares", f"/articles/{article}/quotations", "/corrections")
    for address, page_of in zip(tables, (tables[0], f"/articles/{article}", f"/articles/{article}", tables[3]), strict=True):
        shown = page(served, page_of)
        for form in ("csv", "xlsx", "jsonl"):
            assert f'href="{address}.{form}"' in shown
            answer = served.client.get(f"{address}.{form}")
            assert answer.status_code == 200
            assert answer.headers["content-disposition"].startswith("attachment")
            assert len(answer.content) > 50
    assert "'=1+1" in served.client.get("/corrections.csv").text
    assert served.client.get(f"/articles/{article}/nothing.csv").status_code == 404


def test_filters_leave_out_and_say_so(told):
    """Words, outlet and days narrow; what is not found is said with a way back to all."""
    served, _ = told
    assert 'class="spoken"' in page(served, "/speakers/Ada%20Brook?words=lights&outlet=The+Gull&since=2031-05-01")
    nothing = page(served, "/speakers/Ada%20Brook?words=zeppelin")
    assert 'class="spoken"' not in nothing
    assert "Show all" in nothing
    page(served, "/speakers/Ada%20Brook?since=tomorrow", 400)
    page(served, "/speakers/%2D", 400)
    page(served, "/speakers/" + "a" * 201, 400)


def test_reports_not_read_yet_are_read_on_asking(tmp_path):
    """The page says that a report names the speaker and was not read; asked to, it reads it and shows the words."""
    with serving(tmp_path, "--rate", "0", "--tell", "asked") as served:
        served.take(
            {**MILL, "url": "https://tarn.example/mill", "outlet": "Tarn Times", "text": MILL["text"].replace("Brook", "Vole")}
        )
        before = page(served, "/speakers/Ada%20Vole")
        assert "1 report that names Ada Vole was not read" in before
        answer = served.client.post("/speakers/Ada%20Vole/analyse")
        assert (answer.status_code, answer.headers["location"]) == (303, "/speakers/Ada%20Vole")
        until = time.monotonic() + 30
        while "went up like straw" not in (now := page(served, "/speakers/Ada%20Vole")):
            assert time.monotonic() < until
            time.sleep(0.2)
        while "being read" in now:
            assert time.monotonic() < until
            time.sleep(0.2)
            now = page(served, "/speakers/Ada%20Vole")
        assert "not read for quotations" not in now


def test_pages_go_on_and_repeat_nothing(tmp_path):
    """Over all pages each statement stands once, whichever page its reports are found on."""
    with serving(tmp_path, "--rate", "0", "--tell", "asked") as served:
        said = "\n\n".join(f'"Lamp number {n} went out at {n} o\'clock," said Ada Brook.' for n in range(1, 25))
        text = f"The ferry Auk sank off Ostby on Monday.\n\n{said}"
        items = [{**a, "text": text} for a in AUK]
        story = served.take(*items)["items"][-1]["receipt"]["story"]
        served.get(f"/v1/stories/{story}?wait=30")
        shown = page(served, "/speakers/Ada%20Brook")
        found = [shown]
        while 'rel="next"' in shown:
            where = shown.split('rel="next"')[0].rpartition('href="')[2].partition('"')[0]
            found.append(shown := page(served, where))
        assert len(found) == 2
        counts = [sum(p.count(f'class="spoken">"Lamp number {n} ') for p in found) for n in range(1, 25)]
    assert counts == [1] * 24


def test_library_says_what_it_holds(told):
    """The page and its twin have the numbers of the API, the ways out, and how to forget."""
    served, _ = told
    health = served.get("/v1/library")
    twin = served.get("/library.json")
    assert twin["health"] == health
    assert twin["bytes"] > 0
    shown = page(served, "/library")
    assert f"<dd>{health['articles']}</dd>" in shown
    assert 'href="/schema/openapi.json"' in shown
    assert 'href="/feeds/stories.atom"' in shown
    assert 'action="/forget"' in shown


def test_forgetting_asks_first_and_then_forgets(tmp_path):
    """An outlet's reports are shown before they go; without a yes, or when more came meanwhile, nothing goes."""
    with serving(tmp_path, "--rate", "0", "--tell", "asked") as served:
        served.take(*AUK, MILL)
        shown = page(served, "/forget?outlet=The+Gull")
        assert "Forget 1 report?" in shown
        assert "gull.example" in shown
        data = {"outlet": "The Gull", "count": "1"}
        assert served.client.post("/forget", data=data).headers["location"] == "/forget?outlet=The+Gull"
        other = served.client.post("/forget", data={**data, "count": "2", "sure": "yes"})
        assert other.headers["location"] == "/forget?outlet=The+Gull"
        assert served.get("/v1/library")["articles"] == 3
        done = served.client.post("/forget", data={**data, "sure": "yes"})
        assert done.headers["location"] == "/library?forgotten=1"
        assert "1 report forgotten" in page(served, "/library?forgotten=1").replace("</b>", "")
        assert served.get("/v1/library")["articles"] == 2
        page(served, "/forget?outlet=The+Gull", 404)
        page(served, "/forget", 400)
