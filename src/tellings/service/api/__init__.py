"""The HTTP API, version 1."""

from litestar import Router

from tellings.service.api import articles, corrections, events, exporting, hooks, stories, work
from tellings.service.parameters import check_query

ROOMS = (stories, exporting, articles, corrections, events, work, hooks)


def make_router() -> Router:
    """Return the routes of ``/v1``."""
    return Router(
        "/v1",
        route_handlers=[route for room in ROOMS for route in room.ROUTES],
        tags=["v1"],
        guards=[check_query],
    )
