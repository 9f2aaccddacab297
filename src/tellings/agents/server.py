"""The server of the Model Context Protocol: lists the tools, calls them beside one another, turns every fault into words."""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Event
from typing import Any

import msgspec
from mcp import types
from mcp.server.lowlevel import Server
from mcp.shared.exceptions import MCPError

from tellings import __version__
from tellings.agents.lock import library_of
from tellings.agents.schemas import schema_of, takes
from tellings.agents.tables import told
from tellings.agents.tools import TOOLS, Tool
from tellings.errors import TellingsError

AT_ONCE = 8  # calls answered side by side; more wait. Telling is one at a time anyway, and a store gives as many snapshots
HINTS = types.ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)
LOGGER = logging.getLogger("tellings.agents")


def make_server(get_librarian: Callable[[str], Any]) -> "Server[Any]":
    """Return the server. ``get_librarian`` opens a library when the first call comes, so that the door itself opens at once.

    It is given the name of the library that a request may read, and may be called from several threads.
    """
    pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="answer")

    async def list_tools(_ctx: Any, _params: types.PaginatedRequestParams | None) -> types.ListToolsResult:
        return types.ListToolsResult(tools=[_listed(tool) for tool in TOOLS.values()])

    async def call_tool(ctx: Any, params: types.CallToolRequestParams) -> types.CallToolResult:
        tool = TOOLS.get(params.name)
        if tool is None:
            known = ", ".join(TOOLS)
            raise MCPError(types.INVALID_PARAMS, f"there is no tool {params.name[:60]!r} here; there are {known}")
        stop = Event()
        try:
            run = partial(_answer, tool, params.arguments or {}, partial(get_librarian, library_of(ctx.request)), stop)
            return await asyncio.get_running_loop().run_in_executor(pool, run)
        finally:
            stop.set()  # a call that was cancelled leaves nobody who waits: the work ends at its next step

    server = Server(
        "tellings",
        version=__version__,
        title="tellings",
        instructions=told()["instructions"].strip(),
        on_list_tools=list_tools,
        on_call_tool=call_tool,
        get_tool_input_schema=lambda name: takes(name, TOOLS[name].takes) if name in TOOLS else None,
    )
    server.middleware.clear()  # tracing: nothing about what is asked leaves this process
    return server


def _listed(tool: Tool) -> types.Tool:
    return types.Tool(
        name=tool.name,
        title=tool.title,
        description=tool.says,
        input_schema=takes(tool.name, tool.takes),
        output_schema=schema_of(tool.gives),
        annotations=HINTS,
    )


def _answer(tool: Tool, arguments: dict[str, Any], get_librarian: Callable[[], Any], stop: Event) -> types.CallToolResult:
    """Return an answer, or what went wrong in words that help; never a traceback."""
    from tellings.agents.librarian import StoppedError
    from tellings.agents.words import to_words

    try:
        answer = tool.run(get_librarian(), tool.read(arguments), stop)
        structure, words = msgspec.to_builtins(answer), to_words(answer)
    except TellingsError as error:
        return _refusal(str(error))
    except StoppedError:
        return _refusal("the call was cancelled; nothing was left half done")
    except Exception as error:
        LOGGER.warning("%s failed", tool.name, exc_info=True)
        return _refusal(
            f"a fault of ours in {tool.name}: {type(error).__name__}; the log of `tellings mcp -v` has more, please report it"
        )
    return types.CallToolResult(content=[types.TextContent(text=words)], structured_content=structure)


def _refusal(words: str) -> types.CallToolResult:
    from tellings.exports.visible import visible

    return types.CallToolResult(content=[types.TextContent(text=visible(words))], is_error=True)
