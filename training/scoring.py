"""Figures of a network on gold words and sentences: tags, LAS without punctuation and subtypes, exact names, role tokens."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
import torch

from tellings.language.english.pieces import Pieces
from training.augment import spans_of
from training.batches import WINDOW, batch, by_length, cut_windows, lay_out
from training.corpora import Document, Sentence
from training.losses import within
from training.network import Network


@torch.no_grad()
def evaluate(network: Network, table: torch.Tensor, cutter: Pieces, documents: Sequence[Document]) -> dict[str, float]:
    """Return percent figures of a network on documents, greedy heads (trees come later and are rarely other)."""
    network.eval()
    counts: Counter[str] = Counter()
    windows = [lay_out(run, cutter, network.inventory) for d in documents for run in cut_windows(d, cutter, lambda: WINDOW)]
    for some in by_length(windows, 2000, None):
        b = batch(some)
        with torch.autocast("cpu", torch.bfloat16):
            out = network(table[b["pieces"]], b["shapes"], b["first"], b["last"], b["bias"])
            heads = within(out["arcs"].float(), b["block"]).argmax(2)
            n, w = heads.shape
            to = out["to"][torch.arange(n)[:, None], heads]
            labels = network.labels(out["of"].flatten(0, 1), to.flatten(0, 1)).view(n, w, -1).argmax(2)
        told = {k: out[k].argmax(2).numpy() for k in ("tags", "names", "roles")} | {
            "heads": heads.numpy(),
            "labels": labels.numpy(),
        }
        for i, window in enumerate(some):
            _count(counts, window.sentences, {k: v[i] for k, v in told.items()}, network)
    share = lambda a, b: round(100 * counts[a] / max(1, counts[b]), 2)  # noqa: E731
    f = lambda k: round(200 * counts[f"{k} both"] / max(1, counts[f"{k} gold"] + counts[f"{k} told"]), 2)  # noqa: E731
    return {
        "upos": share("tag right", "tags"),
        "uas": share("head right", "trees"),
        "las": share("las", "trees"),
        "names": f("name"),
        **{k: f(f"name {k}") for k in ("PER", "ORG", "LOC")},
        **{k: f(f"role {k}") for k in ("source", "cue", "content")},
    }


def _count(counts: Counter[str], sentences: Sequence[Sentence], told: dict[str, np.ndarray], network: Network) -> None:
    at = 0
    inv = network.inventory
    for s in sentences:
        root, at = at, at + 1 + len(s.words)
        mine = slice(root + 1, at)
        if s.tags and s.heads and s.labels:
            for n in range(len(s.words)):
                counts["tags"] += 1
                counts["tag right"] += inv.tags[told["tags"][mine][n]] == s.tags[n]
                if s.tags[n] != "PUNCT":
                    right = told["heads"][mine][n] - root == s.heads[n]
                    label = inv.labels[told["labels"][mine][n]].split(":")[0] == s.labels[n].split(":")[0]
                    counts["trees"] += 1
                    counts["head right"] += right
                    counts["las"] += right and label
        if s.names is not None:
            gold, found = set(spans_of(s.names)), set(spans_of([inv.names[k] for k in told["names"][mine]]))
            for kind in ("", "PER", "ORG", "LOC"):
                key = "name" + (" " + kind if kind else "")
                for what, spans in (("gold", gold), ("told", found), ("both", gold & found)):
                    counts[f"{key} {what}"] += sum(kind in ("", x[2]) for x in spans)
        if s.roles is not None:
            for g, p in zip(s.roles, [inv.roles[k] for k in told["roles"][mine]], strict=True):
                for role in ("source", "cue", "content"):
                    counts[f"role {role} gold"] += g[2:] == role
                    counts[f"role {role} told"] += p[2:] == role
                    counts[f"role {role} both"] += g[2:] == role == p[2:]
