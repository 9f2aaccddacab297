"""Take the screenshots of the README again, of invented stories: ``python docs/images/shoot.py`` in the repository's root.

Needs the test environment and a Chromium (``CHROMIUM`` names it). Fonts are this machine's: fonts-sil-charis and fonts-roboto suit.
"""

import os
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parents[1]))

from tellings.demo import demo_texts  # noqa: E402
from tests.service.conftest import Served, serving  # noqa: E402
from tests.service.web.planted import ferry, many, one_origin, plant  # noqa: E402

WIDTH = 1280  # pixels; most readers see the images at 800


def bring(served: Served) -> str:
    """Bring the demo's reports by hand, as a person would, and return the id of their story once it is told."""
    for name, text in demo_texts():
        served.client.post("/add/files", files={"files": (name, text)}, headers={"Accept": "text/html"})
    while True:
        cards = served.get("/v1/stories")["items"]
        told = [c for c in cards if c["articles"] == 7 and not c["stale"]]
        if told:
            return str(told[0]["id"])
        time.sleep(1)


def shoot(page: Page, name: str, address: str, height: int, scheme: str = "light", first: str = "") -> None:
    """Write what a window of so many pixels shows of a page; ``first``: the element that stands below the bar of sections."""
    page.set_viewport_size({"width": WIDTH, "height": height})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    page.goto(address)
    if first:
        page.locator(first).last.evaluate("e => scrollBy(0, e.getBoundingClientRect().top - 56)")
    page.screenshot(path=HERE / f"{name}.png")


with tempfile.TemporaryDirectory() as folder, sync_playwright() as player:
    library = f"{folder}/library.db"
    with serving(Path(folder), "--rate", "0", library=library) as served:
        story = bring(served)
        plant(library, ferry(), one_origin(), many())
        browser = player.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=["--no-sandbox", "--hide-scrollbars"]
        )
        page = browser.new_page(base_url=served.address)
        shoot(page, "stories", "/stories", 780)
        shoot(page, "story", f"/stories/{story}", 860)
        shoot(page, "said", f"/stories/{story}", 900, first=".card")
        shoot(page, "side-by-side", f"/stories/{story}/reader", 860, "dark")
        browser.close()
