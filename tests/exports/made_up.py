"""A result with every section filled, made by hand: five invented reports of an invented ferry that ran aground."""

from hashlib import sha256

from tellings.model import (
    Article, Basis, Brief, BriefSentence, Claim, Conflict, Entity, Event, Figure, Form, Furniture, Mention, Moment, Origin, Passage,
    Printed, Quotation, Result, Reuse, Side, Speaker, Story, Unread, Update, Utterance, Variant, Withheld, Word, Wording,
)  # fmt: skip

TEXTS = {
    "a-courier": (
        "Port Ellery Courier", "2031-05-12", "Ferry runs aground off Port Ellery",
        "Ferry runs aground off Port Ellery\n\nBy Mara Lindqvist\n\n"
        "The ferry Saint Brannoc ran aground on the Carrow bank before dawn on Monday with 214 people on board.\n\n"
        "“The pilot light was dark for an hour before we struck,” said Captain Idris Vale. He said the crew had reported it twice.\n\n"
        "Also Read: Harbour dues to rise in June\n\n"
        "All passengers were taken off by nine in the morning. Eleven people were treated for cold, the harbour office said. "
        "The harbour office denied that the light had failed and called the grounding a navigational error.",
    ),
    "a-evening": (
        "Evening Lantern", "2031-05-12", "Saint Brannoc aground, all safe",
        "Saint Brannoc aground, all safe\n\n"
        "The ferry Saint Brannoc ran aground on the Carrow bank before dawn on Monday with 240 people on board.\n\n"
        "“The pilot light was out for an hour before we struck,” said Captain Idris Vale.\n\n"
        "Eleven people were treated for cold, the harbour office said. A tug stood by through the morning tide.",
    ),
    "a-mail": (
        "Carrow Mail", "2031-05-13", "Pilot light row after ferry grounding",
        "Pilot light row after ferry grounding\n\n"
        "Crew reported the failed light twice, according to the Courier. "
        "“The pilot light was dark for an hour before we struck,” said harbour master Tove Anselm.\n\n"
        "The number treated for cold has risen to fourteen. The inspection of the light was on May 2, the mail boat union said. "
        "Shopkeepers on Quay Street opened their doors to the wet and the tired, and a school hall was heated.",
    ),
    "a-wire": (
        None, "2031-05-13", None,
        "PORT ELLERY (Northline) - Investigators boarded the ferry Saint Brannoc on Tuesday, a day after it ran aground.\n\n"
        "The light was last inspected on April 28, a maritime agency official said. Fourteen people were treated for cold.\n\n"
        "The vessel is expected to be towed by Thursday.",
    ),
    "a-radio": (
        "Ellery Radio", None, "“A black hole where the light should be”",
        "“A black hole where the light should be”\n\n"
        "Passengers waited five hours on deck. The stranded ship was carrying 214 people. "
        "Fourteen people were treated for cold. The light was last inspected on April 28, a maritime agency official said.",
    ),
}  # fmt: skip


def make_texts() -> dict[str, Article]:
    """Return the articles by id."""
    return {i: _article(i, *given) for i, given in TEXTS.items()}


def make_result() -> Result:
    """Return the result, every section filled."""
    return Result(stories=(make_story(),), unread=(Unread("scan.pdf", "binary, not text"),))


def at(article: str, words: str) -> Passage:
    """Cite the first place of some words."""
    start = TEXTS[article][3].index(words)
    return Passage(article, start, start + len(words), words)


