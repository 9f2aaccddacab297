"""Pages as HTML: every link resolves, nothing on them is not ours, their twins say the same, and they stay light."""

import gzip
import re
from html.parser import HTMLParser
from itertools import pairwise

import httpx
import pytest

from tellings.service.web.fixed import weight
from tests.service.web.conftest import HOSTILE_STORIES, STORIES
from tests.service.web.planted import plain, plant

PAGE = {"accept": "text/html"}
VOID = {"meta", "link", "input"}
OURS = set(
    "html head main meta title link script body a header p nav ul ol li form label input select option button h1 h2 h3 h4 dl dt dd "
    "div section b details summary q table caption thead tbody tr th td u figure figcaption svg defs marker path rect circle text "
    "mark footer code article span kbd time progress del ins".split()
)
EVENT = re.compile(r"on[a-z]+", re.IGNORECASE)
ADDRESSES = [
    "/stories",
    "/stories?several=yes&order=origins",
    "/stories?outlet=Nobody",
    "/search",
    "/search?words=ferry",
    "/search?words=nowhere",
    "/stories/s-never-was",
    *(f"/stories/{s}" for s in STORIES),
    *(f"/stories/s-dense/{s}" for s in ("conflicts", "utterances", "origins", "timeline", "claims", "wording", "articles")),
    "/stories/s-many/articles",
    "/stories/s-ferry/reader",
    "/stories/s-many/reader",
    "/articles/a-mail",
]


class Seen(HTMLParser):
    """The elements of a page with their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.broken: list[str] = []
        self.feed(text)
        self.close()
        self.ids = [a["id"] for _, a in self.elements if "id" in a]
        self.links = [a["href"] or "" for tag, a in self.elements if tag == "a"]

    def handle_starttag(self, tag, attrs):
        """Take an opening tag."""
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID and not self.get_starttag_text().endswith("/>"):
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        """Take a tag that closes itself."""
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        """Take a closing tag."""
        if self.open and self.open[-1] == tag:
            self.open.pop()
        else:
            self.broken.append(tag)


def see(site, address: str) -> Seen:
    return Seen(site.client.get(address, headers=PAGE).text)


def check(seen: Seen) -> None:
    """Hold a page against every promise that does not depend on what it shows."""
    assert {tag for tag, _ in seen.elements} <= OURS
    assert seen.broken == []
    assert seen.open == []
    assert len(seen.ids) == len(set(seen.ids))
    for tag, attributes in seen.elements:
        assert not [a for a in attributes if EVENT.fullmatch(a) or a in ("style", "srcdoc")], (tag, attributes)
        assert tag != "script" or (attributes["src"] or "").startswith("/static/")
        for name in ("aria-labelledby", "aria-describedby", "for"):
            assert all(part in seen.ids for part in (attributes.get(name) or "").split()), (tag, attributes)
    for link in seen.links:
        assert link.startswith(("/", "#", "https://", "http://")), link
        assert not link.startswith("#") or link[1:] in seen.ids, link
    levels = [int(tag[1]) for tag, _ in seen.elements if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(b <= a + 1 for a, b in pairwise(levels)), levels


@pytest.mark.parametrize("address", ADDRESSES)
def test_page_keeps_its_promises(site, address):
    """Ids are unique, links of the page lead to something on it, headings are in order, no element is not ours."""
    check(see(site, address))


@pytest.mark.parametrize("story", HOSTILE_STORIES)
def test_hostile_words_stay_words(site, story):
    """Hostile words in every field of a story add no element, no attribute, no address, on none of its pages."""
    for address in (f"/stories/{story}", f"/stories/{story}/utterances", f"/stories/{story}/articles", f"/stories/{story}/reader"):
        seen = see(site, address)
        check(seen)
        assert not [link for link in seen.links if link.startswith("http")]


def test_every_link_within_the_site_leads_somewhere(site):
    """From the list of stories on, every link of the site that is no file answers, and every file can be had."""
    found, todo = {}, ["/stories"]
    wanted = re.compile(r"/(stories|search|articles|v1|schema)\b")
    while todo:
        address = todo.pop()
        answer = site.client.get(address, headers=PAGE)
        found[address] = answer.status_code
        deeper = address in ("/stories", "/stories/s-ferry", "/stories/s-dense", "/stories/s-ferry/reader", "/search?words=ferry")
        links = {link.partition("#")[0] for link in Seen(answer.text).links if link.startswith("/")} if deeper else set()
        todo += sorted(link for link in links - found.keys() - set(todo) if wanted.match(link) and "s-h-" not in link)
    assert {a: s for a, s in found.items() if s != 200} == {}
    assert len(found) > 60


@pytest.mark.parametrize(
    ("page", "api"),
    [
        ("/stories.json", "/v1/stories?limit=30"),
        ("/stories.json?order=origins", "/v1/stories?limit=30&order=origins"),
        ("/stories/s-ferry.json", "/v1/stories/s-ferry"),
        ("/stories/s-ferry/conflicts.json", "/v1/stories/s-ferry/conflicts"),
        ("/search.json?words=ferry", "/v1/search?words=ferry"),
        ("/articles/a-mail.json", "/v1/articles/a-mail"),
    ],
)
def test_twin_says_what_the_api_says(site, page, api):
    """The same address with .json answers with the nouns of the API."""
    assert site.get(page) == site.get(api)


def test_page_shows_the_numbers_of_the_api(site):
    """Reports, origins and hard conflicts of the list and of the story's page are those of the API."""
    card = site.get("/v1/stories/s-ferry")["card"]
    numbers = [str(card[name]) for name in ("articles", "origins", "conflicts")]
    row = re.search(r'href="/stories/s-ferry".*?</dl>', site.client.get("/stories", headers=PAGE).text, re.DOTALL)
    tally = re.search(r'<dl class="tally">.*?</dl>', site.client.get("/stories/s-ferry", headers=PAGE).text, re.DOTALL)
    assert re.findall(r"<dd>(\d+)</dd>", row[0]) == numbers
    assert re.findall(r"<dd>(\d+)</dd>", tally[0])[:3] == numbers


