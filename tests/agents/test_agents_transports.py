"""The door over both transports, as the protocol's own client of today and of before opens it."""

import http.client
import json
import os
import signal
import subprocess
import sys
from urllib.parse import urlsplit

import pytest
from mcp import Client
from playing import fits, play
from serving_mcp import COMMAND, listening, streams

from tellings.agents.asked import LONGEST_TEXT
from tellings.agents.tools import TOOLS
from tellings.service.access import Registry, write_registry

MODES = ("auto", "legacy")  # 2026-07-28 without a handshake; 2025-11-25 and before with one


@pytest.fixture(scope="module")
def address(demo_address):
    """Return the address of a door over HTTP."""
    with listening(demo_address) as where:
        yield where


@pytest.fixture
def door(request, demo_address):
    """Return what a client is given to reach the door over a transport."""
    return streams(demo_address) if request.param == "streams" else request.getfixturevalue("address")


def calls(story):
    """Return a call of every tool."""
    sentence = story.brief.sentences[0]
    cited = sentence.citations[0]
    return {
        "list_stories": {"limit": 2},
        "search": {"words": "sirens"},
        "get_story": {"story": story.id},
        "who_said": {"story": story.id, "limit": 3},
        "conflicts": {"story": story.id},
        "origins": {"story": story.id},
        "cite": {"article": cited.article, "start": cited.start, "end": cited.end},
        "check_text": {"story": story.id, "text": sentence.text},
    }


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("door", ["streams", "http"], indirect=True)
def test_every_tool_over_the_wire(door, mode, server, story):
    """Over each transport and protocol every tool answers as it does in this process, by the schema it gave."""

    async def talk(where, **given):
        async with Client(where, **given) as client:
            listed = {t.name: t for t in (await client.list_tools()).tools}
            answers = {name: await client.call_tool(name, arguments) for name, arguments in calls(story).items()}
            return listed, answers, client.instructions, client.protocol_version

    listed, answers, instructions, version = play(lambda: talk(door, mode=mode))
    _, here, told, _ = play(lambda: talk(server))
    assert set(listed) == set(TOOLS) == set(answers)
    assert (version == "2026-07-28") == (mode == "auto")
    assert instructions == told
    for name, answer in answers.items():
        assert not answer.is_error, answer.content[0].text
        fits(listed[name].output_schema, answer.structured_content)
        fits(listed[name].input_schema, calls(story)[name])
        assert listed[name].annotations.read_only_hint is True
        assert answer.structured_content == here[name].structured_content
        assert answer.content == here[name].content


@pytest.mark.parametrize("door", ["streams", "http"], indirect=True)
def test_calls_side_by_side(door, story):
    """Thirty calls at once are all answered, each with its own answer."""

    async def talk():
        import asyncio

        async with Client(door) as client:
            wanted = [("conflicts", {"story": story.id, "limit": 1 + n % 5}) for n in range(30)]
            return await asyncio.gather(*(client.call_tool(name, arguments) for name, arguments in wanted))

    answers = play(talk)
    assert [len(a.structured_content["conflicts"]) for a in answers] == [min(1 + n % 5, len(story.conflicts)) for n in range(30)]


