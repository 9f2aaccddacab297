"""A result as Markdown: a readable brief, its citations as footnotes."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from tellings.exports.view import view
from tellings.exports.view.nouns import Cite, ClaimView, StoryView, count
from tellings.exports.visible import label, visible
from tellings.model import Article, Result

MEANING = re.compile(
    r"[\\`*_{}\[\]<>#|~!&$@]|:(?=//)|(?<=www)\."
)  # characters that mean something to some Markdown, autolinks included
START = re.compile(r"^(\s*)(\d{1,9}(?=[.)])|[-+=])")


def to_markdown(result: Result, *, texts: Mapping[str, Article], section: str | None = None, **_: Any) -> str:
    """Return the stories as Markdown; ``section`` leaves one part of each."""
    lines: list[str] = []
    for n, story in enumerate(result.stories, 1):
        v = view(story, n, texts)
        lines += _heading(v)
        for name, part in PARTS.items():
            if section in (None, name):
                lines += part(v)
        lines += _footnotes(v) if section in (None, "brief") else []
    lines += [f"Not read: {escape(label(u.file))}: {escape(visible(u.reason))}" for u in result.unread]
    return "\n".join(lines).rstrip() + "\n"


def escape(text: str) -> str:
    r"""Return text that Markdown shows as it is, on one line.

    >>> escape("<b> [x](y) *z*"), escape("1. one")
    ('\\<b\\> \\[x\\](y) \\*z\\*', '1\\. one')
    """
    one_line = MEANING.sub(lambda m: "\\" + m[0], " ".join(text.split()))
    return START.sub(lambda m: m[1] + (m[2] + "\\" if m[2].isdigit() else "\\" + m[2]), one_line)


def _heading(v: StoryView) -> Iterator[str]:
    yield from (f"# {escape(v.title)}", "", f"{v.counts}.", "")
    if len(v.reports) == 1:
        yield from ("One report only: nothing can be compared, and nothing is corroborated.", "")
    elif len(v.origins) == 1:
        yield from ("One origin: the reports rest on the same text, and count as one voice.", "")
    for note in v.by_rules:
        yield from (escape(note), "")


def _brief(v: StoryView) -> Iterator[str]:
    yield from ("## Brief", "")
    for line in v.brief:
        yield from (f"### {escape(line.section)}", "") if line.section else ()
        yield from (escape(line.text) + "".join(f"[^{_note(v, c)}]" for c in line.cites), "")
    if not v.brief:
        yield from ("No sentence passed the gate.", "")
    for text, why in v.withheld:
        yield f"- Withheld: {escape(text)} ({escape(why)})"
    yield from [""] * bool(v.withheld)


def _conflicts(v: StoryView) -> Iterator[str]:
    yield from ("## Conflicts", "")
    for c in v.conflicts:
        yield from (f"### {c.strength} {c.kind}: {escape(c.about or 'one thing, told differently')}", "")
        for s in c.sides:
            yield f"- **{escape(s.statement)}** ({count(s.origins, 'origin')}): {_cites(s.cites)}"
        yield ""
    for u in v.updates:
        yield f"- Later figure, {escape(u.of)}: {_cites((u.earlier,))}, then {_cites((u.later,))}"
    if not v.conflicts:
        yield "None was found."
    yield ""


def _said(v: StoryView) -> Iterator[str]:
    yield from ("## Who said what", "")
    for u in v.said:
        flags = f" ({', '.join(f.replace('_', ' ') for f in u.flags)})" if u.flags else ""
        yield f"- **{escape(u.speaker)}**{flags}"
        for x in u.variants:
            words = "".join(p.text for p in x.pieces)
            only = f" — only here: {escape(', '.join(x.only_here))}" if x.only_here and len(u.variants) > 1 else ""
            prints = ", ".join(escape(f"{p.cite.label} {p.naming}".rstrip()) for p in x.prints)
            yield f"  - {escape(words)}{only} ({prints})"
    yield from (["Nobody is quoted.", ""] if not v.said else [""])


def _origins(v: StoryView) -> Iterator[str]:
    yield from ("## Origins", "", "| origin | reports that rest on it | known by |", "|---|---|---|")
    for o in v.origins:
        members = ", ".join(escape(v.report(n).label) for n in o.members)
        yield f"| {escape(o.name)}{' (not seen, inferred)' if o.unseen else ''} | {members} | {escape('; '.join(o.basis))} |"
    yield ""


def _timeline(v: StoryView) -> Iterator[str]:
    yield from ("## Timeline", "")
    for e in v.timeline:
        yield f"- **{escape(e.shown)}** {escape(e.text)} ({_labels(e.cites)}{'; in conflict' if e.conflicts else ''})"
    yield from (["No dates.", ""] if not v.timeline else [""])


def _wording(v: StoryView) -> Iterator[str]:
    if v.wording:
        yield from ("## Wording", "")
        for w in v.wording:
            yield f"- {escape(w.of or 'the same thing')}: " + "; ".join(f"{escape(f.form)} ({_labels(f.cites)})" for f in w.forms)
        yield ""


def _claims(v: StoryView) -> Iterator[str]:
    groups: list[tuple[str, Sequence[ClaimView]]] = [("Told by more than one origin", v.agreed)]
    groups += [(f"Told by {escape(v.report(n).label)} alone", claims) for n, claims in v.alone]
    for name, claims in groups:
        if claims:
            yield from (f"## {name}", "", *(f"- {escape(c.text)} ({_labels(c.cites)})" for c in claims), "")


def _corrected(v: StoryView) -> Iterator[str]:
    if v.corrected:
        yield from ("## Corrected by hand", "", *(f"- {escape(words)}" for words in v.corrected), "")


def _footnotes(v: StoryView) -> Iterator[str]:
    for c in v.citations:
        where = f"{c.file}, characters {c.start} to {c.end}" if c.file else f"characters {c.start} to {c.end}"
        yield f"[^{_note(v, c)}]: {_link(v, c)}{', ' + escape(c.day) if c.day else ''} ({escape(where)}): {escape(c.exact)}"
    yield ""


def _link(v: StoryView, c: Cite) -> str:
    url = v.report(c.report).url if c.report else None
    return f"[{escape(c.label)}](<{url.replace('<', '%3C').replace('>', '%3E')}>)" if url else escape(c.label)


def _cites(cites: Iterable[Cite]) -> str:
    return "; ".join(f"{escape(c.label)}: {escape(c.exact)}" for c in cites)


def _labels(cites: Iterable[Cite]) -> str:
    return ", ".join(dict.fromkeys(escape(c.label) for c in cites))


def _note(v: StoryView, c: Cite) -> str:
    return f"{v.n}-{c.number}"


PARTS = {
    "brief": _brief,
    "conflicts": _conflicts,
    "utterances": _said,
    "origins": _origins,
    "timeline": _timeline,
    "wording": _wording,
    "claims": _claims,
    "overrides": _corrected,
}
