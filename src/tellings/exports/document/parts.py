"""The parts of a story as a document shows them; a story's labels and numbers are those of its page."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from tellings.exports.document.paper import Paper, Told, Words
from tellings.exports.view.nouns import Cite, ConflictView, StoryView, UtteranceView, count
from tellings.exports.visible import visible
from tellings.model import Article

STRENGTH = {"hard": "hard: both cannot be so", "soft": "soft: they differ in tone, scope or reading"}
SIDES = 4  # of a conflict beside each other; more would leave columns too narrow to read, and stand below each other
LINE = re.compile(r"[^\n]+")
Runs = list[Words | str]
Rows = list[Sequence[Told]]


class Writing:
    """One story on its way onto paper: ``level`` is that of its sections' headings."""

    def __init__(self, paper: Paper, v: StoryView, level: int) -> None:
        self.paper, self.v, self.level = paper, v, level
        self.lang = {r.n: "" if r.language.split("-")[0] in ("", "en") else r.language for r in v.reports}

    def head(self, text: str, below: int = 0) -> None:
        """Add a heading of the story."""
        self.paper.heading(text, self.level + below)

    def words(self, c: Cite, look: str = "") -> Words:
        """Return the words of a passage, in their language."""
        return Words(" ".join(c.exact.split()), look, lang=self.lang.get(c.report, ""))

    def by(self, c: Cite) -> Words:
        """Return the label of a report as a link to where the document tells of it."""
        return Words(c.label, to=self.report_mark(c.report) if c.report else "")

    def report(self, n: int) -> Words:
        """Return a report's label as a link."""
        return Words(self.v.report(n).label, to=self.report_mark(n))

    def report_mark(self, n: int) -> str:
        """Return the bookmark of a report."""
        return f"s{self.v.n}_report_{n}"

    def mark(self, c: Cite) -> str:
        """Return the bookmark of a citation in the list of them."""
        return f"s{self.v.n}_cite_{c.number}"

    def chips(self, cites: Iterable[Cite]) -> Runs:
        """Return the numbers of citations, each a link to the list."""
        return [w for c in cites if c.number for w in (Words(" ", "r"), Words(f"[{c.number}]", "r", to=self.mark(c)))]

    def labels(self, cites: Iterable[Cite]) -> Runs:
        """Return the reports of some passages, each once."""
        return _joined([self.by(c) for c in {c.label: c for c in cites}.values()], ", ")


def write_story(paper: Paper, v: StoryView, level: int, texts: Mapping[str, Article]) -> None:
    """Write a story: what it says, every part that has something, its citations and reports, the full texts where given."""
    w = Writing(paper, v, level)
    for part in PARTS:
        part(w)
    _citations(w)
    _reports(w)
    if texts:
        _appendix(w, texts)


def _opening(w: Writing) -> None:
    hard = sum(c.strength == "hard" for c in w.v.conflicts)
    w.paper.say([Words(f"{w.v.counts}; conflicts: {hard} hard, {len(w.v.conflicts) - hard} soft.", "b")])
    if len(w.v.reports) == 1:
        w.paper.say(["One report only: nothing can be compared, and nothing below is corroborated."], "Note")
    elif len(w.v.origins) == 1:
        w.paper.say([f"{len(w.v.reports)} reports, one origin: they rest on the same text, and count as one voice."], "Note")
    for note in w.v.by_rules:
        w.paper.say([note], "Note")


def _brief(w: Writing) -> None:
    w.head("Brief")
    told: set[int | None] = set()
    for line in w.v.brief:
        if line.section:
            w.head(line.section, 1)
        new = next((c for c in line.cites if c.number not in told), None)
        told |= {c.number for c in line.cites}
        by = [Words(f" ({line.by})", "i")] if line.by else []
        w.paper.say([line.text, *by, *w.chips(line.cites)], mark=f"s{w.v.n}_told_{new.number}" if new else "")
    if not w.v.brief:
        w.paper.say(["No sentence passed the gate: nothing could be said that a cited passage carries."])
    if w.v.written:
        w.paper.say([w.v.written], "Note")
    if w.v.withheld:
        w.head("Withheld by the gate", 1)
        rows = [([text], [why]) for text, why in w.v.withheld]
        w.paper.table(("Sentence", "Why it was withheld"), rows, (3, 2), "Sentences that their passages do not carry")


