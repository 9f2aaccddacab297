"""``tellings forget``: take something out of the library, with all that rests on it."""

import sys
from typing import TYPE_CHECKING

import click

from tellings.cli.options import with_settings
from tellings.cli.settings import Settings

if TYPE_CHECKING:
    from tellings.library import Library

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
    from tellings.exports.visible import label
    from tellings.library import forget_person

    if sum(map(bool, (articles, outlet, person, before))) != 1:
        raise UsageError("say what to forget: ARTICLE..., --outlet NAME, --person NAME or --before DAY")
    with opened(settings) as library:
        if person:
            if _agreed(yes, f"blank every sentence that names {person}"):
                touched = forget_person(library, teller(library, settings), person)
                put(f"blanked what names {label(person)} in {counted(len(touched), 'article')}\n")
            return 0
        if articles:
            wanted = _known(library, articles)
        else:
            wanted = library.find_outlet(outlet) if outlet else library.find_before(str(before))
        if not _agreed(yes or not wanted, f"forget {counted(len(wanted), 'article')}"):
            return 0
        gone = library.forget(wanted, alone=before is not None)  # of a page that changed, what came later stays
    put(f"forgot {counted(len(gone.articles), 'article')}; stories gone with them: {len(gone.gone)}\n")
    return 0


def _known(library: "Library", named: tuple[str, ...]) -> tuple[str, ...]:
    """Return the articles named; one that is not there is a usage error, lest somebody take it for forgotten."""
    from tellings.errors import UsageError
    from tellings.exports.visible import label

    with library.store.reading() as r:
        held = r.find_holdings(named)
    strange = [a for a in named if a not in held]
    if strange:
        what = ", ".join(label(a, 60) for a in strange)
        raise UsageError(f"{library.store.name} has no article {what}; nothing was forgotten; `tellings search WORDS` shows ids")
    return named


def _agreed(yes: bool, what: str) -> bool:
    """Return whether it is to be done, asking on the terminal unless that was said; nobody there to answer is a usage error."""
    from tellings.cli.saying import tell
    from tellings.errors import UsageError

    if yes:
        return True
    try:
        agreed = click.confirm(f"{what}?", err=True)
    except click.Abort:
        click.echo(err=True)
        if sys.stdin.isatty():
            raise
        raise UsageError(f"nobody answered whether to {what}; add --yes") from None
    if not agreed:
        tell("nothing was forgotten")
    return agreed
