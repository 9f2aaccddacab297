"""The one-file page: nothing on it that is not ours, every link resolves, every word of a report stands as it stood."""

import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_up import HOSTILE, make_hostile, make_result, make_texts

from tellings.exports import export
from tellings.exports.page import FEW, SIDES
from tellings.exports.page.graph import draw_origins
from tellings.exports.page.reports import Range, strokes
from tellings.exports.view import view
from tellings.exports.visible import visible
from tellings.language.tables import load_text
from tellings.model import Article, Brief, Origin, Passage, Result, Reuse

OURS = set(
    "html head meta title style body a header p main h1 h2 h3 h4 nav ol ul li span article dl dt dd div section b details "
    "summary q table caption thead tbody tr th td u figure figcaption svg defs marker path rect circle text mark footer "
    "code".split()
)
VOID = {"meta"}
PLACES = {
    "a": {"class", "href", "rel", "aria-label"},
    "*": set(
        "class id aria-label aria-labelledby role scope tabindex title lang open value content name charset http-equiv "
        "viewbox width height x y rx d cx cy r markerwidth markerheight refx refy orient marker-end".split()
    ),
}


class Page(HTMLParser):
    """What a browser would see: elements, attributes, ids, links, headings, and the text inside each mark and report."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.stack: list[tuple[str, dict[str, str | None]]] = []
        self.inside: dict[str, str] = {}
        self.unclosed: list[str] = []
        self.feed(text)
        self.close()
        self.unclosed += [tag for tag, _ in self.stack]
        self.ids = [a["id"] for _, a in self.seen if "id" in a]
        self.links = [a["href"] for tag, a in self.seen if tag == "a"]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take an opening tag."""
        self.seen.append((tag, dict(attrs)))
        if tag not in VOID and not self.get_starttag_text().endswith("/>"):
            self.stack.append((tag, dict(attrs)))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take a tag that closes itself."""
        self.seen.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        """Take a closing tag; one that closes nothing is noted."""
        if self.stack and self.stack[-1][0] == tag:
            self.stack.pop()
        else:
            self.unclosed.append(tag)

    def handle_data(self, data: str) -> None:
        """Take text, as part of every element with an id around it."""
        if any(a.get("class") in ("back", "ret", "meta") or tag in ("summary", "h2", "h3", "h4") for tag, a in self.stack):
            return
        for _, attributes in self.stack:
            if attributes.get("id"):
                self.inside[attributes["id"]] = self.inside.get(attributes["id"], "") + data


def page(result: Result, texts: dict[str, Article], **choices: object) -> tuple[str, Page]:
    text = export(result, "html", texts=texts, **choices)
    return text, Page(text)


def check(text: str, seen: Page) -> None:
    """Hold a page against every promise that does not depend on its story."""
    assert {tag for tag, _ in seen.seen} - OURS - {"title"} == set()
    assert seen.unclosed == []
    for tag, attributes in seen.seen:
        assert set(attributes) <= PLACES["*"] | PLACES.get(tag, set()), (tag, attributes)
    assert len(seen.ids) == len(set(seen.ids))
    for link in seen.links:
        assert link
        assert link[1:] in seen.ids if link.startswith("#") else link.startswith(("https://", "http://")), link
    for attributes in (a for _, a in seen.seen):
        for named in (attributes.get("aria-labelledby") or "").split():
            assert named in seen.ids
    levels = [int(tag[1]) for tag, _ in seen.seen if re.fullmatch("h[1-6]", tag)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(b <= a + 1 for a, b in pairwise(levels)), levels
    assert not re.search(r"url\((?!#)|@import", text.split("<style>")[1].split("</style>", maxsplit=1)[0])
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text)


def test_every_section_filled() -> None:
    """The page of a story with every section filled keeps every promise."""
    check(*page(make_result(), make_texts()))


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE.keys())
@pytest.mark.parametrize("choices", [{}, {"excerpts": True}, {"bare": True}], ids=["full", "excerpts", "no-texts"])
def test_hostile_words_in_every_field(words: str, choices: dict[str, bool]) -> None:
    """Hostile words in every free field add no element, no attribute, no link and no hidden character."""
    result, texts = make_hostile(words)
    text, seen = page(result, {} if choices.get("bare") else texts, excerpts=choices.get("excerpts", False))
    check(text, seen)
    assert not [link for link in seen.links if link.startswith("http")]


def test_policy_allows_our_style_alone() -> None:
    """The policy names the hash of the one style sheet, so that no other style and no script can run."""
    text, seen = page(make_result(), make_texts())
    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL)
    assert style
    policy = next(a["content"] for tag, a in seen.seen if a.get("http-equiv") == "Content-Security-Policy")
    assert policy
    assert b64encode(sha256(style[1].encode()).digest()).decode() in policy
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy


def test_reports_stand_verbatim() -> None:
    """Each report's section holds the words of its text, all of them, in order."""
    _, seen = page(make_result(), make_texts())
    held = {words: key for key, words in seen.inside.items() if "-report-" in key}
    for article in make_texts().values():
        assert any(article.text.split() == words.split() for words in held), article.id


