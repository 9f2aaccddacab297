"""Corrections that a library keeps, for reading in a terminal."""

from collections.abc import Iterator, Sequence

from tellings.exports.visible import label
from tellings.model import Correction, Override, Target, Unapplied

NAMED = 4  # targets that are shown; the rest are counted


def corrections_to_text(corrections: Sequence[Correction], unapplied: Sequence[Unapplied] = ()) -> str:
    """Return a few lines for each correction: its number, what it does to what, who says so and why, and what became of it."""
    why = {u.line: u.reason for u in unapplied}
    lines = [line for c in corrections for line in _correction(c, why.get(c.number))]
    return "\n".join(lines or ["nobody corrected anything"]) + "\n"


def _correction(c: Correction, unapplied: str | None) -> Iterator[str]:
    o = c.given
    yield f"{c.number:>4}  {o.do} {o.of or 'conflict'}{f' as {label(o.name)}' if o.name else ''}{'  (undone)' if c.undone else ''}"
    yield from (f"      {words}" for words in _targets(o))
    said = [said for said in (label(o.by) if o.by else "", o.when or "", f"“{label(o.why)}”" if o.why else "") if said]
    if said:
        yield f"      by hand: {', '.join(said)}"
    if c.undone:
        yield f"      undone: {', '.join(label(w) for w in (c.undone.by, c.undone.when, c.undone.why) if w) or 'by hand'}"
    if c.forgotten:
        yield "      words of it were forgotten"
    if unapplied and not c.undone:
        yield f"      not carried out: {label(unapplied)}"


def _targets(override: Override) -> Iterator[str]:
    named = (*override.targets, *([Target(id=override.id)] if override.id else []))
    yield from (_target(t) for t in named[:NAMED])
    if len(named) > NAMED:
        yield f"and {len(named) - NAMED} more"


def _target(t: Target) -> str:
    words = f"“{label(t.exact)}”" if t.exact else label(t.name) if t.name else ""
    where = label(t.file or t.article or "")
    return f"{words}{' in ' if words and where else ''}{where}" or label(t.id)
