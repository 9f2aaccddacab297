"""``tellings show``: the last result again, or a story of the library."""

import click

from tellings.cli.options import WRITING, output, with_settings
from tellings.cli.settings import Settings

EPILOG = """\b
Examples:
  tellings show                       every story of the last result
  tellings show conflicts             one section of each
  tellings show 1 timeline            of the first story (or an id, or the beginning of one)
  tellings show s-1f2e3d4c5b          a story of the library
  tellings show a-0a1b2c3d4e          an article of the library, with its versions
  tellings show --in result.json -o story.html
  tellings show quotations --format csv > quotations.csv

\b
Sections: articles, brief, claims, conflicts, entities, figures, furniture,
moments, origins, overrides, quotations, reuse, timeline, updates, utterances,
wording.
The last result holds no full texts: a page made of it shows the cited passages.
With --library (or TELLINGS_LIBRARY) the story is told as the library has it now.
"""


@click.command("show", short_help="Show the last result again, or a story of the library.", epilog=EPILOG)
@click.argument("story", required=False)
@click.argument("part", required=False, metavar="[SECTION]")
@click.option("--in", "file", type=click.Path(), metavar="FILE", help="A result of `brief --json`, instead of the last one.")
@output
@with_settings("width", "model", "words", "excerpts", "library", *WRITING, "state")
def command(
    *, story: str | None, part: str | None, file: str | None, settings: Settings, output: str | None, section: str | None
) -> int:
    """Show the last result again, one STORY (number or id) or one SECTION of it; or a story of the library."""
    from tellings.cli.recalling import article_told, recalled
    from tellings.cli.showing import show
    from tellings.cli.writing import check_writable, format_of, put

    by_flag = settings.origins["format"].startswith("--")
    form = format_of(output, settings["format"], by_flag)
    check_writable(output)
    asked = form if by_flag or output or form == "json" else "text"  # an article has two forms, whatever a file prefers for stories
    if story and part is None and (told := article_told(settings, file, story, asked)):
        put(told, output)
        return 0
    found = recalled(settings, file, story, part)
    show(found.result, found.texts, form, settings, output=output, section=found.section or section)
    return 0
