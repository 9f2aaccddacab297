"""The whole way, from articles to stories with their briefs."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import msgspec

from tellings.analysis import analyse
from tellings.briefing import brief
from tellings.collation import collate
from tellings.language.readers import English, Reader, Rules, load_reader
from tellings.model import Analysis, AnalysisRow, Article, Brief, Override, Result, Story, Unapplied, Unread
from tellings.overrides import Corrections, regroup
from tellings.stories import group

Progress = Callable[[str, int, int], None]
Trouble = Callable[[Exception], None]
Write = Callable[[Story, Sequence[Analysis], Reader | English | Rules], Brief]  # a story with our brief -> another brief


def tell(
    articles: Iterable[Article],
    unread: Sequence[Unread] = (),
    progress: Progress | None = None,
    trouble: Trouble | None = None,
    reader: Reader | English | Rules | None = None,
    *,
    attitudes: bool = False,
    overrides: Sequence[Override] = (),
    words: int | None = None,
    write: Write | None = None,
) -> Result:
    """Return every story of the articles, each with its brief, largest story first.

    ``articles`` are analysed as they come. ``progress`` is told (stage, done, of); ``of`` is 0 while it is not known.
    What cannot be analysed or collated becomes an ``Unread`` with its reason, and the rest goes on; ``trouble`` is given
    the error behind it. ``unread`` may still grow while ``articles`` is read: it is looked at last.
    ``reader`` and ``attitudes`` are for ``analyse``. ``overrides`` are corrections by people
    (``tellings.overrides.read_overrides``): each story says which were carried out, the result which fit nothing.
    ``words`` is the most that a brief may have. ``write`` may write each brief anew, from the story that has ours.
    """
    more: dict[str, Any] = {"attitudes": attitudes, "overrides": overrides, "words": words, "write": write}
    return tell_all(articles, unread, progress, trouble, reader, **more)[0]


def tell_all(
    articles: Iterable[Article],
    unread: Sequence[Unread] = (),
    progress: Progress | None = None,
    trouble: Trouble | None = None,
    reader: Reader | English | Rules | None = None,
    *,
    attitudes: bool = False,
    overrides: Sequence[Override] = (),
    words: int | None = None,
    write: Write | None = None,
) -> tuple[Result, tuple[Analysis, ...]]:
    """As ``tell``, and the analyses as their stories settle them, for whoever has more to ask of the reports."""
    say = progress or (lambda stage, done, of: None)
    overrides = [msgspec.structs.replace(o, line=o.line or n) for n, o in enumerate(overrides, 1)]
    analyses: list[Analysis] = []
    missed: list[Unread] = []
    for found in analyse_each(articles, say, trouble, reader, attitudes=attitudes):
        (analyses if isinstance(found, Analysis) else missed).append(found)  # type: ignore[arg-type]
    groups, moved, unmoved = regroup(group(analyses), [a.article for a in analyses], overrides)
    stories: list[Story] = []
    doubts: list[Unapplied] = list(unmoved)
    settled: list[Analysis] = []
    for n, members in enumerate(groups):
        say("collating", n, len(groups))
        told = [analyses[i] for i in members]
        here = {a.article.id for a in told}
        by_hand = Corrections(overrides, told, (m for m, articles in moved if articles & here))
        try:
            story, known = _settle_story(told, by_hand, reader, words, write)
            stories.append(story)
            doubts += by_hand.unapplied()
            settled += known
        except Exception as error:  # one story that breaks a room must not cost the others
            missed += [_missed(a.article, "collation", error, trouble) for a in told]
    stories.sort(key=lambda s: (-len(s.articles), s.id))
    left = tuple(_left(overrides, stories, doubts))
    return Result(stories=tuple(stories), unread=(*unread, *missed), unapplied=left), tuple(settled)


def _left(overrides: Sequence[Override], stories: Sequence[Story], doubts: Sequence[Unapplied]) -> Iterator[Unapplied]:
    """Yield the corrections that no story carried out, each with why."""
    done = {a.override.line for s in stories for a in s.overrides}
    why = {d.line: d.reason for d in doubts}
    for override in overrides:
        if override.line not in done:
            told = msgspec.json.encode(msgspec.structs.replace(override, line=0)).decode()
            yield Unapplied(override.line, why.get(override.line, "nothing in these reports fits it"), told)


def analyse_each(
    articles: Iterable[Article],
    progress: Progress | None = None,
    trouble: Trouble | None = None,
    reader: Reader | English | Rules | None = None,
    *,
    attitudes: bool = False,
    clauses: bool = True,
) -> Iterator[Analysis | Unread]:
    """Yield the analysis of each article as it is done, or why there is none; ``attitudes`` and ``clauses`` are for ``analyse``."""
    for n, article in enumerate(articles):
        try:
            found: Analysis | Unread = analyse(article, reader, attitudes=attitudes, clauses=clauses)
        except Exception as error:  # one text that breaks a room must not end the night's run
            found = _missed(article, "analysis", error, trouble)
        if progress:
            progress("analysing", n + 1, 0)
        yield found


def tell_story(
    analyses: Sequence[Analysis],
    reader: Reader | English | Rules | None = None,
    *,
    words: int | None = None,
    id: str | None = None,
    by_hand: Corrections | None = None,
    write: Write | None = None,
) -> Story:
    """Return one story of some analyses, with its brief of at most ``words`` words, under the ``id`` that a library gave it.

    ``by_hand`` are corrections of these analyses by people, which know afterwards what was carried out. ``write`` may write the
    brief anew from the story that has ours.
    """
    story = _settle_story(analyses, by_hand, reader, words, write)[0]
    return msgspec.structs.replace(story, id=id or story.id)


def _settle_story(
    analyses: Sequence[Analysis],
    by_hand: Corrections | None = None,
    reader: Reader | English | Rules | None = None,
    words: int | None = None,
    write: Write | None = None,
) -> tuple[Story, tuple[Analysis, ...]]:
    story, told = collate(analyses, by_hand)
    reader = reader or load_reader()
    story = msgspec.structs.replace(story, brief=brief(story, told, words=words, reader=reader))
    return (msgspec.structs.replace(story, brief=write(story, told, reader)) if write else story), told


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
        model=analysis.read_by,
    )


def _missed(article: Article, stage: str, error: Exception, trouble: Trouble | None) -> Unread:
    if trouble:
        trouble(error)
    reason = f"{stage} failed ({type(error).__name__}: {str(error)[:200]}), a fault of ours; please report it"
    return Unread(article.file or article.id, reason)
