"""One story through every door: the command line, the API and the agents' tools show the same findings and the same numbers."""

import json
import subprocess

import pytest
from playing import told
from serving_mcp import COMMAND

from tests.service.conftest import serving

DRAFT = "Two ministers walked along the crest of the Hallin Dam on Thursday. The mayor bought nine trombones."


@pytest.fixture(scope="module")
def api(demo_address, tmp_path_factory):
    """Return a server of the same library."""
    with serving(tmp_path_factory.mktemp("doors"), "--rate", "0", library=demo_address) as running:
        yield running


@pytest.fixture(scope="module")
def shown(demo_address, story, tmp_path_factory):
    """Return the story as the command line shows it."""
    command = [COMMAND, "show", story.id, "--json", "--library", demo_address]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=tmp_path_factory.mktemp("shown"))
    return json.loads(done.stdout)["stories"][0]


def test_the_list(server, api, demo_address):
    """The same stories in the same order, with the same counts."""
    done = subprocess.run([COMMAND, "stories", "--json", "--library", demo_address], capture_output=True, text=True, check=True)
    here = told(server, "list_stories")["stories"]
    assert here == json.loads(done.stdout)["items"] == api.get("/v1/stories")["items"]
    for order in ("largest", "origins", "conflicts"):
        assert told(server, "list_stories", order=order)["stories"] == api.get(f"/v1/stories?order={order}")["items"]


def test_the_counts(server, api, shown, story):
    """Reports, origins, conflicts, speeches, claims, timeline and brief are as many at every door."""
    answer = told(server, "get_story", story=story.id)
    counts = {
        "reports": "articles",
        "origins": "origins",
        "speeches": "utterances",
        "timeline": "timeline",
        "wording": "wording",
        "updates": "updates",
    }
    by_api = api.get(f"/v1/stories/{story.id}")["story"]
    for ours, section in counts.items():
        assert answer["has"][ours] == len(shown[section]) == len(by_api[section])
    strengths = [c["strength"] for c in shown["conflicts"]]
    assert (answer["has"]["hard conflicts"], answer["has"]["soft conflicts"]) == (strengths.count("hard"), strengths.count("soft"))
    assert answer["story"]["conflicts"] == strengths.count("hard")
    assert answer["story"]["origins"] == len(shown["origins"])
    assert [(f["id"], f["text"]) for f in answer["findings"]] == [(s["id"], s["text"]) for s in by_api["brief"]["sentences"]]


def test_the_conflicts(server, api, shown, story):
    """Every conflict has the same sides, origins and passages."""
    ours = told(server, "conflicts", story=story.id, limit=50, detail="full")["conflicts"]
    theirs = {c["id"]: c for c in api.get(f"/v1/stories/{story.id}/conflicts")["items"]}
    assert {c["id"]: c for c in shown["conflicts"]} == theirs
    assert {c["id"] for c in ours} == set(theirs)
    for conflict in ours:
        for side, theirs_ in zip(conflict["sides"], theirs[conflict["id"]]["sides"], strict=True):
            assert (side["statement"], side["origins"]) == (theirs_["statement"], theirs_["origins"])
            kept = [{k: p[k] for k in ("article", "start", "end", "exact")} for p in side["passages"]]
            assert kept == theirs_["passages"]


def test_a_text_is_graded_alike(server, api, story):
    """The same sentences are supported, by the same passages, for the same reasons."""
    ours = told(server, "check_text", story=story.id, text=DRAFT, detail="full")["sentences"]
    answer = api.client.post("/v1/check", json={"story": story.id, "text": DRAFT})
    assert answer.status_code == 200, answer.text
    for one, other in zip(ours, answer.json()["sentences"], strict=True):
        assert (one["text"], one["supported"], one["reasons"]) == (other["text"], other["supported"], other["reasons"])
        assert [{k: p[k] for k in ("article", "start", "end", "exact")} for p in one["passages"]] == other["passages"]