def test_weight(site):
    """A story of five reports with hundreds of findings has at most 60 kB beside its reports' text; style and scripts 40 kB."""
    text = site.client.get("/stories/s-dense", headers=PAGE).text
    reports = re.search(r'<section class="reports".*?</section>', text, re.DOTALL)[0]
    words = re.sub(r"<[^>]*>", "", reports)
    assert len(text.encode()) - len(words.encode()) <= 60_000
    assert "All 120 conflicts" in text
    assert weight() <= 40_000


def test_unchanged_page_is_not_sent_again(site):
    """A story's page has a validator by which it is sent once; so have all pages that did not change."""
    for address in ("/stories/s-ferry", "/stories/s-dense/utterances", "/search?words=ferry"):
        tag = site.client.get(address, headers=PAGE).headers["etag"]
        again = site.client.get(address, headers=PAGE | {"if-none-match": tag})
        assert (again.status_code, again.content) == (304, b"")


def test_style_is_asked_for_once(site):
    """Style and scripts may be kept for ever: another text has another name."""
    seen = see(site, "/stories")
    address = next(a["href"] for tag, a in seen.elements if tag == "link" and a["rel"] == "stylesheet")
    answer = site.client.get(address)
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["content-encoding"] == "gzip"
    plain_text = site.client.get(address, headers={"accept-encoding": "identity"}).content
    assert plain_text == answer.content
    assert len(gzip.compress(plain_text)) < 12_000
    assert site.client.get(address.replace(".css", "0.css")).status_code == 404


def test_old_ids_lead_on(site):
    """The id of a story that was merged redirects; that of one that was split says so, with links to its parts."""
    merged = site.client.get("/stories/s-old?x=1", headers=PAGE)
    assert (merged.status_code, merged.headers["location"]) == (301, "/stories/s-new?x=1")
    assert site.client.get("/stories/s-old.json").headers["location"] == "/stories/s-new.json"
    split = site.client.get("/stories/s-whole", headers=PAGE)
    assert split.status_code == 410
    assert {"/stories/s-one", "/stories/s-two"} <= set(Seen(split.text).links)


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/stories/s-nope", 404, "No story of this library ever had the id"),
        ("/stories/s-ferry/nope", 404, "A story has no page"),
        ("/stories?since=may", 400, "Since is a day"),
        ("/stories?order=x", 400, "Stories are not ordered by"),
        ("/stories?after=%00", 400, ""),
        ("/search?words=%22", 400, "phrase"),
        ("/stories/s-plain/reader", 404, "one report"),
        ("/stories/s-ferry/reader?left=a-nobody", 404, "is no report of"),
        ("/stories/s-ferry?telling=9", 404, "is not kept"),
        ("/nope", 404, ""),
    ],
)
def test_what_is_wrong_is_a_page(site, address, status, words):
    """A browser is told what is wrong in a page; a program under the same address with .json in problem details."""
    answer = site.client.get(address, headers=PAGE)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "text/html; charset=utf-8")
    assert words in answer.text
    check(Seen(answer.text))


