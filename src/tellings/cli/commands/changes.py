"""``tellings changes``: what changed since you looked."""

import click

from tellings.cli.options import into_table, with_settings
from tellings.cli.settings import Settings

EPILOG = """\b
Examples:
  tellings changes s-1f2e3d4c5b            since you looked at it last
  tellings changes 1 --since 3             since its third telling
  tellings changes                         every story with news since you looked, briefly
  tellings changes s-1f2e --json
  tellings changes -o news.xlsx            a row for each passage of each change

\b
To look is to see the changes here or the story in `tellings show`; --peek looks
without being noticed.
"""


@click.command("changes", short_help="Tell what changed in a story since you looked.", epilog=EPILOG)
@click.argument("story", required=False)
@click.option("--since", type=click.IntRange(0), metavar="N", help="Since its telling number N (0: everything is new).")
@click.option("--peek", is_flag=True, help="Do not remember that you looked.")
@click.option("--limit", type=click.IntRange(1, 1000), default=20, show_default=True, help="At most so many stories.")
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@into_table
@with_settings("library", "model")
def command(
    *, story: str | None, since: int | None, peek: bool, limit: int, as_json: bool, output: str | None, settings: Settings
) -> int:
    """Tell what changed in STORY: conflicts opened and settled, claims gained and lost, origins joined, new versions."""
    from tellings.cli.held import find_story, opened, teller
    from tellings.cli.saying import progress
    from tellings.cli.writing import listed_as, put_list
    from tellings.errors import UsageError
    from tellings.exports.changed import changes_to_text
    from tellings.exports.tables import articles_in, changes_table
    from tellings.library import changes_since, look

    if since is not None and story is None:
        raise UsageError("--since counts the tellings of one story; name the STORY too")
    form = listed_as(output, as_json)
    with opened(settings) as library:
        tells = teller(library, settings)
        if story:
            names = [find_story(library, story)]
        else:
            with library.store.reading() as r:
                names = [card.id for card in r.list_stories(limit=limit).items if card.stale]
        found = []
        with progress() as say:
            for name in names:
                changes = changes_since(tells, name, since, say)
                found.append(changes)
                if not peek:
                    look(tells, name, changes.now)
        with library.store.reading() as r:
            named = {a for c in found for a in articles_in(c)}
            cards = {a: h.article for a, h in r.find_holdings(sorted(named)).items()}
    what = found[0] if story else {"items": found, "next": None}
    told = "\n".join(changes_to_text(c, cards) for c in found) or "nothing changed since you looked\n"
    put_list(what, form, output, lambda: told, lambda: changes_table(found, cards))
    return 0
