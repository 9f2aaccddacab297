"""``tellings token``: who may ask a server."""

import click

from tellings.cli.options import with_settings
from tellings.cli.settings import Settings

EPILOG = """\b
Examples:
  tellings token new ada --scopes read
  tellings token new wire --scopes ingest --workspace desk --library desk.db
  tellings token list
  tellings token revoke ada

\b
A token is shown once; what is kept is its hash. Scopes: read (everything that is
shown), ingest (bring articles), admin (all of it, corrections and forgetting too).
Each token is for one workspace, a library of its own. A server that runs follows
the file: who is revoked is out at once.
"""


@click.command("token", short_help="Make, list and revoke the tokens of a server.", epilog=EPILOG)
@click.argument("do", type=click.Choice(["new", "list", "revoke"]))
@click.argument("name", required=False)
@click.option("--scopes", default="read", show_default=True, metavar="SCOPE[,..]", help="What it may do: read, ingest, admin.")
@click.option("--workspace", default="library", show_default=True, metavar="NAME", help="The workspace it is for.")
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@with_settings("library", "tokens")
def command(*, do: str, name: str | None, scopes: str, workspace: str, as_json: bool, settings: Settings) -> int:
    """Make, list and revoke the tokens by which others may ask a server of yours."""
    from tellings.cli.tokens import list_tokens, new_token, revoke_token
    from tellings.errors import UsageError

    if (name is None) != (do == "list"):
        raise UsageError(f"`tellings token {do}` {'takes no name' if do == 'list' else 'needs the name of the token'}")
    if do == "new":
        return new_token(settings, str(name), scopes, workspace, as_json)
    return list_tokens(settings, as_json) if do == "list" else revoke_token(settings, str(name))
