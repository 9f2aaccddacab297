"""``tellings watch``: feeds, asked again and again."""

import click

from tellings.cli.options import FETCHING, KEEPING, LIMITS, with_settings
from tellings.cli.settings import Settings

EPILOG = """\b
Examples:
  tellings watch feeds.opml
  tellings watch https://post.example/feed.xml --library ostby.db
  tellings watch feeds.opml --once --tell    one round, for cron; conflicts told

\b
FEED is the address of a feed, or of a list of feeds (OPML), or a file with a list.
Each is asked as often as it has news, a quarter of an hour apart at least; a
server that fails is asked less and less. Stopped at any moment, it goes on where
it was.
Stories are told on stdout after each round, the log is on stderr.
"""


@click.command("watch", short_help="Ask feeds again and again, and read what is new into the library.", epilog=EPILOG)
@click.argument("feeds", nargs=-1, required=True, metavar="FEED...")
@click.option("--once", is_flag=True, help="One round of the feeds that are due, then end.")
@click.option("--tell", "telling", is_flag=True, help="Tell what changed in each story of several reports.")
@with_settings(*KEEPING, *FETCHING, *LIMITS)
def command(*, feeds: tuple[str, ...], once: bool, telling: bool, settings: Settings) -> int:
    """Ask feeds again and again, read what is new into the library, and tell after each round which stories grew."""
    from tellings.cli.held import opened
    from tellings.cli.inputs import gathering, limits
    from tellings.cli.rounds import run

    with opened(settings, make=True) as library, gathering(settings, limits(settings)) as gathered:
        return run(library, gathered, feeds, settings, once=once, telling=telling)
