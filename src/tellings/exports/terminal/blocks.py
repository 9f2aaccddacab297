"""The blocks of the terminal view, each a function of a story's view and the columns at hand."""

from collections.abc import Callable, Iterator, Sequence

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from tellings.exports.view.nouns import Cite, ClaimView, ConflictView, Line, SideView, StoryView, UtteranceView, count

Block = Callable[[StoryView, int], Iterator[RenderableType]]

SIDE = 30  # columns that a side of a conflict needs to be read beside another
CHIP = 8  # columns before a citation: indent, number, gap
QUOTED = 120  # characters of a passage shown in lists; the page shows the whole
MARKS = ("“", "‘", '"', "«")  # a passage that brings its own quotation marks gets no others
FEW = 6  # rows of a quiet list; the rest is counted and found with --section


def whole_story() -> tuple[Block, ...]:
    """Return the blocks of the full view, in order."""
    return (heading, brief, conflicts, said, origins, timeline, wording, agreed, alone, corrected, foot)


def heading(v: StoryView, width: int) -> Iterator[RenderableType]:
    """Title, counts and the state worth a warning."""
    yield Text(v.title, "bold")
    hard = sum(c.strength == "hard" for c in v.conflicts)
    found = f"{count(hard, 'hard conflict')}, {len(v.conflicts) - hard} soft" if v.conflicts else "no conflicts"
    yield Text(f"{v.counts}, {found}  ", "dim").append(f"({v.id})", "dim")
    if len(v.reports) == 1:
        yield Text("One report only: nothing can be compared, and nothing is corroborated.")
    elif len(v.origins) == 1:
        yield Text(f"{len(v.reports)} reports, one origin: they rest on the same text, and count as one voice.")
    yield from map(Text, v.by_rules)
    yield Text()


def brief(v: StoryView, width: int) -> Iterator[RenderableType]:
    """The sentences with their citations, and what each citation is."""
    yield _head("Brief")
    if not v.brief:
        yield _indent("No sentence passed the gate: nothing could be said that a cited passage carries.")
    for line in v.brief:
        if line.section:
            yield _indent(Text(line.section, "bold"))
        yield _indent(_sentence(line))
    if v.written:
        yield _indent(Text(v.written, "dim"))
    if v.citations:
        yield Text()
        yield _grid([(f"[{c.number}]", _source(c, width - CHIP)) for c in v.citations])
    for text, why in v.withheld:
        yield _indent(Text("withheld: ", "bold").append(f"{text} ({why})"))
    yield Text()


def conflicts(v: StoryView, width: int) -> Iterator[RenderableType]:
    """Each conflict by kind and strength, its sides next to each other where there is room."""
    yield _head("Conflicts")
    if not v.conflicts:
        yield _indent("None was found." if len(v.reports) > 1 else "With one report there is nothing to conflict with.")
    for c in v.conflicts:
        meaning = "both cannot be so" if c.strength == "hard" else "tone, scope or reading"
        yield _indent(Text(f"{c.strength} {c.kind}", "bold").append(f" ({meaning}) {c.about}  ").append(c.id, "dim"))
        yield Padding(_sides(c, width), (0, 0, 0, 4))
    for u in v.updates:
        yield _indent(
            Text("later figure ", "bold").append(f"{u.of}: {_cut(u.earlier)}, then {_cut(u.later)}  ").append(u.id, "dim")
        )
    yield Text()


def said(v: StoryView, width: int) -> Iterator[RenderableType]:
    """Who said what: first where reports differ, words that differ underlined and named."""
    yield _head("Who said what")
    if not v.said:
        yield _indent("Nobody is quoted.")
    differing = [u for u in v.said if u.flags]
    for u in differing:
        yield from _utterance(u)
    steady = [u for u in v.said if not u.flags]
    for u in steady[:FEW]:
        words = "".join(p.text for p in u.variants[0].pieces)
        prints = ", ".join(dict.fromkeys(p.cite.label for x in u.variants for p in x.prints))
        yield _indent(Text(u.speaker, "bold").append(f": {words} ", "not bold").append(f"({prints})", "dim"))
    yield from _more(len(steady) - FEW, "utterances")
    yield Text()


