"""Pages in a real browser: without a script, with the keyboard alone, narrow, in both schemes, and kept up to date."""

from contextlib import contextmanager

import pytest

from tests.service.conftest import AUK, serving

pytest.importorskip("playwright.sync_api")
PLACES = [
    "/stories",
    "/stories?outlet=Nobody",
    "/search?words=ferry",
    "/search?words=%22",
    "/stories/s-ferry",
    "/stories/s-dense",
    "/stories/s-fan",
    "/stories/s-many",
    "/stories/s-undated",
    "/stories/s-plain",
    "/stories/s-h-long",
    "/stories/s-h-bidi",
    "/stories/s-dense/utterances",
    "/stories/s-ferry/articles",
    "/stories/s-ferry/reader",
    "/articles/a-mail",
    "/stories/s-whole",
    "/stories/s-nope",
]


@contextmanager
def reading(browser, site, address="/stories", **options):
    """Open a page in a context of its own; nothing it asks for may be refused, whatever is done with it."""
    context = browser.new_context(
        **{"base_url": site.address, "viewport": {"width": 1440, "height": 900}, "reduced_motion": "reduce", **options}
    )
    page = context.new_page()
    told: list[str] = []
    page.on("console", lambda m: told.append(m.text) if m.type in ("error", "warning") and "Failed to load" not in m.text else None)
    page.on("pageerror", lambda e: told.append(str(e)))
    page.goto(address)
    yield page
    context.close()
    assert told == []


def in_sight(page, selector: str) -> bool:
    """Whether an element stands where it can be seen, and is not covered."""
    return page.evaluate(
        """(s) => { const e = document.querySelector(s), r = e.getClientRects()[0];
        const top = document.elementFromPoint(r.x + 2, r.y + r.height / 2);
        return r.bottom > 0 && r.top < innerHeight && e.contains(top); }""",
        selector,
    )


@pytest.mark.parametrize(
    ("scheme", "places", "rules"),
    [("light", PLACES, {}), ("dark", PLACES[::3], {"runOnly": {"type": "rule", "values": ["color-contrast"]}})],
    ids=["light", "dark"],
)
def test_axe_finds_nothing(browser, site, scheme, places, rules):
    """No page in no state breaks a rule of WCAG 2.2 A or AA, or of best practice, that axe can check; in dark no contrast does."""
    from axe_playwright_python.sync_playwright import Axe

    found = {}
    with reading(browser, site, color_scheme=scheme) as page:
        for address in places:
            page.goto(address)
            told = Axe().run(page, options={"resultTypes": ["violations"], **rules}).response["violations"]
            if told:
                found[address] = [(v["id"], v["nodes"][0]["target"], v["nodes"][0]["failureSummary"][:200]) for v in told]
    assert found == {}


@pytest.mark.parametrize("width", [320, 390, 900])
def test_narrow_pages_scroll_one_way(browser, site, width):
    """At 320 pixels and more nothing has to be scrolled sideways but drawings, which scroll in a frame of their own."""
    wide = {}
    with reading(browser, site, viewport={"width": width, "height": 700}) as page:
        for address in PLACES:
            page.goto(address)
            size = page.evaluate("document.documentElement.scrollWidth")
            if size > width:
                wide[address] = size
    assert wide == {}


def test_targets_are_large_enough(browser, site):
    """What can be pressed is 24 pixels high and wide, but for links within a sentence."""
    pressed = "button, input, select, summary, .files a, .places a, .sections a, .ways a, .pager a"
    script = """(pressed) => [...document.querySelectorAll(pressed)]
        .filter((e) => e.offsetParent && e.type !== 'checkbox').map((e) => [e.outerHTML.slice(0, 80), e.getBoundingClientRect()])
        .filter(([, r]) => r.height < 24 || r.width < 24).map(([h, r]) => `${h} ${r.width} x ${r.height}`)"""
    with reading(browser, site) as page:
        for address in ("/stories", "/stories/s-dense", "/stories/s-ferry/reader", "/search?words=ferry"):
            page.goto(address)
            assert page.evaluate(script, pressed) == []


@pytest.mark.parametrize("script", [False, True], ids=["without-script", "with-script"])
def test_from_a_citation_to_its_passage_and_back(browser, site, script):
    """A citation leads to its passage, in sight, and the passage back to the sentence that cites it."""
    with reading(browser, site, "/stories/s-ferry", java_script_enabled=script) as page:
        chip = page.locator(".chip").nth(1)
        place = chip.get_attribute("href")
        chip.click()
        assert page.url.endswith(place)
        assert in_sight(page, place)
        sentence = page.locator(f"{place} + .back").get_attribute("href")
        page.locator(f"{place} + .back").click()
        assert page.url.endswith(sentence)
        assert in_sight(page, sentence)


