"""``tellings forget``: take something out of the library, with all that rests on it."""

import click

from tellings.cli.options import with_settings
from tellings.cli.settings import Settings

EPILOG = """\b
Examples:
  tellings forget a-1f2e3d4c5b a-0a1b2c3d4e
  tellings forget --outlet "Ostby Post" --yes
  tellings forget --person "Ada Brook"
  tellings forget --before 2031-01-01

\b
An article goes with its versions, its analysis, its quotations and every telling
that cites it. A person's sentences become blanks in the articles that name them,
so that the rest stays citable; the articles are analysed anew when needed.
"""


@click.command("forget", short_help="Take an article, an outlet or a person out of the library.", epilog=EPILOG)
@click.argument("articles", nargs=-1, metavar="[ARTICLE]...")
@click.option("--outlet", metavar="NAME", help="Every article of this outlet.")
@click.option("--person", metavar="NAME", help="Every sentence that names this person or gives them words.")
@click.option("--before", metavar="DAY", help="Every article taken in before this day (2031-01-01).")
@click.option("--yes", is_flag=True, help="Do not ask.")
@with_settings("library", "model")
def command(
    *, articles: tuple[str, ...], outlet: str | None, person: str | None, before: str | None, yes: bool, settings: Settings
) -> int:
    """Take an article, an outlet or a person out of the library; nothing brings them back but reading them again."""
    from tellings.cli.held import opened, teller
    from tellings.cli.writing import put
    from tellings.errors import UsageError
    from tellings.exports.held import counted
    from tellings.library import forget_person

    if sum(map(bool, (articles, outlet, person, before))) != 1:
        raise UsageError("say what to forget: ARTICLE..., --outlet NAME, --person NAME or --before DAY")
    with opened(settings) as library:
        if person:
            _ask(yes, f"blank every sentence that names {person}")
            touched = forget_person(library, teller(library, settings), person)
            put(f"blanked what names {person} in {counted(len(touched), 'article')}\n")
            return 0
        wanted = articles or (library.find_outlet(outlet) if outlet else library.find_before(str(before)))
        _ask(yes or not wanted, f"forget {counted(len(wanted), 'article')}")
        gone = library.forget(wanted, alone=before is not None)  # of a page that changed, what came later stays
    put(f"forgot {counted(len(gone.articles), 'article')}; stories gone with them: {len(gone.gone)}\n")
    return 0


def _ask(yes: bool, what: str) -> None:
    if not yes:
        click.confirm(f"{what}?", abort=True, err=True)
