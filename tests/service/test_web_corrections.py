"""What people say is wrong: by the API and on the page, shown as theirs, and undone."""

import re
from html import unescape

import httpx
import pytest

from tests.service.conftest import AUK, serving, token

PAGE = {"Accept": "text/html"}
WATCH = {
    "title": "Ferry sinks off Ostby",
    "text": "The ferry Auk sank off Ostby on Monday. Eleven people were hurt, the harbour office said.",
    "outlet": "Coast Watch",
    "published": "2031-05-05",
    "url": "https://watch.example/auk",
}


@pytest.fixture
def told(tmp_path):
    """Return a server whose library has told one story of three reports."""
    with serving(tmp_path, "--rate", "0") as served:
        story = served.take(*AUK, WATCH)["items"][-1]["receipt"]["story"]
        yield served, story


def tell(served, story):
    """Return the story as it is told now."""
    found = served.get(f"/v1/stories/{story}?wait=30")
    assert not found["card"]["stale"]
    return found["story"]


def post(served, path, status=303, **data):
    """Send a form and return where it leads, or its page."""
    answer = served.client.post(path, headers=PAGE, data=data)
    assert answer.status_code == status, answer.text
    return answer.headers["location"] if status == 303 else answer.text


def test_conflict_said_to_be_none_goes_and_comes_back(told):
    """The page of a story leads to the form; the correction is shown as a person's; undone, the conflict is back."""
    served, story = told
    before = tell(served, story)["conflicts"]
    finding = before[0]["id"]
    page = unescape(served.client.get(f"/stories/{story}", headers=PAGE).text)
    assert f"/corrections/new?story={story}&finding={finding}" in page
    form = served.client.get(f"/corrections/new?story={story}&finding={finding}", headers=PAGE).text
    assert "both can be so" in form
    where = post(
        served, "/corrections/new", story=story, finding=finding, what="not-a-conflict", by="Piet Vos", why="two <b>counts</b>"
    )
    assert where == "/corrections?made=1"
    listed = served.client.get(where, headers=PAGE).text
    assert "Piet Vos" in listed
    assert "two &lt;b&gt;counts&lt;/b&gt;" in listed
    now = tell(served, story)
    assert finding not in {c["id"] for c in now["conflicts"]}
    assert now["overrides"][0]["override"]["by"] == "Piet Vos"
    assert "Piet Vos" in served.client.get(f"/stories/{story}", headers=PAGE).text
    assert post(served, "/corrections/1/undo", by="Ada Brook", why="it was one") == "/corrections?undone=1"
    assert finding in {c["id"] for c in tell(served, story)["conflicts"]}
    listed = served.client.get("/corrections", headers=PAGE).text
    assert "undone by Ada Brook" in listed
    assert 'action="/corrections/1/undo"' not in listed
    again = served.client.post("/corrections/1/undo", headers=PAGE)
    assert again.status_code == 400


def test_reports_are_taken_out_of_a_story_and_put_back(told):
    """A split moves the reports at once; a merge by the other story's address puts them together."""
    served, story = told
    out = next(a["id"] for a in tell(served, story)["articles"] if a["outlet"] == "Coast Watch")
    data = {"story": story, "what": "split", "target-split": out}
    assert post(served, "/corrections/new", **data) == "/corrections?made=1"
    apart = served.get(f"/v1/articles/{out}")["story"]["id"]
    assert apart != story
    tell(served, story)
    merged = post(served, "/corrections/new", story=story, what="merge", other=f"{served.address}stories/{apart}")
    assert merged == "/corrections?made=2"
    assert served.get(f"/v1/articles/{out}")["story"]["articles"] == 3


