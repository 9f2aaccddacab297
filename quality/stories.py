"""The three stories with hand-made gold, scored by their referee.

Spread: the referee's outcomes (hits, false alarms, misses; for shares, right and not right) are drawn with replacement, for
reuse the pairs of articles. Outcomes of one article hang together and the match itself is not drawn again, so these
intervals are rather too narrow than too wide.
"""

import json
import shutil
import tempfile
from collections.abc import Callable
from typing import Any

import numpy as np

from quality.figure import Figure, Measure, bootstrap, f1, outcomes, precision, recall, share
from quality.shared import SHARED, referee, tellings

Scores = dict[str, Any]
SETTLED = ("corroborated", "told_by_one", "in_conflict")


def tell(story: str) -> Scores:
    """Return the result of ``tellings brief DIR --json`` on the texts of a story and on nothing that lies beside them.

    The texts are copied to a folder of their own: a ``meta.json`` beside them would hand over the days and outlets asked for.
    """
    with tempfile.TemporaryDirectory() as folder:
        for path in sorted((SHARED / "stories" / story).glob("*.txt")):
            shutil.copy(path, folder)
        result: Scores = json.loads(tellings("brief", folder, "--json"))
    return result


def score(story: str, result: Scores) -> list[Figure]:
    """Return every figure of a story; a part that the gold lacks is left out."""
    path = SHARED / "stories" / story / "gold.json"
    gold = json.loads(path.read_text(encoding="utf-8"))
    scores = referee("score").score(gold, result, str(path))
    figures = [Figure(f"{story}.malformed (count)", float(scores["malformed_or_unplaced"]))]
    figures += [figure for name, part in PARTS.items() for figure in part(f"{story}.{name}", scores, gold)]
    figures += _reuse(f"{story}.reuse.tokens", gold, result, str(path), scores)
    return figures


def _prf(section: str, key: str, measure: Measure, field: str) -> Callable[[str, Scores, Scores], list[Figure]]:
    def part(name: str, scores: Scores, gold: Scores) -> list[Figure]:
        if not scores[section]:
            return []
        d = scores[section][key]
        units = outcomes(d["tp"], d["fp"], d["fn"])
        return [bootstrap(name, 100 * d[field], units, measure, f"{d['tp']:g} right, {d['fp']:g} false, {d['fn']:g} missed")]

    return part


def _share(count: Callable[[Scores, Scores], tuple[float, float] | None]) -> Callable[[str, Scores, Scores], list[Figure]]:
    def part(name: str, scores: Scores, gold: Scores) -> list[Figure]:
        counted = count(scores, gold)
        if not counted or not counted[1]:
            return []
        right, of = counted
        return [bootstrap(name, 100 * right / of, outcomes(right, of - right), share, f"{right:g} of {of:g}")]

    return part


def _days(scores: Scores, gold: Scores) -> tuple[float, float] | None:
    d = scores["articles"]
    return d and (d["right"], d["reported"] + d["missing"])


def _speakers(scores: Scores, gold: Scores) -> tuple[float, float] | None:
    if not scores["quotations"]:
        return None
    d = scores["quotations"]["speaker"]
    matched = d["tp"] / d["right_of_matched"] if d["right_of_matched"] else scores["quotations"]["found"]["tp"]
    return d["tp"], round(matched)


def _traps(scores: Scores, gold: Scores) -> tuple[float, float] | None:
    """Count the passages whose nearest name is the wrong one that went to the right speaker."""
    d = scores["quotations"] and scores["quotations"]["traps"]
    return d and (d["right"], d["total"])


def _hard(scores: Scores, gold: Scores) -> tuple[float, float] | None:
    n = sum(c.get("strength") == "hard" for c in gold.get("conflicts") or [])
    return (round((scores["conflicts"]["one_to_one_hard_r"] or 0) * n), n) if scores["conflicts"] else None


def _events(scores: Scores, gold: Scores) -> tuple[float, float] | None:
    d = scores["timeline"] and scores["timeline"]["events"]
    return d and (d["found"], d["gold"])


def _told_events(scores: Scores, gold: Scores) -> tuple[float, float] | None:
    """Count the told events that are right among those that the gold can judge."""
    d = scores["timeline"] and scores["timeline"]["events"]
    return d and (d["right"], d["right"] + d["wrong"])


def _directions(scores: Scores, gold: Scores) -> tuple[float, float] | None:
    """Count the pairs whose direction is told rightly, of all that the gold has one for."""
    d = scores["reuse"]
    return d and (d["direction_right"], sum(d[f"direction_{k}"] for k in ("right", "wrong", "untraced", "missing")))


def _reversed(name: str, scores: Scores, gold: Scores) -> list[Figure]:
    return [Figure(name, float(scores["reuse"]["direction_wrong"]))] if scores["reuse"] else []


