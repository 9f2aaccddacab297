"""A result as Markdown: a readable brief, its citations as footnotes."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from tellings.exports.view import view
from tellings.exports.view.nouns import Cite, StoryView, VariantView, count
from tellings.exports.visible import label, visible
from tellings.model import Article, Result

MEANING = re.compile(
    r"[\\`*_{}\[\]<>#|~!&$@]|:(?=//)|(?<=www)\."
)  # characters that mean something to some Markdown, autolinks included
STRENGTH = {"hard": "Hard: both cannot be so", "soft": "Soft: they differ in tone, scope or reading"}
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
        lines += _reports(v) if section is None else []
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
        mark = f" *({line.by})*" if line.by else ""
        yield from (escape(line.text) + mark + "".join(f"[^{_note(v, c)}]" for c in line.cites), "")
    if not v.brief:
        yield from ("No sentence passed the gate.", "")
    yield from (escape(v.written), "") if v.written else ()
    for text, why in v.withheld:
        yield f"- Withheld: {escape(text)} ({escape(why)})"
    yield from [""] * bool(v.withheld)


def _conflicts(v: StoryView) -> Iterator[str]:
    yield from ("## Where they conflict", "")
    for c in v.conflicts:
        about = escape(c.about or "one thing, told differently")
        yield from (f"### {c.kind.capitalize()}: {about}", "", f"{STRENGTH[c.strength]}.", "")
        for s in c.sides:
            yield f"- **{escape(s.statement)}** ({count(s.origins, 'origin')})"
            yield from (f"  - {escape(x.exact)} ({_dated(x)})" for x in s.cites)
        yield ""
    if not v.conflicts:
        yield from ("None was found.", "")
    if v.updates:
        yield from ("### Later figures that took the place of earlier ones", "")
        for u in v.updates:
            yield f"- **{escape(u.of or 'a figure')}**"
            yield from (f"  - {when}: {escape(x.exact)} ({_dated(x)})" for when, x in (("earlier", u.earlier), ("later", u.later)))
        yield ""


def _said(v: StoryView) -> Iterator[str]:
    yield from ("## Who said what", "")
    for u in v.said:
        flags = f" ({', '.join(f.replace('_', ' ') for f in u.flags)})" if u.flags else ""
        told = [_variant(x, len(u.variants) > 1) for x in u.variants]
        if len(told) == 1:
            yield f"- **{escape(u.speaker)}**{flags}: {told[0]}"
        else:
            yield from (f"- **{escape(u.speaker)}**{flags}", *(f"  - {words}" for words in told))
    yield from (["Nobody is quoted.", ""] if not v.said else [""])


def _variant(x: VariantView, several: bool) -> str:
    words = "".join(p.text for p in x.pieces)
    only = f" — only here: {escape(', '.join(x.only_here))}" if x.only_here and several else ""
    prints = ", ".join(escape(f"{p.cite.label} {p.naming}".rstrip()) for p in x.prints)
    return f"{escape(words)}{only} ({prints})"


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
    if v.agreed:
        yield from ("## What more than one origin tells", "")
        yield from (f"- {escape(c.text)} ({count(c.origins, 'origin')}: {_labels(c.cites)})" for c in v.agreed)
        yield ""
    if v.alone:
        yield from ("## Told by one report alone", "")
        for n, claims in v.alone:
            yield from (f"### {escape(v.report(n).label)}", "", *(f"- {escape(c.text)}" for c in claims), "")


def _corrected(v: StoryView) -> Iterator[str]:
    if v.corrected:
        yield from ("## Corrected by hand", "", *(f"- {escape(words)}" for words in v.corrected), "")


def _reports(v: StoryView) -> Iterator[str]:
    yield from ("## The reports", "")
    for r in v.reports:
        known = (
            r.title if r.title != r.label else "",
            r.day or "day not known",
            r.author,
            f"agency {r.agency}" if r.agency else "",
            r.file,
        )
        yield f"- **{escape(r.label)}**: {escape(', '.join(x for x in known if x))}" + (f", {_address(r.url)}" if r.url else "")
    yield ""


def _footnotes(v: StoryView) -> Iterator[str]:
    for c in v.citations:
        where = f"{c.file}, characters {c.start} to {c.end}" if c.file else f"characters {c.start} to {c.end}"
        yield f"[^{_note(v, c)}]: {_link(v, c)}{', ' + escape(c.day) if c.day else ''} ({escape(where)}): {escape(c.exact)}"
    yield ""


def _link(v: StoryView, c: Cite) -> str:
    url = v.report(c.report).url if c.report else None
    return f"[{escape(c.label)}](<{_whole(url)}>)" if url else escape(c.label)


def _address(url: str) -> str:
    return f"[{escape(url)}](<{_whole(url)}>)"


def _whole(url: str) -> str:
    return url.replace("<", "%3C").replace(">", "%3E")


def _dated(c: Cite) -> str:
    return escape(", ".join(x for x in (c.label, c.day) if x))


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
