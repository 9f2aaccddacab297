"""The server as an ASGI application."""

import re
import traceback
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode

from litestar import Litestar, MediaType, Request, Response
from litestar.di import Provide
from litestar.exceptions import HTTPException, MethodNotAllowedException, NotFoundException
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import OpenAPIRenderPlugin
from litestar.serialization import decode_json, encode_json

from tellings.errors import TellingsError
from tellings.service.api import make_router
from tellings.service.asking import check_scope, find_workspace, give_grant, give_server, give_slashes_back, give_workspace, passed
from tellings.service.feeds import FEEDS
from tellings.service.guard import SLASH, App, Guard
from tellings.service.methods import allow, name_methods
from tellings.service.moved import MovedError
from tellings.service.operations import OPERATIONS
from tellings.service.parameters import read_known
from tellings.service.problems import MEDIA_TYPE, Problem, problem, problem_of
from tellings.service.server import Server
from tellings.service.settings import Serving
from tellings.service.web import answer, is_page, make_pages, problem_page

GONE = "client disconnected prematurely"  # what Litestar says of a body that broke off, and calls a fault of the server
GENERIC = re.compile(rb"Page_(?:tellings\.[a-z_.]+\.)?(\w+?)_(?=\")")  # Page_tellings.model.telling.StoryCard_


def make_app(server: Server) -> App:
    """Return the application of a server, its guard before it."""
    inner: Any = make_inner(server)
    return Guard(inner, server.hosts, server.tokens, server.rates, server.metrics, server.log)


def make_inner(server: Server) -> Litestar:
    """Return the routes behind the guard."""

    @asynccontextmanager
    async def running(app: Litestar) -> AsyncIterator[None]:
        app.state.server, app.state.known = server, read_known(app)
        await server.start()
        try:
            yield
        finally:
            await server.stop()

    return Litestar(
        [make_router(), *OPERATIONS, *FEEDS, *make_pages()],
        before_send=[name_methods],
        guards=[give_slashes_back, check_scope],
        lifespan=[running],
        dependencies={
            "server": Provide(give_server, sync_to_thread=False),
            "workspace": Provide(give_workspace),
            "grant": Provide(give_grant, sync_to_thread=False),
        },
        exception_handlers={HTTPException: _refused, TellingsError: _failed, Exception: _failed},
        openapi_config=OpenAPIConfig(
            title="tellings",
            version="1",
            summary="What many reports of one event say together, every statement with its passages.",
            path="/schema",
            render_plugins=[_Document(path="/openapi.json", media_type=MediaType.JSON)],
            use_handler_docstrings=True,
        ),
        request_max_body_size=server.serving.body,
    )


def _refused(request: Request[Any, Any, Any], error: HTTPException) -> Response[Any]:
    errors = tuple(error.extra) if isinstance(error.extra, list) else ()
    status = 400 if error.detail == GONE else error.status_code
    told = problem(status, _says(request, error, errors), passed(request).request_id, errors)
    headers = dict(error.headers or {})
    if "allow" in headers:
        headers["allow"] = allow(headers["allow"].split(", "))
    return _tell(request, told, headers)


def _says(request: Request[Any, Any, Any], error: HTTPException, errors: tuple[dict[str, Any], ...]) -> str:
    """Return what is wrong and what to do, where Litestar says no more than the name of the status."""
    path = request.url.path.replace(SLASH, "%2F")[:200]
    if isinstance(error, NotFoundException) and error.detail == "Not Found":
        return f"there is nothing at {path!r}; /schema/openapi.json lists the routes of the API"
    if isinstance(error, MethodNotAllowedException):
        return f"{request.method} is not for {path!r}; the header Allow lists what is"
    if error.status_code == 413:
        most = request.app.state.server.serving.body
        return f"the body is larger than {most:,} bytes, the most that is taken at once; send it in parts"
    if errors:
        return "; ".join(map(_wrong, errors))
    return error.detail


def _wrong(error: dict[str, Any]) -> str:
    """Return what is wrong with a value; of a body that is not there Litestar says no more than the name of its parameter."""
    if error.get("message") == "'data'":
        return "there is no body; send JSON, as application/json"
    return f"{'body' if error.get('key') == 'data' else error.get('key')}: {error.get('message')}"


def _failed(request: Request[Any, Any, Any], error: Exception) -> Response[Any]:
    if isinstance(error, MovedError):
        return _moved(request, error)
    told, headers = problem_of(error, passed(request).request_id, owner=passed(request).grant.open)
    if told.status == 500:
        where = "".join(traceback.format_exception(error)[-3:])
        request.app.state.server.alarm(f"a fault of ours, in the request {passed(request).request_id}:\n{where}")
    elif told.status == 503:
        request.app.state.server.alarm(f"{passed(request).request_id} {error}")
    elif told.status > 500:
        request.app.state.server.log(f"{passed(request).request_id} {type(error).__name__}: {error}")
    return _tell(request, told, headers)


def _moved(request: Request[Any, Any, Any], error: MovedError) -> Response[Any]:
    """Answer 301 to the one story that an id leads to, under the same path; 410 where there are several, or none."""
    request_id, found = passed(request).request_id, error.found
    if found.state != "merged":
        return _tell(request, problem(410, str(error), request_id), {}, _parts(request, found.to))
    if request.method not in ("GET", "HEAD"):  # 301 would have the question asked again, as GET and without what was sent
        return _tell(request, problem(410, str(error), request_id), {})
    old, new = quote(found.story, safe=""), quote(found.to[0], safe="")
    path = f"/{request.url.path.lstrip('/')}".replace(f"/{old}", f"/{new}", 1)
    asked = [
        (k, found.to[0] if (k, v) == ("story", found.story) else v) for k, v in parse_qsl(request.url.query, keep_blank_values=True)
    ]
    query = f"?{urlencode(asked)}" if asked else ""
    return _tell(request, problem(301, str(error), request_id), {"Location": path + query})


def _parts(request: Request[Any, Any, Any], stories: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Return the addresses and titles of the stories that an id was split into."""
    with suppress(TellingsError), find_workspace(request).reading() as reader:
        return tuple((f"/stories/{quote(story, safe='')}", reader.get_story(story).title) for story in stories)
    return ()


def _tell(
    request: Request[Any, Any, Any], told: Problem, headers: dict[str, str], links: tuple[tuple[str, str], ...] = ()
) -> Response[Any]:
    """Answer with a problem: as a page to whoever reads pages, to programs as RFC 9457 has it."""
    found = passed(request)
    if not is_page(found.headers, request.url.path):
        return Response(told, status_code=told.status, media_type=MEDIA_TYPE, headers=headers)
    return answer(request, problem_page(told, found.request_id, found.grant, links), headers)


class _Document(OpenAPIRenderPlugin):
    """Gives the OpenAPI document with the names of our nouns: PageOfStoryCard, not the module of a story card."""

    def render(self, request: Request[Any, Any, Any], openapi_schema: dict[str, Any]) -> bytes:
        """Return the document."""
        return _named(openapi_schema)


def _named(found: dict[str, Any]) -> bytes:
    return GENERIC.sub(lambda m: b"PageOf" + m[1][:1].upper() + m[1][1:], encode_json(found))


def describe() -> dict[str, Any]:
    """Return the OpenAPI document, as ``/schema/openapi.json`` gives it."""
    inner = make_inner(Server(Serving(library="")))
    found: dict[str, Any] = decode_json(_named(inner.openapi_schema.to_schema()))
    return found
