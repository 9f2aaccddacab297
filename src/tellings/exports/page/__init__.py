"""A result as one page: no script, nothing fetched, every citation a link to its passage. The verb is ``to_page``."""

from base64 import b64encode
from collections import defaultdict
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from hashlib import sha256
from types import MappingProxyType
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined, TemplateNotFound

from tellings import __version__
from tellings.exports.page.graph import draw_origins
from tellings.exports.page.line import draw_timeline
from tellings.exports.page.reports import lay_out
from tellings.exports.view import view
from tellings.exports.view.nouns import Mark, StoryView, count
from tellings.exports.visible import label, visible
from tellings.language.tables import load_text
from tellings.model import Article, Result

__all__ = ["make_environment", "make_sheet", "to_page"]

TEMPLATES = "exports/page/templates"
FOLD = 12  # quiet rows shown before the rest is folded: about one screen
FEW = 4  # reports that print a finding named before the rest is folded: about a line
SIDES = 3  # sides of a conflict that stand beside each other; more are listed, folded


def to_page(result: Result, *, texts: Mapping[str, Article], excerpts: bool = False, **_: Any) -> str:
    """Return the page of a result. ``texts``: the articles whose full reports it holds; ``excerpts``: cited passages only."""
    env = make_environment()
    css = env.get_template("page.css").render()
    policy = b64encode(sha256(css.encode()).digest()).decode()
    stories = [make_sheet(view(s, n, texts), texts, excerpts=excerpts) for n, s in enumerate(result.stories, 1)]
    return env.get_template("page.html").render(
        stories=stories,
        unread=result.unread,
        policy=policy,
        version=__version__,
        title=_title(stories),
        whole=bool(texts) and not excerpts,
    )


def make_sheet(
    story: StoryView,
    texts: Mapping[str, Article],
    *,
    excerpts: bool = False,
    files: str = "",
    reports: str = "",
    counts: Mapping[str, int] = MappingProxyType({}),
    most: int | None = None,
    correct: str = "",
) -> dict[str, Any]:
    """Return what the templates of a story need.

    ``files``: the address under which each section has a page and files of its own, ``reports``: that under which each report has;
    ``counts``: how many findings a section has where the story shows some of them only; ``most``: rows of origins, and of pairs of
    reports. Where reports have pages, those without text here show only if they are cited; with ``most``, by brief or conflicts.
    ``correct``: the address at which a finding is corrected, its id added.
    """
    marks: dict[int, list[Mark]] = defaultdict(list)
    for m in story.marks:
        marks[m.report].append(m)
    cited = [r for r in story.reports if r.id in texts or not reports or any(m.lit or most is None for m in marks[r.n])]
    laid = [lay_out(r, marks[r.n], texts.get(r.id), excerpts) for r in cited]
    return {
        "view": story,
        "laid": laid,
        "anchors": {a for report in laid for a in report.anchors},
        "there": {report.report.n for report in laid},
        "graph": draw_origins(story),
        "line": draw_timeline(story),
        "files": files,
        "reports": reports,
        "most": most,
        "correct": correct,
        "counts": {**_counts(story), **counts},
    }


def _counts(story: StoryView) -> dict[str, int]:
    return {
        "conflicts": len(story.conflicts),
        "hard": sum(c.strength == "hard" for c in story.conflicts),
        "utterances": len(story.said),
        "timeline": len(story.timeline),
        "agreed": len(story.agreed),
        "alone": sum(len(told) for _, told in story.alone),
        "wording": len(story.wording),
        "updates": len(story.updates),
        "origins": len(story.origins),
        "reuse": len(story.lent),
        "articles": len(story.reports),
    }


def _title(stories: list[dict[str, Any]]) -> str:
    if len(stories) == 1:
        return str(stories[0]["view"].title)
    reports = sum(len(s["view"].reports) for s in stories)
    return f"{count(len(stories), 'story', 'stories')} in {count(reports, 'report')}"


@cache
def make_environment(room: str = "") -> Environment:
    """Return the templates, compiled once: escaping on, a missing name an error; those of ``room`` (a path) go before ours."""
    loader = FunctionLoader(lambda name: _template(name, room))
    env = Environment(autoescape=True, loader=loader, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    env.filters |= {"visible": visible, "label": label, "opening": opening}
    env.globals |= {"count": count, "fold": FOLD, "few": FEW, "sides": SIDES}
    return env


def opening(words: str) -> str:
    """Return words as they open a line: with a capital, unless somebody is quoted.

    >>> opening("the words of Ada Brook"), opening("“six were hurt”")
    ('The words of Ada Brook', '“six were hurt”')
    """
    return words[:1].upper() + words[1:]


def _template(name: str, room: str) -> str:
    for place in filter(None, (room, TEMPLATES)):
        with suppress(FileNotFoundError):
            return load_text(place, name)
    raise TemplateNotFound(name)
