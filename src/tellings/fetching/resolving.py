"""From a host's name to the addresses that may be connected to."""

import socket
import threading
from collections.abc import Callable, Sequence
from typing import Any

from tellings.fetching.addresses import is_address, why_not, why_not_home
from tellings.fetching.failing import failure, shown
from tellings.fetching.rules import Rules

Resolve = Callable[[str, int], Sequence[str]]

MOST = 16  # addresses of one name that are looked at
WAITING = threading.BoundedSemaphore(32)  # look-ups under way: the system's resolver knows no time limit and cannot be stopped


def by_system(host: str, port: int) -> list[str]:
    """Return what this machine's resolver says, in its order (RFC 6724); OSError when it knows nothing."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(where[4][0]) for where in found))


def public_addresses(host: str, port: int, resolve: Resolve, rules: Rules, patience: float) -> list[str]:
    """Return the addresses of a host, all of them fit to be connected to; FetchError otherwise.

    One address that is not public condemns the name: a public site has no use for it, and whoever added it wants to be let in.
    """
    try:
        found = [host] if is_address(host) else list(_in_time(resolve, host, port, patience))[:MOST]
    except (OSError, UnicodeError) as error:
        raise failure("name", f"{shown(host)} leads to no address ({shown(str(error))})") from None
    if not found:
        raise failure("name", f"{shown(host)} leads to no address")
    for address in found:
        plain = rules.home.startswith("http:")
        wrong = why_not_home(address, rules.also, plain=plain) if rules.home else why_not(address, rules.also)
        if wrong:
            at = "" if address == host else f" is at {shown(address)}, which"
            raise _barred(f"{shown(host)}{at}", wrong, rules)
    return found


def _barred(where: str, wrong: str, rules: Rules) -> Exception:
    if not rules.home:
        return failure("address", f"{where} is not a public address: {wrong}")
    return failure("address", f"{where} is not to be asked: {wrong}", do="name a server of your own, or a public one by https")


def _in_time(resolve: Resolve, host: str, port: int, patience: float) -> Sequence[str]:
    """Resolve in a thread of its own, since the system's resolver takes as long as it likes."""
    answer: dict[str, Any] = {}

    def look_up() -> None:
        try:
            answer["found"] = resolve(host, port)
        except BaseException as error:  # handed to whoever waits
            answer["error"] = error
        finally:
            WAITING.release()

    if not WAITING.acquire(timeout=patience):
        raise failure("time", f"looking up {shown(host)} had to wait for other look-ups for {patience:.0f} seconds")
    thread = threading.Thread(target=look_up, name=f"resolve {host}", daemon=True)
    thread.start()
    thread.join(patience)
    if thread.is_alive():
        raise failure("time", f"looking up {shown(host)} took longer than {patience:.0f} seconds")
    if "error" in answer:
        raise answer["error"]
    return answer["found"]  # type: ignore[no-any-return]
