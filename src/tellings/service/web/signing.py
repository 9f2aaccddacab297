"""``/sign-in`` and ``/sign-out``: a token kept in a cookie that scripts and other sites' pages never see."""

import time
from typing import Any

from litestar import Request, Response, get, post
from litestar.datastructures import Cookie

from tellings.service.asking import TheServer
from tellings.service.guard import COOKIE
from tellings.service.server import Server
from tellings.service.web.asked import texts
from tellings.service.web.forms import done, read_form
from tellings.service.web.rendering import answer, frame_of, render

KEPT = 30 * 24 * 3600  # seconds that a browser stays signed in; a token that is revoked is out at once
LONGEST = {"token": 200, "to": 500}
UNKNOWN = "This token is not known here."
TOO_SOON = "Too many tries. Wait a moment, then try once more."
START = "/stories"


@get("/sign-in", scope="free", include_in_schema=False, sync_to_thread=False)
def sign_in(request: Request[Any, Any, Any], server: TheServer) -> Response[bytes]:
    """Return the form; ``to`` is where to go afterwards."""
    given = texts(request)
    return _page(request, server, local(given.get("to", "")), out="out" in given)


@post("/sign-in", scope="free", include_in_schema=False)
async def let_in(request: Request[Any, Any, Any], server: TheServer) -> Response[Any]:
    """Let in whoever has a token."""
    form = await read_form(request, LONGEST)
    to = local(form["to"])
    if server.tokens is None:
        return done(to)
    client = request.client.host if request.client else ""
    if server.guesses.wait(client, time.monotonic()):
        return _page(request, server, to, wrong=TOO_SOON, status=429)
    if server.tokens.read().find(form["token"]) is None:
        return _page(request, server, to, wrong=UNKNOWN, status=403)
    response = done(to)
    response.set_cookie(_cookie(request, form["token"], KEPT))
    return response


@post("/sign-out", scope="free", include_in_schema=False, sync_to_thread=False)
def let_out(request: Request[Any, Any, Any]) -> Response[Any]:
    """Take the token out of the browser."""
    response = done("/sign-in?out=yes")
    response.set_cookie(_cookie(request, "", 0))
    return response


def _cookie(request: Request[Any, Any, Any], value: str, age: int) -> Cookie:
    secure = request.url.scheme == "https"
    return Cookie(key=COOKIE, value=value, max_age=age, path="/", httponly=True, samesite="strict", secure=secure)


def _page(
    request: Request[Any, Any, Any], server: Server, to: str, *, wrong: str = "", out: bool = False, status: int = 200
) -> Response[bytes]:
    frame = frame_of(request, "Sign in")
    return answer(request, render("sign_in.html", frame, status, to=to, wrong=wrong, out=out, needed=server.tokens is not None))


def local(address: str) -> str:
    r"""Return an address of this server, the stories for any other: a link may not lead somewhere else by way of us.

    >>> local("/stories/s-1?telling=2"), local("https://other.example/"), local("//other.example"), local("/\\other.example")
    ('/stories/s-1?telling=2', '/stories', '/stories', '/stories')
    """
    plain = address.startswith("/") and not address.startswith("//") and "\\" not in address and address.isprintable()
    return address if plain and address.isascii() else START
