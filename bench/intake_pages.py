"""Pages as news sites send them, made of invented words: 30 to 100 kB of head, scripts, menus, article, related links, comments.

The same number gives the same page. Nothing of anybody's is in them. One page in four declares no day of publication (a day stands
in its text), one in three no name of the site but its publisher in JSON-LD, one in ten sends its text in JSON-LD alone.
"""

import json
import random
from collections.abc import Iterator
from typing import Any

SUBJECTS = "The mayor|An engineer|The watchman|A spokesman for the county|The harbour master|A fisher from Ostby|The council".split(
    "|"
)
VERBS = "said|confirmed|denied|told reporters|wrote in a letter|repeated|warned".split("|")
THINGS = "wall|ferry|mill|quarry|lantern festival|mooring|school|bridge|tide gate|fish market".split("|")
PLACES = "Holm|Ostby|Port Vell|Millford|Sandra Bay|the lower town|the north quay".split("|")
TAILS = (
    "had been closed since the storm",
    "would open again before the summer",
    "cost more than anybody had thought",
    "was not the council's to sell",
    "should have been mended years ago",
    "stood empty for most of the winter",
    "belongs to the whole town and not to one family",
)


def make_sentence(rng: random.Random) -> str:
    """Return one sentence of news prose."""
    number, day = rng.randrange(3, 900), rng.choice(("Monday", "Tuesday", "Friday"))
    return (
        f"{rng.choice(SUBJECTS)} {rng.choice(VERBS)} on {day} that the {rng.choice(THINGS)} in {rng.choice(PLACES)} "
        f"{rng.choice(TAILS)}, and that {number} people had signed the petition against the {rng.choice(THINGS)}."
    )


def make_paragraphs(rng: random.Random) -> list[str]:
    """Return the paragraphs of one article, some with a link or emphasis."""
    told = []
    for n in range(rng.randrange(8, 26)):
        words = " ".join(make_sentence(rng) for _ in range(rng.randrange(1, 4)))
        told.append(words.replace("council", '<a href="/tag/council">council</a>', 1) if n % 3 == 0 else words)
    return told


def _head(rng: random.Random, number: int, title: str, paragraphs: list[str]) -> str:
    url = f"https://gazette.example/2031/05/{1 + number % 28:02}/report-{number}"
    day = f"2031-05-{1 + number % 28:02}T08:{number % 60:02}:00+02:00"
    ld: dict[str, Any] = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "Organization", "@id": "#org", "name": "Holm Gazette", "logo": {"@type": "ImageObject", "url": "/logo.png"}},
            {
                "@type": "NewsArticle", "headline": title, "datePublished": day, "dateModified": day, "publisher": {"@id": "#org"},
                "author": [{"@type": "Person", "name": "Ana Lind"}], "mainEntityOfPage": url, "inLanguage": "en-GB",
            },
        ],
    }  # fmt: skip
    if number % 4 == 0:
        del ld["@graph"][1]["datePublished"], ld["@graph"][1]["dateModified"]
    if number % 10 == 9:
        ld["@graph"][1]["articleBody"] = "\n".join(paragraphs)
    declared = [("og:title", title), ("og:url", url), ("og:type", "article"), ("article:section", "Town"), ("og:image", "/a.jpg")]
    declared += [("og:site_name", "Holm Gazette")] if number % 3 else []
    declared += [("article:published_time", day)] if number % 4 else []
    meta = "".join(f'<meta property="{name}" content="{value}">' for name, value in declared)
    code = "".join(f"window.q{n}=function(a){{return a<{n}?'<div>'+a+'</div>':null}};" for n in range(rng.randrange(40, 160)))
    style = "".join(f".c{n} {{margin:{n}px;padding:0 {n}px}} " for n in range(rng.randrange(60, 200)))
    return (
        f'<head><meta charset="utf-8"><title>{title} | Holm Gazette</title>{meta}<meta name="author" content="Ana Lind">'
        f'<link rel="canonical" href="{url}"><style>{style}</style><script>{code}</script>'
        f'<script type="application/ld+json">{json.dumps(ld)}</script></head>'
    )


def _cards(rng: random.Random, kind: str, count: int) -> str:
    link = '<a class="card__link" href="/{n}"><span class="card__kicker">Town</span>{t}</a>'
    card = f'<li class="{{k}}__item"><div class="card card--{{k}}">{link}</div></li>'
    return f'<ul class="{kind}">' + "".join(card.format(k=kind, n=n, t=make_sentence(rng)[:70]) for n in range(count)) + "</ul>"


def make_page(number: int) -> str:
    """Return a whole page."""
    rng = random.Random(number)
    title = f"{rng.choice(THINGS).title()} in {rng.choice(PLACES)}: report {number}"
    menu = "".join(
        f'<li class="menu__item"><a href="/s{n}"><span>Section {n}</span></a></li>' for n in range(rng.randrange(30, 90))
    )
    paragraphs = make_paragraphs(rng)
    shown = paragraphs[:1] if number % 10 == 9 else paragraphs
    text = "".join(f'<p class="body__p" data-n="{n}">{words}</p>' for n, words in enumerate(shown))
    comments = "".join(
        f'<div class="comment"><b>Reader {n}</b><div class="comment__body"><p>{make_sentence(rng)}</p></div></div>'
        for n in range(rng.randrange(0, 30))
    )
    figure = '<figure><img src="/a.jpg" alt=""><figcaption>The quay on Monday. Photo: Bo Ek</figcaption></figure>'
    story = (
        f'<article class="story"><h1>{title}</h1><div class="story__meta"><span class="author">By Ana Lind</span>'
        f'<time datetime="2031-05-09">9 May 2031</time></div>{figure}<div class="story__body">{text}</div>'
        f'<div class="share"><a href="#">Share</a><a href="#">Mail</a></div></article>'
    )
    side = f'<aside class="layout__side">{_cards(rng, "most-read", 20)}</aside>'
    numbers = ",".join(map(str, range(rng.randrange(500, 3000))))
    return (
        f'<!DOCTYPE html><html lang="en-GB">{_head(rng, number, title, paragraphs)}<body class="page">'
        f'<header><nav class="menu"><ul>{menu}</ul></nav></header>'
        f'<div id="app"><div class="layout"><main class="layout__main">{story}{_cards(rng, "related", rng.randrange(8, 30))}'
        f'<section class="comments" id="comments">{comments}</section></main>{side}</div></div>'
        f'<footer class="footer">{_cards(rng, "foot", rng.randrange(20, 60))}<p>© 2031 Holm Gazette</p></footer>'
        f"<script>var d=[{numbers}];</script></body></html>"
    )


def iter_pages(count: int) -> Iterator[str]:
    """Yield the first pages."""
    return (make_page(number) for number in range(count))
