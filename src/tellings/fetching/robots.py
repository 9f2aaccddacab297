"""robots.txt as RFC 9309 has it, parsed by protego.

protego keeps the rules of every group for every agent the group names: a hostile file of 500 kB could make that 10^8 rules. So a
file is first rewritten, in one pass, to three agents: ours, everybody, and one that stands for all others.
"""

import re
from typing import Any

from msgspec import Struct

AGENT = "tellings"
MOST = 512_000  # bytes that are looked at: the 500 KiB that RFC 9309 asks for at least
OTHERS = "-"
AGENT_LINE = re.compile(r"\s*user[- ]?agent\s*(?::|\s)\s*(.*)", re.IGNORECASE)


class Robots(Struct, frozen=True):
    """What one robots.txt of ``size`` bytes says to us.

    ``parsed`` None: everything is allowed, or with ``closed``, which says why, nothing is.
    """

    parsed: Any = None
    closed: str = ""
    size: int = 0

    def allows(self, url: str) -> bool:
        """Tell whether we may fetch a URL of this site: the longest rule that matches decides, and Allow wins a tie."""
        return not self.closed and (self.parsed is None or bool(self.parsed.can_fetch(url, AGENT)))

    @property
    def delay(self) -> float:
        """Return the Crawl-delay asked for, in seconds."""
        return float(self.parsed.crawl_delay(AGENT) or 0) if self.parsed is not None else 0.0


def parse_robots(body: bytes) -> Robots:
    r"""Return the rules of a robots.txt; what cannot be read in it is passed over.

    >>> parse_robots(b"User-agent: *\nDisallow: /inner/").allows("https://herald.example/inner/1")
    False
    """
    from protego import Protego

    body = body[:MOST]
    return Robots(parsed=Protego.parse(_ours(body.decode("utf-8-sig", "replace"))), size=len(body))


def _ours(text: str) -> str:
    """Rewrite the file to three agents, each named once a group."""
    lines: list[str] = []
    agents: set[str] = set()
    for line in text.splitlines():  # as protego splits: it also knows separators that no robots.txt is meant to have
        plain = line.partition("#")[0].strip()
        if not plain:
            continue
        agent = AGENT_LINE.fullmatch(plain)
        if not agent:
            agents.clear()
            lines.append(plain)
        elif (name := _agent(agent[1])) not in agents:
            agents.add(name)
            lines.append(f"User-agent: {name}")
    return "\n".join(lines)


def _agent(told: str) -> str:
    """Return whom a line of a group means; a product's version does not matter."""
    name = told.strip().lower()
    if name == "*":
        return "*"
    return AGENT if name.partition("/")[0].rstrip(" *") == AGENT else OTHERS
