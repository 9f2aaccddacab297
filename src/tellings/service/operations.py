"""What whoever runs a server asks: whether it lives, whether it is ready, its numbers."""

import asyncio

from litestar import Response, get

from tellings.errors import TellingsError
from tellings.service.asking import TheServer


@get("/healthz", scope="free", include_in_schema=False, sync_to_thread=False, media_type="text/plain")
def is_alive() -> str:
    """Answer as long as the server does."""
    return "ok\n"


@get("/readyz", scope="free", include_in_schema=False, media_type="text/plain")
async def is_ready(server: TheServer) -> Response[str]:
    """Answer 200 when every library can be read and both processes run, else 503 and why not."""
    try:
        for workspace in server.workspaces.opened():
            await asyncio.to_thread(workspace.last_move)
        if server.tokens is not None:
            server.tokens.read()
    except TellingsError as error:  # which may say where things lie, to anybody
        server.log(f"not ready: {error}")
        return Response("a library, or the tokens, cannot be read\n", status_code=503, media_type="text/plain")
    down = [worker.name for worker in (server.taker, server.narrator) if not worker.is_up]
    told = f"not running: {', '.join(down)}\n" if down else "ready\n"
    return Response(told, status_code=503 if down else 200, media_type="text/plain")


@get("/metrics", include_in_schema=False, scope="admin", sync_to_thread=True)
def tell_metrics(server: TheServer) -> Response[bytes]:
    """Return the numbers of the server, for Prometheus."""
    return Response(server.metrics.text(), media_type="text/plain; version=0.0.4")


OPERATIONS = [is_alive, is_ready, tell_metrics]