def test_speaker_and_people_are_renamed(told):
    """The words of an utterance are given to somebody else, and a person gets another name, in the telling after."""
    served, story = told
    said = next(u for u in tell(served, story)["utterances"] if u["speaker"] == "Ada Brook")
    data = {"story": story, "finding": said["id"], "what": "rename-speaker", "name-rename-speaker": "Nell Arden"}
    post(served, "/corrections/new", **data)
    speakers = {u["speaker"] for u in tell(served, story)["utterances"]}
    assert "Nell Arden" in speakers
    ostby = next(e for e in tell(served, story)["entities"] if e["name"] == "Ostby")
    data = {"story": story, "what": "rename-entity", "target-rename-entity": ostby["id"], "name-rename-entity": "Östby"}
    post(served, "/corrections/new", **data)
    assert "Östby" in {e["name"] for e in tell(served, story)["entities"]}


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({}, "Choose what is wrong"),
        ({"what": "split"}, "Choose the reports"),
        ({"what": "merge", "other": "nowhere"}, "address of the other story"),
        ({"what": "rename-entity"}, "Give the name"),
        ({"what": "merge", "other": "s-0000000000", "why": "same <i>sea</i>"}, "Nothing was changed"),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_stays(told, data, words):
    """A form that cannot be meant comes back with what was typed and why."""
    served, story = told
    tell(served, story)
    page = post(served, "/corrections/new", 422, story=story, by="Piet Vos", **data)
    assert words in page
    assert 'value="Piet Vos"' in page
    assert "<i>" not in page
    assert served.get("/v1/corrections")["items"] == []


def test_api_keeps_lists_and_undoes(told):
    """Corrections by ids and words are kept, those that mean nothing refused; pages go on where one ended; DELETE undoes."""
    served, story = told
    claim = tell(served, story)["claims"][0]["id"]
    items = [
        {"do": "reject", "of": "claim", "id": claim, "by": "Piet Vos"},
        {"do": "reject", "of": "claim", "id": "c-0000000000"},
        {"do": "rename", "of": "entity", "targets": [{"name": "Ada Brook"}], "name": "Ada Brooke"},
    ]
    told_now = served.client.post("/v1/corrections", json={"story": story, "items": items}).json()
    assert [c["number"] for c in told_now["kept"]] == [1, 2]
    assert told_now["refused"][0]["line"] == 2
    first = served.get("/v1/corrections?limit=1")
    assert first["items"][0]["given"]["by"] == "Piet Vos"
    assert served.get(f"/v1/corrections?limit=5&after={first['next']}")["items"][0]["number"] == 2
    assert served.get("/corrections.json")["items"] == served.get("/v1/corrections")["items"]
    assert served.client.delete("/v1/corrections/1?why=it+stands").json()["undone"]["why"] == "it stands"
    assert served.client.delete("/v1/corrections/1").status_code == 400
    assert served.client.delete("/v1/corrections/9").status_code == 404
    assert served.client.post("/v1/corrections", json={"items": []}).status_code == 400
    assert served.client.post("/v1/corrections", json={"items": items, "story": "s-none"}).status_code == 404
    assert [c["given"]["do"] for c in served.get(f"/v1/corrections?story={story}")["items"]] == ["reject", "rename"]


def test_only_who_may_corrects_under_their_name(tmp_path):
    """A reader sees corrections and no form; who may correct is named by their token, whatever they type."""
    secrets = {name: token(tmp_path, "new", name, "--scopes", name) for name in ("read", "admin")}
    with serving(tmp_path, "--rate", "0") as served:
        for name, secret in secrets.items():
            secrets[name] = httpx.Client(base_url=served.address, headers={"Authorization": f"Bearer {secret}"} | PAGE, timeout=60)
        taken = secrets["admin"].post("/v1/articles", json=list(AUK)).json()["items"]
        story = taken[-1]["receipt"]["story"]
        program = {"Accept": "application/json"}
        conflict = secrets["admin"].get(f"/v1/stories/{story}/conflicts?wait=30", headers=program).json()["items"][0]["id"]
        data = {"story": story, "finding": conflict, "what": "reject", "by": "Somebody Else"}
        assert secrets["read"].post("/corrections/new", data=data).status_code == 403
        assert secrets["read"].get(f"/corrections/new?story={story}").status_code == 403
        assert "/corrections/new" not in secrets["read"].get(f"/stories/{story}").text
        assert secrets["admin"].post("/corrections/new", data=data).status_code == 303
        (kept,) = secrets["read"].get("/v1/corrections", headers=program).json()["items"]
        assert kept["given"]["by"] == "admin"
        assert re.search(r"by admin", secrets["read"].get("/corrections").text)
        assert "/undo" not in secrets["read"].get("/corrections").text
        for client in secrets.values():
            client.close()
