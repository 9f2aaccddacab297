"""Where a text says that it corrects or takes back what it told before, by the rules of ``notices.toml``."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from tellings.language.tables import load_table
from tellings.model import Notice, Span
from tellings.reading.furniture import Found
from tellings.reading.lines import Line

NOT_OURS = ("link-list", "promo", "comments", "dateline")  # lines of the page, or of its readers, not of the article
LABEL = 5  # words of a line that is no more than a label, and perhaps its date
LOOKED_AT = 4_000  # characters of a line
CUES = (
    *(
        "correct",
        "retract",
        "withdraw",
        "update",
        "clarif",
        "amended",
        "kill",
        "version",
        "editor",
        "eds:",
        "misstat",
        "taken down",
    ),
    *("removed", "disregard", "do not", "delete", "spike", "revised", "recast"),
)  # in small letters; a text without any of them has no notice
SENTENCE = re.compile(r"(?:(?<=[.!?:])|(?<=[.!?][”\"’)\]]))\s+(?=[\"“(\[]?[A-Z])")
DECLARED = "declared-correction"


def find_notices(
    article: str, text: str, lines: Sequence[Line], found: Sequence[Found], declared: Sequence[str] = ()
) -> tuple[Notice, ...]:
    r"""Return the notices of a text, in order; ``declared``: corrections that the page's metadata hold, where the text prints them.

    >>> from tellings.reading.lines import cut_lines
    >>> text = "The wall fell.\nCorrection: It fell on Monday, not on Tuesday."
    >>> [(n.kind, text[n.start:n.end]) for n in find_notices("a", text, cut_lines(text), [])]
    [('correction', 'Correction: It fell on Monday, not on Tuesday.')]
    """
    if not has_cue(text) and not declared:
        return ()
    skipped = {f.line for f in found if f.kind in NOT_OURS and f.end == lines[f.line].end}
    told: list[Notice] = []
    for at, line in enumerate(lines):
        if at not in skipped and has_cue(line.text):
            told += (Notice(article, *span, rule["name"], rule["kind"]) for rule, span in _in_line(at, lines))
    for words in declared:
        start = text.find(words) if len(words) > 20 else -1
        if start >= 0 and not any(n.start < start + len(words) and start < n.end for n in told):
            told.append(Notice(article, start, start + len(words), DECLARED, "correction"))
    return tuple(sorted(told))


def has_cue(words: str) -> bool:
    """Whether words hold one of the few without which no rule applies: plain search costs a tenth of one pattern of them all."""
    small = words.lower()
    return any(cue in small for cue in CUES)


def _in_line(at: int, lines: Sequence[Line]) -> Iterator[tuple[dict[str, Any], Span]]:
    """Yield what a line tells: one rule for each passage, the first that holds."""
    line, words = lines[at], lines[at].text[:LOOKED_AT]
    for rule in _rules("line"):
        if at < rule.get("top", at + 1) and (end := _line_ends(rule, at, lines)):
            yield rule, (line.start, end)
            return
    for start, end in sentences(words):
        sentence = words[start:end].lstrip("*•([–— ")
        start = end - len(sentence)  # noqa: PLW2901
        rule_held = next((r for r in _rules("sentence") if at < r.get("top", at + 1) and _holds(r, sentence)), None)
        if rule_held and not _quoted(words, start):
            opens_next = words[end - 1] == ":" and end == len(words.rstrip())
            yield rule_held, (line.start + start, _with_next(at, lines) if opens_next else line.start + end)


def _line_ends(rule: dict[str, Any], at: int, lines: Sequence[Line]) -> int | None:
    """Return where the passage of a line ends to which a rule applies: with it, or with the next below a label alone."""
    words = lines[at].text[:LOOKED_AT]
    if "next_opens" in rule:
        below = lines[at + 1] if at + 1 < len(lines) else None
        held = below and rule["find"].search(words) and rule["next"].search(below.text[:LOOKED_AT])
        return below.end if below and held else None
    if not _holds(rule, words):
        return None
    return _with_next(at, lines) if lines[at].words <= LABEL and "top" not in rule else lines[at].end


def _with_next(at: int, lines: Sequence[Line]) -> int:
    """Return where the line below ends, which says what a label or an announcement leaves open."""
    return lines[min(at + 1, len(lines) - 1)].end


def _holds(rule: dict[str, Any], words: str) -> bool:
    return bool(
        rule["find"].search(words)
        and ("holds" not in rule or rule["must"].search(words))
        and not ("unless" in rule and rule["never"].search(words))
    )


def sentences(words: str) -> Iterator[Span]:
    """Yield sentences, cut generously: a cue that opens one too many is outside quotation marks all the same."""
    start = 0
    for m in SENTENCE.finditer(words):
        yield start, m.start()
        start = m.end()
    yield start, len(words.rstrip())


def _quoted(words: str, start: int) -> bool:
    """Whether a place lies inside quotation marks, which make it somebody's words about a text."""
    before = words[:start]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1 or words[start : start + 1] in '"“'


@cache
def _rules(opens: str) -> list[dict[str, Any]]:
    table = load_table("reading", "notices.toml")
    made = []
    for rule in table["rule"]:
        if rule["opens"] == opens:
            keys = (("find", "pattern"), ("must", "holds"), ("never", "unless"), ("next", "next_opens"))
            made.append({**rule, **{new: _expand(rule[key], table["words"]) for new, key in keys if key in rule}})
    return made


def _expand(pattern: str, words: dict[str, str]) -> re.Pattern[str]:
    for name, value in words.items():
        pattern = pattern.replace(f"{{{name}}}", f"(?:{value})")
    return re.compile(pattern)
