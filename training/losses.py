"""What training lowers: cross-entropy of every head, layers that a sentence lacks left out."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional as F  # noqa: N812

from training.batches import UNSEEN
from training.network import Network

WEIGHTS = {"tags": 1.0, "fine": 0.5, "arcs": 1.0, "labels": 1.0, "names": 1.5, "roles": 1.0}


def losses(network: Network, out: dict[str, Tensor], b: dict[str, Tensor]) -> dict[str, Tensor]:
    """Return the mean loss of each head over the words that have its layer."""
    found = {}
    for name in ("tags", "fine", "names", "roles"):
        if (b[name] != UNSEEN).any():
            found[name] = F.cross_entropy(out[name].float().flatten(0, 1), b[name].flatten(), ignore_index=UNSEEN)
    if (b["heads"] != UNSEEN).any():
        scores = within(out["arcs"].float(), b["block"])
        found["arcs"] = F.cross_entropy(scores.flatten(0, 1), b["heads"].flatten(), ignore_index=UNSEEN)
        at, n = ((b["heads"] != UNSEEN) & (b["labels"] != UNSEEN)).nonzero(as_tuple=True)
        of, to = out["of"][at, n], out["to"][at, b["heads"][at, n]]
        found["labels"] = F.cross_entropy(network.labels(of, to).float(), b["labels"][at, n])
    return found


def within(arcs: Tensor, block: Tensor) -> Tensor:
    """Return the scores of heads with everything outside the word's own sentence closed, itself too."""
    same = block.unsqueeze(2) == block.unsqueeze(1)
    same = same & ~torch.eye(block.shape[1], dtype=torch.bool)
    return arcs.masked_fill(~same, -1e4)
