"""Cases of furniture and of what a text tells of itself."""

import json
from pathlib import Path
from typing import Any

import pytest

from tellings.reading import read

CASES = Path(__file__).parent / "cases"


def load(name: str, failures: bool = True) -> list[Any]:
    cases = json.loads((CASES / name).read_text(encoding="utf-8"))
    cases = [c for c in cases if failures or c["kind"] != "known-failure"]
    failing = pytest.mark.xfail(strict=True, reason="known failure")
    return [pytest.param(c, id=c["name"], marks=[failing] if c["kind"] == "known-failure" else []) for c in cases]


@pytest.mark.parametrize("case", load("furniture.json"))
def test_furniture(case: dict[str, Any]) -> None:
    """Exactly the lines that are page furniture are set aside, each with its kind."""
    article = read(case["text"])
    assert [[f.kind, article.text[f.start : f.end]] for f in article.furniture] == case["want"]


@pytest.mark.parametrize("case", load("furniture.json"))
def test_furniture_with_windows_line_ends(case: dict[str, Any]) -> None:
    """Line ends of another system change neither the verdict nor the stored text."""
    text = case["text"].replace("\n", "\r\n")
    article = read(text)
    assert article.text == text
    assert [[f.kind, article.text[f.start : f.end]] for f in article.furniture] == case["want"]


@pytest.mark.parametrize("case", load("fields.json"))
def test_fields(case: dict[str, Any]) -> None:
    """What a text tells of its outlet, agency, author, title and day is read, and nothing is guessed."""
    article = read(case["text"])
    assert {field: getattr(article, field) for field in case["want"]} == case["want"]


@pytest.mark.parametrize("case", load("fields.json", failures=False))
def test_every_inferred_field_has_a_basis(case: dict[str, Any]) -> None:
    """A field that was not given names the rule that found it, with a score and a place inside the text."""
    article = read(case["text"])
    told = {b.field for b in article.bases}
    assert {f for f in ("title", "outlet", "agency", "author", "published", "language") if getattr(article, f)} <= told
    for basis in article.bases:
        assert 0 <= basis.score <= 1
        assert basis.span is None or 0 <= basis.span[0] < basis.span[1] <= len(article.text)


def test_metadata_are_believed_before_the_text() -> None:
    """What is given wins over what the text says."""
    article = read(
        "HOLM, March 4, 2019 (AP) — The wall fell on Monday.", published="2019-03-05", outlet="Holm Gazette", language="en"
    )
    assert (article.published, article.published_basis, article.outlet, article.agency) == (
        "2019-03-05",
        "metadata",
        "Holm Gazette",
        "Associated Press",
    )


def test_headline_equal_to_the_given_title_is_set_aside() -> None:
    """A first line that repeats the metadata's title is its headline, full stop or not."""
    article = read("The old wall fell.\nForty boats were lost on Monday night.\nWork begins soon.", title="The Old Wall Fell")
    assert [(f.rule, f.start, f.end) for f in article.furniture] == [("headline-as-titled", 0, 18)]