def make_story() -> Story:
    """Return the story of the ferry."""
    aboard = [at("a-courier", "214 people on board"), at("a-evening", "240 people on board"), at("a-radio", "carrying 214 people")]
    ran = "The ferry Saint Brannoc ran aground on the Carrow bank before dawn on Monday with"
    dark = "“The pilot light was dark for an hour before we struck,”"
    out = "“The pilot light was out for an hour before we struck,”"
    last = "The light was last inspected on April 28"
    quotations = (
        _said("q-1", "a-courier", dark, "Idris Vale", "Captain Idris Vale"),
        _said("q-2", "a-evening", out, "Idris Vale", "Captain Idris Vale"),
        _said("q-3", "a-mail", dark, "Tove Anselm", "harbour master Tove Anselm"),
        _said("q-4", "a-courier", "Eleven people were treated for cold", "harbour office", "the harbour office", "indirect", "u-2"),
        _said("q-5", "a-evening", "Eleven people were treated for cold", "harbour office", "the harbour office", "indirect", "u-2"),
        _said("q-6", "a-radio", "“A black hole where the light should be”", None, None, "direct", "u-3"),
    )
    conflicts = (
        Conflict("c-aboard", "number", "hard", (
            Side("214 people were on board", (aboard[0], aboard[2]), 2), Side("240 people were on board", (aboard[1],), 1)),
            "number-exact", "people on board", 0.9),
        Conflict("c-inspected", "date", "hard", (
            Side("last inspected on 28 April", (at("a-wire", last), at("a-radio", last)), 1),
            Side("inspected on 2 May", (at("a-mail", "The inspection of the light was on May 2"),), 1)), "date-apart", "the inspection"),
        Conflict("c-cause", "characterisation", "soft", (
            Side("a navigational error", (at("a-courier", "called the grounding a navigational error"),), 1),
            Side("a failed light", (at("a-mail", "the failed light"),), 1),
            Side("a black hole where the light should be", (at("a-radio", "A black hole where the light should be"),), 1)), "stance"),
    )  # fmt: skip
    claims = (
        Claim("k-1", "The ferry Saint Brannoc ran aground on the Carrow bank.", "corroborated", 2,
              (at("a-courier", ran), at("a-wire", "it ran aground")), "aligned", 0.8),
        Claim("k-2", "Fourteen people were treated for cold.", "corroborated", 2,
              (at("a-wire", "Fourteen people were treated for cold"), at("a-mail", "risen to fourteen")), "aligned"),
        Claim("k-3", "A tug stood by through the morning tide.", "told_by_one", 1, (at("a-evening", "A tug stood by through the morning tide."),)),
        Claim("k-4", "Shopkeepers on Quay Street opened their doors.", "told_by_one", 1,
              (at("a-mail", "Shopkeepers on Quay Street opened their doors to the wet and the tired"),)),
        Claim("k-5", "Passengers waited five hours on deck.", "told_by_one", 1, (at("a-radio", "Passengers waited five hours on deck."),)),
        Claim("k-6", "214 people were on board.", "in_conflict", 2, (aboard[0], aboard[2])),
    )  # fmt: skip
    sentences = (
        BriefSentence("b-1", "The ferry Saint Brannoc ran aground on the Carrow bank before dawn on Monday.",
                      (at("a-courier", ran), at("a-evening", ran)), "lead-sentence", ("k-1",)),
        BriefSentence("b-2", "Reports differ on how many were on board: 214 (Port Ellery Courier, Ellery Radio) or 240 (Evening Lantern).",
                      tuple(aboard), "two-sided", ("c-aboard",)),
        BriefSentence("b-3", "“The pilot light was dark for an hour before we struck,” said Captain Idris Vale.",
                      (at("a-courier", dark),), "quotation", ()),
        BriefSentence("b-4", "The light was last inspected on April 28, an official said; a union gives May 2.",
                      (at("a-wire", last), at("a-mail", "The inspection of the light was on May 2")), "two-sided", ("c-inspected",)),
        BriefSentence("b-5", "Fourteen people were treated for cold.", (at("a-wire", "Fourteen people were treated for cold"),), "claim", ("k-2",)),
    )  # fmt: skip
    return Story(
        id="s-ferry",
        title="Ferry runs aground off Port Ellery",
        articles=tuple(a.card for a in make_texts().values()),
        entities=(Entity("e-1", "Idris Vale", "person", ("Captain",), (Mention("a-courier", *_span("a-courier", "Captain Idris Vale")),)),),
        furniture=(
            Furniture("a-courier", *_span("a-courier", "Ferry runs aground off Port Ellery"), "first-line", "headline"),
            Furniture("a-courier", *_span("a-courier", "By Mara Lindqvist"), "by-name", "byline"),
            Furniture("a-courier", *_span("a-courier", "Also Read: Harbour dues to rise in June"), "also-read", "promo"),
            Furniture("a-wire", *_span("a-wire", "PORT ELLERY (Northline) -"), "place-dash", "dateline"),
        ),
        moments=(Moment("m-1", "a-wire", *_span("a-wire", "on Tuesday"), "2031-05-13", "DATE", "2031-05-13", "weekday"),),
        quotations=quotations,
        utterances=_utterances(dark, out),
        figures=(Figure("f-1", "a-courier", *_span("a-courier", "214 people"), 214.0, None, "people"),),
        claims=claims,
        conflicts=conflicts,
        updates=(
            Update("d-1", "people treated for cold", at("a-courier", "Eleven people were treated for cold"),
                   at("a-mail", "The number treated for cold has risen to fourteen"), "later-larger"),
        ),
        wording=(
            Wording("w-1", "the ship", (
                Form("the ferry Saint Brannoc", (at("a-courier", "The ferry Saint Brannoc"), at("a-wire", "the ferry Saint Brannoc"))),
                Form("the stranded ship", (at("a-radio", "The stranded ship"),)))),
        ),
        reuse=_reuse(ran, last),
        origins=(
            Origin(id="o-1", articles=("a-courier", "a-evening"), passages=(at("a-mail", "Crew reported the failed light twice"),),
                   name="Port Ellery Courier", basis=("stood there first", "names the Courier")),
            Origin(id="o-2", articles=("a-wire", "a-radio"), name="Northline", basis=("credit line “(Northline)”", "shared stretch"), unseen=True),
            Origin(id="o-3", articles=("a-mail",), name="Carrow Mail", basis=("no shared stretch",)),
        ),
        timeline=(
            Event("t-0", "2031-04", "month", "The union asked for the light to be looked at.", (at("a-mail", "the mail boat union said"),), 1),
            Event("t-1", "2031-04-28", "day", "The light was last inspected.", (at("a-wire", last),), 1, ("c-inspected",)),
            Event("t-2", "2031-05-02", "day", "The inspection of the light.", (at("a-mail", "The inspection of the light was on May 2"),), 1,
                  ("c-inspected",)),
            Event("t-3", "2031-05-12", "day", "The ferry Saint Brannoc ran aground on the Carrow bank.", (at("a-courier", ran),), 2),
            Event("t-4", "2031-05-13", "day", "Investigators boarded the ferry.", (at("a-wire", "Investigators boarded the ferry"),), 1),
            Event("t-5", "XXXX-WXX-4", "day", "The vessel is expected to be towed.", (at("a-wire", "towed by Thursday"),), 1),
        ),
        brief=Brief(sentences, (Withheld("The pilot was blamed by 30 officials.", "the number 30 stands in no cited passage"),)),
    )  # fmt: skip


