"""Set aside the lines of a page that are not its story, by the rules of ``furniture.toml``."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from msgspec import Struct

from tellings.language.tables import load_table
from tellings.model import FurnitureKind
from tellings.reading.days import find_days
from tellings.reading.lines import Line, script_of
from tellings.reading.names import expand

OPENS = re.compile(r"[\"“‘'«(\[$€£#@]?[^\Wa-z]|['’]\d|(?:``|\")\s?[^\Wa-z]")
OPENING = 200  # characters in which a dateline must end
REACH = 12  # lines of furniture that may lie between two paragraphs; a longer list is no longer their neighbourhood
EDGES = (("top", "index"), ("bottom", "from_end"))
MANY = 1_000  # words of a line from which on more of them change nothing: no rule asks for as many
SHAPES = ("closes", "gap_before", "gap_after")


class Found(Struct, frozen=True):
    """A stretch set aside: the rule, its kind, where, and the line it stands in."""

    start: int
    end: int
    rule: str
    kind: FurnitureKind
    line: int


class Page(Struct):
    """The lines of one text and what is known of them so far.

    ``kinds``: rule and kind by line; ``lower``: words that stand in lower case, once somebody has asked.
    """

    text: str
    lines: Sequence[Line]
    title: str
    script: str | None
    body: int
    kinds: dict[int, tuple[str, FurnitureKind]]
    lower: set[str] = set()

    def near(self, line: Line, step: int) -> Line | None:
        """Return the line before (-1) or after (+1) that is not furniture, if one is within reach."""
        for at in range(line.index + step, line.index + step * REACH, step):
            if not 0 <= at < line.of:
                return None
            if at not in self.kinds:
                return self.lines[at]
        return None


def find_furniture(text: str, lines: Sequence[Line], title: str | None = None) -> list[Found]:
    """Return what is to be set aside of ``text``, in order; lines that no rule claims are running text.

    Rules that look at a line alone come first, those that look at its neighbours after them, so that a caption can be
    told by the credit below it.
    """
    page = Page(text, lines, flat(title or ""), script_of(text), sum(x.closes for x in lines), {})
    for looks_round in (False, True):
        for line in lines:
            if line.index not in page.kinds:
                rules = _rules(looks_round, min(line.words, MANY))
                if rule := next((r for r in rules if _holds(r, line, page)), None):
                    page.kinds[line.index] = rule["name"], rule["kind"]
    found = [Found(lines[i].start, lines[i].end, rule, kind, i) for i, (rule, kind) in page.kinds.items()]
    return sorted([*found, *_inline(page)], key=lambda f: f.start)


@cache
def _rules(looks_round: bool, words: int) -> list[dict[str, Any]]:
    """Return the rules, on a line alone or on its neighbours, for a line of so many words, in their order."""
    rules = load_table("reading", "furniture.toml")["rule"]
    return [r for r in rules if _fits(r, words) and _looks_round(r) == looks_round]


def _fits(rule: dict[str, Any], words: int) -> bool:
    lo, hi = rule.get("min_words", 0), rule.get("max_words", MANY)
    return bool(lo <= words <= hi)


def _looks_round(rule: dict[str, Any]) -> bool:
    return any(key in rule for key in ("after", "before", "body", "previous_closes", "next_closes", "titled"))


def _holds(rule: dict[str, Any], line: Line, page: Page) -> bool:
    return _shape(rule, line) and _place(rule, line, page) and _words(rule, line, page) and _neighbours(rule, line, page)


def _shape(rule: dict[str, Any], line: Line) -> bool:
    return line.caps >= rule.get("min_caps", 0.0) and all(rule[s] == getattr(line, s) for s in SHAPES if s in rule)


def _place(rule: dict[str, Any], line: Line, page: Page) -> bool:
    return (
        all(getattr(line, edge) < rule[key] for key, edge in EDGES if key in rule)
        and ("edge" not in rule or min(line.index, line.from_end) < rule["edge"])
        and page.body - line.closes >= rule.get("body", 0)
        and not (rule.get("not_first") and line.index == 0)
        and _beside(rule, "after", line.index - 1, line.gap_before, page)
        and _beside(rule, "before", line.index + 1, line.gap_after, page)
    )


def _words(rule: dict[str, Any], line: Line, page: Page) -> bool:
    return bool(
        expand(rule["pattern"]).search(line.text)
        and not ("unless" in rule and expand(rule["unless"]).search(line.text))
        and not (rule.get("foreign") and script_of(line.text) in (page.script, None))
        and not (rule.get("dated") and not find_days(line.text))
        and not (rule.get("titled") and flat(line.text) != page.title)
        and not (rule.get("proper") and _stands_in_lower_case(line.text, page))
    )


def _neighbours(rule: dict[str, Any], line: Line, page: Page) -> bool:
    above, below = page.near(line, -1), page.near(line, 1)
    return (
        ("previous_closes" not in rule or (above is not None and above.closes == rule["previous_closes"]))
        and ("next_closes" not in rule or (below is not None and below.closes == rule["next_closes"]))
        and ("next_min_words" not in rule or (below is not None and below.words >= rule["next_min_words"]))
        and not (rule.get("next_opens") and not (below and OPENS.match(below.text)))
        and not (rule.get("next_gap_after") and not page.lines[line.index + 1].gap_after)
        and not (rule.get("not_in_list") and above is not None and above.text.endswith(":"))
        and not (rule.get("run_on") and not _runs_on(line, page))
    )


def _beside(rule: dict[str, Any], key: str, at: int, gap: bool, page: Page) -> bool:
    if key not in rule:
        return True
    return page.kinds.get(at, ("", ""))[1] in rule[key] and not (rule.get("near") and gap)


def _runs_on(line: Line, page: Page) -> bool:
    """Whether a line below a link is spaced as that one was: a list that ran close ends at the first blank line."""
    above = page.lines[line.index - 1]
    return not page.kinds[above.index][0].endswith("under-heading") or above.gap_before == line.gap_before


def _inline(page: Page) -> list[Found]:
    found: dict[int, Found] = {}
    for rule in load_table("reading", "furniture.toml")["inline"]:
        for line in page.lines:
            if line.index in page.kinds or line.index in found or line.words < rule.get("min_words", 0):
                continue
            if line.index < rule.get("top", line.of) and (m := expand(rule["pattern"]).match(line.text[:OPENING])):
                end = line.start + len(m.group().rstrip())
                found[line.index] = Found(line.start, end, rule["name"], rule["kind"], line.index)
    return list(found.values())


def _stands_in_lower_case(words: str, page: Page) -> bool:
    if not page.lower:
        page.lower.update(w for w in re.findall(r"[^\W\d_]{4,}", page.text) if w.islower())
    return any(w.lower() in page.lower for w in re.findall(r"[^\W\d_]{4,}", words))


def flat(words: str) -> str:
    """Return letters and digits only, folded: two printings of one title become equal."""
    return re.sub(r"[\W_]+", " ", words[:400]).casefold().strip()
