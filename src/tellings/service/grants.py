"""What a request may do, once it has passed the guard."""

from msgspec import Struct

from tellings.service.access.tokens import SCOPES, USUAL, Scope


class Grant(Struct, frozen=True, kw_only=True):
    """The workspace of a request, what it may do there, whose it is; ``open``: nobody needs a token."""

    workspace: str = USUAL
    scopes: tuple[Scope, ...] = SCOPES
    name: str = ""
    open: bool = True

    def may(self, scope: Scope) -> bool:
        """Whether this is allowed; who may do everything may do each."""
        return scope in self.scopes or "admin" in self.scopes
