"""``tellings group``: which reports are one story."""

import click

from tellings.cli.options import LIMITS, with_settings
from tellings.cli.settings import Settings

EPILOG = """\b
Examples:
  tellings group reports/ --jsonl
  tellings group pile.jsonl | jq -r '[.story, .file] | @tsv' | sort
"""


@click.command("group", short_help="Read reports and print which of them are one story.", epilog=EPILOG)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--jsonl", is_flag=True, help="One JSON object a line (the only format, and the default).")
@with_settings(*LIMITS)
def command(paths: tuple[str, ...], jsonl: bool, settings: Settings) -> int:
    """Read reports and print which of them are one story: {id, file, story, story_at_arrival, changes} a line.

    The order of the lines is that of the input. Reports of one event share a story id; a report alone has its own.
    """
    import msgspec

    from tellings.cli.inputs import Inputs
    from tellings.cli.saying import progress
    from tellings.cli.work import trouble
    from tellings.cli.writing import put
    from tellings.model import Analysis, Unread
    from tellings.pipeline import analyse_each, group_rows

    inputs = Inputs(paths, settings)
    analyses: list[Analysis] = []
    with progress() as say:
        for found in analyse_each(inputs, say, trouble):
            if isinstance(found, Unread):
                inputs.miss(found)
            else:
                analyses.append(found)
    put("".join(msgspec.json.encode(r).decode() + "\n" for r in group_rows(analyses)))
    return inputs.code(len(analyses))
