"""``tellings group``: which reports are one story."""

import click

from tellings.cli.options import FETCHING, LIMITS, with_settings
from tellings.cli.settings import Settings

EPILOG = """\b
Examples:
  tellings group reports/ --jsonl
  tellings group pile.jsonl | jq -r '[.story, .file] | @tsv' | sort
"""


@click.command("group", short_help="Read reports and print which of them are one story.", epilog=EPILOG)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--jsonl", is_flag=True, help="One JSON object a line (the only format, and the default).")
@with_settings(*FETCHING, *LIMITS)
def command(paths: tuple[str, ...], jsonl: bool, settings: Settings) -> int:
    """Read reports and print which of them are one story: {id, file, story, story_at_arrival, changes, saga} a line.

    The order of the lines is that of arrival, as the input has it. Reports of one event share a story id, the id of their brief;
    a report alone has its own. At arrival only the reports before are known; changes says how often the story changed since.
    Stories of events that follow one another share a saga.
    """
    import msgspec

    from tellings.cli.inputs import Inputs
    from tellings.cli.saying import progress
    from tellings.cli.writing import put
    from tellings.stories import stream_articles

    inputs = Inputs(paths, settings)
    with progress() as say:
        articles = []
        for article in inputs:
            articles.append(article)
            say("reading", len(articles), 0)
    put("".join(msgspec.json.encode(r).decode() + "\n" for r in stream_articles(articles)))
    return inputs.code(len(articles))
