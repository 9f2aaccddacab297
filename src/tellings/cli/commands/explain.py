"""``tellings explain``: why a finding stands."""

import click

from tellings.cli.options import with_settings
from tellings.cli.settings import Settings

EPILOG = """\b
Examples:
  tellings explain c-1f2e3d4c5b
  tellings explain c-1f2e              the beginning of an id will do when only one begins so
  tellings explain q-0a1b2c3d4e --in result.json --json
  tellings explain k-0a1b2c3d4e --library ostby.db     of a story that the library has told
"""


@click.command("explain", short_help="Tell why a finding stands: rule, inputs, scores.", epilog=EPILOG)
@click.argument("id")
@click.option("--in", "file", type=click.Path(), metavar="FILE", help="A result of `brief --json`, instead of the last one.")
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@with_settings("library", "state")
def command(id: str, file: str | None, as_json: bool, settings: Settings) -> int:
    """Tell why a finding stands: its rule in words, the passages it rests on, its score, and what would change it."""
    import msgspec

    from tellings.cli.recalling import explained
    from tellings.cli.writing import put
    from tellings.exports.explaining import to_text

    found = explained(settings, file, id)
    put(msgspec.json.format(msgspec.json.encode(found), indent=2).decode() + "\n" if as_json else to_text(found))
    return 0
