"""Tokens: who may do what in which workspace. Secrets are shown once and kept as hashes."""

import hmac
import os
import secrets
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from tellings.errors import StoreError, UsageError

Scope = Literal["read", "ingest", "admin"]
SCOPES: tuple[Scope, ...] = ("read", "ingest", "admin")
PREFIX = "tell_"
USUAL = "library"  # the workspace of whoever names none: the library that the settings name
SECRET = 32  # random bytes: too many to guess, so one round of SHA-256 is enough to keep them by


class Token(Struct, frozen=True, kw_only=True):
    """What a bearer may do: ``scopes`` in one ``workspace``; ``hash`` is the SHA-256 of the secret, in hex digits."""

    name: str
    hash: str
    scopes: tuple[Scope, ...]
    workspace: str = USUAL


class Registry(Struct, frozen=True, kw_only=True):
    """The tokens of a server and the libraries of its workspaces, as they stand in one file."""

    workspaces: dict[str, str] = {}
    tokens: tuple[Token, ...] = ()

    def find(self, secret: str) -> Token | None:
        """Return the token of a secret; every token is compared, each in constant time."""
        given, found = sha256(secret.encode("utf-8", "surrogatepass")).hexdigest(), None
        for token in self.tokens:
            if hmac.compare_digest(token.hash, given):
                found = token
        return found

    def with_new(
        self, name: str, scopes: Iterable[Scope], workspace: str = USUAL, library: str | None = None
    ) -> tuple["Registry", str]:
        """Return the registry with one more token, and its secret. Raises UsageError where it contradicts what is there."""
        if any(t.name == name for t in self.tokens):
            raise UsageError(f"there is a token {name!r} already; revoke it first, or choose another name")
        wanted = tuple(s for s in SCOPES if s in set(scopes))
        if not wanted:
            raise UsageError(f"a token needs a scope: {', '.join(SCOPES)}")
        known = self.workspaces.get(workspace)
        if library is None and known is None and workspace != USUAL:
            raise UsageError(f"the workspace {workspace!r} is new; say where its library is (--library)")
        if library is not None and known not in (None, library):
            raise UsageError(f"the workspace {workspace!r} has its library at {known}")
        if library is not None and any(w != workspace and a == library for w, a in self.workspaces.items()):
            raise UsageError(f"the library {library} is another workspace's; each has one of its own")
        secret = PREFIX + secrets.token_urlsafe(SECRET)
        token = Token(name=name, hash=sha256(secret.encode()).hexdigest(), scopes=wanted, workspace=workspace)
        places = self.workspaces | ({workspace: library} if library is not None else {})
        return replace(self, workspaces=places, tokens=(*self.tokens, token)), secret

    def without(self, name: str) -> "Registry":
        """Return the registry without the token of this name. Raises UsageError when there is none."""
        if all(t.name != name for t in self.tokens):
            raise UsageError(f"there is no token {name!r}; known: {', '.join(t.name for t in self.tokens) or 'none'}")
        return replace(self, tokens=tuple(t for t in self.tokens if t.name != name))


def read_registry(path: Path) -> Registry:
    """Return what a file of tokens says; an empty registry when there is none. Raises StoreError when it cannot be read."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Registry)
    except FileNotFoundError:
        return Registry()
    except OSError as error:
        raise StoreError(f"the tokens at {path} cannot be read: {error.strerror}") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise StoreError(f"the file {path} is no list of tokens: {error}; `tellings token` writes one") from error


def write_registry(path: Path, registry: Registry) -> None:
    """Write the file, readable by its owner alone, whole or not at all."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        half = path.with_name(f"{path.name}.half")
        half.unlink(missing_ok=True)
        with open(os.open(half, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
            file.write(msgspec.json.format(msgspec.json.encode(registry), indent=2) + b"\n")
            file.flush()
            os.fsync(file.fileno())
        half.replace(path)
    except OSError as error:
        raise StoreError(f"the tokens cannot be written to {path}: {error.strerror}") from error


class TokenFile:
    """The registry in a file, read again when the file was written since: who is revoked is out at once."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._mark: tuple[int, int, int] | None = None
        self._registry = Registry()

    def read(self) -> Registry:
        """Return the registry as it is now."""
        try:
            told = self.path.stat()
            mark = (told.st_mtime_ns, told.st_size, told.st_ino)
        except OSError:
            mark = None
        if mark is None or mark != self._mark:
            self._registry, self._mark = read_registry(self.path), mark
        return self._registry
