"""``tellings brief``: the main job."""

import click

from tellings.cli.options import FETCHING, LIMITS, WRITING, output, with_settings
from tellings.cli.settings import Settings

EPILOG = """\b
Examples:
  tellings brief reports/
  tellings brief a.txt b.html pile.jsonl.gz -o story.html
  tellings brief reports/ --section conflicts
  tellings brief reports/ --words 120
  tellings brief reports/ --json | jq '.stories[].brief.sentences[].text'
  tellings brief reports/ --format csv --section quotations > quotations.csv
  tellings brief reports/ --writer http://127.0.0.1:8080 --writer-model NAME
  tellings brief reports/ --quiet --fail-on conflict:hard,wording_differs

\b
PATH is a file, a folder, a glob, an address or - for standard input: text, HTML,
JSONL, CSV, feeds, OPML, sitemaps, WARC, NewsML-G2, NITF, ninjs, mbox (.gz and
.zst too). What was recognised is said with -v. Nothing is fetched but an address
or feed that you name, and the pages it leads to; --offline fetches nothing.
--writer sends cited passages and claims, never whole reports, to a chat server of
your choice; a sentence of its model is printed only if the gate lets it pass.
--fail-on knows: conflict, conflict:hard, conflict:soft, conflict:<kind>,
wording_differs, speaker_differs, truncated, translation, withheld, update,
unseen_origin, one_origin, told_by_one.
"""


@click.command("brief", short_help="Read reports and print each story's brief, every statement cited.", epilog=EPILOG)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@output
@with_settings("model", "attitudes", "fail_on", "overrides", "words", "excerpts", "width", *FETCHING, *LIMITS, *WRITING, "state")
def command(paths: tuple[str, ...], settings: Settings, output: str | None, section: str | None) -> int:
    """Read reports and print each story's brief, every statement cited.

    The terminal shows the brief, the conflicts, who said what, where the words come from, the timeline and what is told
    by one report alone.
    """
    from tellings.cli.work import run_brief

    return run_brief(paths, settings, output, section)
