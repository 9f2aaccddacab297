"""all-MiniLM-L6 with four heads: tags, tree, names, roles of speech.

After Devlin et al. (2019) for the encoder, Dozat and Manning (2017) for the tree, Kondratyuk and Straka (2019)
for the mixes of layers.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812 (torch's own manner)

WIDE, LAYERS, HEADS, INNER, POSITIONS = 384, 6, 12, 1536, 512
SHAPES, CASE = 8, 32  # classes of writing; dimensions of them at the heads
ARC, LABEL = 256, 96


@dataclass(frozen=True)
class Inventory:
    """What the heads tell apart."""

    tags: tuple[str, ...]
    fine: tuple[str, ...]
    labels: tuple[str, ...]
    names: tuple[str, ...] = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC")
    roles: tuple[str, ...] = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")

    def as_json(self) -> str:
        """Return it as JSON."""
        return json.dumps(self.__dict__)


class Drop(nn.Module):
    """Dropout whose chances are cut from one pool drawn at the start: drawing them anew took a sixth of a step."""

    pool = torch.empty(0)

    def __init__(self, share: float) -> None:
        super().__init__()
        self.share = share

    def forward(self, x: Tensor) -> Tensor:
        """Return x, a share of it zero while training."""
        if not self.training or not self.share:
            return x
        if len(Drop.pool) < 2 * x.numel():
            Drop.pool = torch.rand(max(1 << 24, 4 * x.numel()))
        at = int(torch.randint(0, len(Drop.pool) - x.numel(), (1,)))
        kept = Drop.pool[at : at + x.numel()] >= self.share
        return x * (kept.to(x.dtype) / (1 - self.share)).view(x.shape)


class Layer(nn.Module):
    """One layer of BERT; attention by plain matmul, the faster backward on a CPU, without dropout of its shares."""

    def __init__(self, drop: float) -> None:
        super().__init__()
        self.query, self.key, self.value, self.mixed = (nn.Linear(WIDE, WIDE) for _ in range(4))
        self.widen, self.narrow = nn.Linear(WIDE, INNER), nn.Linear(INNER, WIDE)
        self.after, self.last = nn.LayerNorm(WIDE, eps=1e-12), nn.LayerNorm(WIDE, eps=1e-12)
        self.drop = Drop(drop)

    def forward(self, x: Tensor, bias: Tensor | None) -> Tensor:
        """Return the layer's output for [B, T, 384] and an attention bias [B, 1, 1, T] or none."""
        b, t, _ = x.shape
        q, k, v = (f(x).view(b, t, HEADS, WIDE // HEADS).transpose(1, 2) for f in (self.query, self.key, self.value))
        scores = (q * (WIDE // HEADS) ** -0.5) @ k.transpose(2, 3)
        if bias is not None:
            scores = scores + bias.to(scores.dtype)
        seen = scores.softmax(-1) @ v
        x = self.after(x + self.drop(self.mixed(seen.transpose(1, 2).reshape(b, t, WIDE))))
        return self.last(x + self.drop(self.narrow(F.gelu(self.widen(x)))))


class Encoder(nn.Module):
    """Rows of the word table and shapes in, all layers out."""

    def __init__(self, drop: float = 0.1, layers: int = LAYERS) -> None:
        super().__init__()
        self.positions = nn.Parameter(torch.zeros(POSITIONS, WIDE))
        self.shapes = nn.Parameter(torch.zeros(SHAPES, WIDE))
        self.norm = nn.LayerNorm(WIDE, eps=1e-12)
        self.layers = nn.ModuleList(Layer(drop) for _ in range(layers))
        self.drop = Drop(drop)

    def forward(self, rows: Tensor, shapes: Tensor, bias: Tensor | None = None) -> list[Tensor]:
        """Return the embeddings and the layers, each [B, T, 384]."""
        x = rows + self.positions[: rows.shape[1]] + self.shapes[shapes]
        found = [self.drop(self.norm(x))]
        for layer in self.layers:
            found.append(layer(found[-1], bias))
        return found


def load_encoder(encoder: Encoder, weights: Mapping[str, Tensor]) -> None:
    """Fill an encoder from the names that BERT's checkpoints use; the type row joins the positions."""
    types = weights["embeddings.token_type_embeddings.weight"][0]
    state = {"positions": weights["embeddings.position_embeddings.weight"] + types, "shapes": encoder.shapes.data}
    places = {
        "attention.self.query": "query",
        "attention.self.key": "key",
        "attention.self.value": "value",
        "attention.output.dense": "mixed",
        "attention.output.LayerNorm": "after",
        "intermediate.dense": "widen",
        "output.dense": "narrow",
        "output.LayerNorm": "last",
    }
    for part in ("weight", "bias"):
        state[f"norm.{part}"] = weights[f"embeddings.LayerNorm.{part}"]
        for n in range(len(encoder.layers)):
            state |= {f"layers.{n}.{ours}.{part}": weights[f"encoder.layer.{n}.{theirs}.{part}"] for theirs, ours in places.items()}
    encoder.load_state_dict(state)


class Mix(nn.Module):
    """A learned mean of the layers."""

    def __init__(self, layers: int) -> None:
        super().__init__()
        self.weights = nn.Parameter(torch.linspace(-1, 1, layers + 1))

    def forward(self, layers: list[Tensor]) -> Tensor:
        """Return [B, T, 384]."""
        share = self.weights.softmax(0)
        return sum((share[n] * layer for n, layer in enumerate(layers[1:], 1)), share[0] * layers[0])


class Beside(nn.Module):
    """A convolution of width three as one product over a word and its neighbours: what ONNX runs fast in int8."""

    def __init__(self, wide: int, out: int) -> None:
        super().__init__()
        self.product = nn.Linear(3 * wide, out)

    def forward(self, x: Tensor) -> Tensor:
        """Return [B, N, out] of [B, N, wide]."""
        edge = torch.zeros_like(x[:, :1])
        return self.product(torch.cat([torch.cat([edge, x[:, :-1]], 1), x, torch.cat([x[:, 1:], edge], 1)], 2))


class Spans(nn.Module):
    """BIO scores: two convolutions of width three and a way past them."""

    def __init__(self, wide: int, out: int, drop: float) -> None:
        super().__init__()
        self.one, self.two = Beside(wide, 192), Beside(192, 128)
        self.told, self.past = nn.Linear(128, out), nn.Linear(wide, out)
        self.drop = Drop(drop)

    def forward(self, x: Tensor) -> Tensor:
        """Return [B, N, out]."""
        x = self.drop(x)
        y = self.drop(F.relu(self.one(x)))
        return self.told(self.drop(F.relu(self.two(y)))) + self.past(x)


class Arcs(nn.Module):
    """Biaffine scores of heads, and the vectors from which relations are told."""

    def __init__(self, wide: int, drop: float) -> None:
        super().__init__()
        self.dependent, self.head = nn.Linear(wide, ARC), nn.Linear(wide, ARC)
        self.label_dependent, self.label_head = nn.Linear(wide, LABEL), nn.Linear(wide, LABEL)
        self.product = nn.Linear(ARC, ARC)
        self.prior = nn.Linear(ARC, 1)
        self.drop = Drop(drop)

    def forward(self, x: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Return arcs [B, N, N] (row = dependent), and the two label vectors [B, N, 96]."""
        dependent, head, of, to = (
            self.drop(F.leaky_relu(f(x), 0.1)) for f in (self.dependent, self.head, self.label_dependent, self.label_head)
        )
        scores = (self.product(dependent) @ head.transpose(1, 2)) * ARC**-0.5 + self.prior(head).transpose(1, 2)
        return scores, of, to


class Labels(nn.Module):
    """The relation between a word and its head: bilinear, with a term for each alone."""

    def __init__(self, labels: int) -> None:
        super().__init__()
        self.labels = labels
        self.product = nn.Linear(LABEL, labels * LABEL, bias=False)
        self.alone = nn.Linear(2 * LABEL, labels)
        nn.init.normal_(self.product.weight, std=0.02)

    def forward(self, of: Tensor, to: Tensor) -> Tensor:
        """Return [n, labels] of two [n, 96]."""
        crossed = self.product(of).view(-1, self.labels, LABEL)
        return (crossed * to.unsqueeze(1)).sum(2) + self.alone(torch.cat([of, to], 1))


class Network(nn.Module):
    """The whole."""

    def __init__(self, inventory: Inventory, layers: int = LAYERS, drop: float = 0.1, heads_drop: float = 0.3) -> None:
        super().__init__()
        self.inventory = inventory
        self.encoder = Encoder(drop, layers)
        self.grammar, self.meaning = Mix(layers), Mix(layers)
        self.case = nn.Parameter(torch.randn(SHAPES, CASE) * 0.1)
        wide = WIDE + CASE
        self.drop = Drop(heads_drop)
        self.tags = nn.Sequential(nn.Linear(wide, 128), nn.ReLU(), Drop(heads_drop), nn.Linear(128, len(inventory.tags)))
        self.fine = nn.Linear(wide, len(inventory.fine))  # learned beside, not shipped
        self.arcs = Arcs(wide, heads_drop)
        self.labels = Labels(len(inventory.labels))
        self.names = Spans(wide, len(inventory.names), heads_drop)
        self.roles = Spans(wide, len(inventory.roles), heads_drop)

    def nodes(self, layers: list[Tensor], shapes: Tensor, first: Tensor, last: Tensor) -> tuple[Tensor, Tensor]:
        """Return the two readings [B, N, 416] of the nodes: mean of first and last piece, and the writing."""
        at = torch.arange(first.shape[0]).unsqueeze(1)
        case = self.case[shapes[at, first]]
        found = []
        for mix in (self.grammar, self.meaning):
            x = mix(layers)
            found.append(torch.cat([(x[at, first] + x[at, last]) * 0.5, case], 2))
        return found[0], found[1]

    def forward(self, rows: Tensor, shapes: Tensor, first: Tensor, last: Tensor, bias: Tensor | None = None) -> dict[str, Tensor]:
        """Return the scores of every head for [B, T] pieces and [B, N] nodes."""
        grammar, meaning = self.nodes(self.encoder(rows, shapes, bias), shapes, first, last)
        grammar = self.drop(grammar)
        arcs, of, to = self.arcs(grammar)
        return {
            "tags": self.tags(grammar),
            "fine": self.fine(grammar),
            "arcs": arcs,
            "of": of,
            "to": to,
            "names": self.names(meaning),
            "roles": self.roles(meaning),
        }
