"""A URL as it may be asked for: one spelling, nothing hidden in it (RFC 3986, and the stricter half of the WHATWG standard)."""

import re
from urllib.parse import quote, urljoin, urlsplit

from msgspec import Struct

from tellings.fetching.failing import failure
from tellings.fetching.rules import Rules

PORTS = {"http": 80, "https": 443}
NAME = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)")  # a label of a host's name, once it is plain ASCII
NUMBER = re.compile(r"\d+|0x[0-9a-f]*")  # what the last label of a name must not be (WHATWG: "ends in a number")
DOTTED = re.compile(r"(?:(?:0|[1-9]\d{0,2})\.){3}(?:0|[1-9]\d{0,2})")
NOWHERE = (".onion", ".invalid")  # never looked up: RFC 7686, RFC 6761
SAFE = "%/:?@!$&'()*+,;=-._~[]|^`{}<>\""  # left as it stands; the rest of a path or query becomes %XX of its UTF-8


class Target(Struct, frozen=True):
    """Where a request goes: ``host`` in plain ASCII without brackets, ``path`` with its query as sent, ``url`` for people."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def authority(self) -> str:
        """Return host and, where it is not the scheme's own, port, as the Host header has it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        """Return what robots.txt is valid for."""
        return f"{self.scheme}://{self.authority}"

    @property
    def url(self) -> str:
        """Return the URL in its one spelling, without a fragment."""
        return self.origin + self.path


def find_target(url: str, rules: Rules, base: Target | None = None) -> Target:
    """Return where a URL leads, relative to ``base`` where one is given; FetchError when it is not to be asked for.

    >>> find_target("HTTP://News.example:80/a b#top", Rules()).url
    'http://news.example/a%20b'
    """
    text = url.strip(" \t\r\n\f")
    if len(text) > rules.url_length:
        raise failure("url", f"the URL is longer than {rules.url_length} characters", text)
    if any(ord(c) < 32 or 127 <= ord(c) < 160 or c in "\\\u2028\u2029" or 0xD800 <= ord(c) < 0xE000 for c in text):
        raise failure("url", "the URL holds a backslash or a control character", text)
    try:
        parts = urlsplit(urljoin(base.url, text) if base else text)
    except ValueError as error:
        raise failure("url", f"the URL cannot be taken apart ({error})", text) from None
    scheme = parts.scheme.lower()
    if scheme not in PORTS:
        raise failure("url", "the URL is neither http nor https", text)
    if not parts.netloc:
        raise failure("url", "the URL names no host", text)
    host, port = _host_and_port(parts.netloc, text)
    path = quote(parts.path or "/", safe=SAFE) + (f"?{quote(parts.query, safe=SAFE)}" if parts.query else "")
    return _allowed(Target(scheme, host, PORTS[scheme] if port is None else port, path), rules, text)


def _allowed(target: Target, rules: Rules, url: str) -> Target:
    """Return a target that the rules let us ask: the one origin that a person named, or else one at an allowed port."""
    if rules.home:
        if target.origin != rules.home:
            raise failure("url", f"{target.origin} is not the server that was named, {rules.home}", url, do="name that one instead")
    elif target.port not in rules.ports:
        allowed = ", ".join(map(str, rules.ports))
        what = f"port {target.port} is not one of those allowed ({allowed})"
        raise failure("url", what, url, do="allow it with the setting 'ports'")
    return target


def _host_and_port(netloc: str, url: str) -> tuple[str, int | None]:
    if "@" in netloc:
        raise failure("url", "the URL holds a user name or password", url, do="take it out; tellings logs in nowhere")
    bracketed = re.fullmatch(r"\[([0-9A-Fa-f:.]*)\](?::(\d{0,5}))?", netloc, re.ASCII)
    if bracketed:
        return _ipv6(bracketed[1], url), _port(bracketed[2], url)
    host, colon, port = netloc.partition(":")
    if "[" in netloc or "%" in netloc or (colon and not re.fullmatch(r"\d{0,5}", port, re.ASCII)):
        raise failure("url", "the URL's host or port is not spelled as one", url)
    return _name(host, url), _port(port, url)


def _port(port: str | None, url: str) -> int | None:
    if port and not 0 < int(port) < 65536:
        raise failure("url", f"there is no port {port}", url)
    return int(port) if port else None


def _ipv6(host: str, url: str) -> str:
    import ipaddress

    try:
        return str(ipaddress.IPv6Address(host))
    except ValueError:
        raise failure("url", "the URL's host is no IPv6 address", url) from None


def _name(host: str, url: str) -> str:
    """Return a host's name in ASCII (IDNA 2008 after UTS 46), or an IPv4 address in four decimal numbers and no other way."""
    host = _ascii(host, url)
    host = host[:-1] if host.endswith(".") else host
    labels = host.split(".")
    if NUMBER.fullmatch(labels[-1]):
        if not DOTTED.fullmatch(host) or any(int(label) > 255 for label in labels):
            raise failure("url", "the URL's host is an address in an odd spelling", url, do="write it as four decimal numbers")
        return host
    if len(host) > 253 or not all(map(NAME.fullmatch, labels)):
        raise failure("url", "the URL's host is not the name of one", url)
    if host.endswith(NOWHERE):
        raise failure("url", f"names that end in {host[host.rindex('.') :]} cannot be looked up", url)
    return host


def _ascii(host: str, url: str) -> str:
    if host.isascii():
        return host.lower()
    import idna

    try:
        return idna.encode(idna.uts46_remap(host, std3_rules=False, transitional=False)).decode("ascii").lower()
    except (idna.IDNAError, UnicodeError) as error:
        raise failure("url", f"the URL's host is not the name of one ({error})", url) from None
