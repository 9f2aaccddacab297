"""``tellings export``: a story, or the whole library, to files."""

import click

from tellings.cli.options import WRITING, with_settings
from tellings.cli.settings import FORMATS, Settings

EPILOG = """\b
Examples:
  tellings export s-1f2e3d4c5b -o story.html      one page, no script, opens anywhere
  tellings export s-1f2e3d4c5b -o story.docx      headings, tables, linked citations
  tellings export s-1f2e3d4c5b -o story.xlsx      a sheet for each section
  tellings export s-1f2e3d4c5b -o story.json
  tellings export s-1f2e3d4c5b -o story.jsonld    W3C Web Annotations, a finding each
  tellings export --all -o backup/                JSONL files and a manifest with their hashes

\b
What leaves the library shows cited passages; --full-text shows the whole reports.
"""


@click.command("export", short_help="Write a story, or the whole library, to files.", epilog=EPILOG)
@click.argument("stories", nargs=-1, metavar="[STORY]...")
@click.option("--all", "whole", is_flag=True, help="The whole library, for `tellings import`.")
@click.option("-o", "--output", type=click.Path(), required=True, metavar="FILE|FOLDER", help="Where to; the ending says how.")
@click.option("--format", "asked", type=click.Choice(FORMATS), help="The format, whatever the ending of FILE.")
@click.option("--annotations", "asked", flag_value="annotations", help="W3C Web Annotations, the same as --format annotations.")
@with_settings("library", "model", "excerpts", "words", *WRITING)
def command(*, stories: tuple[str, ...], whole: bool, output: str, asked: str | None, settings: Settings) -> int:
    """Write stories as one page, a document, a workbook, Markdown, JSON or CSV, or the whole library into a folder."""
    from pathlib import Path

    from msgspec.structs import replace

    from tellings.cli.held import find_story, opened, teller
    from tellings.cli.saying import progress, tell
    from tellings.cli.showing import show
    from tellings.cli.writer import tell_troubles, written
    from tellings.cli.writing import check_writable, format_of
    from tellings.errors import UsageError
    from tellings.exports.held import counted
    from tellings.model import Result
    from tellings.store import export_library

    if whole == bool(stories):
        raise UsageError("name the stories to write, or --all for the whole library")
    with opened(settings) as library:
        if whole:
            export_library(library.store, Path(output))
            tell(f"wrote the library to {output}")
            return 0
        form = format_of(output, asked or "", asked is not None)
        if settings.origins["excerpts"] == "default":  # what leaves the library shows passages, unless somebody wants it whole
            settings = replace(settings, values=settings.values | {"excerpts": True})
        check_writable(output)
        with progress() as say, written(settings) as writer:
            tells = teller(library, settings, writer)
            told = [tells.tell(find_story(library, s), say).story for s in dict.fromkeys(stories)]
        tell_troubles(told)
        with library.store.reading() as r:
            texts = {a.id: a for a in r.get_articles(sorted({c.id for s in told for c in s.articles}))}
    show(Result(stories=tuple(told)), texts, form, settings, output=output)
    tell(f"wrote {output}: {counted(sum(len(s.articles) for s in told), 'report')}")
    return 0
