"""``tellings mcp``: the library, for assistants."""

import click

from tellings.cli.options import WRITING, with_settings
from tellings.cli.settings import Settings

EPILOG = """\b
Examples:
  tellings mcp                              over standard streams: an assistant starts it
  tellings mcp --library ostby.db
  tellings mcp --http --port 8765           over HTTP, at http://127.0.0.1:8765/mcp

\b
A desktop assistant is told of it in its settings, as a rule so:
  {"mcpServers": {"tellings": {
    "command": "tellings",
    "args": ["mcp", "--library", "/path/to/ostby.db"]}}}
and one that speaks HTTP so:
  {"mcpServers": {"tellings": {"url": "http://127.0.0.1:8765/mcp"}}}

\b
Tools: list_stories, search, get_story, who_said, conflicts, origins, cite,
check_text. None fetches an address, writes a file or changes what the library
holds. A story in which something changed is told again before it is spoken of,
and that telling is kept, as by `tellings show`; --as-told keeps even that away.
Over HTTP it listens on this machine alone; beyond it only with tokens, as
`tellings serve` does (`tellings token new NAME`), each for one library.
Needs the extra `mcp`: pip install 'tellings[mcp]'.
"""


@click.command("mcp", short_help="Let assistants ask the library (Model Context Protocol).", epilog=EPILOG)
@click.option("--http", is_flag=True, help="Listen on HTTP instead of serving standard streams.")
@click.option("--as-told", is_flag=True, help="Speak of stories as they were told last, and write nothing at all.")
@with_settings("library", "model", *WRITING, "host", "port", "allow_host", "tokens")
def command(*, http: bool, as_told: bool, settings: Settings) -> int:
    """Let assistants ask the library: who said what, where reports conflict and have it from, and the passages to cite."""
    from tellings.cli.agents import serve

    return serve(settings, http=http, tells=not as_told)