def _corrected(w: Writing) -> None:
    if w.v.corrected:
        w.head("Corrected by hand")
        for words in w.v.corrected:
            w.paper.say([words], "List Bullet")


def _conflicts(w: Writing) -> None:
    w.head("Where they conflict")
    for c in w.v.conflicts:
        w.head(f"{c.kind.capitalize()}: {c.about or 'one thing, told differently'}", 1)
        w.paper.say([STRENGTH[c.strength]], "Note")
        _sides(w, c)
    if not w.v.conflicts:
        w.paper.say(["None was found." if len(w.v.reports) > 1 else "With one report there is nothing to conflict with."])
    if w.v.updates:
        w.head("Later figures that took the place of earlier ones", 1)
        rows: Rows = [
            ([u.of], [w.words(u.earlier), "\n", w.by(u.earlier)], [w.words(u.later), "\n", w.by(u.later)]) for u in w.v.updates
        ]
        w.paper.table(("Of", "Earlier", "Later"), rows, (2, 3, 3), "Figures and the later ones that superseded them")


def _sides(w: Writing, c: ConflictView) -> None:
    """Write a conflict as a table: a column for each side, or a row where there are many."""
    says = f"The sides of a {c.strength} conflict and the passages that take them"
    cells = [_taking(w, s.cites) for s in c.sides]
    if len(c.sides) <= SIDES:
        heads = [f"{s.statement} ({count(s.origins, 'origin')})" for s in c.sides]
        w.paper.table(heads, [cells], [1] * len(heads), says)
    else:
        rows = [([Words(s.statement, "b")], [str(s.origins)], cell) for s, cell in zip(c.sides, cells, strict=True)]
        w.paper.table(("Side", "Origins", "Passages"), rows, (3, 1, 6), says)


def _taking(w: Writing, cites: Iterable[Cite]) -> Runs:
    return _joined([[w.words(c), " ", w.by(c), f", {c.day}" if c.day else ""] for c in cites], "\n")


def _said(w: Writing) -> None:
    w.head("Who said what")
    for u in (u for u in w.v.said if u.flags):
        w.head(f"{u.speaker} ({', '.join(f.replace('_', ' ') for f in u.flags)})", 1)
        rows = [
            (
                _joined([[w.by(p.cite), f" {p.naming}" if p.naming else ""] for p in x.prints], "\n"),
                [Words(p.text, "u" if p.differs else "") for p in x.pieces],
                [", ".join(x.only_here) or "nothing"],
            )
            for x in u.variants
        ]
        w.paper.table(
            ("Printed by", "Words", "Only in this wording"), rows, (3, 5, 2), f"The wordings of a statement of {u.speaker}"
        )
    steady = [u for u in w.v.said if not u.flags]
    if steady:
        if len(steady) < len(w.v.said):
            w.head("Told alike by all who print it", 1)
        alike: Rows = [([Words(u.speaker, "b")], ["".join(p.text for p in u.variants[0].pieces)], _printed(w, u)) for u in steady]
        w.paper.table(("Speaker", "Words", "Printed by"), alike, (2, 5, 2), "What is told alike by all who print it")
    if not w.v.said:
        w.paper.say(["Nobody is quoted."])


def _printed(w: Writing, u: UtteranceView) -> Runs:
    return w.labels(p.cite for x in u.variants for p in x.prints)


def _origins(w: Writing) -> None:
    w.head("Where the words come from")
    rows: Rows = []
    for o in w.v.origins:
        known: Runs = [Words(o.name, "b"), *(["\n", "not seen, inferred"] if o.unseen else [])]
        rest = _joined([w.report(n) for n in o.members], ", ") or ["none mainly"]
        rest += ["\n", "single passages in: ", *w.labels(o.passages)] if o.passages else []
        rows.append((known, rest, ["; ".join(o.why)]))
    w.paper.table(("Origin", "Reports that rest on it", "Known by"), rows, (2, 3, 4), "Origins and the reports that rest on them")
    if w.v.lent:
        w.head("Reports that share words", 1)
        lent: Rows = [
            (
                [w.report(e.giver), " → " if e.traced else " and ", w.report(e.taker)],
                [f"{count(e.words, 'word')} in {count(e.passages, 'passage')}, {', '.join(e.classes)}"],
                [("traced" if e.traced else "untraced") + (f": {'; '.join(e.evidence)}" if e.evidence else "")],
            )
            for e in w.v.lent
        ]
        w.paper.table(("From, to", "Shared", "Direction"), lent, (3, 2, 4), "What each pair shares, public quotations left out")


