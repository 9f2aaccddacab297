"""``tellings serve``: the library for browsers and programs."""

import click

from tellings.cli.options import FETCHING, KEEPING, LIMITS, SERVING, WRITING, with_settings
from tellings.cli.settings import Settings

EPILOG = """\b
Examples:
  tellings serve --open                        your library, in your browser
  tellings serve --library ostby.db --port 0   another one, on any port that is free
  tellings token new ada --scopes read         others may read, with a token ...
  tellings serve --host 0.0.0.0 --allow-host desk.herald.example   ... from elsewhere
  curl http://127.0.0.1:8000/v1/stories        the API; /schema/openapi.json describes it

\b
On this machine alone nobody needs a token. Where others could reach the server it
does not start without one. Nothing is fetched but addresses and feeds that
somebody names. Ctrl-C ends it; what was taken in is safe.
"""


@click.command("serve", short_help="Serve the library: pages for readers, an HTTP API for programs.", epilog=EPILOG)
@click.option("--open", "open_it", is_flag=True, help="Open the page in the browser.")
@click.option("--full-text", is_flag=True, help="Readers by token see whole reports too; else excerpts with a link.")
@click.option("--certificate", type=click.Path(exists=True, dir_okay=False), metavar="FILE", help="Serve https: a PEM certificate.")
@click.option("--key", type=click.Path(exists=True, dir_okay=False), metavar="FILE", help="Its key, where it is a file of its own.")
@with_settings(*KEEPING, "words", *SERVING, *WRITING, *FETCHING, *LIMITS)
def command(*, open_it: bool, full_text: bool, certificate: str | None, key: str | None, settings: Settings) -> int:
    """Serve the library: stories as pages with every statement cited, and the same as JSON, live while reports come in."""
    from tellings.cli.serving import run

    return run(settings, open_it=open_it, full_text=full_text, certificate=certificate, key=key)
