"""``tellings import``: an exported library into this one."""

import click

from tellings.cli.options import with_settings
from tellings.cli.settings import Settings

EPILOG = """\b
Examples:
  tellings export --all -o backup/
  tellings import backup/ --library postgresql://localhost/news
"""


@click.command("import", short_help="Read an exported library into this one.", epilog=EPILOG)
@click.argument("folder", type=click.Path(exists=True, file_okay=False))
@with_settings("library")
def command(folder: str, settings: Settings) -> int:
    """Read a library that `tellings export --all` wrote into this one: every file is checked by its hash first."""
    from pathlib import Path

    from tellings.cli.held import opened
    from tellings.cli.writing import put
    from tellings.exports.held import counted

    with opened(settings, make=True) as library:
        before, now = library.bring(Path(folder))
    put(f"imported {counted(now.articles - before.articles, 'article')}; the library holds {now.articles}\n")
    return 0
