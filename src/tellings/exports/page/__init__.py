"""A result as one page: no script, nothing fetched, every citation a link to its passage. The verb is ``to_page``."""

from base64 import b64encode
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined

from tellings import __version__
from tellings.exports.page.graph import draw_origins
from tellings.exports.page.line import draw_timeline
from tellings.exports.page.reports import lay_out
from tellings.exports.view import view
from tellings.exports.view.nouns import Mark, StoryView, count
from tellings.exports.visible import label, visible
from tellings.language.tables import load_text
from tellings.model import Article, Result

__all__ = ["to_page"]

FOLD = 12  # quiet rows shown before the rest is folded: about one screen


def to_page(result: Result, *, texts: Mapping[str, Article], excerpts: bool = False, **_: Any) -> str:
    """Return the page of a result. ``texts``: the articles whose full reports it holds; ``excerpts``: cited passages only."""
    env = _environment()
    css = env.get_template("page.css").render()
    policy = b64encode(sha256(css.encode()).digest()).decode()
    stories = [_sheet(view(s, n, texts), texts, excerpts) for n, s in enumerate(result.stories, 1)]
    return env.get_template("page.html").render(
        stories=stories,
        unread=result.unread,
        policy=policy,
        version=__version__,
        title=_title(stories),
        whole=bool(texts) and not excerpts,
    )


def _sheet(story: StoryView, texts: Mapping[str, Article], excerpts: bool) -> dict[str, Any]:
    marks: dict[int, list[Mark]] = defaultdict(list)
    for m in story.marks:
        marks[m.report].append(m)
    laid = [lay_out(r, marks[r.n], texts.get(r.id), excerpts) for r in story.reports]
    return {
        "view": story,
        "laid": laid,
        "anchors": {a for report in laid for a in report.anchors},
        "graph": draw_origins(story),
        "line": draw_timeline(story),
    }


def _title(stories: list[dict[str, Any]]) -> str:
    if len(stories) == 1:
        return str(stories[0]["view"].title)
    reports = sum(len(s["view"].reports) for s in stories)
    return f"{count(len(stories), 'story', 'stories')} in {count(reports, 'report')}"


@cache
def _environment() -> Environment:
    """Return the templates, compiled once: escaping on, a missing name an error."""
    env = Environment(
        autoescape=True, loader=FunctionLoader(_template), undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    env.filters |= {"visible": visible, "label": label}
    env.globals |= {"count": count, "fold": FOLD}
    return env


def _template(name: str) -> str:
    return load_text("exports/page/templates", name)
