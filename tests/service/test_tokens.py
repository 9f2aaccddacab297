"""Tokens: who may do what, and never in another workspace."""

import json
import os
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from tellings.errors import UsageError
from tellings.service.access import Registry, TokenFile, read_registry, write_registry
from tests.service.conftest import AUK, serving, token

TELLINGS = str(Path(sys.executable).with_name("tellings"))


def test_secret_is_kept_as_a_hash_only(tmp_path):
    """The file never holds what opens the door, is its owner's alone, and finds the token by its secret."""
    registry, secret = Registry().with_new("ada", ("read",))
    write_registry(tmp_path / "t.json", registry)
    assert secret not in (tmp_path / "t.json").read_text()
    assert (tmp_path / "t.json").stat().st_mode & 0o077 == 0
    found = read_registry(tmp_path / "t.json")
    assert found.find(secret).name == "ada"
    assert found.find(secret + "x") is None
    assert found.find("") is None


def test_contradictions_are_refused(tmp_path):
    """Two tokens of one name, a scope that there is not, a workspace without a library, two workspaces with one."""
    registry, _ = Registry().with_new("ada", ("read",), "desk", "/a.db")
    for given in (
        ("ada", ("read",)),
        ("bob", ()),
        ("bob", ("read",), "other"),
        ("bob", ("read",), "desk", "/b.db"),
        ("bob", ("read",), "x", "/a.db"),
    ):
        with pytest.raises(UsageError):
            registry.with_new(*given)
    with pytest.raises(UsageError):
        registry.without("nobody")


def test_file_is_followed(tmp_path):
    """A token that is revoked while a server runs is out at once."""
    path = tmp_path / "t.json"
    registry, secret = Registry().with_new("ada", ("read",))
    write_registry(path, registry)
    file = TokenFile(path)
    assert file.read().find(secret)
    write_registry(path, registry.without("ada"))
    assert file.read().find(secret) is None


