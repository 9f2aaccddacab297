"""``tellings read``: reports into the library."""

import click

from tellings.cli.options import FETCHING, KEEPING, LIMITS, with_settings
from tellings.cli.settings import Settings

EPILOG = """\b
Examples:
  tellings read reports/ pile.jsonl.gz
  tellings read https://post.example/a-report https://post.example/feed.xml
  tellings read crawl.warc.gz --library crawl.db
  tellings read dump.jsonl --jsonl | jq -r 'select(.outcome == "version") | .article'

\b
What is told on stdout is safe: it survives a crash. Interrupted, the same command
goes on where it stopped; run again, what is known is passed over. A text under a
known address, id or file is a new version of the article.
"""


@click.command("read", short_help="Read reports into the library, where stories grow.", epilog=EPILOG)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--jsonl", is_flag=True, help="A receipt a line, as soon as it is safe.")
@with_settings(*KEEPING, *FETCHING, *LIMITS)
def command(paths: tuple[str, ...], jsonl: bool, settings: Settings) -> int:
    """Read reports into the library: files, folders, archives, addresses, feeds. Stories grow as they arrive."""
    from collections import Counter

    import msgspec

    from tellings.cli.held import opened, tidy, today
    from tellings.cli.inputs import Inputs
    from tellings.cli.saying import progress
    from tellings.cli.writing import put
    from tellings.exports.held import counted
    from tellings.library.ingest import ingest

    inputs = Inputs(paths, settings)
    told: Counter[str] = Counter()
    told_of: list[str] = []
    fresh: list[str] = []
    with opened(settings, make=True) as library, inputs.gathering(held=library.holds) as gathering, progress() as say:
        for receipt in ingest(library, gathering, paths, today(), inputs.miss):
            told[receipt.outcome] += 1
            told_of.append(receipt.article)
            fresh += [] if receipt.outcome == "known" else [receipt.article]
            say("reading", told.total(), 0)
            if jsonl:
                put(msgspec.json.encode(receipt).decode() + "\n")
        library.settle()
        stories = library.find_stories(told_of)
        tidy(library, settings, fresh)
    if not jsonl and told:
        new, known, versions = (told[o] for o in ("new", "known", "version"))
        homes = f"{len(stories)} {'story' if len(stories) == 1 else 'stories'}"
        put(f"{counted(new, 'new report')}, {counted(versions, 'new version')}, {known} known; in {homes}\n")
    return inputs.code(told.total())
