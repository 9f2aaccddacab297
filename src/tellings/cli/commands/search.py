"""``tellings search``: words in the library."""

import click

from tellings.cli.options import Listing, listing, with_settings
from tellings.cli.settings import Settings

EPILOG = """\b
Examples:
  tellings search ferry Ostby
  tellings search '"ran aground" -exercise' --since 2031-05-01
  tellings search '(captain OR pilot) arrested' --outlet "Ostby Post" --json
  tellings search ferry -o ferry.csv          a row for each passage

\b
Words: all of them, in any order and form of print (case, accents); "a phrase";
one OR another; -not; (brackets).
"""


@click.command("search", short_help="Find words in the library: a phrase, an outlet, a day.", epilog=EPILOG)
@click.argument("sought", nargs=-1, required=True, metavar="WORDS...")
@click.option("--language", metavar="TAG", help="Only articles in this language (en, de, ...).")
@click.option("--story", metavar="STORY", help="Only articles of this story.")
@click.option("--superseded", is_flag=True, help="Versions too that a later one replaced.")
@listing(20, 500)
@with_settings("library")
def command(
    *,
    sought: tuple[str, ...],
    language: str | None,
    story: str | None,
    superseded: bool,
    wanted: Listing,
    settings: Settings,
) -> int:
    """Find words in the library, the latest article first, each with the passages in which they stand."""
    from tellings.cli.held import find_story, opened
    from tellings.cli.writing import listed_as, put_list
    from tellings.exports.held import hits_to_text
    from tellings.exports.tables import hits_table
    from tellings.model import Query

    form = listed_as(wanted.output, wanted.as_json)
    with opened(settings) as library:
        query = Query(
            words=" ".join(sought),
            outlet=wanted.outlet,
            language=language,
            since=wanted.since,
            until=wanted.until,
            story=find_story(library, story) if story else None,
            superseded=superseded,
        )
        with library.store.reading() as r:
            page = r.search(query, limit=wanted.limit, after=wanted.after)
    put_list(page, form, wanted.output, lambda: hits_to_text(page), lambda: hits_table(page.items))
    return 0
