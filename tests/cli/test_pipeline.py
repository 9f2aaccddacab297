"""The whole way: streaming, progress, and one bad article that costs nobody else."""

import pytest

from tellings import pipeline
from tellings.model import Analysis, Article, Unread
from tellings.stories import stream_articles


def _articles(n: int) -> list[Article]:
    texts = [f"Kestrel Lane was closed for {i + 2} days, the town clerk said. Nobody was hurt." for i in range(n)]
    return [Article(id=f"a-{i}", file=f"{i}.txt", text=t) for i, t in enumerate(texts)]


@pytest.fixture
def faulty(monkeypatch: pytest.MonkeyPatch) -> None:
    """An analysis that breaks on the second article."""
    sound = pipeline.analyse

    def analyse(article: Article, *_: object, **__: object) -> Analysis:
        if article.id == "a-1":
            raise ZeroDivisionError("planted")
        return sound(article)

    monkeypatch.setattr(pipeline, "analyse", analyse)


@pytest.mark.usefixtures("faulty")
def test_one_bad_article_is_a_value() -> None:
    """An article that breaks its analysis is listed with the reason; the others are told."""
    errors: list[Exception] = []
    given = [Unread("x.pdf", "binary")]
    result = pipeline.tell(_articles(3), given, trouble=errors.append)
    assert sorted(a.id for s in result.stories for a in s.articles) == ["a-0", "a-2"]
    assert result.unread[0] == given[0]
    assert result.unread[1].file == "1.txt"
    assert "planted" in result.unread[1].reason
    assert [type(e) for e in errors] == [ZeroDivisionError]


def test_one_bad_story_is_a_value(monkeypatch: pytest.MonkeyPatch) -> None:
    """A story that breaks its collation lists its articles as unread and ends nothing."""

    def collate(told: object) -> None:
        raise KeyError("planted")

    monkeypatch.setattr(pipeline, "collate", collate)
    result = pipeline.tell(_articles(2))
    assert result.stories == ()
    assert sorted(u.file for u in result.unread) == ["0.txt", "1.txt"]


def test_analysis_streams_and_reports() -> None:
    """Each analysis is there before the next article is read, and progress is told after each."""
    read: list[str] = []
    steps: list[tuple[str, int, int]] = []

    def arriving() -> object:
        for article in _articles(3):
            read.append(article.id)
            yield article

    for n, found in enumerate(pipeline.analyse_each(arriving(), lambda *step: steps.append(step)), 1):
        assert isinstance(found, Analysis)
        assert len(read) == n
    assert steps == [("analysing", 1, 0), ("analysing", 2, 0), ("analysing", 3, 0)]


def test_inputs_missed_while_reading_are_in_the_result() -> None:
    """What turns out unreadable while the articles stream in still stands in the result."""
    unread: list[Unread] = []

    def arriving() -> object:
        yield _articles(1)[0]
        unread.append(Unread("late.txt", "cut short"))

    assert pipeline.tell(arriving(), unread).unread == (Unread("late.txt", "cut short"),)


def test_groups_and_stories_agree() -> None:
    """Group names the same story ids as brief, in the order given."""
    articles = _articles(4)
    rows = stream_articles(articles)
    stories = {a.id: s.id for s in pipeline.tell(articles).stories for a in s.articles}
    assert [r.id for r in rows] == [a.id for a in articles]
    assert {r.id: r.story for r in rows} == stories
