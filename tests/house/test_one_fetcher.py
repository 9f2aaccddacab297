"""Nothing but the fetcher opens a connection: no other room names a library that could."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import tellings

PACKAGE = Path(tellings.__file__).parent
FETCHING = "fetching"
# whatever can reach a server, in the standard library and among what the package installs or might be tempted to
NETWORK = """
aiohttp anyio asyncio boto3 certifi curl_cffi fsspec ftplib grpc h11 h2 http http.client http.server httpcore httpx imaplib nntplib
paramiko poplib protego pycurl requests selectors smtplib socket socketserver ssl telnetlib tldextract trio urllib.request
urllib.robotparser urllib3 webbrowser websocket websockets xmlrpc
""".split()
# names that look harmless where they are imported from and are not
CALLS = {
    "trafilatura": {
        "fetch_url",
        "fetch_response",
        "downloads",
        "feeds",
        "sitemaps",
        "spider",
        "buffered_downloads",
        "load_download_buffer",
    },
    "lxml.html": {"parse", "open_in_browser", "submit_form"},
    "urllib": {"request", "robotparser"},
}
# what a library of documents reads from an address when it is handed one instead of bytes: module and function
READERS = {("feedparser", "parse"), ("etree", "parse"), ("html", "parse"), ("pandas", "read_csv"), ("trafilatura", "fetch_url")}
# rooms that serve or connect to what is our own, with the modules they may name, and why
ALLOWED = {
    "store": {"socket"},  # a database server of the user's own; psycopg connects, the store only tells its errors apart
    "service": {"socket", "anyio", "asyncio", "http", "ssl"},  # it listens
    "agents": {"socket", "asyncio"},  # it listens too
    "cli": {"webbrowser"},  # `--open` hands a file to the user's browser
}


def modules(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield (line, dotted name) for each thing imported anywhere in a file, inside functions too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.lineno, node.module
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)
        elif isinstance(node, ast.Call) and called(node) in ("__import__", "import_module") and node.args:
            named = node.args[0]
            if isinstance(named, ast.Constant) and isinstance(named.value, str):
                yield node.lineno, named.value


def called(node: ast.Call) -> str:
    """Return the last name of what is called."""
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def opens(name: str, room: str) -> bool:
    """Tell whether an imported name can open a connection."""
    network = [module for module in NETWORK if name == module or name.startswith(f"{module}.")]
    owner, _, last = name.rpartition(".")
    return any(module.split(".")[0] not in ALLOWED.get(room, ()) for module in network) or last in CALLS.get(owner, ())


def faults(text: str, room: str) -> list[str]:
    """Return what is wrong in a file of a room."""
    tree = ast.parse(text)
    found = [f"line {line}: {name}" for line, name in modules(tree) if opens(name, room)]
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            value = node.func.value
            owner = value.attr if isinstance(value, ast.Attribute) else getattr(value, "id", "")
            if (owner, node.func.attr) in READERS and not of_bytes(node):
                found.append(f"line {node.lineno}: {owner}.{node.func.attr} of what may be an address")
    return found


def of_bytes(node: ast.Call) -> bool:
    """Tell whether the first argument is plainly a stream: ``BytesIO(...)`` or ``StringIO(...)`` written on the spot."""
    return bool(node.args) and isinstance(node.args[0], ast.Call) and called(node.args[0]) in ("BytesIO", "StringIO")


def rooms() -> list[Path]:
    """Return every file of the package outside the fetcher."""
    return [path for path in sorted(PACKAGE.rglob("*.py")) if path.relative_to(PACKAGE).parts[0] != FETCHING]


def test_nobody_else_reaches_out() -> None:
    """No file outside ``fetching`` imports what opens connections, nor hands a reader what may be an address."""
    found = {
        path.relative_to(PACKAGE).as_posix(): wrong
        for path in rooms()
        if (wrong := faults(path.read_text(encoding="utf-8"), path.relative_to(PACKAGE).parts[0]))
    }
    assert found == {}


def test_only_one_file_of_the_fetcher_opens_a_socket() -> None:
    """Within the fetcher, ``connecting`` alone connects, and ``resolving`` alone asks for addresses."""
    own = {p.name: p.read_text(encoding="utf-8") for p in (PACKAGE / FETCHING).glob("*.py")}
    assert {name for name, text in own.items() if ".connect_tcp(" in text or "create_connection" in text} == {"connecting.py"}
    assert {name for name, text in own.items() if "getaddrinfo" in text} == {"resolving.py"}


@pytest.mark.parametrize(
    "line",
    [
        "import socket",
        "import urllib.request as innocent",
        "from urllib import request",
        "from urllib.request import urlopen",
        "def f():\n    import httpx",
        "from http.client import HTTPSConnection",
        "from asyncio import open_connection",
        "import_module('requests')",
        "__import__('ssl')",
        "from trafilatura import fetch_url",
        "from trafilatura.downloads import fetch_response",
        "feedparser.parse(address)",
        "lxml.etree.parse(name)",
    ],
)
def test_the_lint_sees(line: str) -> None:
    """Each way of reaching out is found where it is planted."""
    assert faults(line, "reading")


@pytest.mark.parametrize(
    "line",
    ["import urllib.parse", "from urllib.parse import urljoin", "import html", "feedparser.parse(BytesIO(raw))", "import ssling"],
)
def test_the_lint_lets_pass(line: str) -> None:
    """What reaches nobody is left alone."""
    assert faults(line, "reading") == []