def test_marks_hold_their_passages() -> None:
    """A citation leads to a mark that holds exactly the words cited."""
    result, texts = make_result(), make_texts()
    _, seen = page(result, texts)
    cited = {c.exact for s in result.stories[0].brief.sentences for c in s.citations}
    marked = {words for key, words in seen.inside.items() if re.fullmatch(r"s1-r\d+-\d+-\d+", key)}
    assert cited <= marked


def test_excerpts_hold_no_full_report() -> None:
    """A page of excerpts holds the cited passages and not the rest of the reports."""
    text, seen = page(make_result(), make_texts(), excerpts=True)
    check(text, seen)
    assert "A tug stood by through the morning tide" not in "".join(w for k, w in seen.inside.items() if "-report-" in k)
    assert "240 people on board" in text


def test_several_stories_share_a_page() -> None:
    """Two stories on a page have a table of contents and ids of their own."""
    result = make_result()
    both = msgspec.structs.replace(result, stories=(*result.stories, *result.stories))
    text, seen = page(both, make_texts())
    check(text, seen)
    assert {"#s1", "#s2"} <= set(seen.links)


def _one_report() -> Result:
    story = make_result().stories[0]
    return make_result(
        articles=story.articles[:1], conflicts=(), updates=(), wording=(), reuse=(), origins=story.origins[:1], brief=Brief()
    )


def _one_origin() -> Result:
    articles = make_result().stories[0].articles
    return make_result(origins=(Origin(id="o", articles=tuple(a.id for a in articles), name="Northline", unseen=True),))


STATES = {
    "one-report": (_one_report(), "One report only"),
    "one-origin": (_one_origin(), "5 reports, one origin"),
    "no-dates": (make_result(timeline=()), "No dates"),
    "no-conflicts": (make_result(conflicts=()), "No conflict was found"),
    "nobody-quoted": (make_result(utterances=(), quotations=()), "Nobody is quoted"),
    "no-brief": (make_result(brief=Brief()), "No sentence passed the gate"),
    "nothing": (Result(), "Nothing to tell"),
}


@pytest.mark.parametrize(("result", "words"), STATES.values(), ids=STATES.keys())
def test_states_say_what_they_are(result: Result, words: str) -> None:
    """A story that lacks something says so in words, on a page that keeps every promise."""
    text, seen = page(result, make_texts())
    check(text, seen)
    assert words in text


def test_forty_reports_are_drawn_as_their_origins() -> None:
    """A story of many reports has its table, and a drawing of its origins instead of its reports."""
    story = make_result().stories[0]
    articles = tuple(msgspec.structs.replace(story.articles[0], id=f"n-{i}") for i in range(40))
    text, seen = page(make_result(articles=(*story.articles, *articles)), {})
    check(text, seen)
    assert text.count('<rect class="box') == len(story.origins)


