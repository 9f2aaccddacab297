"""The HTTP API, asked over a socket as a program asks it."""

import pytest

PROBLEM = "application/problem+json"


@pytest.fixture(scope="module")
def story(served, request):
    """Return the id of a story of two reports, told."""
    from tests.service.conftest import AUK

    served.take(*AUK)
    (card,) = served.get("/v1/stories")["items"]
    assert served.get(f"/v1/stories/{card['id']}?wait=30")["telling"] == 1
    return card["id"]


def test_story_is_told_with_everything(served, story):
    """A story comes with its card, its latest telling and the findings."""
    told = served.get(f"/v1/stories/{story}")
    assert (told["card"]["articles"], told["card"]["origins"], told["card"]["stale"]) == (2, len(told["story"]["origins"]), False)
    assert {s["statement"] for s in told["story"]["conflicts"][0]["sides"]} == {"Nine", "Ten"}


def test_every_section_has_its_route(served, story):
    """Each section of the story is a list of its own with the same findings."""
    from tellings.answers import SECTIONS

    whole = served.get(f"/v1/stories/{story}")["story"]
    for section in SECTIONS:
        found = served.get(f"/v1/stories/{story}/{section}")
        assert found["items"] == (whole["brief"]["sentences"] if section == "brief" else whole[section]), section


def test_every_passage_can_be_cited(served, story):
    """A passage of a finding is found again under its place, word for word, with what stands around it."""
    for conflict in served.get(f"/v1/stories/{story}/conflicts")["items"]:
        for side in conflict["sides"]:
            for p in side["passages"]:
                cited = served.get(f"/v1/articles/{p['article']}/passage?start={p['start']}&end={p['end']}")
                assert cited["passage"] == p
                assert cited["reference"].startswith(cited["article"]["outlet"])


def test_article_says_what_it_shares(served, story):
    """An article comes with its versions, its origin, and what it shares with whom."""
    first, second = (a["id"] for a in served.get(f"/v1/stories/{story}/articles")["items"])
    told = served.get(f"/v1/articles/{first}")
    assert [v["version"] for v in told["versions"]] == [1]
    assert any(first in o["articles"] for o in told["origins"])
    assert [a["id"] for a in told["sharing"]] == [second]


def test_speaker_and_words_are_found(served, story):
    """Who is quoted is found by name, articles and stories by words."""
    said = served.get("/v1/quotations?speaker=Ada%20Brook")["items"]
    assert {s["story"] for s in said} == {story}
    assert len(served.get("/v1/articles?words=ferry%20-harbour")["items"]) == 1
    assert [f["card"]["id"] for f in served.get("/v1/search?words=ferry")["items"]] == [story]


def test_changes_since_the_beginning(served, story):
    """Since telling 0 everything is new."""
    changes = served.get(f"/v1/stories/{story}/changes?since=0")
    assert (changes["now"], len(changes["articles_joined"]), len(changes["conflicts_opened"])) == (1, 2, 1)


def test_text_is_graded(served, story):
    """A text is graded sentence by sentence against the story."""
    asked = {"story": story, "text": "The ferry Auk sank off Ostby on Monday. Nobody was hurt."}
    graded = served.client.post("/v1/check", json=asked).json()
    assert [s["supported"] for s in graded["sentences"]] == [True, False]


@pytest.mark.parametrize("form", ["json", "jsonl", "csv", "xlsx", "md", "html", "annotations"])
def test_story_is_exported(served, story, form):
    """A story is a file in each form, with a name, and no whole report in it unless it is asked for."""
    answer = served.client.get(f"/v1/stories/{story}/export?form={form}")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-disposition"].startswith('attachment; filename="')
    assert len(answer.content) > 500


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/v1/stories/s-0000000000", 404, "no story"),
        ("/v1/articles/a-0000000000", 404, "no article"),
        ("/v1/jobs/j-99", 404, "no job"),
        ("/v1/nothing", 404, ""),
        ("/v1/stories?since=2031-02-31", 400, "is no day"),
        ("/v1/stories?limit=0", 400, "limit"),
        ("/v1/stories?after=nonsense", 400, ""),
        ("/v1/articles?words=%22open", 400, ""),
    ],
)
def test_problems_say_what_is_wrong(served, story, path, status, said):
    """What cannot be answered is a problem of RFC 9457 that says what, and names the request as the log does."""
    answer = served.client.get(path)
    told = answer.json()
    assert (answer.status_code, answer.headers["content-type"], told["status"]) == (status, PROBLEM, status)
    assert said in str(told)
    assert told["instance"] == f"urn:request:{answer.headers['x-request-id']}"


def test_nothing_is_sent_twice(served, story):
    """An answer has a strong validator; who has it already is told so, and HEAD has the same headers."""
    first = served.client.get(f"/v1/stories/{story}")
    tag = first.headers["etag"]
    assert tag.startswith('"')
    again = served.client.get(f"/v1/stories/{story}", headers={"If-None-Match": f'"other", {tag}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    head = served.client.head(f"/v1/stories/{story}")
    assert (head.status_code, head.content, head.headers["etag"]) == (200, b"", tag)


def test_list_is_walked_by_cursors(served, story):
    """Pages of one give the same stories as one page of all, each once."""
    for n in range(4):
        served.take({"text": f"The harbour office of Port {'ABCD'[n]}nvik closed for a holiday number {n}.", "id": f"harbour-{n}"})
    whole = [s["id"] for s in served.get("/v1/stories?limit=200")["items"]]
    found, after = [], ""
    while after is not None:
        page = served.get(f"/v1/stories?limit=1{f'&after={after}' if after else ''}")
        found += [s["id"] for s in page["items"]]
        after = page["next"]
    assert found == whole
    assert len(whole) >= 2


def test_document_is_the_one_that_is_checked_in(served, root):
    """The OpenAPI document that a server gives is the file in ``schema``."""
    import json

    assert served.get("/schema/openapi.json") == json.loads((root / "schema" / "openapi-1.json").read_text(encoding="utf-8"))


def test_document_promises_nothing_that_is_not_there(served):
    """Every route of the document answers, if only that it wants something else, and never with a fault."""
    paths = served.get("/schema/openapi.json")["paths"]
    assert len(paths) > 30
    for path, methods in paths.items():
        where = path.replace("{story}", "s-1").replace("{article}", "a-1").replace("{job}", "j-1").replace("{hook}", "h-1")
        for method in methods:
            answer = served.client.request(method, where)
            assert answer.status_code in (200, 400, 404, 415), (method, path, answer.text)


def test_server_says_how_it_is(served, story):
    """It lives, it is ready, and its numbers count requests by route, never by address."""
    assert served.client.get("/healthz").text == "ok\n"
    assert served.client.get("/readyz").text == "ready\n"
    numbers = served.client.get("/metrics").text
    assert 'tellings_requests_total{method="GET",route="/v1/stories/{story}",status="200"}' in numbers
    assert story not in numbers


def test_article_is_forgotten(served):
    """Who may do everything can take an article away; it is gone from everywhere."""
    (taken,) = served.take({"text": "A pelican was seen at the fish market of Quellhaven.", "id": "pelican"})["items"]
    article = taken["receipt"]["article"]
    assert served.client.delete(f"/v1/articles/{article}").status_code == 204
    assert served.client.get(f"/v1/articles/{article}").status_code == 404
    assert served.get("/v1/articles?words=pelican")["items"] == []
    assert served.client.delete(f"/v1/articles/{article}").status_code == 404
