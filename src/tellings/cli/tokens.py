"""The runs behind ``tellings token``."""

import re
from pathlib import Path

from tellings.cli.door import DONE
from tellings.cli.saying import tell
from tellings.cli.serving import tokens_at
from tellings.cli.settings import Settings
from tellings.cli.writing import put
from tellings.errors import UsageError
from tellings.exports.held import to_json
from tellings.service.access import read_registry, write_registry
from tellings.service.access.tokens import SCOPES, USUAL

NAME = re.compile(r"[\w.-]{1,64}", re.ASCII)  # of a token or a workspace


def new_token(settings: Settings, name: str, scopes: str, workspace: str, as_json: bool) -> int:
    """Make a token and print it, this once."""
    for word in (name, workspace):
        if not NAME.fullmatch(word):
            raise UsageError(f"{word[:64]!r} is no name for a token or a workspace; use letters, digits, dots and dashes")
    wanted = [s.strip() for s in scopes.split(",") if s.strip()]
    if strange := [s for s in wanted if s not in SCOPES]:
        raise UsageError(f"{strange[0][:40]!r} is no scope; known: {', '.join(SCOPES)}")
    library = str(settings["library"]) if settings.origins["library"] == "--library" else None
    if library is not None and "://" not in library:
        library = str(Path(library).absolute())
    path = tokens_at(settings)
    registry, secret = read_registry(path).with_new(name, [s for s in SCOPES if s in wanted], workspace, library)
    write_registry(path, registry)
    tell(f"the token {name!r} for the workspace {workspace!r}; it is shown this once")
    put(to_json({"name": name, "token": secret, "workspace": workspace, "scopes": wanted}) if as_json else f"{secret}\n")
    return DONE


def list_tokens(settings: Settings, as_json: bool) -> int:
    """Print names, workspaces and scopes."""
    registry = read_registry(tokens_at(settings))
    if as_json:
        told = [{"name": t.name, "workspace": t.workspace, "scopes": t.scopes} for t in registry.tokens]
        put(to_json({"items": told, "next": None}))
        return DONE
    places = {USUAL: "the usual library"} | registry.workspaces
    put("".join(f"{t.name}  {','.join(t.scopes)}  {t.workspace} ({places.get(t.workspace, '?')})\n" for t in registry.tokens))
    if not registry.tokens:
        tell("there is no token yet; `tellings token new NAME` makes one")
    return DONE


def revoke_token(settings: Settings, name: str) -> int:
    """Take a token away."""
    path = tokens_at(settings)
    write_registry(path, read_registry(path).without(name))
    tell(f"revoked {name!r}")
    return DONE