def test_deeply_nested_passages_do_not_nest_deeply() -> None:
    """A thousand passages inside each other are all linked to, and no tag nests beyond what browsers take."""
    ranges = [Range(i, 2000 - i, f"a{i}", "still") for i in range(900)]
    written = list(strokes("x" * 2000, 0, 2000, ranges))
    depth, deepest = 0, 0
    for s in written:
        depth += {"open": 1, "close": -1}.get(s.do, 0)
        deepest = max(deepest, depth)
    assert deepest < 40
    assert {s.anchor for s in written if s.anchor} == {f"a{i}" for i in range(900)}


@settings(max_examples=120, deadline=None)
@given(st.text(max_size=40), st.lists(st.tuples(st.integers(0, 39), st.integers(1, 12)), max_size=8))
def test_marks_nest_and_lose_nothing(text: str, given_ranges: list[tuple[int, int]]) -> None:
    """Whatever ranges cross, the text comes out whole, marks nest, and each range is covered by its marks."""
    spans = [(s, min(len(text), s + n)) for s, n in given_ranges if s < len(text)]
    ranges = [Range(s, e, f"a{i}", f"n{i}") for i, (s, e) in enumerate(spans)]
    stack: list[str] = []
    covered = dict.fromkeys((r.style for r in ranges), "")
    whole = ""
    for s in strokes(text, 0, len(text), ranges):
        if s.do == "open":
            stack.append(s.style)
        elif s.do == "close":
            assert stack.pop() == s.style
        else:
            whole += s.text
            covered |= {name: covered[name] + s.text for name in set(stack)}
    assert stack == []
    assert whole == visible(text)
    assert covered == {f"n{i}": visible(text[s:e]) for i, (s, e) in enumerate(spans)}


def _palettes() -> dict[str, dict[str, str]]:
    css = load_text("exports/page/templates", "page.css").split("@media print")[0]
    blocks = re.findall(r":root \{(.*?)\}", css, re.DOTALL)
    light, dark = (dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{3,6})", b)) for b in blocks[:2])
    return {"light": light, "dark": light | dark}


