"""Whether a request of the API asks for anything that the API does not know: a misspelt filter must not be no filter."""

from difflib import get_close_matches

from litestar import Litestar
from litestar.connection import ASGIConnection
from litestar.handlers import BaseRouteHandler
from litestar.openapi.spec import Operation, Parameter

from tellings.errors import UsageError

Known = dict[tuple[str, str], frozenset[str]]


def read_known(app: Litestar) -> Known:
    """Return the parameters of a query that the OpenAPI document names, by path and method."""
    known: Known = {}
    for path, item in (app.openapi_schema.paths or {}).items():
        for method in ("get", "post", "put", "patch", "delete"):
            told = getattr(item, method)
            if isinstance(told, Operation):
                given = (p for p in told.parameters or () if isinstance(p, Parameter))
                known[path, method.upper()] = frozenset(p.name for p in given if p.param_in == "query")
    return known


async def check_query(connection: ASGIConnection, _: BaseRouteHandler) -> None:  # type: ignore[type-arg]
    """Raise UsageError, with the known ones, where a query has a parameter that the document does not name."""
    asked = connection.scope["path_template"], connection.scope["method"]  # type: ignore[typeddict-item]
    known: frozenset[str] | None = connection.app.state.known.get(asked)
    if known is None:  # OPTIONS: about the route, not of it
        return
    for name in connection.query_params:
        if name not in known:
            near = get_close_matches(name, known, n=1)
            meant = f"did you mean {near[0]!r}? " if near else ""
            raise UsageError(f"there is no parameter {name[:60]!r} here; {meant}known: {', '.join(sorted(known)) or 'none'}")
