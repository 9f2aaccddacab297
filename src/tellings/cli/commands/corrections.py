"""``tellings corrections``: what people corrected in the library."""

import click

from tellings.cli.options import with_settings
from tellings.cli.settings import Settings

EPILOG = """\b
Examples:
  tellings corrections                  all of them, undone ones too
  tellings corrections s-1f2e3d4c5b     those of a story, and which could not be carried out
  tellings corrections --json | jq -c '.items[].given' > corrections.jsonl
"""


@click.command("corrections", short_help="List what people corrected in the library.", epilog=EPILOG)
@click.argument("story", required=False)
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@with_settings("library")
def command(*, story: str | None, as_json: bool, settings: Settings) -> int:
    """List the corrections of the library, or those that bear on STORY, in the order in which they were made."""
    from tellings.cli.held import find_story, opened
    from tellings.cli.writing import put
    from tellings.exports.corrected import corrections_to_text
    from tellings.exports.held import to_json

    with opened(settings) as library:
        named = find_story(library, story) if story else None
        found = library.corrections(named)
        with library.store.reading() as r:
            told = r.find_telling(named) if named else None
    left = told.unapplied if told else ()
    put(to_json({"items": found, "unapplied": left, "next": None}) if as_json else corrections_to_text(found, left))
    return 0
