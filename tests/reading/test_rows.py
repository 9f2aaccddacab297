"""Rows and pages."""

import pytest

from tellings.errors import MaterialError
from tellings.reading.pages import Page, read_page
from tellings.reading.rows import read_row

TEXT = "The wall of the old harbour fell on Monday night."


@pytest.mark.parametrize(
    ("published", "want"),
    [
        ("2019-03-04", "2019-03-04"),
        ("2019-03-04T08:15:00Z", "2019-03-04T08:15:00Z"),
        ("2019-03-04T08:15:00.265", "2019-03-04T08:15:00.265"),
        ("20190304", "2019-03-04"),
        ("Mon, 04 Mar 2019 08:15:00 GMT", "2019-03-04"),
        ("4 March 2019", "2019-03-04"),
        ("March 4th, 2019", "2019-03-04"),
        ("03/04/2019", None),
        ("2019-02-30", None),
        ("yesterday", None),
    ],
)
def test_published(published: str, want: str | None) -> None:
    """A time of publication is kept when it is ISO 8601, made a day when it can be read as one day, else ignored."""
    article = read_row({"text": TEXT, "published": published})
    assert article.published == want
    assert article.published_basis == ("metadata" if want else None)


def test_given_fields_are_kept() -> None:
    """What a row gives is reported as given; numbers become strings."""
    row = {
        "id": 7,
        "title": "Wall Falls",
        "text": TEXT,
        "outlet": "Holm Gazette",
        "url": "https://gazette.example/2019/03/04/wall",
        "language": "en-GB",
    }
    article = read_row(row, "pile.jsonl")
    assert (article.id, article.title, article.outlet, article.language) == ("7", "Wall Falls", "Holm Gazette", "en-GB")
    assert (article.url, article.published, article.file) == (row["url"], "2019-03-04", "pile.jsonl")


@pytest.mark.parametrize("title", ["Old harbour wall falls into sea", "WATCH: The wall falls", "Share"])
def test_a_title_alone_is_its_text(title: str) -> None:
    """A row with a title and no text is read as that title, nothing of which is furniture."""
    article = read_row({"id": "t", "title": title, "text": ""})
    assert (article.text, article.title, article.furniture) == (title, title, ())


@pytest.mark.parametrize(
    "row", [{}, {"body": TEXT}, {"text": 7}, {"text": [TEXT]}, {"text": " "}, {"text": "a\0b"}, {"text": None, "title": " "}]
)
def test_rows_without_text_are_refused(row: dict[str, object]) -> None:
    """A row without text is refused with what it has and what to do."""
    with pytest.raises(MaterialError, match=r"text|empty|words|binary"):
        read_row(row)


def test_page_metadata_are_believed() -> None:
    """An extracted page has the fields of its metadata, and its text is stored as extracted."""
    page = Page(
        text="Wall falls\n" + TEXT,
        title="Wall falls",
        outlet="Holm Gazette",
        author="Ana Lind",
        published="2019-03-04",
        language="en",
    )
    article = read_page(page, "p.html")
    assert (article.title, article.author, article.published, article.published_basis) == (
        "Wall falls",
        "Ana Lind",
        "2019-03-04",
        "metadata",
    )
    assert [f.rule for f in article.furniture] == ["headline-as-titled"]
    assert {b.rule for b in article.bases} == {"page-metadata"}


def test_a_name_no_library_keeps_is_none_of_a_page() -> None:
    """A page that declares a name or an address of thousands of characters is read without it."""
    page = Page(text="The wall fell.", outlet="Post" * 1_000, url=f"https://post.example/{'a' * 3_000}", host="post.example")
    article = read_page(page, url="https://post.example/a")
    assert (article.outlet, article.url) == ("post.example", "https://post.example/a")
