"""The one-file page on paper: everything open, black on white, citations numbered, nothing that can only be clicked."""

import os
import shutil

import pytest
from made_up import make_result, make_texts

from tellings.exports import export

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser")

OPEN = """() => [...document.querySelectorAll('details')].filter(d => {
  const inside = [...d.children].filter(e => e.tagName != 'SUMMARY')
  return inside.some(e => !e.checkVisibility({contentVisibilityAuto: true}) || e.getBoundingClientRect().height == 0)
}).length"""
DARK = """() => [...document.querySelectorAll('*')].filter(e => {
  const [r, g, b, a] = (getComputedStyle(e).backgroundColor.match(/[\\d.]+/g) || []).map(Number)
  return a !== 0 && r !== undefined && (r + g + b) < 600
}).map(e => e.tagName + '.' + e.className)"""


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    """Return the page of the made-up story in a browser that prints, its reader preferring the dark."""
    if not BROWSER:
        why = "needs chromium, which is not here (apt-get install chromium)"
        pytest.fail(why) if os.environ.get("CI", "").lower() in ("true", "1") else pytest.skip(why)
    from playwright.sync_api import sync_playwright

    file = tmp_path_factory.mktemp("page") / "story.html"
    file.write_text(str(export(make_result(), "html", texts=make_texts())), encoding="utf-8")
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        page = browser.new_page(color_scheme="dark", viewport={"width": 700, "height": 1000})
        page.goto(file.as_uri())
        page.emulate_media(media="print", color_scheme="dark")
        yield page
        browser.close()


@pytest.mark.slow
def test_everything_is_open_on_paper(printed) -> None:
    """What is folded on a screen stands open in print: citations, what one tells alone, evidence, furniture."""
    assert printed.locator("details").count() > 3
    assert printed.locator("details[open]").count() < printed.locator("details").count()
    assert printed.evaluate(OPEN) == 0
    printed.emulate_media(media="screen")
    assert printed.evaluate(OPEN) > 0
    printed.emulate_media(media="print")


@pytest.mark.slow
def test_paper_is_white(printed) -> None:
    """No background is dark, whatever the reader's screen prefers; words are."""
    assert printed.evaluate(DARK) == []
    assert printed.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"


@pytest.mark.slow
def test_what_can_only_be_clicked_is_left_out(printed) -> None:
    """The list of sections and the link past it are not printed; a report's address is written out; a PDF comes out of it."""
    assert not printed.locator(".sections, .skip").filter(visible=True).count()
    told = printed.evaluate("getComputedStyle(document.querySelector('.out'), '::after').content")
    assert "https://" in told or "attr(href)" in told
    assert printed.pdf().startswith(b"%PDF-")
