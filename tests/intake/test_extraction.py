"""HTML pages, and the worker that takes them apart."""

import contextlib
import re
from functools import partial
from pathlib import Path

import pytest

from tellings.errors import MaterialError
from tellings.intake import Limits, read_all
from tellings.intake.extraction import Extractor
from tellings.intake.shape import check_shape
from tellings.intake.task import Task
from tellings.model import Unread
from tests.growth import check_growth

HEAD = (
    '<head><title>Sea wall falls - Holm Gazette</title><meta property="og:site_name" content="Holm Gazette">'
    '<meta name="author" content="Ana Lind"><meta property="article:published_time" content="2019-03-04T08:00:00Z">'
    '<link rel="canonical" href="https://gazette.example/wall"></head>'
)
BODY = (
    "<p>The wall of the old harbour fell into the sea on Monday night, and forty boats were lost, the mayor of Holm said.</p>" * 3
)

ARTICLE = f"<article><h1>Sea wall falls</h1>{BODY}</article>"
PAGE = f'<!DOCTYPE html><html lang="en-GB">{HEAD}<body><nav><a href="/">Home</a></nav>{ARTICLE}</body></html>'


def ask(extractor: Extractor, page: str):
    """Return the one thing that a worker finds in a page."""
    (found,) = extractor.ask(Task(kind="html", raw=page.encode(), name="p.html"))
    return found


def test_a_page_gives_its_text_and_metadata(tmp_path: Path) -> None:
    """Title, outlet, author, day, language and address come from the page; navigation does not."""
    (tmp_path / "p.html").write_text(PAGE, encoding="utf-8")
    (article,), unread, _ = read_all([str(tmp_path)])
    assert unread == []
    assert (article.title, article.outlet, article.author) == ("Sea wall falls", "Holm Gazette", "Ana Lind")
    assert (article.published, article.published_basis, article.language) == ("2019-03-04", "metadata", "en-GB")
    assert article.url == "https://gazette.example/wall"
    assert "Home" not in article.text
    assert "forty boats" in article.text


def test_entities_of_a_document_type_are_not_expanded(tmp_path: Path) -> None:
    """Neither a file nor a billion laughs come in by way of an entity."""
    secret = tmp_path / "secret"
    secret.write_text("SECRET-WORD", encoding="utf-8")
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 9))
    kinds = f'<!DOCTYPE html [<!ENTITY f SYSTEM "file://{secret}"><!ENTITY l0 "LAUGH">{laughs}]>'
    (tmp_path / "p.html").write_text(
        f"{kinds}<html><body><article>{BODY}<p>&f; and &l8; fell.</p></article></body></html>", encoding="utf-8"
    )
    articles, unread, _ = read_all([str(tmp_path)])
    assert len(articles) + len(unread) == 1
    assert all("SECRET-WORD" not in a.text and "LAUGH" not in a.text for a in articles)


def test_a_worker_that_dies_is_started_again() -> None:
    """A page that kills the worker is refused, and the next one is read."""
    extractor = Extractor(Limits())
    try:
        assert "forty boats" in ask(extractor, PAGE).text
        assert extractor.process is not None
        extractor.process.kill()
        with pytest.raises(MaterialError, match="crashed"):
            ask(extractor, PAGE)
        assert "forty boats" in ask(extractor, PAGE).text
    finally:
        extractor.end()


def test_a_page_that_takes_too_long_is_given_up() -> None:
    """Beyond the limit on time the worker is killed and the page refused."""
    extractor = Extractor(Limits(page_seconds=0.001))
    with pytest.raises(MaterialError, match="page_seconds"):
        ask(extractor, PAGE)
    assert extractor.process is None


def test_a_page_that_needs_too_much_memory_is_given_up() -> None:
    """Beyond the limit on memory the page is refused, one way or the other."""
    extractor = Extractor(Limits(page_memory=200_000_000))
    try:
        try:
            found = ask(extractor, f"<html><body><article>{BODY * 20_000}</article></body></html>")
        except MaterialError as error:
            found = Unread("p.html", error.reason)
        assert isinstance(found, Unread)
        assert re.search("memory|MB", found.reason)
    finally:
        extractor.end()


@pytest.mark.parametrize("page", ["<div>" * 10_000, "<span>" * 10_000 + "x" + "</span>" * 10_000, "<b><i>" * 5_000])
def test_deep_pages_are_refused_before_they_are_parsed(page: str) -> None:
    """Ten thousand nested tags get a clear message."""
    with pytest.raises(MaterialError, match="page_depth"):
        check_shape(page, Limits())


@pytest.mark.parametrize("page", ["<p>" * 10_000, "<li>a" * 10_000, "<br>" * 10_000, "<script>" + "'<div>'" * 5_000 + "</script>"])
def test_flat_pages_are_not_called_deep(page: str) -> None:
    """Paragraphs, list items and scripts do not nest, however many there are."""
    check_shape(page, Limits())


def test_pages_with_too_many_tags_are_refused() -> None:
    """A page of a million tags gets a clear message."""
    with pytest.raises(MaterialError, match="page_tags"):
        check_shape("<br>" * 300_000, Limits())


@pytest.mark.parametrize("unit", ["<", "<script", "<script>", "<!--", "<a", "</", "<style><script>", "<script></script", "<!---->"])
def test_looking_at_the_shape_grows_no_faster_than_the_page(unit: str) -> None:
    """Twice a hostile page costs at most 2.5 times as much."""

    def look(page: str) -> None:
        with contextlib.suppress(MaterialError):
            check_shape(page, Limits())

    check_growth(lambda size: partial(look, unit * (size // len(unit))), 125_000, 250_000, 500_000)
