"""The whole way, from articles to stories with their briefs."""

from collections.abc import Callable, Iterable, Sequence

import msgspec

from tellings.analysis import analyse
from tellings.briefing import brief
from tellings.collation import collate
from tellings.model import Analysis, AnalysisRow, Article, Result, Story, Unread
from tellings.stories import group

Progress = Callable[[str, int, int], None]


def tell(articles: Iterable[Article], unread: Sequence[Unread] = (), progress: Progress | None = None) -> Result:
    """Return every story of the articles, each with its brief, largest story first."""
    say = progress or (lambda stage, done, of: None)
    read = list(articles)
    analyses = []
    for n, article in enumerate(read):
        say("analysing", n, len(read))
        analyses.append(analyse(article))
    groups = group(analyses)
    stories = []
    for n, members in enumerate(groups):
        say("collating", n, len(groups))
        stories.append(tell_story([analyses[i] for i in members]))
    stories.sort(key=lambda s: (-len(s.articles), s.id))
    return Result(stories=tuple(stories), unread=tuple(unread))


def tell_story(analyses: Sequence[Analysis]) -> Story:
    """Return one story of some analyses, with its brief."""
    story, told = collate(analyses)
    return msgspec.structs.replace(story, brief=brief(story, told))


def row(analysis: Analysis) -> AnalysisRow:
    """Return the line that ``tellings analyse --jsonl`` prints."""
    article = analysis.article
    return AnalysisRow(
        id=article.id,
        file=article.file,
        published=article.published,
        published_basis=article.published_basis,
        language=article.language,
        furniture=article.furniture,
        entities=analysis.entities,
        quotations=analysis.quotations,
        moments=analysis.moments,
        figures=analysis.figures,
        sentences=tuple((s.start, s.end) for s in analysis.prose.sentences),
    )
