"""``tellings config``: the settings in force."""

import click

from tellings.cli.options import LIMITS, with_settings
from tellings.cli.settings import SETTINGS, Settings, variable

EPILOG = """\b
Examples:
  tellings config
  TELLINGS_MAX_ARTICLE=2MB tellings config
  tellings config --json

\b
tellings.toml is looked for here, then in the user's configuration folder, or
where TELLINGS_CONFIG says. It holds the names below:
  format = "md"
  max_article = "2MB"
"""


@click.command("config", short_help="Show the settings in force and where each comes from.", epilog=EPILOG)
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@with_settings("model", "fail_on", "overrides", "excerpts", "width", *LIMITS, "state")
def command(as_json: bool, settings: Settings) -> int:
    """Show the settings in force and where each comes from: flag, TELLINGS_* variable, tellings.toml or default."""
    import json

    from tellings.cli.state import place
    from tellings.cli.writing import put
    from tellings.exports.visible import label

    shown = settings.values | {"state": str(place(settings))}
    rows = [{"name": n, "value": shown[n], "from": settings.origins[n], "variable": variable(n)} for n in SETTINGS]
    if as_json:
        put(json.dumps(rows, indent=2) + "\n")
        return 0
    lines = []
    for row in rows:
        value = "-" if row["value"] in (None, "") else label(str(row["value"]))
        lines += [
            f"{row['name']:14}{value:<28} from {label(row['from'])}",
            f"{'':14}{SETTINGS[row['name']].says} ({row['variable']})",
        ]
    put("\n".join(lines) + "\n")
    return 0