def test_what_is_new_since_the_last_visit(site, tmp_path):
    """Stories that moved since the last visit are marked; not on a first visit, and not again within the same one."""
    from tests.service.conftest import serving

    library = str(tmp_path / "visits.db")
    plant(library, plain(1, story="s-first"))
    with serving(tmp_path, "--rate", "0", "--tell", "asked", library=library) as running:
        guest = httpx.Client(base_url=running.address, headers=PAGE)
        assert "since your last visit" not in guest.get("/stories").text
        plant(library, plain(2, story="s-second"))
        assert guest.get("/stories").text.count("since your last visit") == 1
        guest.cookies.delete("tellings_visit")  # as after thirty minutes without a page
        assert "since your last visit" not in guest.get("/stories").text
        plant(library, plain(3, story="s-third"))
        assert re.search(r"new since your last visit", guest.get("/stories").text)
        kept = guest.get("/stories").headers.get_list("set-cookie")
        assert all("HttpOnly" in c and "SameSite=strict" in c for c in kept)
        guest.close()


def test_readers_by_token_see_excerpts(tmp_path):
    """Where a reader may not see whole reports, the page holds cited passages only, and the reader what is shared only."""
    from tellings.service.grants import Grant
    from tellings.service.web import reader, story
    from tellings.service.workspaces import Workspace
    from tests.exports.made_up import make_texts
    from tests.service.web.planted import ferry

    library = str(tmp_path / "excerpts.db")
    plant(library, ferry())
    workspace = Workspace("usual", library)
    card, kept = story._card(workspace, "s-ferry")
    state = story.State(card=card, kept=kept, telling=None)
    whole, part = (story._render(workspace, state, Grant(), whole=w).plain.decode() for w in (True, False))
    alone = "A tug stood by through the morning tide"
    assert any(alone in a.text for a in make_texts().values())
    assert alone in whole
    assert alone not in re.search(r'<section class="reports".*', part, re.DOTALL)[0]
    told, full = reader._read(workspace, "s-ferry")
    shown = reader.view(reader.only(told, "reuse", "origins"), 1)
    beside = reader.choose(told, shown, None, None)
    assert alone not in reader._render(beside, shown, full, Grant(), whole=False).plain.decode()
    workspace.store.close()


def test_story_says_how_it_stands(tmp_path):
    """A story that is told for the first time, told anew, or that cannot be told, says so, with a way to look again."""
    from msgspec.structs import replace

    from tellings.service.grants import Grant
    from tellings.service.web import story
    from tellings.service.workspaces import Workspace
    from tests.service.web.planted import ferry

    library = str(tmp_path / "standing.db")
    plant(library, ferry())
    plant(library, plain(9, story="s-bare"), told=False)
    workspace = Workspace("usual", library)

    def page(name: str, **changes: object) -> str:
        card, kept = story._card(workspace, name)
        state = story.State(card=replace(card, stale=True), kept=kept, telling=None)
        return story._render(workspace, replace(state, **changes), Grant(), whole=True).plain.decode()

    first = page("s-bare", progress=("analysing", 1, 3))
    assert "Being told for the first time" in first
    assert '<progress value="1" max="3"' in first
    assert "Report 9" in first
    assert "There is news: it is being told anew" in page("s-ferry")
    assert 'data-waiting="yes"' in page("s-ferry")
    failed = page("s-bare", why_not="a-1 cannot be read: <b>it is empty</b>")
    assert "This story could not be told." in failed
    assert "a-1 cannot be read: &lt;b&gt;it is empty&lt;/b&gt;" in failed
    assert 'data-waiting=""' in failed
    for text in (first, failed, page("s-ferry"), page("s-ferry", why_not="x")):
        check(Seen(text))
    workspace.store.close()


@pytest.mark.parametrize("name", ["several", "disputed"])
def test_filters_by_what_is_told_are_the_same_at_every_door(site, name):
    """More than one origin, hard conflicts: the page, its twin, the API and the feed list the same stories, page by page."""
    passes = {"several": lambda c: (c["origins"] or 0) > 1, "disputed": lambda c: (c["conflicts"] or 0) > 0}[name]
    every = site.get("/v1/stories?limit=200")["items"]
    expected = [c["id"] for c in every if passes(c)]
    assert 0 < len(expected) < len(every)
    assert [c["id"] for c in site.get(f"/stories.json?{name}=yes")["items"]] == expected[:30]
    assert [c["id"] for c in site.get(f"/v1/stories?{name}=true&limit=200")["items"]] == expected
    assert len(site.get(f"/v1/stories?{name}=true&limit=1")["items"]) == 1
    assert [e["url"].rpartition("/")[2] for e in site.get(f"/feeds/stories.json?{name}=true")["items"]] == expected[:50]


def test_citations_of_reports_not_shown_lead_to_their_pages(site):
    """Of many reports a page shows those it cites most; what stands in another is linked to there, and marked."""
    for address in ("/stories/s-many", "/stories/s-many/conflicts"):
        assert not [name for name in see(site, address).ids if name.startswith("s1-report-")]
    away = [link for link in see(site, "/stories/s-many").links if link.endswith("#passage")]
    assert away
    assert see(site, away[0]).ids.count("passage") == 1
