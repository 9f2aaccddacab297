"""``tellings doctor``: whether everything is here that tellings needs."""

import click

from tellings.cli.options import with_settings
from tellings.cli.settings import Settings

EPILOG = """\b
Exit: 0 all is well (warnings allowed); 1 something that is needed is missing.
"""


@click.command("doctor", short_help="Check that this machine has what tellings needs.", epilog=EPILOG)
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@click.option("--store", is_flag=True, help="Look through the library too: texts, stories, index, log.")
@with_settings("library", "state")
def command(as_json: bool, store: bool, settings: Settings) -> int:
    """Check that this machine has what tellings needs: python, SQLite with FTS5, lxml, package data, weights, disk, UTF-8."""
    import json

    from tellings.cli.checks import examine
    from tellings.cli.writing import put

    found = [c._asdict() for c in examine(settings, store=store)]
    if as_json:
        put(json.dumps(found, indent=2) + "\n")
    else:
        put("".join(f"{c['verdict']:8}{c['name']:20}{c['found']}{'; ' + c['advice'] if c['advice'] else ''}\n" for c in found))
    return int(any(c["verdict"] == "missing" for c in found))
