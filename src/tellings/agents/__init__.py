"""The agents' door: what a library holds, for assistants that speak the Model Context Protocol. The verb is ``make_server``."""

__all__ = ["make_server", "serve_http", "serve_streams"]

from typing import Any


def __getattr__(name: str) -> Any:
    """Load the server when it is asked for: the protocol's library is an extra and takes half a second."""
    if name == "make_server":
        from tellings.agents.server import make_server

        return make_server
    if name in ("serve_http", "serve_streams"):
        from tellings.agents import listening

        return getattr(listening, name)
    raise AttributeError(name)
