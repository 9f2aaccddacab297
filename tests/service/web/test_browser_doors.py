"""The pages by which somebody brings, corrects and looks things up, in a real browser: axe, narrow, by hand alone, live."""

import pytest

from tests.service.conftest import AUK, serving, token
from tests.service.web.test_browser import in_sight, reading

pytest.importorskip("playwright.sync_api")
HOSTILE = "<b>x</b>\u202e" + "long" * 200


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """Return a server on which somebody has worked: a story told and corrected, jobs done and failed, a feed, hostile words."""
    with serving(tmp_path_factory.mktemp("desk"), "--rate", "0", "--tell", "asked") as served:
        taken = served.take(*AUK, {"title": HOSTILE, "outlet": HOSTILE[:199], "text": f"{HOSTILE} sank, said {HOSTILE}."})["items"]
        served.articles = [i["receipt"]["article"] for i in taken]
        served.story = taken[1]["receipt"]["story"]
        told = served.get(f"/v1/stories/{served.story}?wait=30")["story"]
        served.conflict, served.said = told["conflicts"][0]["id"], told["utterances"][0]["id"]
        items = [
            {"do": "rename", "of": "entity", "targets": [{"name": "Ada Brook"}], "name": HOSTILE, "why": HOSTILE},
            {"do": "not-a-conflict", "id": served.conflict, "by": "Piet Vos"},
        ]
        served.client.post("/v1/corrections", json={"story": served.story, "items": items}).raise_for_status()
        served.client.delete("/v1/corrections/2").raise_for_status()
        served.client.post(
            "/add/files", files=[("files", ("bad.bin", b"\x00\x01")), ("files", (f"{HOSTILE}.txt", b"The bell rang."))]
        )
        served.client.post("/add/address", data={"address": "http://127.0.0.1:1/feed", "kind": "follow"})
        yield served


def places(desk):
    """Return the addresses of the pages in their states."""
    first, _, hostile = desk.articles
    about = f"/corrections/new?story={desk.story}"
    return [
        *("/add", f"/add?brought={first}", "/speakers", "/speakers/Ada%20Brook", "/speakers/Nobody", "/library", "/sign-in"),
        *(f"/articles/{first}?start=0&end=20#passage", f"/articles/{hostile}", "/corrections", f"/corrections?story={desk.story}"),
        *(about, f"{about}&finding={desk.said}", f"{about}&finding={desk.conflict}", f"/forget?article={hostile}", "/nowhere"),
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser, desk, scheme):
    """No page in no state breaks a rule that axe can check; in dark no contrast does."""
    from axe_playwright_python.sync_playwright import Axe

    rules = {"runOnly": {"type": "rule", "values": ["color-contrast"]}} if scheme == "dark" else {}
    found = {}
    with reading(browser, desk, color_scheme=scheme) as page:
        for address in places(desk)[:: 2 if rules else 1]:
            page.goto(address)
            for radio in page.locator("input[type=radio]").all()[:1]:
                radio.check()
            told = Axe().run(page, options={"resultTypes": ["violations"], **rules}).response["violations"]
            if told:
                found[address] = [(v["id"], v["nodes"][0]["target"], v["nodes"][0]["failureSummary"][:200]) for v in told]
    assert found == {}


def test_narrow_pages_scroll_one_way_and_have_room_for_a_thumb(browser, desk):
    """At 320 pixels nothing is scrolled sideways, and what can be pressed is 24 pixels high and wide."""
    pressed = """[...document.querySelectorAll('button, input, select, summary, textarea, .chip, .tick')]
        .filter((e) => e.offsetParent && !["checkbox", "radio", "hidden"].includes(e.type))
        .map((e) => [e, e.getBoundingClientRect()])
        .filter(([, r]) => r.height < 24 || r.width < 24).map(([e]) => e.outerHTML.slice(0, 80))"""
    wide, small = {}, {}
    with reading(browser, desk, viewport={"width": 320, "height": 700}) as page:
        for address in places(desk):
            page.goto(address)
            if (size := page.evaluate("document.documentElement.scrollWidth")) > 320:
                wide[address] = size
            if found := page.evaluate(pressed):
                small[address] = found
    assert (wide, small) == ({}, {})


