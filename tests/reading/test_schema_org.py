"""What pages declare of themselves in schema.org's words."""

import json
from typing import Any

import pytest

from tellings.reading.schema_org import read_json_ld, read_microdata

ORG = {"@type": "NewsMediaOrganization", "@id": "#org", "name": "Holm Gazette"}
NEWS = {"@type": "NewsArticle", "headline": "Wall falls", "datePublished": "2031-05-09T08:15:00Z", "publisher": {"@id": "#org"}}


@pytest.mark.parametrize(
    "value",
    [
        [ORG, NEWS],
        {"@graph": [NEWS, ORG]},
        {**NEWS, "publisher": ORG},
        {**NEWS, "@type": ["Article", "NewsArticle"], "publisher": [{"name": "Holm Gazette"}]},
        {"@type": "WebPage", "mainEntity": {**NEWS, "publisher": "Holm Gazette"}},
        {**NEWS, "@type": "http://schema.org/NewsArticle", "publisher": {"name": ["Holm Gazette"]}},
    ],
)
def test_the_article_is_found_wherever_it_stands(value: Any) -> None:
    """In a graph, a list or alone, the publisher by name or by reference."""
    told = read_json_ld([json.dumps(value)])
    assert told is not None
    assert (told.title, told.outlet, told.published) == ("Wall falls", "Holm Gazette", "2031-05-09T08:15:00Z")


def test_of_several_the_one_with_the_page_s_title_is_its_own() -> None:
    """An article beside it, and those in a list of others, are not the page's."""
    other = {"@type": "NewsArticle", "headline": "Mill opens", "datePublished": "2001-01-01"}
    listed = {"@type": "ItemList", "itemListElement": [other]}
    told = read_json_ld([json.dumps([listed, other, NEWS])], "Wall falls!")
    assert told is not None
    assert told.published == "2031-05-09T08:15:00Z"
    assert read_json_ld([json.dumps(listed)]) is None


@pytest.mark.parametrize(
    "script", ["", "{", "null", "7", '"x"', "[[]]", '{"@type": 7}', "[" * 5_000, '{"@graph": {"@graph": 1}}', "\ud800"]
)
def test_broken_scripts_declare_nothing(script: str) -> None:
    """Whatever stands in a script, nothing is raised and nothing made up."""
    assert read_json_ld([script]) is None


def test_values_of_odd_types_are_left_out() -> None:
    """Numbers, lists and objects where words belong give None, and a page is not believed to be dated "soon"."""
    odd = {"@type": "NewsArticle", "headline": 7, "author": [3, {"name": {"x": 1}}, "https://a.example/ana"], "publisher": True}
    told = read_json_ld([json.dumps({**odd, "datePublished": "soon", "articleBody": ["x"], "correction": [{"text": 3}, None]})])
    assert told is not None
    assert (told.title, told.author, told.outlet, told.published, told.body, told.corrections) == (None, None, None, None, None, ())


def test_line_ends_in_strings_and_comments_round_a_script_are_borne() -> None:
    """Many a page has a bare line end in a string, or hides its script from browsers of long ago."""
    told = read_json_ld(['<!-- {"@type": "NewsArticle", "headline": "Wall\nfalls"} -->'])
    assert told is not None
    assert told.title == "Wall falls"


def test_markup_and_entities_are_taken_out() -> None:
    """Names and texts are plain words."""
    told = read_json_ld(
        [json.dumps({**NEWS, "headline": "Wall &amp; <b>mill</b>", "articleBody": "<p>It fell.</p><p>It did.</p>"})]
    )
    assert told is not None
    assert (told.title, told.body) == ("Wall & mill", "It fell.\nIt did.")


def test_microdata() -> None:
    """Attributes of the page's elements say the same, where there is no script."""
    from lxml.html import document_fromstring

    page = (
        '<article itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop="headline">Wall falls</h1>'
        '<span itemprop="author" itemscope><b itemprop="name">Ana Lind</b>, reporter</span>'
        '<time itemprop="datePublished" datetime="2031-05-09">9 May</time>'
        '<meta itemprop="publisher" content="Holm Gazette"></article>'
    )
    told = read_microdata(document_fromstring(page))
    assert told is not None
    assert (told.title, told.author, told.published, told.outlet) == ("Wall falls", "Ana Lind", "2031-05-09", "Holm Gazette")
    assert read_microdata(document_fromstring("<p itemprop='headline'>Wall</p>")) is None
