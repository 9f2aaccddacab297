"""``tellings stories``: what the library holds."""

import click

from tellings.cli.options import with_settings
from tellings.cli.settings import Settings

EPILOG = """\b
Examples:
  tellings stories
  tellings stories --since 2031-05-01 --outlet "Ostby Post"
  tellings stories --json | jq -r '.items[] | [.id, .articles, .title] | @tsv'
"""


@click.command("stories", short_help="List the stories of the library.", epilog=EPILOG)
@click.option("--outlet", metavar="NAME", help="Only stories that this outlet reports.")
@click.option("--since", metavar="DAY", help="Only stories with a report of this day or later (2031-05-01).")
@click.option("--until", metavar="DAY", help="Only stories with a report of this day or earlier.")
@click.option("--open", "open_only", is_flag=True, help="Only stories that may still grow.")
@click.option("--limit", type=click.IntRange(1, 1000), default=50, show_default=True, help="At most so many.")
@click.option("--after", metavar="CURSOR", help="Go on where a list ended: its `next`.")
@click.option("--json", "as_json", is_flag=True, help='For programs: {"items": [...], "next": cursor or null}.')
@with_settings("library")
def command(
    *,
    outlet: str | None,
    since: str | None,
    until: str | None,
    open_only: bool,
    limit: int,
    after: str | None,
    as_json: bool,
    settings: Settings,
) -> int:
    """List the stories of the library, the latest day first."""
    from tellings.cli.held import opened
    from tellings.cli.writing import put
    from tellings.exports.held import stories_to_text, to_json

    with opened(settings) as library, library.store.reading() as r:
        page = r.list_stories(open_only=open_only, outlet=outlet, since=since, until=until, limit=limit, after=after)
    put(to_json(page) if as_json else stories_to_text(page))
    return 0
