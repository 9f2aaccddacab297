"""Corrections by people in words, so that nobody takes them for the machine's own findings."""

from tellings.exports.view.names import day_words
from tellings.exports.visible import label
from tellings.model import Applied, Target

DONE = {
    "merge": "put together",
    "split": "taken apart",
    "rename": "renamed",
    "reject": "rejected",
    "not-a-conflict": "said to be no conflict",
}
SHOWN = 60  # characters of a target


def corrected(applied: Applied) -> str:
    """Return a correction that was carried out: what was done to what, by whom, when and why.

    >>> from tellings.model import Override
    >>> o = Override(do="rename", of="entity", targets=(Target(name="A. Brook"),), name="Ada Brook", by="Piet", when="2031-05-03")
    >>> corrected(Applied(o, ("e-1",)))
    'entity renamed: “A. Brook”; now Ada Brook (by Piet, 3 May 2031)'
    """
    o = applied.override
    what = f"{o.of or 'conflict'} {DONE[o.do]}" if o.do != "not-a-conflict" else DONE[o.do]
    named = "; ".join(filter(None, [_target(t) for t in o.targets] or [o.id or ""]))
    said = ", ".join(filter(None, [f"by {label(o.by, SHOWN)}" if o.by else "", day_words(o.when)]))
    now = f"; now {label(o.name)}" if o.name else ""
    why = f": {label(o.why)}" if o.why else ""
    return f"{what}: {named}{now}" + (f" ({said}{why})" if said else why)


def _target(t: Target) -> str:
    words = f"“{label(t.exact or t.name, SHOWN)}”" if t.exact or t.name else ""
    where = label(t.file or t.article, SHOWN)
    return " in ".join(filter(None, [words, where])) or (t.id or "")
