"""Which addresses a fetcher connects to: the edges of every network that belongs to no public server."""

import ipaddress
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tellings.fetching.addresses import HANDED_OUT, why_not
from tellings.language.tables import load_table

CASES = json.loads((Path(__file__).parent / "cases" / "addresses.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("address", "public", "says"), CASES, ids=str)
def test_every_address_of_the_table(address: str, public: bool, says: str) -> None:
    """A public address is fine, any other is refused with the name of its network."""
    wrong = why_not(address)
    assert (wrong is None) is public
    assert says in (wrong or "")


def test_the_table_of_cases_is_long() -> None:
    """At least sixty addresses that are refused, and each network of the table among them."""
    refused = [address for address, public, _ in CASES if not public]
    assert len(refused) >= 60
    for entry in load_table("fetching", "addresses.toml")["network"]:
        net = ipaddress.ip_network(entry["net"])
        assert any("%" not in a and is_in(a, net) for a in refused), entry["net"]


def is_in(address: str, net: ipaddress.IPv4Network | ipaddress.IPv6Network) -> bool:
    try:
        return ipaddress.ip_address(address) in net
    except ValueError:
        return False


@given(st.one_of(st.ip_addresses(v=4), st.ip_addresses(v=6, network="2000::/3"), st.ip_addresses(v=6)))
def test_never_laxer_than_the_standard_library(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> None:
    """What Python calls private, multicast, reserved or link-local is refused; a NAT64 address is as good as what it carries."""
    inside = address in ipaddress.ip_network("64:ff9b::/96") if address.version == 6 else False
    if not inside and (not address.is_global or address.is_multicast or address.is_reserved or address.is_link_local):
        assert why_not(str(address)) is not None


@given(st.ip_addresses(v=4))
def test_an_address_hidden_in_another_is_no_better(inner: ipaddress.IPv4Address) -> None:
    """Mapped, compatible, translated, tunnelled: an IPv4 address that is refused is refused in every disguise."""
    low = int(inner)
    disguises = [low, 0xFFFF << 32 | low, 0xFFFF << 48 | low, 0x64FF9B << 96 | low, 0x2002 << 112 | low << 80]
    verdicts = [why_not(str(ipaddress.IPv6Address(number))) for number in disguises]
    assert verdicts[0]
    assert verdicts[1]
    assert verdicts[2]
    assert verdicts[4]
    assert (verdicts[3] is None) == (why_not(str(inner)) is None)


@given(st.ip_addresses(v=6))
def test_only_what_was_handed_out(address: ipaddress.IPv6Address) -> None:
    """No IPv6 address outside 2000::/3 is public, but for translated ones."""
    if why_not(str(address)) is None:
        assert address in HANDED_OUT or address in ipaddress.ip_network("64:ff9b::/96")


def test_what_the_user_allows() -> None:
    """A network that the user allows is reached, its neighbour is not."""
    assert why_not("192.168.7.9", also=["192.168.7.0/24"]) is None
    assert why_not("192.168.8.9", also=["192.168.7.0/24"]) is not None
    assert why_not("::ffff:192.168.7.9", also=["192.168.7.0/24"]) is not None
