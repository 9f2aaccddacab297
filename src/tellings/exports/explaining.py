"""Why a finding stands: its rule in words, what it was given, how sure, and what would change it. The verb is ``explain``."""

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from typing import Any

import msgspec
from msgspec import Struct

from tellings import __version__
from tellings.errors import UsageError
from tellings.exports.correcting import line_for
from tellings.exports.explain_inputs import Input, inputs_of
from tellings.exports.explain_words import account
from tellings.exports.rules import Rule, rules
from tellings.exports.visible import label, visible
from tellings.model import ArticleCard, BriefSentence, Entity, Origin, Passage, Result, Reuse, Story, Update, Utterance

NEAR = 3  # ids suggested for one that is not there
SHORTEST = 4  # characters of an id that may stand for the whole, when only one begins with them

KINDS = {
    "articles": "article", "entities": "entity", "moments": "moment", "quotations": "quotation", "utterances": "utterance",
    "figures": "figure", "claims": "claim", "conflicts": "conflict", "updates": "update", "wording": "wording", "reuse": "reuse",
    "origins": "origin", "timeline": "event",
}  # fmt: skip
ENTITY = "named"  # the rule by which entities are told, in words: the room of mentions has many small ones
SHOWN = 24  # passages printed; --json has them all
SCORES = {
    "conflict": "how surely the statements tell of one thing, by the words that they share",
    "utterance": "how much of the shorter quotation stands in the longer one, word for word",
    "reuse": "the share of words that agree",
    "claim": "how surely the statements tell of one thing, by the words that they share",
}
UNRULED = "no rule is recorded with this finding"


class Explanation(Struct, frozen=True, kw_only=True):
    """Why a finding stands: in plain words (``why``), by which rules, from which passages, how surely.

    ``score_of`` says what the score is a share or a measure of; ``models``: what read the articles it rests on, with its version.
    """

    id: str
    kind: str
    story: str
    title: str
    says: str
    why: tuple[str, ...]
    rules: tuple[Rule, ...]
    inputs: tuple[Input, ...]
    score: float | None
    score_of: str
    speaker_score: float | None
    models: tuple[str, ...]
    version: str
    related: tuple[str, ...]
    finding: Any
    correct: str = ""  # the line of overrides.jsonl that would correct it


def explain(result: Result, wanted: str) -> Explanation:
    """Return the explanation of the finding with this id (or the only one whose id begins so); else name near ids."""
    found = list(_all(result))
    exact = [f for f in found if f[2] == wanted]
    begins = [f for f in found if len(wanted) >= SHORTEST and f[2].startswith(wanted)]
    chosen = exact or (begins if len({f[2] for f in begins}) == 1 else [])
    if not chosen:
        raise UsageError(_unknown(wanted, [f[2] for f in begins] or [f[2] for f in found]))
    story, kind, name, finding = chosen[0]
    inputs = tuple(inputs_of(finding, story))
    return Explanation(
        id=name,
        kind=kind,
        story=story.id,
        title=story.title,
        says=_says(finding),
        why=account(finding, story),
        rules=tuple(_rules(finding)),
        inputs=inputs,
        score=_score(finding),
        score_of=SCORES.get(kind, ""),
        speaker_score=getattr(getattr(finding, "speaker", None), "score", None),
        models=_models(finding, story),
        version=__version__,
        related=_related(finding, name, {f[2] for f in found}),
        finding=finding,
        correct=line_for(finding, kind, inputs, story),
    )


def to_text(e: Explanation) -> str:
    """Return an explanation for reading: what it says, why, what would change it, what it rests on."""
    lines = [f"{e.kind} {label(e.id)}" + (f", in the story “{label(e.title, 80)}”" if e.kind != "story" else "")]
    lines += [f"  {e.says}"] * bool(e.says)
    lines += ["", "why", *(f"  {line}" for line in e.why)]
    for rule in e.rules:
        lines.append(f"  {visible(rule.says)} [rule {label(rule.name)}{', ' + rule.room if rule.room else ''}]")
    lines += [] if e.rules else [f"  {UNRULED}"]
    if e.score and e.score_of:
        lines.append(f"  {_percent(e.score)}: {e.score_of}.")
    if e.speaker_score:
        lines.append(f"  {_percent(e.speaker_score)}: how far the rule that named the speaker is to be believed.")
    changes = list(dict.fromkeys(visible(rule.changes) for rule in e.rules if rule.changes))
    lines += ["", "what would change it", *(f"  {c}" for c in changes)] if changes else []
    lines += ["", "rests on", *_rests(e.inputs)] if e.inputs else []
    lines += [
        "",
        f"to correct it, a line for --overrides FILE{' (here: the report to take out)' * (e.kind == 'story')}:",
        f"  {visible(e.correct)}",
    ] * bool(e.correct)
    lines += ["", f"read by    {', '.join(map(visible, e.models))}"] if e.models else [""]
    others = [r for r in e.related if r not in {i.article for i in e.inputs}]
    lines += [f"related    {', '.join(map(label, others))}"] * bool(others)
    return "\n".join([*lines, f"made by    tellings {e.version}"]) + "\n"


