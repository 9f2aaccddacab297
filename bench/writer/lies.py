"""False sentences as a model errs: each cites passages that are there, and says what they do not say."""

import re
from collections.abc import Iterator

from bench.planted.edits import Edit, apply
from bench.planted.gate import false_sentence
from bench.planted.kinds import KINDS, templates
from bench.planted.knowledge import choose, number
from bench.planted.page import Page, Told
from bench.planted.versions import plants_in, version_of
from bench.writer.lines import QUOTED, Case, Line, half_of, low, plain, speakers
from bench.writer.words import words
from tellings.language.content import content_words
from tellings.model import Passage

SAID = re.compile(r"(?P<who>(?:[A-Z][\w’'-]+ ){1,4})said (?:that )?(?P<what>(?!the same)[^,“”\"]{20,160})\.")
ALLEGED = re.compile(r"\b(?:allegedly|reportedly|apparently|probably|possibly) ")
STEM = re.compile(r"[^\W\d_]+")
UNLIKE = 0.3  # share of a sentence's content that another passage may have to be a wrong one


def lies(case: Case, part: str) -> Iterator[Line]:
    """Yield false lines of a story."""
    for paper in case.papers:
        version = version_of(paper)
        for template in (t for kind in KINDS for t in templates(half_of(part), kind)) if version else ():
            for planted in list(plants_in(version, template))[:2]:
                line = false_sentence(planted)
                if line and all(p in case.offer.passages for p in line.citations):
                    yield Line(line.text, line.citations, f"planted: {template.kind}", False)
    yield from _made_up(case, part)
    pairs = list(case.sentences())
    for n, (page, told, passage) in enumerate(pairs):
        yield from _hung_on(page, told, passage, part)
        yield from _about_saying(case, page, told, passage)
        for other in pairs[n + 1 : n + 4]:
            yield from _of_two((page, told, passage), other, part)
        yield from _wrong_passage(passage, [p for *_, p in pairs])


def _made_up(case: Case, part: str) -> Iterator[Line]:
    """Yield what is invented of people of the story, and what a planted instruction asks for."""
    names = speakers(case)
    for kind in ("invented", "obeyed"):
        for n, text in enumerate(words(kind, part)):
            name = choose(names, case.name, text) if names else ""
            home = [p for p in case.offer.passages if not name or name.split()[-1] in p.exact] or list(case.offer.passages)
            if (name or "NAME" not in text) and number(case.name, text) % 3 == n % 3:
                yield Line(text.replace("NAME", name), (choose(home, text, case.name),), kind, False)


def _hung_on(page: Page, told: Told, passage: Passage, part: str) -> Iterator[Line]:
    """Yield a true sentence with a motive, an effect, a judgement or an epithet put in."""
    text = plain(page, told)
    if text:
        yield Line(f"{text}{choose(words('tails', part), text)}.", (passage,), "tail", False)
    for n in page.own(told):
        fits = (
            page.tag(n) == "NOUN"
            and page.label(n) in ("nsubj", "obj", "obl")
            and page.low(n - 1) == "the"
            and page.head(n - 1) == n
        )
        if fits and text:
            word = choose(words("epithets", part), text)
            at = page.spans[n][0] - told.start
            new = apply(page.text[told.start : told.end], [Edit(at, at, f"{word} ")])
            yield Line(" ".join(new.split()), (passage,), "epithet", False)
            break
    if m := ALLEGED.search(passage.exact):
        yield Line(passage.exact[: m.start()] + passage.exact[m.end() :], (passage,), "hedge dropped", False)


def _about_saying(case: Case, page: Page, told: Told, passage: Passage) -> Iterator[Line]:
    """Yield a statement told as a fact, denied, or given to somebody else of the story whose words are cited too."""
    m = SAID.fullmatch(passage.exact)
    if not m or page.tag(told.first) != "PROPN":
        return
    who, what = m["who"].strip(), m["what"]
    yield Line(f"{what[0].upper()}{what[1:]}.", (passage,), "attribution dropped", False)
    yield Line(f"{who} denied that {what}.", (passage,), "denied", False)
    others = [
        (n, p)
        for n in speakers(case)
        for p in case.offer.passages
        if n.split()[-1] in p.exact and n.split()[-1] not in passage.exact
    ]
    others = [(n, p) for n, p in others if re.search(rf"{n.split()[-1]} (?:said|told|added)", p.exact)]
    if others:
        name, home = choose(others, passage.exact)
        yield Line(f"{name} said {what}.", (passage, home), "given to another", False)


Place = tuple[Page, Told, Passage]


