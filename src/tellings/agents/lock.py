"""The lock of the door over HTTP: who has no token that may read stays out, and who has one reads its own library alone."""

from collections.abc import Callable
from typing import Any, NamedTuple

from mcp.server.auth.middleware.bearer_auth import AuthenticatedUser
from mcp.server.auth.provider import AccessToken

LIBRARY = "tellings.library"  # where a request carries the library it may read
USUAL = "library"  # the one of whoever needs no token
REFUSAL = b'{"error":"this server wants a token that may read: Authorization: Bearer ..."}'


class Bearer(NamedTuple):
    """Who bears a token, and which library it opens."""

    name: str
    library: str


Verify = Callable[[str], Bearer | None]


class Lock:
    """Plain ASGI before the door. The library is told by the token of each request, so no session of another can be used."""

    def __init__(self, app: Callable[..., Any], verify: Verify) -> None:
        self.app, self.verify = app, verify

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        """Let a request pass with its library, or answer 401."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        secret = _secret(scope["headers"])
        bearer = self.verify(secret) if secret else None
        if bearer is None:
            headers = [(b"content-type", b"application/json"), (b"www-authenticate", b'Bearer realm="tellings"')]
            await send({"type": "http.response.start", "status": 401, "headers": headers})
            await send({"type": "http.response.body", "body": REFUSAL})
            return
        # by the name the protocol's library knows whose a session is, and gives it to no other
        user = AuthenticatedUser(AccessToken(token="", client_id=bearer.name, scopes=["read"]))
        await self.app({**scope, "user": user, LIBRARY: bearer.library}, receive, send)


def _secret(headers: list[tuple[bytes, bytes]]) -> str:
    given = [value for name, value in headers if name.lower() == b"authorization"]
    kind, _, told = (given[0] if len(given) == 1 else b"").decode("latin-1").partition(" ")
    return told.strip() if kind.lower() == "bearer" else ""


def library_of(request: Any) -> str:
    """Return the library that a request may read."""
    return str(request.scope.get(LIBRARY, USUAL)) if request is not None else USUAL
