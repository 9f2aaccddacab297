"""What the tests of the agents' door share: a thread for each conversation, and schemas that are asked."""

import asyncio
import threading
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from jsonschema import Draft202012Validator
from mcp import Client

Result = TypeVar("Result")


def play(talk: Callable[[], Awaitable[Result]]) -> Result:
    """Return what a conversation comes to; it has a thread of its own, since a browser's loop may run in this one."""
    came: list[Any] = []

    def run() -> None:
        try:
            came.extend((asyncio.run(talk()), None))  # type: ignore[arg-type]
        except BaseException as error:
            came.extend((None, error))

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join()
    result, error = came
    if error is not None:
        raise error
    return result


def ask(server: Any, name: str, **arguments: Any) -> Any:
    """Return the result of one call to a server in this process."""

    async def talk() -> Any:
        async with Client(server) as client:
            return await client.call_tool(name, arguments)

    return play(talk)


def told(server: Any, name: str, **arguments: Any) -> dict[str, Any]:
    """Return the structure of an answer; it has to be one, with words beside it."""
    result = ask(server, name, **arguments)
    assert not result.is_error, result.content[0].text
    assert result.content[0].text
    return result.structured_content


def refused(server: Any, name: str, **arguments: Any) -> str:
    """Return the words of a refusal."""
    result = ask(server, name, **arguments)
    assert result.is_error, result.structured_content
    assert result.structured_content is None
    words: str = result.content[0].text
    assert "Traceback" not in words
    assert "fault of ours" not in words
    return words


def fits(schema: dict[str, Any], value: Any) -> None:
    """Check a value against a schema."""
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(value)


def passages_in(value: Any) -> list[dict[str, Any]]:
    """Return every passage in an answer."""
    if isinstance(value, list):
        return [p for each in value for p in passages_in(each)]
    if not isinstance(value, dict):
        return []
    here = [value] if {"article", "start", "end", "exact"} <= value.keys() else []
    return here + [p for each in value.values() for p in passages_in(each)]