def _contrasts(scores: Scores, gold: Scores) -> tuple[float, float] | None:
    d = scores["wording"]
    return d and (d["found"], d["gold"])


def _valid(scores: Scores, gold: Scores) -> tuple[float, float] | None:
    d = scores["brief"]
    return d and (round((d["valid"] or 0) * d["sentences"]), d["sentences"])


def _covered(scores: Scores, gold: Scores) -> tuple[float, float] | None:
    n = len((gold.get("brief") or {}).get("sentences") or [])
    return (round((scores["brief"]["covered"] or 0) * n), n) if scores["brief"] else None


def _claims(name: str, scores: Scores, gold: Scores) -> list[Figure]:
    """Right of all, the mean over the gold's kinds of agreement."""
    d = scores["claims"]
    if not d or d["right_balanced"] is None:
        return []
    kinds = [k for k in SETTLED if f"right_{k}" in d]
    named = {"corroborated": "corroborated", "single": "told_by_one", "conflict": "in_conflict"}
    units: list[tuple[float, ...]] = []
    for column, kind in enumerate(kinds):
        n = sum(named[c["status"]] == kind for c in gold["claims"])
        right = round(d[f"right_{kind}"] * n)
        blank = [0.0] * (2 * len(kinds))
        for i in range(n):
            row = list(blank)
            row[2 * column : 2 * column + 2] = [float(i < right), 1.0]
            units.append(tuple(row))

    def balanced(sums: np.ndarray) -> np.ndarray:
        mean: np.ndarray = 100 * np.mean(sums[:, ::2] / np.maximum(sums[:, 1::2], 1), axis=1)
        return mean

    return [
        bootstrap(
            name, 100 * d["right_balanced"], units, balanced, f"{d['right_n']} right of {d['gold_n']}, {d['reported_n']} told"
        )
    ]


def _reuse(name: str, gold: Scores, result: Scores, path: str, scores: Scores) -> list[Figure]:
    """Tokens of shared stretches; drawn by pairs of articles, since tokens of one stretch stand or fall together."""
    if not scores["reuse"]:
        return []
    judge = referee("score")
    out, _ = judge.unwrap(result)
    placing = judge.Story(gold, path, out, None)
    files = {str(a.get("id", a["file"])): a["file"] for a in gold["articles"]}
    told: dict[frozenset[str], list[Scores]] = {}
    for item in out["reuse"]:
        ends = [placing.place(item.get(side)) for side in ("from", "to")]
        if all(ends):
            told.setdefault(frozenset(e[0] for e in ends), []).append(item)
    units = []
    for pair in gold["reuse"]:
        mine = told.get(frozenset((files[pair["a"]], files[pair["b"]])), [])
        story = judge.Story({**gold, "reuse": [pair]}, path, {**out, "reuse": mine}, None)
        d = judge.score_reuse(story)["tokens"]
        good = d["fp"] * d["p"] / (1 - d["p"]) if d["p"] < 1 else float(d["tp"])
        units.append((good, float(d["fp"]), float(d["tp"]), float(d["fn"])))

    def tokens(sums: np.ndarray) -> np.ndarray:
        p, r = share(sums[:, :2]), share(sums[:, 2:])
        return 2 * p * r / np.maximum(p + r, 1e-9)

    d = scores["reuse"]["tokens"]
    return [bootstrap(name, 100 * d["f1"], units, tokens, f"P {100 * d['p']:.0f}, R {100 * d['r']:.0f}, {len(units)} pairs")]


PARTS: dict[str, Callable[[str, Scores, Scores], list[Figure]]] = {
    "articles.day": _share(_days),
    "furniture.lines": _prf("furniture", "lines", f1, "f1"),
    "moments.value": _prf("moments", "value", f1, "f1"),
    "quotations.found": _prf("quotations", "found", f1, "f1"),
    "quotations.speaker": _share(_speakers),
    "quotations.traps": _share(_traps),
    "utterances.pairs": _prf("utterances", "pairs", f1, "f1"),
    "utterances.altered_wording": _prf("utterances", "altered_wording", f1, "f1"),
    "utterances.speaker_conflict": _prf("utterances", "speaker_conflict", f1, "f1"),
    "reuse.direction": _share(_directions),
    "reuse.reversed (count)": _reversed,
    "origins.same_origin_pairs": _prf("origins", "same_origin_pairs", f1, "f1"),
    "conflicts.hard_recall": _share(_hard),
    "conflicts.recall": _prf("conflicts", "one_to_one", recall, "r"),
    "conflicts.precision": _prf("conflicts", "one_to_one", precision, "p"),
    "conflicts.kind": _prf("conflicts", "one_to_one_kind", f1, "f1"),
    "claims.right_balanced": _claims,
    "timeline.events": _share(_events),
    "timeline.right": _share(_told_events),
    "wording.contrast": _share(_contrasts),
    "brief.valid": _share(_valid),
    "brief.covered": _share(_covered),
}