def _contrast(one: str, other: str) -> float:
    """Return the contrast ratio of WCAG 2.2."""

    def light(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    a, b = sorted((light(one), light(other)), reverse=True)
    return (a + 0.05) / (b + 0.05)


@pytest.mark.parametrize("palette", _palettes().values(), ids=_palettes().keys())
def test_colours_can_be_read(palette: dict[str, str]) -> None:
    """Every pair of text and ground that the page uses has the contrast of WCAG AA, in light and in dark."""
    pairs = [(ink, ground) for ink in ("ink", "soft", "link", "alarm") for ground in ("paper", "panel")]
    pairs += [("ink", "lit"), ("ink", "cited"), ("link", "cited"), ("link", "lit"), ("hit-ink", "hit")]
    assert {
        p: round(_contrast(palette[p[0]], palette[p[1]]), 2) for p in pairs if _contrast(palette[p[0]], palette[p[1]]) < 4.5
    } == {}


def test_templates_never_call_text_safe() -> None:
    """No template switches the escaping off."""
    folder = files("tellings") / "exports" / "page" / "templates"
    names = [p.relative_to(folder).as_posix() for p in Path(str(folder)).rglob("*.*")]
    assert len(names) > 12
    assert not [n for n in names if re.search(r"\|\s*safe|autoescape", load_text("exports/page/templates", n))]


def test_excerpts_that_overlap_are_shown_once() -> None:
    """Without its text a report's passages that lie in one another are one paragraph, in which each has its mark."""
    text, seen = page(make_result(), {})
    check(text, seen)
    told = text.split('id="s1-reports"')[1]
    paragraphs = [re.sub("<[^>]+>", "", p) for p in re.findall(r"<p>(.*?)</p>", told, re.DOTALL)]
    assert paragraphs
    assert not [(a, b) for a, b in pairwise(paragraphs) if b in a]
    marked = {words for key, words in seen.inside.items() if re.fullmatch(r"s1-r\d+-\d+-\d+", key)}
    assert {c.exact for s in make_result().stories[0].brief.sentences for c in s.citations} <= marked


def _lent(*pairs: tuple[int, int, int]) -> Result:
    """Return a story of three reports that lend each other so many words: giver, taker, words."""
    articles = make_result().stories[0].articles[:3]

    def passage(n: int, words: int) -> Passage:
        return Passage(articles[n].id, 0, words, "w " * words)

    reuse = tuple(
        Reuse(id=f"r-{i}", from_=passage(a, n), to=passage(b, n), class_="verbatim", direction="traced")
        for i, (a, b, n) in enumerate(pairs)
    )
    return make_result(articles=articles, reuse=reuse, origins=())


@pytest.mark.parametrize(
    ("pairs", "arrows"),
    [
        ([(0, 1, 9), (1, 2, 8), (0, 2, 7)], {"9 words, verbatim", "8 words, verbatim"}),
        ([(0, 2, 7), (1, 2, 8)], {"7 words, verbatim", "8 words, verbatim"}),
        ([(0, 1, 9), (0, 2, 7)], {"9 words, verbatim", "7 words, verbatim"}),
    ],
    ids=["a-way-round", "two-givers", "two-takers"],
)
def test_what_came_by_way_of_another_is_drawn_that_way(pairs: list[tuple[int, int, int]], arrows: set[str]) -> None:
    """An arrow is left out where others lead from the same giver to the same taker, and only there."""
    drawing = draw_origins(view(_lent(*pairs).stories[0]))
    assert drawing
    assert {a.label for a in drawing.arrows} == arrows


def test_many_sides_are_folded_and_none_is_lost() -> None:
    """Of a conflict of many sides the first stand beside each other, the others in a list that opens."""
    conflict = make_result().stories[0].conflicts[0]
    sides = tuple(msgspec.structs.replace(conflict.sides[0], statement=f"{n} on board") for n in range(20))
    text, seen = page(make_result(conflicts=(msgspec.structs.replace(conflict, sides=sides),)), make_texts())
    check(text, seen)
    assert text.count('class="side"') == SIDES
    assert f"{20 - SIDES} more sides" in text
    assert all(f"{n} on board" in text for n in range(20))


def test_many_printings_are_folded_and_none_is_lost() -> None:
    """Of a claim of many reports a few are named, the others in a list that opens; a single one more is not worth a fold."""
    story = make_result().stories[0]
    claim = next(c for c in story.claims if c.agreement == "corroborated")

    def lead_to(n: int) -> tuple[int, str]:
        articles = tuple(msgspec.structs.replace(story.articles[0], id=f"n-{i}", outlet=f"Outlet {i}") for i in range(n))
        passages = tuple(msgspec.structs.replace(claim.passages[0], article=a.id) for a in articles)
        told = msgspec.structs.replace(claim, passages=passages)
        text, seen = page(make_result(articles=(*story.articles, *articles), claims=(told,)), {})
        check(text, seen)
        section = text.split('id="s1-agreed"')[1].split("</section>")[0]
        return section.count("<a href="), section

    assert [(n, lead_to(n)[0], "more</summary>" in lead_to(n)[1]) for n in (FEW, FEW + 1, FEW + 2)] == [
        (FEW, FEW, False),
        (FEW + 1, FEW + 1, False),
        (FEW + 2, FEW + 2, True),
    ]


def test_reports_that_rest_on_none_share_a_row() -> None:
    """Origins of one report each are named in one row, under anchors of their own; those with passages elsewhere are not."""
    articles = make_result().stories[0].articles
    alone = tuple(Origin(id=f"o-{i:010x}", articles=(a.id,), name=a.outlet or "") for i, a in enumerate(articles))
    text, seen = page(make_result(origins=alone, reuse=()), make_texts())
    check(text, seen)
    table = text.split('class="align origins-table"')[1].split("</table>")[0]
    assert table.count("<tr") == 2
    assert {f"s1-{o.id}" for o in alone} <= set(seen.ids)