def _of_two(one: Place, two: Place, part: str) -> Iterator[Line]:
    """Yield what is made of two passages and stands in neither: cause, order, another's deed, number, name or day."""
    (page, told, p), (other, second, q) = one, two
    a, b = plain(page, told), plain(other, second)
    if not a or not b or len(a) + len(b) > 280 or p.exact == q.exact or _alike(a, b):
        return
    if " as " not in a + b and "because" not in a + b:
        yield Line(
            choose(words("causal", part), a, b).format(one=a, two=low(b, other, second)).replace("  ", " ").strip(),
            (p, q),
            "cause",
            False,
        )
    if not re.search(r"\b(?:after|before|then|later|following|earlier|since|until)\b", a + b):
        filled = choose(words("timed", part), b, a).format(one=a, two=low(b, other, second))
        yield Line(filled[0].upper() + filled[1:], (p, q), "order made up", False)
    yield from _other_doer(one, two)
    yield from _other_figure(one, two)


def _other_doer(one: Place, two: Place) -> Iterator[Line]:
    """Yield the deed of one passage with the doer of the other, both cited."""
    (page, told, p), (other, second, q) = one, two
    doers = []
    for pg, t in ((page, told), (other, second)):
        roots = [n for n in range(t.first, t.last) if pg.label(n) == "root"]
        subject = pg.child(roots[0], "nsubj") if roots else -1
        span = pg.phrase(subject) if subject >= 0 and pg.tag(subject) == "PROPN" else None
        doers.append((pg, t, span) if span and span[0] == t.first else None)
    if doers[0] and doers[1]:
        (pa, ta, sa), (pb, _, sb) = doers
        mine, theirs = pa.stretch(*sa), pb.stretch(*sb)
        if (
            set(mine.split()) & set(theirs.split())
            or "," in mine
            or "," in theirs
            or theirs.split()[-1] in p.exact
            or mine.split()[-1] in q.exact
        ):
            return
        text = theirs + pa.text[pa.spans[sa[1] - 1][1] : ta.end]
        yield Line(" ".join(text.split()), (p, q), "another's deed", False)


def _other_figure(one: Place, two: Place) -> Iterator[Line]:
    """Yield one passage with a number, or a person's name, that stands in the other one, both cited."""
    (page, told, p), (other, second, q) = one, two
    mine, theirs = page.figures(told), other.figures(second)
    for f in mine[:1]:
        new = [
            g
            for g in theirs
            if g.quantity != f.quantity and other.text[g.start : g.end][:1].isdigit() == page.text[f.start : f.end][:1].isdigit()
        ]
        if new:
            g = new[0]
            text = page.text[told.start : f.start] + other.text[g.start : g.end] + page.text[f.end : told.end]
            if " ".join(text.split()) not in (p.exact, q.exact):
                yield Line(" ".join(text.split()), (p, q), "another's number", False)
    days, days2 = page.moments(told), other.moments(second)
    for m in days[:1]:
        new_days = [
            d for d in days2 if d.type == m.type == "DATE" and d.value[:10] != m.value[:10] and len(d.value) == len(m.value) == 10
        ]
        same = [
            d
            for d in new_days
            if re.match(r"(?:on )?[A-Z]", other.text[d.start : d.end]) and re.match(r"(?:on )?[A-Z]", page.text[m.start : m.end])
        ]
        if same:
            d = same[0]
            text = page.text[told.start : m.start] + other.text[d.start : d.end] + page.text[m.end : told.end]
            yield Line(" ".join(text.split()), (p, q), "another's day", False)
    people = [e for e in page.named(told.start, told.end) if e.kind == "person"]
    strangers = [e for e in other.named(second.start, second.end) if e.kind == "person" and e.name.split()[-1] not in p.exact]
    for e in people[:1]:
        if strangers and e.name in p.exact and e.name.split()[-1] not in q.exact:
            yield Line(p.exact.replace(e.name, strangers[0].name), (p, q), "another's name", False)


def _wrong_passage(passage: Passage, every: list[Passage]) -> Iterator[Line]:
    """Yield a sentence as it is printed, over a passage that says something else."""
    mine = _stems(passage.exact)
    unlike = [p for p in every if p.article == passage.article and len(mine & _stems(p.exact)) <= UNLIKE * len(mine)]
    if unlike and not QUOTED.search(passage.exact) and passage.exact.strip().endswith("."):
        yield Line(passage.exact.strip(), (choose(unlike, passage.exact),), "wrong passage", False)


def _alike(one: str, two: str) -> bool:
    a, b = _stems(one), _stems(two)
    return len(a & b) > UNLIKE * min(len(a), len(b))


def _stems(text: str) -> set[str]:
    return set(content_words(STEM.findall(text)))