def test_furniture_opens_for_a_passage_in_it(browser, site):
    """What was set aside is folded, unless something that is cited stands in it."""
    with reading(browser, site, "/stories/s-ferry", java_script_enabled=False) as page:
        folds = page.locator("details.furniture").all()
        assert folds
        for fold in folds:
            assert (fold.get_attribute("open") is not None) == (fold.locator("mark[id]").count() > 0)


def tab_to(page, wanted: str, most: int = 60) -> None:
    """Press Tab until an element that fits has the focus, which can then be seen."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("(s) => document.activeElement.matches(s)", wanted):
            outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert outline != "none"
            return
    raise AssertionError(f"{wanted} was not reached")


def test_with_the_keyboard_alone(browser, site):
    """From the list to a story, past the head to a citation, to its passage and back, by keys alone."""
    with reading(browser, site) as page:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main"
        tab_to(page, 'a[href="/stories/s-ferry"]')
        page.keyboard.press("Enter")
        page.wait_for_url("**/stories/s-ferry")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        tab_to(page, ".chip")
        place = page.evaluate("document.activeElement.getAttribute('href')")
        page.keyboard.press("Enter")
        assert page.url.endswith(place)
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.matches('.reports a, .reports [tabindex]')")
        page.keyboard.press("Escape")
        assert page.evaluate("document.activeElement.getAttribute('href')") == place


def test_shortcuts(browser, site):
    """J and k go through the list, / to the search, ? tells the keys, x switches them off; none works while somebody types."""
    with reading(browser, site) as page:
        page.keyboard.press("j")
        first = page.evaluate("document.activeElement.href")
        page.keyboard.press("j")
        assert page.evaluate("document.activeElement.href") != first
        page.keyboard.press("k")
        assert page.evaluate("document.activeElement.href") == first
        page.keyboard.press("/")
        assert page.evaluate("document.activeElement.id") == "find"
        page.keyboard.type("jk?x")
        assert page.locator("#find").input_value() == "jk?x"
        page.locator("#main").focus()
        page.keyboard.press("?")
        assert page.locator("dialog.keys").is_visible()
        page.keyboard.press("Escape")
        page.keyboard.press("x")
        page.keyboard.press("/")
        assert page.evaluate("document.activeElement.id") == "main"


def test_two_reports_side_by_side(browser, site):
    """A number leads to the same stretch in the other report, by mouse and by Enter, and both reports scroll together."""
    with reading(browser, site, "/stories/s-ferry/reader", viewport={"width": 1200, "height": 420}) as page:
        number = page.locator("#left a.twin").first
        number.focus()
        page.keyboard.press("Enter")
        assert page.url.endswith(number.get_attribute("href"))
        assert in_sight(page, number.get_attribute("href"))
        assert page.evaluate("document.activeElement.closest('.report').id") == "right"
        page.locator("#left").hover()
        page.mouse.wheel(0, 150)
        page.wait_for_timeout(300)
        assert page.evaluate("document.querySelector('#left').scrollTop") > 50
        assert page.evaluate("document.querySelector('#right').scrollTop") > 0
    with reading(browser, site, "/stories/s-ferry/reader", java_script_enabled=False) as page:
        number = page.locator("#left a.twin").first
        number.click()
        assert in_sight(page, number.get_attribute("href"))
        page.select_option("#f-right", index=0)
        page.select_option("#f-left", index=1)
        page.get_by_role("button", name="Show").click()
        assert "left=" in page.url
        assert "right=" in page.url


def test_searching_without_script(browser, site):
    """Words typed in the head of a page lead to stories with passages, and from a passage to the report, where it is marked."""
    with reading(browser, site, java_script_enabled=False) as page:
        page.locator("#find").fill("ferry harbour")
        page.keyboard.press("Enter")
        page.locator(".passages a").first.click()
        assert in_sight(page, "#passage")


def test_page_of_stories_follows_the_library(browser, tmp_path):
    """The page of an empty library tells what to do; what is brought appears there, told, and on the story's page, by itself."""
    with serving(tmp_path, "--rate", "0", "--model", "rules") as running, reading(browser, running) as page:
        assert page.get_by_role("heading", name="Nothing here yet").is_visible()
        page.wait_for_timeout(300)
        running.take(*AUK)
        page.locator(".row").first.wait_for(timeout=20_000)
        page.locator(".row h2 a").first.click()
        page.locator(".card.hard").first.wait_for(timeout=30_000)
        assert page.locator(".tally dd").first.inner_text() == "2"
        page.evaluate("window.kept = 'here'")
        more = {"outlet": "Tern", "url": "https://tern.example/auk"}
        running.take({**AUK[0], "text": AUK[0]["text"] + " Divers will look at the wreck on Friday.", **more})
        page.locator(".tally div:first-child dd", has_text="3").wait_for(timeout=30_000)
        assert page.evaluate("window.kept") == "here"
