"""``tellings who``: what somebody is quoted as saying."""

import click

from tellings.cli.options import Listing, listing, with_settings
from tellings.cli.settings import Settings

EPILOG = """\b
Examples:
  tellings who "Ada Brook"
  tellings who Brook --words '"loud bang"' --since 2031-05-01
  tellings who Brook --json | jq -r '.items[].passages[].exact'
  tellings who Brook --limit 500 -o brook.xlsx

\b
Articles that name the speaker and were not analysed yet are analysed first, the
latest ones, as many as --analyse says; stderr tells how many are left.
"""


@click.command("who", short_help="Find what somebody is quoted as saying.", epilog=EPILOG)
@click.argument("name")
@click.option("--words", "sought", default="", metavar="WORDS", help="Only quotations with these words, as for `tellings search`.")
@click.option("--story", metavar="STORY", help="Only articles of this story.")
@click.option("--analyse", type=click.IntRange(0), default=100, show_default=True, help="Articles analysed first, at most.")
@listing(20, 500)
@with_settings("library", "model")
def command(
    *,
    name: str,
    sought: str,
    story: str | None,
    analyse: int,
    wanted: Listing,
    settings: Settings,
) -> int:
    """Find what NAME is quoted as saying: the words, who is given them, and where they stand."""
    from tellings.cli.held import find_story, opened, teller
    from tellings.cli.saying import progress, tell
    from tellings.cli.writing import listed_as, put_list
    from tellings.exports.held import counted, said_to_text
    from tellings.exports.tables import said_table
    from tellings.model import Query

    form = listed_as(wanted.output, wanted.as_json)
    with opened(settings) as library:
        chosen = find_story(library, story) if story else None
        query = Query(words=sought, outlet=wanted.outlet, since=wanted.since, until=wanted.until, story=chosen, speaker=name)
        with progress() as say:
            left = teller(library, settings).analyse_naming(query, analyse, say)
        if left:
            tell(f"{counted(left, 'more article')} that may name {name} not analysed yet; --analyse N reads them too")
        with library.store.reading() as r:
            page = r.who_said(query, limit=wanted.limit, after=wanted.after)
    put_list(page, form, wanted.output, lambda: said_to_text(page), lambda: said_table(page.items))
    return 0
