"""``--fail-on``: findings that turn the exit code to 1, for people who put tellings in a script."""

from difflib import get_close_matches
from typing import get_args

from tellings.errors import UsageError
from tellings.model import ConflictKind, Result, Story, Strength, UtteranceFlag


def found_in(story: Story) -> set[str]:
    """Return the names of every kind of finding that a story has."""
    kinds = {n for c in story.conflicts for n in ("conflict", f"conflict:{c.strength}", f"conflict:{c.kind}")}
    kinds |= {flag for u in story.utterances for flag in u.flags}
    kinds |= {"withheld"} if story.brief.withheld else set()
    kinds |= {"update"} if story.updates else set()
    kinds |= {"unseen_origin"} if any(o.unseen for o in story.origins) else set()
    kinds |= {"one_origin"} if len(story.origins) == 1 and len(story.articles) > 1 else set()
    return kinds | ({"told_by_one"} if any(c.agreement == "told_by_one" for c in story.claims) else set())


def known() -> list[str]:
    """Return every kind that can be asked for."""
    conflicts = [f"conflict:{k}" for k in (*get_args(Strength), *get_args(ConflictKind))]
    return ["conflict", *conflicts, *get_args(UtteranceFlag), "withheld", "update", "unseen_origin", "one_origin", "told_by_one"]


def parse(words: str) -> tuple[str, ...]:
    """Return the kinds of "conflict:hard,withheld"; an unknown one is a usage error that names its neighbour."""
    asked = tuple(k for k in (w.strip().lower().replace("-", "_") for w in words.split(",")) if k)
    for kind in asked:
        if kind not in known():
            near = get_close_matches(kind, known(), n=1)
            hint = f"did you mean {near[0]}?" if near else ""
            raise UsageError(f"--fail-on {kind[:60]!r} is no kind of finding; {hint} Known: {', '.join(known())}")
    return asked


def matched(result: Result, asked: tuple[str, ...]) -> list[str]:
    """Return those of the kinds asked for that the result has, in the order asked."""
    there = {kind for story in result.stories for kind in found_in(story)}
    return [kind for kind in asked if kind in there]
