"""Lines of ``overrides.jsonl`` to corrections; a line that is none is told with its number, and the rest is read."""

import msgspec

from tellings.model import Override, Unapplied

LONGEST = 400  # characters of a line shown with what is wrong with it
TARGETS = {"merge": 2, "split": 1, "rename": 1}  # targets that are needed at least
KNOWN = {
    "merge": ("story", "entity", "utterance"),
    "split": ("story", "entity", "utterance"),
    "rename": ("entity", "speaker"),
    "reject": ("quotation", "claim", "conflict", "reuse", "moment", "figure", "wording", "update", "event"),
    "not-a-conflict": ("conflict",),
}


def read_overrides(text: str) -> tuple[tuple[Override, ...], tuple[Unapplied, ...]]:
    r"""Return the corrections of a text, a JSON object a line, and the lines that hold none; empty lines and # lines are let be.

    >>> good, bad = read_overrides('{"do": "reject", "of": "claim", "id": "c-1"}\n{"do": "undo"}')
    >>> good[0].line, good[0].id, bad[0].line
    (1, 'c-1', 2)
    """
    found: list[Override] = []
    bad: list[Unapplied] = []
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), 1):
        words = line.strip()
        if not words or words.startswith("#"):
            continue
        try:
            override = msgspec.structs.replace(msgspec.json.decode(words, type=Override), line=number)
            wrong = find_fault(override)
        except (msgspec.DecodeError, UnicodeError) as error:
            wrong = f"it is no correction: {error}"
        if wrong:
            bad.append(Unapplied(number, wrong, words[:LONGEST]))
        else:
            found.append(override)
    return tuple(found), tuple(bad)


def find_fault(o: Override) -> str:
    """Return what a correction lacks, an empty text when it can be tried."""
    of = o.of or ("conflict" if o.do == "not-a-conflict" else None)
    if of not in KNOWN[o.do]:
        return f"{o.do} needs `of`: {', '.join(KNOWN[o.do])}"
    least = TARGETS.get(o.do, 0)
    if len(o.targets) < least or not (o.targets or o.id):
        return f"{o.do} of {of} needs {max(1, least)} target{'s' * (least > 1)}: words of a report, a name or an id"
    if o.do == "rename" and not (o.name or "").strip():
        return "rename needs `name`"
    empty = any(not any((t.id, t.article, t.file, t.exact, t.name)) for t in o.targets)
    return "a target needs an id, a report, words or a name" if empty else ""