def test_paste_to_brief_without_a_script(browser, tmp_path):
    """Two reports are pasted; the second leads to their story, which has been told when somebody looks again."""
    with serving(tmp_path, "--rate", "0") as served, reading(browser, served, "/add", java_script_enabled=False) as page:
        for report in AUK:
            page.get_by_label("Text", exact=True).fill(report["text"])
            page.get_by_label("Title").fill(report["title"])
            page.get_by_label("Outlet").fill(report["outlet"])
            page.get_by_label("Day of publication").fill(report["published"])
            page.get_by_role("button", name="Add this report").click()
            page.wait_for_load_state()
        assert "/stories/s-" in page.url
        for _ in range(100):
            if page.locator(".brief p").count():
                break
            page.wait_for_timeout(200)
            page.reload()
        assert page.locator(".brief .chip").count()
        assert page.locator(".card.hard").count()


def test_jobs_come_up_by_themselves(browser, desk):
    """A file that is brought by somebody else appears on the open page, with what became of it."""
    with reading(browser, desk, "/add") as page:
        page.wait_for_timeout(300)
        desk.client.post("/add/files", files=[("files", ("lamp.txt", b"The lamp of Asker went out on Sunday, the keeper said."))])
        page.locator("#jobs li", has_text="lamp.txt").get_by_text("1 report safe").wait_for(timeout=10_000)


def test_correction_and_undo_by_keyboard(browser, tmp_path):
    """From the conflict to the form, said to be none, and undone: with Tab, Space and Enter alone."""
    with serving(tmp_path, "--rate", "0") as served:
        story = served.take(*AUK)["items"][-1]["receipt"]["story"]
        served.get(f"/v1/stories/{story}?wait=30")
        with reading(browser, served, f"/stories/{story}") as page:
            _tab_to(page, ".card .correct")
            page.keyboard.press("Enter")
            page.wait_for_url("**/corrections/new?**")
            _tab_to(page, "input[value='not-a-conflict']")
            page.keyboard.press("Space")
            _tab_to(page, "input[name='why']")
            page.keyboard.type("both are counts")
            page.keyboard.press("Enter")
            page.wait_for_url("**/corrections?made=1")
            assert "both are counts" in page.locator("#correction-1").inner_text()
            assert served.get(f"/v1/stories/{story}?wait=30")["card"]["conflicts"] == 0
            _tab_to(page, "#correction-1 summary")
            page.keyboard.press("Enter")
            _tab_to(page, "#correction-1 button")
            page.keyboard.press("Enter")
            page.wait_for_url("**/corrections?undone=1")
            assert served.get(f"/v1/stories/{story}?wait=30")["card"]["conflicts"] == 1


def test_choices_show_what_they_need(browser, desk):
    """Of the form only the fields of what was chosen show."""
    with reading(browser, desk, f"/corrections/new?story={desk.story}&finding={desk.said}") as page:
        name = page.get_by_label("The right name")
        assert not name.is_visible()
        page.get_by_label("Somebody else said it").check()
        assert name.is_visible()


def test_passage_that_is_pointed_at_is_in_sight(browser, desk):
    """A citation from elsewhere opens the report at its passage, without a script too."""
    with reading(browser, desk, f"/articles/{desk.articles[0]}?start=4&end=40#passage", java_script_enabled=False) as page:
        assert in_sight(page, "#passage")


def test_signing_in_and_out(browser, tmp_path):
    """A page leads to the form, the token to the page, the button out again."""
    secret = token(tmp_path, "new", "ada", "--scopes", "read")
    with serving(tmp_path, "--rate", "0") as served, reading(browser, served, "/speakers") as page:
        assert "/sign-in?to=/speakers" in page.url
        page.get_by_label("Token").fill("tell_wrong")
        page.keyboard.press("Enter")
        page.get_by_text("not known here").wait_for()
        page.wait_for_timeout(1100)
        page.get_by_label("Token").fill(secret)
        page.keyboard.press("Enter")
        page.wait_for_url("**/speakers")
        assert page.evaluate("document.cookie") == ""
        assert page.get_by_role("link", name="Add", exact=True).count() == 0
        page.get_by_role("button", name="Sign out").click()
        page.wait_for_url("**/sign-in?out=yes")
        page.goto("/stories")
        assert "/sign-in" in page.url


def _tab_to(page, selector: str, most: int = 200) -> None:
    """Press Tab until an element has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("(s) => document.activeElement.matches(s)", selector):
            return
    raise AssertionError(f"{selector} cannot be reached with Tab")
