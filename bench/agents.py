"""What an assistant pays: the size of usual answers on the demo story, and how long each takes once the story is told.

    python -m bench.agents

Sizes are characters of JSON and of words, four of them about one token of English. Times are the least of five, in this process.
"""

import asyncio
import json
import resource
import sys
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from mcp import Client

import tellings
from bench.clock import cpu_of_process
from bench.clock import tellings as command
from tellings.agents import make_server
from tellings.agents.librarian import Librarian
from tellings.intake import read_all
from tellings.library import Brought, Library, Teller

TIMES = 5
CHECKED = (
    "Two ministers walked along the crest of the Hallin Dam on Thursday. Nobody was hurt. The gate had been inspected in February."
)


def calls(story: str, finding: str) -> list[tuple[str, dict[str, Any]]]:
    """Return usual calls."""
    told = {"story": story}
    parts = ("brief", "reports", "claims", "timeline", "wording", "updates")
    return [
        ("list_stories", {}),
        ("search", {"words": "gate"}),
        *(("get_story", told | {"part": part}) for part in parts),
        ("who_said", told),
        ("who_said", {"speaker": "Osk"}),
        ("conflicts", told),
        ("conflicts", told | {"detail": "full", "limit": 50}),
        ("origins", told),
        ("cite", told | {"finding": finding}),
        ("check_text", told | {"text": CHECKED}),
    ]


async def measure(library: Library) -> None:
    """Print a line for each usual call."""
    librarian = Librarian(library, Teller(library.store))
    with library.store.reading() as reader:
        largest = reader.list_stories(order="largest", limit=1).items[0].id
    story = librarian.teller.tell(largest).story
    async with Client(make_server(lambda name: librarian)) as client:
        tools = (await client.list_tools()).tools
        takes = sum(len(json.dumps([t.name, t.description, t.input_schema])) for t in tools)
        gives = sum(len(json.dumps(t.output_schema)) for t in tools)
        print(f"{len(tools)} tools: names, descriptions, arguments {takes:,}; answers' schemas {gives:,}; the story whole ", end="")
        print(f"{len(json.dumps(json.loads(_whole(story)), ensure_ascii=False)):,} characters")
        print(f"{'call':52} {'JSON':>7} {'words':>7} {'ms':>6}")
        for name, arguments in calls(story.id, story.conflicts[0].id):
            least = 60.0
            for _ in range(TIMES):
                began = perf_counter()
                answer = await client.call_tool(name, arguments)
                least = min(least, perf_counter() - began)
            told = " ".join(f"{k}={str(v)[:14]}" for k, v in arguments.items() if k != "story")
            size = len(json.dumps(answer.structured_content, ensure_ascii=False))
            print(f"{name + ' ' + told:52} {size:7,} {len(answer.content[0].text):7,} {1000 * least:6.0f}")


def _whole(story: Any) -> bytes:
    import msgspec

    return msgspec.json.encode(story)


def start(library: str) -> None:
    """Print what it costs from the start of the process to the list of tools, as processor time and times a bare python."""
    hello = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "bench", "version": "1"}}
    lines = (
        {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": hello},
        {"jsonrpc": "2.0", "method": "notifications/initialized"},
        {"jsonrpc": "2.0", "id": 2, "method": "tools/list"},
    )
    spent = []
    for _ in range(TIMES):
        before = _cpu_of_children()
        with Popen([command(), "mcp", "--library", library], stdin=PIPE, stdout=PIPE, stderr=DEVNULL, text=True) as process:
            assert process.stdin
            assert process.stdout
            process.stdin.write("".join(json.dumps(line) + "\n" for line in lines))
            process.stdin.flush()
            answers = [json.loads(process.stdout.readline()) for _ in range(2)]
            process.stdin.close()
        assert answers[1]["result"]["tools"]
        spent.append(_cpu_of_children() - before)
    bare = cpu_of_process(sys.executable, "-c", "pass")
    least = min(spent)
    print(f"from the start to the list of tools: {1000 * least:.0f} ms of a processor, {least / bare:.0f} times a bare python")


def _cpu_of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    """Read the demo pile into a library and measure."""
    pile = Path(tellings.__file__).parent / "demo" / "pile"
    articles, _, _ = read_all([str(pile)])
    with TemporaryDirectory() as folder, Library.open(f"{folder}/demo.db") as library:
        library.take([Brought(a) for a in articles])
        asyncio.run(measure(library))
        start(f"{folder}/demo.db")


if __name__ == "__main__":
    main()