def origins(v: StoryView, width: int) -> Iterator[RenderableType]:
    """Which reports rest on which origin, and who lent whom words."""
    yield _head(f"Origins: {v.counts}")
    for o in v.origins:
        name = Text(("┄ " if o.unseen else "─ ") + o.name, "bold").append(" (not seen, inferred)" if o.unseen else "", "not bold")
        members = ", ".join(r for n in o.members if (r := v.report(n).label) != o.name)
        yield _indent(name.append(f": {members}" if members else "", "not bold"))
        lent_to = ", ".join(dict.fromkeys(c.label for c in o.passages))
        known = [f"single passages in {lent_to}"] * bool(lent_to) + [f"known by {'; '.join(o.basis)}"] * bool(o.basis)
        if known:
            yield _indent(Text("; ".join(known), "dim"), 6)
    for e in v.lent[:FEW]:
        way = f"{v.report(e.giver).label} {'──>' if e.traced else '───'} {v.report(e.taker).label}"
        why = "; ".join(e.evidence) if e.traced else "direction untraced"
        yield _indent(f"{way}: {count(e.words, 'word')} in {count(e.passages, 'passage')}, {', '.join(e.classes)} ({why})")
    yield from _more(len(v.lent) - FEW, "reuse")
    yield Text()


def timeline(v: StoryView, width: int) -> Iterator[RenderableType]:
    """Dated claims in order."""
    yield _head("Timeline")
    if not v.timeline:
        yield _indent("No dates: nothing in the reports could be placed on a day.")
    rows = [(e.shown, f"{e.text} ({_labels(e.cites)}{'; in conflict' if e.conflicts else ''})") for e in v.timeline]
    yield _grid(rows)
    yield Text()


def wording(v: StoryView, width: int) -> Iterator[RenderableType]:
    """Different words for one thing."""
    if not v.wording:
        return
    yield _head("Wording")
    for w in v.wording:
        yield _indent(Text(w.of or "the same thing", "bold"))
        yield Padding(_grid([("-", f"{f.form} ({_labels(f.cites)})") for f in w.forms]), (0, 0, 0, 2))
    yield Text()


def agreed(v: StoryView, width: int) -> Iterator[RenderableType]:
    """What more than one origin tells."""
    if not v.agreed:
        return
    yield _head("Told by more than one origin")
    for c in v.agreed[:FEW]:
        yield _indent(f"{c.text} ({count(c.origins, 'origin')}: {_labels(c.cites)})")
    yield from _more(len(v.agreed) - FEW, "claims")
    yield Text()


