"""Which requests come from where they should: Host against DNS rebinding, Origin against other sites' pages."""

import ipaddress
from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

LOOPBACK = ("localhost", "127.0.0.1", "::1")
SAFE = ("GET", "HEAD", "OPTIONS")


class Hosts:
    """The names under which a server answers."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = frozenset(n.lower().rstrip(".").strip("[]") for n in names)

    def why_not(self, method: str, headers: Mapping[str, str]) -> tuple[int, str] | None:
        """Return the status and reason to refuse a request; None when it may pass. ``headers``: names in small letters."""
        host = headers.get("host", "")
        if _name(host) not in self.names:
            return 421, f"this server does not answer for the host {host[:100]!r}; start it with --allow-host to add a name"
        if headers.get("sec-fetch-site") == "cross-site" and (method not in SAFE or headers.get("sec-fetch-mode") != "navigate"):
            return 403, "pages of other sites may link here, and nothing else"
        origin = headers.get("origin")
        if origin is not None and method not in SAFE and not self._is_ours(origin, host):
            return 403, f"a page of {origin[:100]!r} may not change anything here"
        return None

    def _is_ours(self, origin: str, host: str) -> bool:
        """Tell whether an Origin is this server: the same name and port as the Host that passed (RFC 6454)."""
        try:
            asked = urlsplit(origin)
            return asked.scheme in ("http", "https") and asked.netloc.lower() == host.lower()
        except ValueError:
            return False


def _name(host: str) -> str:
    """Return the name in a Host header without its port; "" when it is none."""
    try:
        asked = urlsplit(f"//{host}")
        return (asked.hostname or "").rstrip(".") if asked.netloc == host and "@" not in host and asked.port != 0 else ""
    except ValueError:
        return ""


def is_loopback(host: str) -> bool:
    """Whether an address or name to listen on can be reached from this machine alone."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
