"""URLs have one spelling before anybody is asked, and what is odd about one is said."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tellings.fetching import FetchError, Rules
from tellings.fetching.failing import shown
from tellings.fetching.urls import find_target
from tests.growth import check_growth

CASES = json.loads((Path(__file__).parent / "cases" / "urls.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: ascii(case["url"]))
def test_every_url_of_the_table(case: dict[str, str]) -> None:
    """A URL has its one spelling, or is refused with what is wrong and what to do."""
    if "is" in case:
        assert find_target(case["url"], Rules()).url == case["is"]
        return
    with pytest.raises(FetchError) as caught:
        find_target(case["url"], Rules())
    assert caught.value.kind == "url"
    assert case["says"] in caught.value.reason
    assert "; " in caught.value.reason
    assert str(caught.value).isprintable()
    assert "pond" not in str(caught.value)


@given(st.text(max_size=60), st.sampled_from(["", "http://", "http://herald.example/", "https://a.example:443/?", "//"]))
def test_any_text_is_a_target_or_a_plain_refusal(text: str, start: str) -> None:
    """Whatever stands in a feed is refused in one line, or becomes a target that is its own spelling and holds nothing odd."""
    try:
        target = find_target(start + text, Rules())
    except FetchError as error:
        odd = str(error)
        target = None
    if target is None:
        assert odd.isprintable()
        return
    assert find_target(target.url, Rules()) == target
    assert target.url.isascii()
    assert all("!" <= c <= "~" for c in target.url)
    assert "#" not in target.path


def test_a_url_that_is_too_long() -> None:
    """A URL beyond the limit is refused, and the message repeats only its beginning."""
    with pytest.raises(FetchError, match="longer than 8000 characters") as caught:
        find_target("http://herald.example/" + "x" * 9_000, Rules())
    assert len(str(caught.value)) < 600


@pytest.mark.parametrize(
    ("where", "leads"),
    [
        ("/b", "https://herald.example/b"),
        ("c?d", "https://herald.example/a/c?d"),
        ("//ferry.example/x", "https://ferry.example/x"),
        ("../../..", "https://herald.example/"),
        ("?p=2", "https://herald.example/a/b?p=2"),
        ("", "https://herald.example/a/b?q"),
        ("http://ferry.example", "http://ferry.example/"),
    ],
)
def test_a_url_beside_another(where: str, leads: str) -> None:
    """What a redirect says is read from where it stands."""
    base = find_target("https://herald.example/a/b?q", Rules())
    assert find_target(where, Rules(), base=base).url == leads


@pytest.mark.parametrize("piece", ["a.", "@", "://", "%", "//x", "ü", "[", "0x"])
def test_cost_grows_with_length(piece: str) -> None:
    """Twice the text costs about twice the time, whatever it repeats."""
    rules = Rules(url_length=10**9)

    def prepare(size: int):
        text = "http://herald.example/" + piece * size

        def work() -> None:
            for _ in range(5):
                shown(text)
                try:
                    find_target(text, rules)
                except FetchError:
                    continue

        return work

    check_growth(prepare, 20_000, 40_000, 80_000)