def test_nothing_heavy_is_loaded_before_it_is_used():
    """The server lists its tools without the database's library, numbers, weights, or the parser of pages."""
    heavy = ("sqlalchemy", "numpy", "scipy", "lxml", "onnxruntime", "trafilatura", "litestar")
    code = (
        "import sys; from tellings.agents import make_server, serve_streams; from tellings.agents.tools import TOOLS; "
        "from tellings.agents.schemas import schema_of, takes; make_server(lambda name: None); "
        "[(takes(n, t.takes), schema_of(t.gives)) for n, t in TOOLS.items()]; "
        f"print([m for m in {heavy!r} if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(("how", "code"), [(None, 0), (signal.SIGINT, -2), (signal.SIGTERM, -15)])
def test_it_ends_when_it_is_told_to(demo_address, how, code):
    """When the assistant closes the streams, and on a signal, the process ends at once and leaves nothing on stderr."""
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    hello = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "a test", "version": "1"}}
    with subprocess.Popen([COMMAND, "mcp", "--library", demo_address], **pipes) as process:
        process.stdin.write(json.dumps({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": hello}) + "\n")
        process.stdin.flush()
        assert json.loads(process.stdout.readline())["result"]["serverInfo"]["name"] == "tellings"
        if how is None:
            process.stdin.close()
        else:
            process.send_signal(how)
        assert process.wait(20) == code
        assert process.stderr.read() == ""


def post(address, body, **headers):
    """Return the status and the body of a request made by hand."""
    where = urlsplit(address)
    connection = http.client.HTTPConnection(where.hostname, where.port, timeout=20)
    usual = {"Content-Type": "application/json", "Accept": "application/json, text/event-stream"}
    connection.request("POST", where.path, body, {**usual, **headers})
    answer = connection.getresponse()
    return answer.status, answer.read()


def opened(address, body, **headers):
    """Return the id of a session that a request opens."""
    where = urlsplit(address)
    connection = http.client.HTTPConnection(where.hostname, where.port, timeout=20)
    usual = {"Content-Type": "application/json", "Accept": "application/json, text/event-stream"}
    connection.request("POST", where.path, body, {**usual, **headers})
    return connection.getresponse().headers["Mcp-Session-Id"]


LIST = json.dumps({"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {}})


@pytest.mark.parametrize("version", [{}, {"MCP-Protocol-Version": "2026-07-28"}], ids=["before", "today"])
@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Host": "evil.example"}, 421),
        ({"Host": "127.0.0.1.evil.example"}, 421),
        ({"Host": "localhost:1"}, 421),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://localhost:1"}, 403),
        ({"Content-Type": "text/plain"}, 400),
    ],
)
def test_pages_elsewhere_are_turned_away(address, headers, status, version):
    """A page whose name was pointed at this machine, and a page of any other origin, is not answered (DNS rebinding)."""
    assert post(address, LIST, **headers, **version)[0] == status


def test_what_is_too_large_is_turned_away(address):
    """A request larger than any that is needed is not read; one with the longest text that may be graded is."""
    assert post(address, b'{"a": "' + b"x" * 300_000 + b'"}')[0] == 413
    call = {
        "jsonrpc": "2.0",
        "id": 1,
        "method": "tools/call",
        "params": {"name": "check_text", "arguments": {"text": "é" * LONGEST_TEXT}},
    }
    assert post(address, json.dumps(call))[0] != 413


def test_nobody_else_is_let_in_without_a_token(demo_address, tmp_path):
    """An address that others can reach is refused unless there is a token to ask for; so is an empty file of tokens."""
    write_registry(tmp_path / "tokens.json", Registry())
    for more in ([], ["--tokens", tmp_path / "tokens.json"]):
        command = [COMMAND, "mcp", "--http", "--host", "0.0.0.0", "--library", demo_address, *map(str, more)]
        mine = {**os.environ, "XDG_DATA_HOME": str(tmp_path)}
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60, env=mine)
        assert done.returncode == 2
        assert "0.0.0.0 can be reached by others" in done.stderr
        assert "tellings token new" in done.stderr


def test_a_token_opens_its_own_library_alone(demo_address, tmp_path, story):
    """Without a token, with a wrong or a revoked one, nothing is answered; with one, its own library and no other."""
    other = tmp_path / "other.db"
    (tmp_path / "auk.txt").write_text(
        "The Auk sinks\n\nThe ferry Auk sank off Ostby on Monday, the harbour office said.\n", "utf-8"
    )
    read = [COMMAND, "read", str(tmp_path / "auk.txt"), "--library", str(other), "-q"]
    assert subprocess.run(read, check=False, capture_output=True).returncode == 0
    registry, first = Registry().with_new("ada", ["read"])
    registry, second = registry.with_new("ben", ["read"], "other", str(other))
    registry, third = registry.with_new("cleo", ["ingest"])
    file = tmp_path / "tokens.json"
    write_registry(file, registry)

    async def talk(address, secret, mode):
        import httpx2
        from mcp.client.streamable_http import streamable_http_client

        web = httpx2.AsyncClient(headers={"Authorization": f"Bearer {secret}"})
        async with web, Client(streamable_http_client(address, http_client=web), mode=mode) as client:
            stories = (await client.call_tool("list_stories", {})).structured_content["stories"]
            return {s["id"] for s in stories}, await client.call_tool("conflicts", {"story": story.id})

    with listening(demo_address, "--tokens", str(file)) as address:
        assert post(address, LIST)[0] == 401
        for given in (
            "Bearer",
            "Bearer ",
            f"Basic {first}",
            "Bearer tell_wrong",
            f"Bearer {third}",
            f"Bearer {first}, {first}",
            first,
        ):
            assert post(address, LIST, Authorization=given)[0] == 401
        for mode in MODES:
            stories, conflicts = play(lambda mode=mode: talk(address, first, mode))
            assert story.id in stories
            assert not conflicts.is_error
            stories, conflicts = play(lambda mode=mode: talk(address, second, mode))
            assert stories
            assert story.id not in stories
            assert conflicts.is_error
        hello = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "a test", "version": "1"}}
        begin = json.dumps({"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": hello})
        session = opened(address, begin, Authorization=f"Bearer {first}")
        assert post(address, LIST, Authorization=f"Bearer {first}", **{"Mcp-Session-Id": session})[0] == 200
        assert post(address, LIST, Authorization=f"Bearer {second}", **{"Mcp-Session-Id": session})[0] == 404
        write_registry(file, registry.without("ada"))
        assert post(address, LIST, Authorization=f"Bearer {first}")[0] == 401