def test_others_are_not_served_without_a_token(tmp_path):
    """A server that others could reach does not start while there is no token."""
    write_registry(tmp_path / "t.json", Registry())
    command = [
        TELLINGS,
        "serve",
        "--host",
        "0.0.0.0",
        "--port",
        "0",
        "--tokens",
        str(tmp_path / "t.json"),
        "--library",
        str(tmp_path / "l.db"),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 2
    assert "tellings token new" in done.stderr


@pytest.mark.parametrize("named", ["flag", "variable", "file"])
@pytest.mark.parametrize("command", [("serve", "--port", "0"), ("mcp", "--http", "--port", "0")], ids=["serve", "mcp"])
def test_file_of_tokens_that_is_not_there_opens_no_server(tmp_path, command, named):
    """Whoever names a file of tokens wants a locked server: where it is not there none starts, and how to make it is said."""
    missing, library = tmp_path / "my tokens.json", tmp_path / "l.db"
    (tmp_path / "tellings.toml").write_text(f"tokens = '{missing}'\n" if named == "file" else "")
    env = {**os.environ, **({"TELLINGS_TOKENS": str(missing)} if named == "variable" else {})}
    given = [TELLINGS, *command, "--library", str(library), *(["--tokens", str(missing)] if named == "flag" else [])]
    done = subprocess.run(given, capture_output=True, text=True, check=False, timeout=60, env=env, cwd=tmp_path)
    assert done.returncode == 2, done.stderr
    assert f"tellings token new NAME --tokens '{missing}'" in done.stderr
    assert "serving" not in done.stderr


@pytest.fixture(scope="module")
def two(tmp_path_factory):
    """Return a server of two workspaces, each with a library and a token that may do everything there."""
    folder = tmp_path_factory.mktemp("two")
    secrets = {
        name: token(folder, "new", name, "--scopes", "admin", "--workspace", name, "--library", str(folder / f"{name}.db"))
        for name in ("gull", "tern")
    }
    secrets["reader"] = token(folder, "new", "reader", "--scopes", "read", "--workspace", "gull")
    secrets["wire"] = token(folder, "new", "wire", "--scopes", "ingest", "--workspace", "gull")
    with serving(folder, "--rate", "0") as served:
        clients = {
            n: httpx.Client(base_url=served.address, headers={"Authorization": f"Bearer {s}"}, timeout=60)
            for n, s in secrets.items()
        }
        yield served, clients
        for client in clients.values():
            client.close()


def test_without_a_token_nothing_is_told(two):
    """Every route but the signs of life wants a token, and says so as RFC 6750 has it."""
    served, _ = two
    paths = served.client.get("/schema/openapi.json")
    assert paths.status_code == 401
    assert paths.headers["www-authenticate"].startswith("Bearer")
    assert served.client.get("/healthz").status_code == 200
    assert served.client.get("/v1/stories", headers={"Authorization": "Bearer tell_wrong"}).status_code == 401
    assert served.client.get("/v1/stories", headers={"Authorization": "Basic !!!"}).status_code == 401


def test_scopes_say_what_may_be_done(two):
    """A reader reads, a wire brings, and neither does what the other may."""
    _, clients = two
    assert clients["reader"].get("/v1/stories").status_code == 200
    assert clients["reader"].post("/v1/articles", json=[]).status_code == 403
    assert clients["reader"].delete("/v1/articles/a-1").status_code == 403
    assert clients["reader"].get("/v1/webhooks").status_code == 403
    assert clients["reader"].get("/metrics").status_code == 403
    assert clients["wire"].post("/v1/articles", json=[]).status_code == 200
    assert clients["wire"].get("/v1/stories").status_code == 403
    assert clients["wire"].get("/stories").status_code == 403


def test_feed_readers_may_use_basic(two):
    """A feed reader gives the token as the password of HTTP Basic."""
    served, clients = two
    secret = clients["reader"].headers["Authorization"].removeprefix("Bearer ")
    assert httpx.get(f"{served.address}feeds/stories.atom", auth=("anybody", secret)).status_code == 200


def test_no_route_reads_another_workspace(two):
    """What one workspace has is nowhere in any answer to the other's token, over every route and every id."""
    _, clients = two
    taken = clients["gull"].post("/v1/articles", json=list(AUK)).json()["items"]
    article, story = taken[0]["receipt"]["article"], taken[0]["receipt"]["story"]
    clients["gull"].get(f"/v1/stories/{story}?wait=30")
    hook = clients["gull"].post("/v1/webhooks", json={"url": "https://hook.example/x"}).json()
    job = clients["gull"].post("/v1/jobs", json={"url": "http://127.0.0.1/x"}).json()
    (hook_id, job_id) = hook["id"], job["id"]
    ids = {"{story}": story, "{article}": article, "{hook}": hook_id, "{job}": job_id}
    telling = ("Auk", "Ostby", "Brook", article, story, hook_id)
    asked = 0
    document = clients["tern"].get("/schema/openapi.json").json()
    for path, methods in document["paths"].items():
        where = path
        for name, value in ids.items():
            where = where.replace(name, value)
        for method in methods:
            for query in ("", f"?words=Auk&speaker=Brook&story={story}&start=0&end=5"):
                body = {"json": {"story": story, "text": "The ferry Auk sank."}} if path == "/v1/check" else {}
                answer = clients["tern"].request(method, where + query, **body)
                asked += 1
                echoed = answer.text.replace(where + query, "").replace(where, "")
                found = [t for t in telling if t in echoed]
                assert answer.status_code >= 400 or not found, (method, where, answer.text[:300])
                assert not {"Ostby", "Brook", "lights go out"} & set(found), (method, where)
    for page in (
        f"/stories/{story}",
        f"/stories/{story}.json",
        f"/articles/{article}",
        "/feeds/stories.atom",
        "/stories",
        "/search?words=Auk",
    ):
        answer = clients["tern"].get(page)
        asked += 1
        assert "Ostby" not in answer.text
        assert "lights go out" not in answer.text
    assert asked > 60
    assert clients["gull"].get(f"/v1/articles/{article}").status_code == 200  # nothing of it was taken away either
    assert clients["gull"].get("/v1/webhooks").json()["items"][0]["id"] == hook_id


def test_excerpts_only_for_readers_by_token(two):
    """A reader by token gets no whole report unless the server was started with --full-text."""
    _, clients = two
    story = clients["gull"].post("/v1/articles", json=list(AUK)).json()["items"][0]["receipt"]["story"]
    clients["gull"].get(f"/v1/stories/{story}?wait=30")
    assert clients["reader"].get(f"/v1/stories/{story}/export?form=html&full_text=true").status_code == 403
    assert clients["reader"].get(f"/v1/stories/{story}/export?form=html").status_code == 200


def test_token_is_made_as_json(tmp_path):
    """For programs the new token is JSON."""
    made = json.loads(token(tmp_path, "new", "ada", "--json"))
    assert made["scopes"] == ["read"]
    assert made["token"].startswith("tell_")
    assert token(tmp_path, "list").startswith("ada  read  library")
    token(tmp_path, "revoke", "ada")
    assert token(tmp_path, "list") == ""
