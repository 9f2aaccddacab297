"""``tellings correct``: say what is wrong in the library, or take that back."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tellings.cli.options import with_settings
from tellings.cli.settings import Settings

if TYPE_CHECKING:
    from tellings.library import Library
    from tellings.model import Override, Unapplied

EPILOG = """\b
Examples:
  tellings correct corrections.jsonl --by "Ada Brook"
  tellings correct - --story s-1f2e3d4c5b < lines.jsonl   ids are those of this story
  tellings correct --undo 3 --by "Ada Brook" --why "it was right"

\b
A line a correction:
  {"do": "merge", "of": "story", "targets": [{"id": "s-1f2e"}, {"id": "s-0a1b"}]}
  {"do": "split", "of": "story", "targets": [{"article": "a-0a1b2c3d4e"}]}
  {"do": "rename", "of": "entity", "targets": [{"name": "Ada Brook"}], "name": "Ada Brooke"}
  {"do": "reject", "of": "claim", "id": "c-1f2e3d4c5b", "why": "not what it says"}

\b
Stories are merged and split at once; findings follow when their story is told next.
From then on corrections hold: through new reports, new versions and new rules.
Nothing is lost: `tellings corrections` lists them, undone ones too.
Exit: 3 when some lines could not be meant (they are listed, the rest is kept); 4 when all.
"""


@click.command("correct", short_help="Correct the library: merge, split, rename, reject; or undo that.", epilog=EPILOG)
@click.argument("file", required=False, metavar="FILE|-")
@click.option("--story", metavar="STORY", help="The story whose ids the lines name, and in which words are looked for.")
@click.option("--undo", type=click.IntRange(1), metavar="N", help="Take correction number N back.")
@click.option("--by", metavar="NAME", help="Who says so, for lines that do not say it themselves.")
@click.option("--why", metavar="WORDS", help="Why, for lines that do not say it themselves.")
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@with_settings("library")
def command(
    *,
    file: str | None,
    story: str | None,
    undo: int | None,
    by: str | None,
    why: str | None,
    as_json: bool,
    settings: Settings,
) -> int:
    """Correct the library by the lines of FILE (overrides.jsonl), or take a correction back."""
    from tellings.cli.held import opened, today
    from tellings.cli.writing import put
    from tellings.errors import UsageError
    from tellings.exports.corrected import corrections_to_text
    from tellings.exports.held import to_json

    if (file is None) == (undo is None):
        raise UsageError("name the FILE of corrections (- for standard input), or --undo N")
    if undo is not None:
        with opened(settings) as library:
            gone = library.undo(undo, by=by, when=today(), why=why)
        put(to_json(gone) if as_json else corrections_to_text([gone]))
        return 0
    overrides, bad = _lines(str(file))
    with opened(settings) as library:
        return _correct(library, _signed(overrides, by, why), bad, story, as_json)


def _correct(
    library: "Library", overrides: "list[Override]", bad: "tuple[Unapplied, ...]", story: str | None, as_json: bool
) -> int:
    from tellings.cli.door import DONE, NOTHING_USABLE, SOME_UNREAD
    from tellings.cli.held import find_story
    from tellings.cli.saying import warn
    from tellings.cli.writing import put
    from tellings.exports.corrected import corrections_to_text
    from tellings.exports.held import to_json
    from tellings.exports.visible import visible

    done = library.correct(overrides, story=find_story(library, story) if story else None)
    refused = sorted((*bad, *done.refused), key=lambda u: u.line)
    for left in refused:
        warn(f"not corrected: line {left.line}: {visible(left.reason)}")
    if as_json:
        put(to_json({"kept": done.kept, "refused": refused}))
    elif done.kept:
        put(corrections_to_text(done.kept))
    return DONE if not refused else SOME_UNREAD if done.kept else NOTHING_USABLE


def _lines(file: str) -> "tuple[tuple[Override, ...], tuple[Unapplied, ...]]":
    """Return the corrections of a file, and its lines that hold none; a file that cannot be read is a usage error."""
    from tellings.errors import MaterialError, UsageError
    from tellings.overrides import read_overrides
    from tellings.reading.decoding import decode

    try:
        with sys.stdin.buffer if file == "-" else Path(file).open("rb") as source:
            raw = source.read()
        return read_overrides(decode(raw).text if raw.strip() else "")
    except OSError as error:
        raise UsageError(f"{file} cannot be read: {error.strerror}; FILE holds corrections, a JSON object a line") from error
    except MaterialError as error:
        raise UsageError(f"{file} is no file of corrections: {error.reason}") from error


def _signed(overrides: "tuple[Override, ...]", by: str | None, why: str | None) -> "list[Override]":
    """Return the lines with who says so, when and why, where they do not say it."""
    from msgspec.structs import replace

    from tellings.cli.held import today

    return [replace(o, by=o.by or by, when=o.when or today(), why=o.why or why) for o in overrides]
