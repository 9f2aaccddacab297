"""The commands of the library, from the first report to forgetting it."""

import json
import subprocess
from http.server import BaseHTTPRequestHandler

import pytest

from tellings.library import Brought, Library
from tellings.reading import read
from tests.loopback import serving

LOCK = 'The lock at Ostby opened on Monday. Ada Brook, an engineer, turned the key. "It went well," Brook said.\n'


@pytest.fixture
def library(run, demo_pile, tmp_path):
    """Return what runs a command on a library that holds the demo story."""
    address = str(tmp_path / "ostby.db")

    def on(*args, **more):
        return run(*args, "--library", address, **more)

    assert on("read", str(demo_pile)).returncode == 0
    return on


def test_reading_twice_is_reading_once(library, demo_pile):
    """The second time everything is known; a receipt a line is JSON."""
    done = library("read", str(demo_pile), "--jsonl")
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert {t["outcome"] for t in told} == {"known"}
    assert len(told) == 9


def test_stories_and_one_of_them(library):
    """A story has a number, an id and a beginning of it, and each shows it."""
    cards = json.loads(library("stories", "--json").stdout)["items"]
    assert [c["articles"] for c in cards] == [7, 1, 1]
    first = cards[0]["id"]
    shown = [library("show", name, "conflicts").stdout for name in (first, first[:8], "1")]
    assert shown[0]
    assert len(set(shown)) == 1
    wrong = library("show", "s-nothing")
    assert (wrong.returncode, "tellings stories" in wrong.stderr) == (2, True)


def test_explaining_a_finding_of_the_library(library):
    """A conflict of a story that was told is explained; an unknown id is a usage error."""
    told = json.loads(library("show", "1", "--json").stdout)
    conflict = told["stories"][0]["conflicts"][0]
    done = library("explain", conflict["id"])
    assert (done.returncode, conflict["rule"] in done.stdout) == (0, True)
    assert library("explain", "k-nothing").returncode == 2


def test_searching(library):
    """A phrase is found with its passages, in JSON as in words; what is not there is not found."""
    found = json.loads(library("search", '"the dam"', "--json").stdout)["items"]
    assert found
    assert all("dam" in hit["passages"][0]["exact"].lower() for hit in found)
    assert "nothing was found" in library("search", "zeppelin").stdout
    bad = library("search", '"unclosed (')
    assert bad.returncode in (0, 2)
    assert "Traceback" not in bad.stderr


def test_who_said_what(library):
    """Articles that name a speaker are analysed when somebody asks, and the quotations found point at their words."""
    found = json.loads(library("who", "Marrender", "--json").stdout)["items"]
    assert found
    assert all("Marrender" in item["quotation"]["speaker"]["name"] for item in found)
    assert all(p["exact"] for item in found for p in item["passages"])


def test_changes_since_the_last_look(library, tmp_path):
    """Everything is new at first, nothing after that, and then the version that came in between, told clause by clause."""
    report = tmp_path / "lock.txt"
    report.write_text(LOCK, encoding="utf-8")
    story = json.loads(library("read", str(report), "--jsonl").stdout)["story"]
    assert "told for the first time" in library("changes", story).stdout
    assert "nothing changed" in library("changes", story).stdout
    report.write_text(LOCK.replace("Monday", "Tuesday"), encoding="utf-8")
    assert json.loads(library("read", str(report), "--jsonl").stdout)["outcome"] == "version"
    changed = json.loads(library("changes", story, "--json").stdout)
    (revision,) = changed["revisions"]
    assert ["Tuesday" in r["now"]["exact"] for r in revision["restated"]] == [True]
    shown = library("show", revision["earlier"]).stdout
    assert "superseded (this one)" in shown
    assert "opened on Monday" in shown


def test_export_import_forget(library, run, tmp_path):
    """A whole library goes into a folder and comes out the same; a forgotten article is gone from it."""
    folder = tmp_path / "kept"
    assert library("export", "--all", "-o", str(folder)).returncode == 0
    other = str(tmp_path / "other.db")
    assert run("import", str(folder), "--library", other).returncode == 0
    assert run("stories", "--json", "--library", other).stdout == library("stories", "--json").stdout
    page = tmp_path / "story.html"
    assert library("export", "1", "-o", str(page)).returncode == 0
    assert "<html" in page.read_text(encoding="utf-8")
    assert library("forget", "harbour-radio-0315", "--yes").returncode == 0
    assert [c["articles"] for c in json.loads(library("stories", "--json").stdout)["items"]] == [6, 1, 1]
    assert library("doctor", "--store").returncode == 0


def test_forgetting_what_is_old_keeps_what_came_later(run, tmp_path):
    """Of a page that changed, versions taken in since the day stay."""
    address, url = str(tmp_path / "ostby.db"), "https://gull.example/lock"
    with Library.open(address) as held:
        held.take([Brought(read(LOCK, url=url))], day="2031-05-01")
        held.take([Brought(read(f"{LOCK} It rained.", url=url))], day="2031-05-09")
    assert "forgot 1 article" in run("forget", "--before", "2031-05-05", "--yes", "--library", address).stdout
    assert [c["articles"] for c in json.loads(run("stories", "--json", "--library", address).stdout)["items"]] == [1]


def test_a_library_that_is_not_there(run, tmp_path):
    """Only a command that brings something in makes a library; the others say how to."""
    done = run("stories", "--library", str(tmp_path / "none.db"))
    assert (done.returncode, "tellings read" in done.stderr) == (4, True)
    assert not (tmp_path / "none.db").exists()