def _percent(score: float) -> str:
    """Return a score in percent.

    >>> _percent(0.451), _percent(1.0)
    ('45 %', '100 %')
    """
    return f"{100 * score:.0f} %"


def _rests(inputs: Sequence[Input]) -> Iterator[str]:
    """Yield the passages under the parts that they play."""
    part = ""
    for i in inputs[:SHOWN]:
        if i.part != part:
            part = i.part
            yield f"  {label(part) or 'besides'}:"
        where = f"{f'{label(i.outlet)}, ' if i.outlet else ''}{label(i.file or i.article)}:{i.start}-{i.end}"
        words = f": {' '.join(visible(i.exact).split())}" if i.exact else ""
        yield f"{'    ' if part else '  '}{where}{words}"
    if len(inputs) > SHOWN:
        yield f"  and {len(inputs) - SHOWN} more, in --json"


def _all(result: Result) -> Iterator[tuple[Story, str, str, Any]]:
    for story in result.stories:
        yield story, "story", story.id, story
        for section, kind in KINDS.items():
            for finding in getattr(story, section):
                yield story, kind, finding.id, finding
        for sentence in story.brief.sentences:
            yield story, "brief sentence", sentence.id, sentence


def _score(finding: Any) -> float | None:
    """Return the score of a finding; a statement that is quoted once was compared with nothing."""
    alone = isinstance(finding, Utterance) and len(finding.quotations) == 1
    return None if alone else getattr(finding, "score", None) or None


def _says(finding: Any) -> str:
    if isinstance(finding, Story):
        return label(finding.title, 300)
    if (sides := getattr(finding, "sides", None)) is not None:
        return " / ".join(visible(" ".join(s.statement.split())) for s in sides)
    if isinstance(finding, Update):
        return f"{_line(finding.earlier)} / later: {_line(finding.later)}"
    if isinstance(finding, Reuse):
        return _line(finding.to)
    for field in ("text", "name", "title", "value", "of"):
        if value := getattr(finding, field, None):
            return visible(" ".join(str(value).split()))
    return ""


def _line(passage: Passage) -> str:
    return visible(" ".join(passage.exact.split()))


def _rules(finding: Any) -> Iterator[Rule]:
    """Yield the rule of the finding and that of its speaker, described when a room describes them."""
    names = [getattr(finding, "rule", ""), getattr(getattr(finding, "speaker", None), "rule", "")]
    names += [b.rule for b in finding.bases] if isinstance(finding, ArticleCard) else []
    names += finding.edits if isinstance(finding, BriefSentence) else []
    names += [_rule_of_origin(finding)] if isinstance(finding, Origin) else []
    names += ["one-story"] if isinstance(finding, Story) else []
    names += [ENTITY, *(r.rule for r in finding.references)] if isinstance(finding, Entity) else []
    known = rules()
    for name in dict.fromkeys(n for n in names if n):
        yield known.get(name) or Rule(name, "", "no room of this version describes the rule")


def _rule_of_origin(origin: Origin) -> str:
    return "unseen-text" if origin.unseen else "one-text" if len(origin.articles) > 1 else "own-reporting"


def _models(finding: Any, story: Story) -> tuple[str, ...]:
    """Return what read the articles that a finding rests on, in order of name."""
    named = set(_strings(msgspec.to_builtins(finding)))
    named |= {q.article for q in story.quotations if q.id in named}
    return tuple(sorted({a.model for a in story.articles if a.model and a.id in named}))


def _related(finding: Any, own: str, known: set[str]) -> tuple[str, ...]:
    """Return the ids of other findings that this one names."""
    if isinstance(finding, Story):
        return ()
    return tuple(dict.fromkeys(w for w in _strings(msgspec.to_builtins(finding)) if w in known and w != own))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for v in value.values():
            yield from _strings(v)
    elif isinstance(value, list | tuple):
        for v in value:
            yield from _strings(v)


def _unknown(wanted: str, ids: list[str]) -> str:
    near = get_close_matches(wanted[:80], sorted(set(ids)), n=NEAR, cutoff=0.5)
    hint = f"did you mean {', '.join(near)}?" if near else "`tellings show --json` has every id"
    return f"no finding {label(wanted, 80)!r} in this result; {hint}"
