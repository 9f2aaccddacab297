"""A result as a Word document (ECMA-376). The verb is ``to_docx``."""

from collections.abc import Mapping
from typing import Any

from tellings import __version__
from tellings.exports.document.paper import Paper, Words
from tellings.exports.document.parts import write_story
from tellings.exports.view import view
from tellings.exports.view.nouns import count
from tellings.exports.visible import label, visible
from tellings.model import Article, Result

__all__ = ["to_docx"]

NOTE = (
    "Reports counts published texts; origins counts the independent roots behind them. Nothing here is a verdict of truth: every "
    "statement is what a cited passage says."
)


def to_docx(result: Result, *, texts: Mapping[str, Article], excerpts: bool = True, **_: Any) -> bytes:
    """Return the stories as a document; ``excerpts``: cited passages only, else the full reports stand in an appendix."""
    views = [view(story, n, texts) for n, story in enumerate(result.stories, 1)]
    reports = sum(len(v.reports) for v in views)
    title = views[0].title if len(views) == 1 else f"{count(len(views), 'story', 'stories')} in {count(reports, 'report')}"
    paper = Paper(title, "What many reports of one event say together", f"Made by tellings {__version__}.")
    paper.heading(title, 0)
    for v in views:
        if len(views) > 1:
            paper.heading(v.title, 1)
        write_story(paper, v, 1 if len(views) == 1 else 2, {} if excerpts else texts)
    if result.unread:
        paper.heading("Not read", 1)
        paper.table(
            ("Input", "Why"),
            [([label(u.file)], [visible(u.reason)]) for u in result.unread],
            (2, 3),
            "Inputs that could not be read",
        )
    paper.say([Words(f"Made by tellings {__version__}. {NOTE}")], "Note")
    return paper.save()
