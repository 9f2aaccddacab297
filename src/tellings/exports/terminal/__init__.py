"""A result for reading in a terminal. The verb is ``to_terminal``; nothing in it is said by colour alone."""

from collections.abc import Mapping
from io import StringIO
from shutil import get_terminal_size
from typing import Any

from tellings.exports.terminal.table import to_table
from tellings.exports.view import view
from tellings.exports.visible import label, visible
from tellings.model import Article, Result

__all__ = ["to_terminal"]

NARROWEST, WIDEST, PIPED = 40, 200, 100  # columns


def to_terminal(
    result: Result,
    *,
    texts: Mapping[str, Article],
    section: str | None = None,
    width: int | None = None,
    colour: bool = False,
    **_: Any,
) -> str:
    """Return the stories as text of a width, with colour when asked (and not forbidden by NO_COLOR)."""
    from rich.console import Console

    from tellings.exports.terminal.blocks import BLOCKS, heading, whole_story

    if section and section not in BLOCKS:
        return to_table(result, texts=texts, section=section, width=width, colour=colour)
    columns = min(WIDEST, max(NARROWEST, width or get_terminal_size((PIPED, 24)).columns))
    sheet = StringIO()
    console = Console(file=sheet, width=columns, force_terminal=colour, highlight=False, markup=False, emoji=False, soft_wrap=False)
    for n, story in enumerate(result.stories, 1):
        shown = view(story, n, texts)
        for block in (heading, BLOCKS[section]) if section else whole_story():
            for line in block(shown, columns):
                console.print(line)
    for u in result.unread if not section else ():
        console.print(f"not read: {label(u.file)}: {visible(u.reason)}")
    return _trimmed(sheet.getvalue())


def _trimmed(text: str) -> str:
    """Drop the blanks that padding leaves at the ends of lines."""
    return "\n".join(line.rstrip() for line in text.splitlines()) + "\n"
