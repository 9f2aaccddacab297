"""``tellings check``: a text graded against the reports, sentence by sentence."""

import click

from tellings.cli.options import FETCHING, LIMITS, with_settings
from tellings.cli.settings import Settings

EPILOG = """\b
Examples:
  tellings check draft.md reports/
  tellings check draft.md reports/ --json | jq '.sentences[] | select(.supported | not)'
  cat draft.md | tellings check - reports/ --fail-on unsupported

\b
FILE is a text or Markdown, written by a person or a model; - is standard input.
Headings, tables, code and notes are not graded and are listed as set aside.
--fail-on knows: unsupported, conflict, conflict:hard, conflict:soft,
conflict:<kind>. Nothing is fetched but an address or feed that you name.
"""


@click.command("check", short_help="Grade a text against the reports, sentence by sentence.", epilog=EPILOG)
@click.argument("file", metavar="FILE")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@with_settings("model", "fail_on", "overrides", "width", *FETCHING, *LIMITS, "state")
def command(file: str, paths: tuple[str, ...], as_json: bool, settings: Settings) -> int:
    """Grade the text in FILE against the reports in PATH, sentence by sentence, each with the passages that it rests on.

    A sentence is supported when all of it stands in its passages: names, numbers, days, words in marks, who said what, what
    is denied. Where it is not, the reasons say what does not stand there. Conflicts between the reports that it rests on
    are listed with it; `tellings explain ID` tells more of them.
    """
    from tellings.cli.checking import run_check

    return run_check(file, paths, as_json, settings)