def alone(v: StoryView, width: int) -> Iterator[RenderableType]:
    """What one report alone tells."""
    if not v.alone:
        return
    yield _head("Told by one report alone")
    for n, claims in v.alone:
        yield _indent(Text(v.report(n).label, "bold").append(f" ({len(claims)})", "not bold"))
        yield from (_indent(c.text, 4) for c in claims[: FEW // 2])
        yield from _more(len(claims) - FEW // 2, "claims", 4)
    yield Text()


def claims(v: StoryView, width: int) -> Iterator[RenderableType]:
    """Every claim, none folded."""
    groups: list[tuple[str, Sequence[ClaimView]]] = [("Told by more than one origin", v.agreed)]
    groups += [(f"Told by {v.report(n).label} alone", c) for n, c in v.alone]
    for name, group in groups:
        if group:
            yield _head(name)
            yield from (_indent(Text(f"{c.text} ({_labels(c.cites)})  ").append(c.id, "dim")) for c in group)
            yield Text()


def reports(v: StoryView, width: int) -> Iterator[RenderableType]:
    """The reports with what is known of each."""
    yield _head("Reports")
    yield _grid(
        [(r.label, ", ".join(w for w in (r.day or "day not known", r.title, r.author, r.agency, r.file) if w)) for r in v.reports]
    )
    yield Text()


def corrected(v: StoryView, width: int) -> Iterator[RenderableType]:
    """What people corrected, apart from what was found."""
    if v.corrected:
        yield _head("Corrected by hand")
        yield from map(_indent, v.corrected)
        yield Text()


def foot(v: StoryView, width: int) -> Iterator[RenderableType]:
    """What was set aside, and where to ask why."""
    if v.furniture:
        yield Text(f"Set aside as furniture: {', '.join(f'{n} {kind}' for kind, n in v.furniture)}", "dim")
    yield Text("Ask why with `tellings explain ID`; see it whole with `tellings show --format html -o story.html`.", "dim")
    yield Text()


BLOCKS: dict[str, Block] = {
    "brief": brief, "conflicts": conflicts, "updates": conflicts, "utterances": said, "origins": origins, "timeline": timeline,
    "wording": wording, "claims": claims, "articles": reports, "overrides": corrected,
}  # fmt: skip


def _head(words: str) -> Text:
    return Text(words.upper(), "bold underline")


def _indent(words: str | Text, by: int = 2) -> Padding:
    return Padding(Text(words) if isinstance(words, str) else words, (0, 0, 0, by))


def _grid(rows: Sequence[tuple[str, str]]) -> Table:
    table = Table.grid(padding=(0, 1))
    table.add_column(no_wrap=True, max_width=24)
    table.add_column(overflow="fold")
    for first, second in rows:
        table.add_row(Text("  " + first, overflow="ellipsis"), Text(second))
    return table


def _sentence(line: Line) -> Text:
    text = Text(line.text + " ")
    text.append(f"({line.by}) " if line.by else "", "dim")
    for c in line.cites:
        text.append(f"[{c.number}]", "cyan")
    return text


def _source(c: Cite, room: int) -> str:
    """Return a citation on one line where that leaves enough of its words to know them by."""
    where = f"{c.label}{', ' + c.day if c.day else ''}, {c.start}-{c.end}: "
    return where + _cut(c, max(SIDE, room - len(where) - 2))


def _sides(c: ConflictView, width: int) -> Table:
    table = Table.grid(padding=(0, 3), expand=False)
    cells = [_side(s) for s in c.sides]
    if len(cells) * (SIDE + 3) <= width - 4:
        for _ in cells:
            table.add_column(ratio=1, overflow="fold")
        table.add_row(*cells)
    else:
        table.add_column(overflow="fold")
        for cell in cells:
            table.add_row(cell)
    return table


def _side(s: SideView) -> Text:
    text = Text(s.statement, "bold").append(f" ({count(s.origins, 'origin')})", "not bold")
    for c in s.cites:
        text.append(f"\n{c.label}{', ' + c.day if c.day else ''}: {_cut(c)}", "not bold")
    return text


def _utterance(u: UtteranceView) -> Iterator[RenderableType]:
    flags = ", ".join(f.replace("_", " ") for f in u.flags)
    yield _indent(Text(u.speaker, "bold").append(f" ({flags})  ", "not bold").append(u.id, "dim not bold"))
    for v in u.variants:
        words = Text()
        for p in v.pieces:
            words.append(p.text, "underline" if p.differs else "")
        if v.only_here and len(u.variants) > 1:
            words.append(f"  [only here: {', '.join(v.only_here)}]", "dim")
        yield _indent(words, 4)
        yield _indent(Text("; ".join(f"{p.cite.label} {p.naming}".rstrip() for p in v.prints), "dim"), 6)


def _more(n: int, section: str, by: int = 2) -> Iterator[RenderableType]:
    if n > 0:
        yield _indent(Text(f"and {n} more: tellings show {section}", "dim"), by)


def _labels(cites: Sequence[Cite]) -> str:
    return ", ".join(dict.fromkeys(c.label for c in cites))


def _cut(c: Cite, most: int = QUOTED) -> str:
    words = " ".join(c.exact.split())
    cut = words if len(words) <= most else words[: most - 1].rstrip() + "…"
    return cut if cut[:1] in MARKS else f"“{cut}”"
