"""Values of decades and centuries."""

from __future__ import annotations

import re

from tellings.analysis.moments import calendar as cal
from tellings.analysis.moments.dates import in_century
from tellings.analysis.moments.found import Context, Found, group
from tellings.analysis.moments.grammar import words

LOOK = 20  # code points looked at before a decade
OWN = re.compile(r"\b(?:his|her|their|my|our|your|its)\s$", re.IGNORECASE)  # "in his late forties": an age
THIS_CENTURY = 200  # "the 2000s" are still a decade, "the 1900s" are a century first


DECADE_BEFORE = re.compile(r"\d0['’]?s(?:\s(?:and|or|to|through|until)\s(?:the\s)?|,\s(?:and\s)?|[-–])$", re.IGNORECASE)


def decade(m: re.Match[str], ctx: Context) -> Found | None:
    """The early 1730s: 173."""
    if m["bare"]:
        return _decade_too(m, ctx)
    if m["d"] and m["d"].endswith("0") and int(m["d"]) < THIS_CENTURY:  # "the 1800s"
        return Found(m["d"][:2], others=(m["d"],))
    if m["d"]:
        return Found(m["d"])
    if m["word"] and OWN.search(ctx.text[max(ctx.lo, m.start() - LOOK) : m.start()]):
        return None  # "in his late forties"
    digit = int(m["short"] or words()["decades"][group(m, "word")])
    value = cal.decade(in_century(digit * 10, ctx.anchor) // 10 if ctx.anchor else 190 + digit)
    near = cal.decade(int(value) - 10) if ctx.anchor and m["word"] and int(value) > 200 else ""
    return Found(value, others=(near,) if near else ())


def _decade_too(m: re.Match[str], ctx: Context) -> Found | None:
    """The 70s of "the 1960s and 70s": the next decade of those figures; "a man in his 70s" is none."""
    if len(ctx.named) != len("196") or not DECADE_BEFORE.search(ctx.text[max(ctx.lo, m.start() - LOOK) : m.start()]):
        return None
    value = int(ctx.named[:2] + m["bare"])
    return Found(cal.decade(value + 10 * (value <= int(ctx.named))))


def century(m: re.Match[str], ctx: Context) -> Found | None:
    """The 20th century: 19."""
    n = int(m["n"] or words()["centuries"][group(m, "word")])
    return Found(f"{n - 1:02d}") if 1 <= n <= 30 else None