def _timeline(w: Writing) -> None:
    w.head("Timeline")
    rows: Rows = [
        ([e.shown], [e.text, Words(" (in conflict)", "i") if e.conflicts else ""], w.labels(e.cites)) for e in w.v.timeline
    ]
    if rows:
        w.paper.table(("When", "What", "Told by"), rows, (2, 6, 2), "What happened when, in order")
    else:
        w.paper.say(["No dates: nothing in the reports could be placed on a day."])


def _agreed(w: Writing) -> None:
    if w.v.agreed:
        w.head("What more than one origin tells")
        rows = [([c.text], [str(c.origins)], w.labels(c.cites)) for c in w.v.agreed]
        w.paper.table(("What", "Origins", "Told by"), rows, (6, 1, 3), "What more than one origin tells")


def _wording(w: Writing) -> None:
    if w.v.wording:
        w.head("Different words for one thing")
        rows = [([x.of or "the same thing"], [f.form], w.labels(f.cites)) for x in w.v.wording for f in x.forms]
        w.paper.table(("What", "Called", "By"), rows, (3, 3, 3), "Different words for one thing, and who uses them")


def _alone(w: Writing) -> None:
    if w.v.alone:
        w.head("Told by one report alone")
    for n, claims in w.v.alone:
        w.head(w.v.report(n).label, 1)
        for c in claims:
            w.paper.say([c.text], "List Bullet")


def _citations(w: Writing) -> None:
    if w.v.citations:
        w.head("Citations")
    for c in w.v.citations:
        where = ", ".join(x for x in (c.day, c.file, f"characters {c.start} to {c.end}") if x)
        back = Words(f"[{c.number}]", to=_first_told(w, c))
        told: Runs = [back, " ", w.by(c), f", {where}: ", w.words(c)]
        w.paper.say(told, "Source", w.mark(c))


def _first_told(w: Writing, c: Cite) -> str:
    """Return the bookmark of the sentence that cites a passage first: it bears the first number that is new in it."""
    line = next(line for line in w.v.brief if any(x.number == c.number for x in line.cites))
    before = {x.number for other in w.v.brief[: w.v.brief.index(line)] for x in other.cites}
    return f"s{w.v.n}_told_{next(x.number for x in line.cites if x.number not in before)}"


def _reports(w: Writing) -> None:
    w.head("The reports")
    for r in w.v.reports:
        known = (
            r.title if r.title != r.label else "",
            r.day or "day not known",
            r.author,
            f"agency {r.agency}" if r.agency else "",
            r.file,
        )
        told: Runs = [Words(r.label, "b"), f": {', '.join(x for x in known if x)}"]
        told += [". ", Words(r.url, url=r.url)] if r.url else []
        w.paper.say(told, "Source", w.report_mark(r.n))


def _appendix(w: Writing, texts: Mapping[str, Article]) -> None:
    w.paper.break_page()
    w.head("Appendix: the full reports")
    w.paper.say(["For reading on your own machine: before this document is passed on, make it again with excerpts only."], "Note")
    for r in w.v.reports:
        w.head(r.label, 1)
        article = texts.get(r.id)
        for found in LINE.finditer(article.text) if article else ():
            aside = article and any(f.start <= found.start() and f.end >= found.end() for f in article.furniture)
            w.paper.say([Words(visible(found[0]).strip(), lang=w.lang[r.n])], "Furniture" if aside else "Normal")


def _joined(parts: Iterable[Words | str | Runs], between: str) -> Runs:
    runs: Runs = []
    for part in parts:
        if runs:
            runs.append(between)
        runs += part if isinstance(part, list) else [part]
    return runs


PARTS: tuple[Callable[[Writing], None], ...] = (
    _opening,
    _brief,
    _corrected,
    _conflicts,
    _said,
    _origins,
    _timeline,
    _agreed,
    _wording,
    _alone,
)
