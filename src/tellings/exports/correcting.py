"""The line of ``overrides.jsonl`` that would correct a finding, ready to be completed by whoever knows better."""

import json
from collections import Counter
from collections.abc import Sequence
from typing import Any

import msgspec

from tellings.exports.explain_inputs import Input
from tellings.model import Conflict, Entity, Override, Story, Target, Utterance
from tellings.model.override import Of

BLANK = "…"  # to be filled in
REJECTED: dict[str, Of] = {
    "quotation": "quotation", "claim": "claim", "reuse": "reuse", "moment": "moment", "figure": "figure", "wording": "wording",
    "update": "update", "event": "event",
}  # fmt: skip


def line_for(finding: Any, kind: str, inputs: Sequence[Input], story: Story) -> str:
    """Return the line by the words of the finding, and its id for this pile; ``by`` and ``why`` are left to fill in.

    Nothing for what has no correction.
    """
    files = Counter(a.file for a in story.articles)
    shared = {a.id for a in story.articles if files[a.file] > 1}  # rows of one file: only the id tells them apart
    named = [msgspec.structs.replace(i, file=None) if i.article in shared else i for i in inputs]
    override = _override(finding, kind, [i for i in named if i.exact])
    if override is None:
        return ""
    signed = msgspec.structs.replace(override, by=BLANK, why=BLANK)
    return "".join(c if c.isprintable() else json.dumps(c)[1:-1] for c in msgspec.json.encode(signed).decode())


def _override(finding: Any, kind: str, inputs: Sequence[Input]) -> Override | None:
    if isinstance(finding, Conflict):
        sides = [next((i for i in inputs if i.part == side.statement), None) for side in finding.sides]
        targets = tuple(_target(i) for i in sides if i)
        return Override(do="not-a-conflict", id=finding.id, targets=targets, kind=finding.kind) if len(targets) > 1 else None
    if isinstance(finding, Entity):
        return Override(do="rename", of="entity", targets=(Target(name=finding.name),), name=BLANK)
    if isinstance(finding, Utterance):
        several = len(finding.quotations) > 1 and bool(inputs)
        return Override(do="split", of="utterance", targets=(_target(inputs[-1]),)) if several else None
    if isinstance(finding, Story):
        last = finding.articles[-1]
        file = last.file if sum(a.file == last.file for a in finding.articles) == 1 else None
        several = len(finding.articles) > 1
        return Override(do="split", of="story", targets=(_report(file, last.id),)) if several else None
    of, rests = REJECTED.get(kind), tuple(_target(i) for i in inputs if not i.part or kind != "quotation")
    return (
        Override(do="reject", of=of, id=finding.id, targets=rests[: 2 if kind in ("reuse", "update") else 1])
        if of and rests
        else None
    )


def _target(i: Input) -> Target:
    return msgspec.structs.replace(_report(i.file, i.article), start=i.start, exact=i.exact)


def _report(file: str | None, article: str) -> Target:
    return Target(file=file) if file else Target(article=article)