def test_watch_says_what_fails(run, tmp_path):
    """A list without feeds is nothing usable; a feed that cannot be had is told, and the round ends with 3."""
    empty = tmp_path / "empty.opml"
    empty.write_text('<?xml version="1.0"?><opml version="2.0"><body><outline text="none"/></body></opml>', encoding="utf-8")
    address = str(tmp_path / "w.db")
    assert run("watch", str(empty), "--once", "--library", address).returncode == 4
    feeds = tmp_path / "feeds.opml"
    feeds.write_text(
        '<?xml version="1.0"?><opml version="2.0"><body><outline type="rss" xmlUrl="http://127.0.0.1:1/feed"/></body></opml>',
        encoding="utf-8",
    )
    done = run("watch", str(feeds), "--once", "--library", address)
    assert done.returncode == 3
    assert "asked again in" in done.stderr


FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Ostby Post</title><link>{site}/</link>
<item><title>Lock opens</title><link>{site}/lock</link></item></channel></rss>"""


@pytest.fixture
def feed():
    """Serve a feed of one article, and give its address, what allows it, and what was asked."""
    asked = []

    class Pages(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            site = f"http://127.0.0.1:{self.server.server_address[1]}"
            known = {"/feed": ("application/rss+xml", FEED.format(site=site)), "/lock": ("text/plain", LOCK)}
            kind, body = known.get(self.path, ("text/plain", ""))
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_):
            pass

    with serving(Pages) as port:
        yield f"http://127.0.0.1:{port}/feed", ("--networks", "127.0.0.0/8", "--ports", str(port)), asked


def test_watch_tells_what_grew_and_leaves_a_feed_alone_until_it_is_due(run, feed, tmp_path):
    """The story that grew is told after the round; started again, nobody is asked before time."""
    address, allowed, asked = feed
    watch = ("watch", address, "--once", "--library", tmp_path / "w.db", *allowed)
    done = run(*watch)
    assert done.returncode == 0, done.stderr
    assert "1 report, 1 new" in done.stdout
    assert "asked 1 feed: 1 new report" in done.stderr
    asked.clear()
    done = run(*watch)
    assert (done.returncode, done.stdout, asked) == (0, "", [])
    assert "no feed is due for" in done.stderr


@pytest.mark.parametrize("how", ["--offline", "variable"])
def test_watch_offline_is_a_usage_error(run, feed, tmp_path, how):
    """Whatever forbids the network is named, and nobody is asked."""
    address, allowed, asked = feed
    more = {"TELLINGS_NETWORK": "no"} if how == "variable" else {}
    done = run("watch", address, "--once", "--library", tmp_path / "w.db", *allowed, *([how] if not more else []), **more)
    assert (done.returncode, asked) == (2, [])
    assert ("TELLINGS_NETWORK" if more else "--network") in done.stderr


def test_forgetting_takes_only_what_was_meant(library):
    """A day that is none, an article that is not there or nobody to say yes is a usage error, and nothing is gone."""
    for wrong in (("--before", "soon", "--yes"), ("a-nothing", "harbour-radio-0315", "--yes"), ("harbour-radio-0315",)):
        done = library("forget", *wrong)
        assert (done.returncode, done.stdout) == (2, ""), wrong
    assert "--yes" in done.stderr
    assert library("forget", "harbour-radio-0315", stdin="n\n").returncode == 0
    assert sum(c["articles"] for c in json.loads(library("stories", "--json").stdout)["items"]) == 9
    assert library("forget", "harbour-radio-0315", stdin="y\n").stdout.startswith("forgot 1 article")


def test_an_article_of_the_library_as_json(library, tmp_path):
    """It has its whole text, its story and its versions; other formats are refused."""
    told = json.loads(library("show", "harbour-radio-0315", "--json").stdout)
    assert told["article"]["text"]
    assert told["story"].startswith("s-")
    assert [v["standing"] for v in told["versions"]] == ["current"]
    page = tmp_path / "a.json"
    assert library("show", "harbour-radio-0315", "-o", str(page)).returncode == 0
    assert json.loads(page.read_text(encoding="utf-8")) == told
    assert library("show", "harbour-radio-0315", "--format", "csv").returncode == 2


@pytest.mark.parametrize("asking", ["show", "explain"])
def test_what_nobody_knows_is_told_by_the_library(run, demo_pile, tmp_path, asking):
    """Without a last result the message is that of the library in the user's data folder, not that a result is missing."""
    data = {"XDG_DATA_HOME": str(tmp_path / "data")}
    assert run("read", demo_pile, **data).returncode == 0
    done = run(asking, "x-nothing", **data)
    assert (done.returncode, "library.db" in done.stderr) == (2, True)


def test_a_file_name_that_is_no_text(run, tmp_path):
    """A report in a file whose name is not UTF-8 is read, printed and found like any other, known the second time."""
    folder = tmp_path / "odd"
    folder.mkdir()
    try:
        (folder / "lock\udce9.txt").write_text(LOCK, encoding="utf-8")
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    address = str(tmp_path / "odd.db")
    told = [json.loads(run("read", folder, "--jsonl", "--library", address).stdout) for _ in range(2)]
    assert [t["outcome"] for t in told] == ["new", "known"]
    assert told[0]["file"] == "lock\\udce9.txt"
    assert json.loads(run("search", "lock", "--json", "--library", address).stdout)["items"]
    assert json.loads(run("brief", folder, "--json").stdout)["stories"]


def test_stdout_that_is_closed(command, surroundings):
    """Where there is no stdout the command says so and ends with 74; nothing is called a fault of ours."""
    closed = ["sh", "-c", 'exec "$0" "$@" >&-', *command, "demo", "--json"]
    done = subprocess.run(closed, capture_output=True, text=True, env=surroundings, check=False)
    assert (done.returncode, "stdout is closed" in done.stderr) == (74, True), done.stderr
