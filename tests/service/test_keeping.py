"""How long a server keeps what: old articles go without an arrival, full texts where only excerpts are wanted."""

import pytest

from tellings import read
from tellings.library import Brought, Library
from tellings.service.workers.rest import Rest
from tests.service.conftest import AUK, serving, until


def boat(n):
    """Return an article of its own story."""
    return Brought(read(f"Boat {n} of pier {n} left for the island of Holm {n} on Monday.", url=f"https://post.example/{n}"))


def test_old_articles_go_when_a_server_starts(tmp_path):
    """What is older than the retention goes although nothing arrives; the rest stays."""
    with Library.open(str(tmp_path / "library.db")) as library:
        library.take([boat(1)], day="2001-05-01")
        library.take([boat(2)], day="9000-05-01")
    with serving(tmp_path, "--retention", "30") as served:
        assert until(lambda: served.get("/v1/library")["articles"] == 1)
        assert [h["article"]["url"] for h in served.get("/v1/articles")["items"]] == ["https://post.example/2"]


def test_old_articles_go_every_day(tmp_path):
    """A library that rests is tidied once a day, also when nothing comes for weeks."""
    days = ["2031-05-01"]
    opened = []
    with Library.open(str(tmp_path / "library.db")) as library:
        library.take([boat(1)], day="2031-04-20")
        library.take([boat(2)], day="2031-04-25")

        def give():
            opened.append(days[-1])
            return library

        rest = Rest(10, day=lambda: days[-1])
        left = []
        for day in ("2031-04-29", "2031-05-01", "2031-05-01", "2031-05-06"):
            days.append(day)
            rest.turn("here", give)
            with library.store.reading() as reader:
                left.append(reader.count().articles)
    assert left == [2, 1, 1, 0]
    assert set(opened) == {"2031-04-29", "2031-05-01", "2031-05-06"}
    assert opened.count("2031-05-01") == opened.count("2031-04-29")


LONG = "The harbour of Ostby was built in 1902. Its light burns at night. Its walls are of stone. Its gates are of oak. "


@pytest.mark.parametrize("telling", ["all", "asked"])
def test_only_excerpts_are_kept_of_what_was_told(tmp_path, telling):
    """With texts = "excerpts" a server keeps what matters to a story, at its place, also of what came before it started."""
    reports = [{**a, "text": f"{a['text']}\n\n{LONG}"} for a in AUK]
    with serving(tmp_path, "--tell", "asked", "--model", "rules") as served:
        served.take(reports[0])
    with serving(tmp_path, "--tell", telling, "--model", "rules", "--texts", "excerpts") as served:
        (second,) = served.take(reports[1])["items"]
        story = second["receipt"]["story"]
        ids = [a["article"]["id"] for a in served.get("/v1/articles")["items"]]
        assert len(ids) == 2
        assert until(lambda: all(served.get(f"/v1/articles/{a}")["holding"]["excerpts"] for a in ids), 60)
        texts = [served.get(f"/v1/articles/{a}")["article"]["text"] for a in ids]
        assert sorted(map(len, texts)) == sorted(len(a["text"]) for a in reports)
        for text in texts:
            assert "We saw the lights go out" in text
            assert "gates are of oak" not in text
        told = served.get(f"/v1/stories/{story}?wait=30")
        assert {s["statement"] for c in told["story"]["conflicts"] for s in c["sides"]} == {"Nine", "Ten"}
