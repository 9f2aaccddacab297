"""What routes are given: the server, the workspace of the request, and what it may do there."""

import asyncio
from typing import Any

from litestar import Request
from litestar.connection import ASGIConnection
from litestar.di import NamedDependency
from litestar.exceptions import PermissionDeniedException
from litestar.handlers import BaseRouteHandler

from tellings.errors import FetchError, UsageError
from tellings.fetching.urls import find_target
from tellings.service.grants import Grant
from tellings.service.guard import KEY, SLASH, Passed
from tellings.service.server import Server
from tellings.service.workspaces import Workspace

TheServer = NamedDependency[Server]
TheWorkspace = NamedDependency[Workspace]
TheGrant = NamedDependency[Grant]


def passed(connection: ASGIConnection[Any, Any, Any, Any]) -> Passed:
    """Return what the guard found out about a request."""
    found: Passed = connection.scope[KEY]  # type: ignore[literal-required]
    return found


def give_server(request: Request[Any, Any, Any]) -> Server:
    """Return the server."""
    found: Server = request.app.state.server
    return found


def give_grant(request: Request[Any, Any, Any]) -> Grant:
    """Return what the request may do."""
    return passed(request).grant


def find_workspace(request: Request[Any, Any, Any]) -> Workspace:
    """Return the workspace of the request, that of its token, the usual one without; opened where it is not open yet."""
    return give_server(request).workspaces.get(passed(request).grant.workspace)


async def give_workspace(request: Request[Any, Any, Any]) -> Workspace:
    """Return the workspace of the request; only one that has to be opened costs a thread."""
    held = give_server(request).workspaces.at_hand(passed(request).grant.workspace)
    return held if held is not None else await asyncio.to_thread(find_workspace, request)


async def check_scope(connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler) -> None:
    """Let pass who may do what a route does: it names its ``scope``, or is for reading; ``free`` ones are for everybody.

    Raises PermissionDeniedException (403).
    """
    scope = handler.opt.get("scope", "read")
    if scope != "free" and not passed(connection).grant.may(scope):
        raise PermissionDeniedException(f"the token does not have the scope {scope!r}; `tellings token new` makes one that has")


async def give_slashes_back(connection: ASGIConnection[Any, Any, Any, Any], _: BaseRouteHandler) -> None:
    """Have names that hold a slash (ids that are addresses) be what they are, now that the route is found."""
    params = connection.scope["path_params"]
    for name, value in params.items():
        if isinstance(value, str) and SLASH in value:
            params[name] = value.replace(SLASH, "/")


def check_address(server: Server, url: str) -> None:
    """Raise UsageError, which says why, for an address that could never be asked by the rules of this server."""
    try:
        find_target(url, server.serving.caps.rules)
    except FetchError as error:
        raise UsageError(error.reason) from error


def sees_texts(connection: ASGIConnection[Any, Any, Any, Any]) -> bool:
    """Whether whole reports may be shown: to the library's owner on their own machine, to others where the server says so."""
    server: Server = connection.app.state.server
    return passed(connection).grant.open or server.serving.full_text