def _article(i: str, outlet: str | None, published: str | None, title: str | None, text: str) -> Article:
    mine = [f for f in _FURNITURE if f.article == i]
    return Article(
        id=i, file=f"{i[2:]}.txt", url=f"https://{i[2:]}.example/ferry" if outlet else None, outlet=outlet,
        agency="Northline" if i == "a-wire" else None, title=title, published=published, published_basis="metadata" if published else None,
        language="en", sha256=sha256(text.encode()).hexdigest(), author="Mara Lindqvist" if i == "a-courier" else None,
        bases=(Basis("published", "given", 1.0),) if published else (), text=text, furniture=tuple(mine),
    )  # fmt: skip


def _span(article: str, words: str) -> tuple[int, int]:
    found = at(article, words)
    return found.start, found.end


def _said(i: str, article: str, words: str, name: str | None, mention: str | None, kind: str = "direct", u: str = "u-1") -> Quotation:
    span = _span(article, mention) if mention else None
    speaker = Speaker(name=name, names=(name,) if name else (), mention=span, status="in_text" if name else "unresolved",
                      printed=Printed(name, span), score=0.9 if name else 0.0, rule="said-name" if name else "no-speaker")  # fmt: skip
    return Quotation(id=i, article=article, spans=(_span(article, words),), kind=kind, speaker=speaker, utterance=u, rule="cue-after")


def _utterances(dark: str, out: str) -> tuple[Utterance, ...]:
    differs = (Word("equal", "“The pilot light was"), Word("differs", "out"), Word("equal", "for an hour before we struck,”"))
    equal = (Word("equal", "“The pilot light was"), Word("differs", "dark"), Word("equal", "for an hour before we struck,”"))
    return (
        Utterance("u-1", None, ("q-1", "q-2", "q-3"), dark,
                  (Variant(dark, ("q-1", "q-3"), equal), Variant(out, ("q-2",), differs)), ("wording_differs", "speaker_differs"), "aligned", 0.8),
        Utterance("u-2", "harbour office", ("q-4", "q-5"), "Eleven people were treated for cold",
                  (Variant("Eleven people were treated for cold", ("q-4", "q-5")),)),
        Utterance("u-3", None, ("q-6",), "“A black hole where the light should be”", ()),
    )  # fmt: skip


def _reuse(ran: str, last: str) -> tuple[Reuse, ...]:
    cold = "Eleven people were treated for cold, the harbour office said."
    return (
        Reuse(id="r-1", from_=at("a-courier", ran), to=at("a-evening", ran), class_="verbatim", direction="traced", evidence=("published earlier",)),
        Reuse(id="r-2", from_=at("a-courier", cold), to=at("a-evening", cold), class_="verbatim", direction="traced", evidence=("published earlier",)),
        Reuse(id="r-3", from_=at("a-courier", "He said the crew had reported it twice"), to=at("a-mail", "Crew reported the failed light twice"),
              class_="edited", direction="traced", score=0.6, evidence=("names the Courier",)),
        Reuse(id="r-4", from_=at("a-wire", f"{last}, a maritime agency official said."), to=at("a-radio", f"{last}, a maritime agency official said."),
              class_="verbatim", evidence=("same words, neither dated first",)),
        Reuse(id="r-5", from_=at("a-courier", "“The pilot light was dark for an hour before we struck,”"),
              to=at("a-mail", "“The pilot light was dark for an hour before we struck,”"), class_="verbatim", quoted=True),
    )  # fmt: skip


_FURNITURE = (
    Furniture("a-courier", *_span("a-courier", "Ferry runs aground off Port Ellery"), "first-line", "headline"),
    Furniture("a-courier", *_span("a-courier", "By Mara Lindqvist"), "by-name", "byline"),
    Furniture("a-courier", *_span("a-courier", "Also Read: Harbour dues to rise in June"), "also-read", "promo"),
    Furniture("a-wire", *_span("a-wire", "PORT ELLERY (Northline) -"), "place-dash", "dateline"),
)
