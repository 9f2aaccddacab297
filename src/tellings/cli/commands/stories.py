"""``tellings stories``: what the library holds."""

import click

from tellings.cli.options import Listing, listing, with_settings
from tellings.cli.settings import Settings

EPILOG = """\b
Examples:
  tellings stories
  tellings stories --since 2031-05-01 --outlet "Ostby Post"
  tellings stories --json | jq -r '.items[] | [.id, .articles, .title] | @tsv'
  tellings stories -o stories.xlsx
"""


@click.command("stories", short_help="List the stories of the library.", epilog=EPILOG)
@click.option("--open", "open_only", is_flag=True, help="Only stories that may still grow.")
@listing(50, 1000)
@with_settings("library")
def command(
    *,
    open_only: bool,
    wanted: Listing,
    settings: Settings,
) -> int:
    """List the stories of the library, the latest day first."""
    from tellings.cli.held import opened
    from tellings.cli.writing import listed_as, put_list
    from tellings.exports.held import stories_to_text
    from tellings.exports.tables import stories_table

    form = listed_as(wanted.output, wanted.as_json)
    with opened(settings) as library, library.store.reading() as r:
        page = r.list_stories(
            open_only=open_only,
            outlet=wanted.outlet,
            since=wanted.since,
            until=wanted.until,
            limit=wanted.limit,
            after=wanted.after,
        )
    put_list(page, form, wanted.output, lambda: stories_to_text(page), lambda: stories_table(page.items))
    return 0
