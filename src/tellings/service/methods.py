"""What may be done with each route, as the header Allow says it (RFC 9110, 10.2.1)."""

from collections.abc import Iterable
from typing import Any

from litestar import Litestar
from litestar.datastructures import MutableScopeHeaders


def allow(methods: Iterable[str]) -> str:
    """Return the value of Allow; HEAD is answered wherever GET is, since the guard asks for a GET and sends no body.

    >>> allow(["POST", "GET", "OPTIONS"])
    'GET, HEAD, OPTIONS, POST'
    """
    found = set(methods)
    return ", ".join(sorted(found | ({"HEAD"} if "GET" in found else set())))


async def name_methods(message: Any, scope: Any) -> None:
    """Have the answer to OPTIONS name every method of the path: Litestar names those of the first handler that it was told of."""
    if scope["method"] == "OPTIONS" and message["type"] == "http.response.start" and "path_template" in scope:
        app: Litestar = scope["litestar_app"]
        methods = {m for route in app.routes if route.path_format == scope["path_template"] for m in getattr(route, "methods", ())}
        MutableScopeHeaders.from_message(message)["allow"] = allow(methods)
