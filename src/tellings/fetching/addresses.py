"""Which addresses belong to public servers. `ipaddress.is_global` is wrong about several, so the table is our own."""

import ipaddress
from collections.abc import Iterable
from functools import cache
from typing import Any

from tellings.language.tables import load_table

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

# where a server stands that a person named for itself: this machine, the same house, the same private network, never link-local
HOME = ("127.0.0.0/8", "::1/128", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fc00::/7")
METADATA = ("fd00:ec2::254/128", "fd20:ce::254/128", "100.100.100.200/32")  # of clouds, within networks that look like one's own
HANDED_OUT = ipaddress.ip_network("2000::/3")  # global unicast, the only IPv6 space that registries give away (RFC 4291, IANA)


def why_not(address: str, also: Iterable[str] = ()) -> str | None:
    """Return what is wrong with connecting to an address, None when nothing is.

    ``also`` are networks that are fine although they are not public.

    >>> why_not("127.0.0.1")
    'this machine (loopback)'
    >>> why_not("64:ff9b::a00:1")
    'an IPv4 address behind a translator (NAT64): 10.0.0.1, a private network'
    >>> why_not("10.1.2.3", also=["10.1.0.0/16"])
    """
    try:
        asked = ipaddress.ip_address(address)
    except ValueError:
        return "no address at all"
    if getattr(asked, "scope_id", None) is not None:
        return "an address of one network card (zone id)"
    return None if any(asked in net for net in networks(tuple(also))) else _judge(asked)


def why_not_home(address: str, also: Iterable[str] = (), *, plain: bool) -> str | None:
    """Return what is wrong with an address of a server that a person named; ``plain`` says that it is asked without TLS.

    >>> why_not_home("127.0.0.1", plain=True)
    >>> why_not_home("169.254.169.254", plain=True)
    'link-local, where clouds keep their metadata'
    >>> why_not_home("9.9.9.9", plain=True)
    'a public server, and what is sent to it without TLS could be read on the way'
    """
    wrong = why_not(address, (*HOME, *also))
    if wrong:
        return wrong
    if any(ipaddress.ip_address(address) in net for net in networks(METADATA)):
        return "where clouds keep their metadata"
    public = why_not(address) is None
    return "a public server, and what is sent to it without TLS could be read on the way" if plain and public else None


def is_address(host: str) -> bool:
    """Tell whether a host is an address in its plain spelling."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


@cache
def networks(also: tuple[str, ...]) -> tuple[Network, ...]:
    """Return networks given in CIDR notation; raise ValueError for one that is none."""
    return tuple(ipaddress.ip_network(net) for net in also)


def _judge(asked: Address) -> str | None:
    for net, entry in _table():
        if asked in net:
            inner = _inner(asked, entry)
            wrong = inner and _judge(inner)
            if entry.get("judged") and not wrong:
                return None
            return f"{entry['name']}: {inner}, {wrong}" if wrong else str(entry["name"])
    return None if asked.version == 4 or asked in HANDED_OUT else "not handed out to the public"


def _inner(asked: Address, entry: dict[str, Any]) -> ipaddress.IPv4Address | None:
    if "inner" not in entry:
        return None
    return ipaddress.IPv4Address(int(asked) >> (96 - entry["inner"]) & 0xFFFFFFFF)


@cache
def _table() -> tuple[tuple[Network, dict[str, Any]], ...]:
    """Return the networks of the table, narrower ones first."""
    rows = [(ipaddress.ip_network(entry["net"]), entry) for entry in load_table("fetching", "addresses.toml")["network"]]
    return tuple(sorted(rows, key=lambda row: (-row[0].prefixlen, str(row[0]))))
