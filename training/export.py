"""``python -m training.export``: a checkpoint as the files of the package, in int8, with hashes; ``--fp32`` for the parity test."""

from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto

from training import corpora
from training.graph import CONTRIB, Graph
from training.network import ARC, HEADS, LABEL, LAYERS, WIDE, Encoder, Inventory, Network, load_encoder
from training.rank import label_vectors, thin
from training.table import BASE, SHA256, base_weights, int8_table, vocabulary
from training.train import OUT

WEIGHTS = Path(__file__).resolve().parents[1] / "src" / "tellings" / "language" / "english" / "weights"
RANK = 32  # of the product that tells relations; `training.parity` found 98.8 % of the labels as in fp32 of full rank, 99.0 at 96
EVERY = 10  # documents of the training parts, to measure what the product is given
FLOAT, LONG = TensorProto.FLOAT, TensorProto.INT64
State = dict[str, torch.Tensor]


def main() -> None:
    """Write the files."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--name", default="english-1")
    asked.add_argument("--out", type=Path, default=WEIGHTS)
    asked.add_argument("--fp32", action="store_true")
    plan = asked.parse_args()
    path = OUT / f"{plan.name}.pt"
    write(load_network(path), plan.out, int8=not plan.fp32, trained=plan_of(path))


def load_network(path: Path) -> Network:
    """Return the network of a checkpoint with its averaged weights."""
    state = torch.load(path, weights_only=False, map_location="cpu")
    network = Network(Inventory(**state["inventory"]), state["plan"].get("layers", LAYERS))
    network.load_state_dict(state["own"] | state["mean"])
    return network.eval()


def plan_of(path: Path) -> dict[str, object]:
    """Return what the run of a checkpoint was asked to do."""
    plan = torch.load(path, weights_only=False, map_location="cpu")["plan"]
    return {name: value for name, value in plan.items() if name != "name"}


def write(network: Network, out: Path, *, int8: bool, trained: dict[str, object] | None = None) -> None:
    """Write table, pieces, four graphs and weights.json."""
    out.mkdir(parents=True, exist_ok=True)
    base = base_weights()
    table, scale = int8_table(base)
    (out / "words.bin").write_bytes(table.tobytes())
    (out / "words_scale.bin").write_bytes(scale.tobytes())
    (out / "vocab.txt").write_text("\n".join(vocabulary()) + "\n", encoding="utf-8")
    onnx.save(tagger(network, int8=int8), out / "tagger.onnx")
    onnx.save(labels(network, int8=int8, rank=RANK if int8 else LABEL), out / "labels.onnx")
    onnx.save(roles(network, int8=int8), out / "roles.onnx")
    onnx.save(embedder(base, int8=int8), out / "embedder.onnx")
    files = ("vocab.txt", "words.bin", "words_scale.bin", "tagger.onnx", "labels.onnx", "roles.onnx", "embedder.onnx")
    about = {
        "name": "english-1",
        **{k: list(getattr(network.inventory, k)) for k in ("tags", "labels", "names", "roles")},
        "window": 128,
        "files": {name: _sha256(out / name) for name in files},
        "sizes": {name: (out / name).stat().st_size for name in files},
        "trained": {"base": BASE, "base_sha256": SHA256, "torch": torch.__version__.split("+")[0], "plan": trained or {}},
    }
    (out / "weights.json").write_text(json.dumps(about, indent=1) + "\n", encoding="utf-8")


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def tagger(network: Network, *, int8: bool) -> onnx.ModelProto:
    """Return the encoder with tags, arcs, label vectors, names and what roles are told from, for one window."""
    g = Graph("tagger", int8)
    s = {k: v.detach().numpy() for k, v in network.state_dict().items()}
    rows, shapes = g.takes("rows", FLOAT, ["T", WIDE]), g.takes("shapes", LONG, ["T"])
    first, last = g.takes("first", LONG, ["N"]), g.takes("last", LONG, ["N"])
    layers = _encoder(g, {k.removeprefix("encoder."): v for k, v in s.items() if k.startswith("encoder.")}, rows, shapes)
    case = g.op("Gather", g.const("case", s["case"]), g.op("Gather", shapes, first), axis=0)
    grammar, meaning = (_nodes(g, _mix(g, layers, s[f"{m}.weights"]), first, last, case) for m in ("grammar", "meaning"))
    inv = network.inventory
    hidden = g.op("Relu", _linear(g, grammar, s, "tags.0"))
    g.gives(_linear(g, hidden, s, "tags.3"), "tags", ["N", len(inv.tags)])
    dependent, head, of, to = (
        _leaky(g, _linear(g, grammar, s, f"arcs.{k}")) for k in ("dependent", "head", "label_dependent", "label_head")
    )
    product = g.op("Mul", _linear(g, dependent, s, "arcs.product"), g.const("arc.scale", np.float32(ARC**-0.5)))
    scores = g.op("MatMul", product, g.op("Transpose", head, perm=[1, 0]))
    prior = g.op("MatMul", head, g.const("arcs.prior", s["arcs.prior.weight"].T.copy()))
    prior = g.op("Add", prior, g.const("arcs.prior.bias", s["arcs.prior.bias"]))
    g.gives(g.op("Add", scores, g.op("Transpose", prior, perm=[1, 0])), "arcs", ["N", "N"])
    g.gives(of, "label_dep", ["N", LABEL])
    g.gives(to, "label_head", ["N", LABEL])
    g.gives(_spans(g, meaning, s, "names"), "names", ["N", len(inv.names)])
    g.gives(meaning, "meaning", ["N", s["names.past.weight"].shape[1]])
    return g.model()


def roles(network: Network, *, int8: bool) -> onnx.ModelProto:
    """Return the roles of speech: a graph of its own, since only who asks for roles should pay for them."""
    g = Graph("roles", int8)
    s = {k: v.detach().numpy() for k, v in network.state_dict().items()}
    meaning = g.takes("meaning", FLOAT, ["N", s["roles.past.weight"].shape[1]])
    g.gives(_spans(g, meaning, s, "roles"), "roles", ["N", len(network.inventory.roles)])
    return g.model()


def labels(network: Network, *, int8: bool, rank: int) -> onnx.ModelProto:
    """Return the relations of words and the heads chosen for them, heads in fewer dimensions where they are crossed."""
    g = Graph("labels", int8)
    s = {k: v.detach().numpy() for k, v in network.state_dict().items()}
    n = network.labels.labels
    dep, head = g.takes("dep", FLOAT, ["N", LABEL]), g.takes("head", FLOAT, ["N", LABEL])
    full, narrow = s["labels.product.weight"].reshape(n, LABEL, LABEL), head  # [relation, head, dependent]
    if rank < LABEL:
        seen = label_vectors(network, [*corpora.ewt("train"), *corpora.gum("train")][::EVERY])
        down, product = thin(full.transpose(0, 2, 1).astype(np.float64), *seen, rank)
        full = product.transpose(0, 2, 1).astype(np.float32)
        narrow = g.op("MatMul", head, g.const("down", down.T.astype(np.float32)))
    crossed = g.linear(dep, "labels.product", full.reshape(n * rank, LABEL).T, None)
    crossed = g.op("Reshape", crossed, g.const("shape", np.array([-1, n, rank])))
    column = g.op("Unsqueeze", narrow, g.const("two", np.array([2])))
    scores = g.op("Squeeze", g.op("MatMul", crossed, column), "two")
    alone = _linear(g, g.op("Concat", dep, head, axis=1), s, "labels.alone")
    g.gives(g.op("Add", scores, alone), "labels", ["N", n])
    return g.model()


def embedder(base: State, *, int8: bool) -> onnx.ModelProto:
    """Return the base model as it was, its word table outside: mean of the last layer, unit length."""
    encoder = Encoder()
    load_encoder(encoder, base)
    g = Graph("embedder", int8)
    rows = g.takes("rows", FLOAT, ["T", WIDE])
    s = {k: v.detach().numpy() for k, v in encoder.state_dict().items()}
    last = _encoder(g, s, rows, None)[-1]
    mean = g.op("ReduceMean", last, g.const("zero", np.array([0])), keepdims=0)
    norm = g.op("ReduceL2", mean, "zero", keepdims=1)
    g.gives(g.op("Div", mean, norm), "vector", [WIDE])
    return g.model()


def _encoder(g: Graph, s: dict[str, np.ndarray], rows: str, shapes: str | None) -> list[str]:
    """Return the embeddings and the layers, each [T, 384]."""
    count = g.op("Shape", rows, start=0, end=1)
    places = g.op(
        "Slice", g.const("positions", s["positions"]), g.const("from0", np.array([0])), count, g.const("axis0", np.array([0]))
    )
    x = g.op("Add", rows, places)
    if shapes:
        x = g.op("Add", x, g.op("Gather", g.const("shapes.table", s["shapes"]), shapes, axis=0))
    x = g.op("LayerNormalization", x, _norm(g, s, "norm", "weight"), _norm(g, s, "norm", "bias"), axis=-1, epsilon=1e-12)
    found = [x]
    for n in range(sum(name.endswith(".widen.weight") for name in s)):
        found.append(_layer(g, s, f"layers.{n}", found[-1]))
    return found


def _norm(g: Graph, s: dict[str, np.ndarray], name: str, part: str) -> str:
    return g.const(f"{name}.{part}", s[f"{name}.{part}"])


def _layer(g: Graph, s: dict[str, np.ndarray], at: str, x: str) -> str:
    """Return one layer of the encoder."""
    weight = np.concatenate([s[f"{at}.{k}.weight"].T for k in ("query", "key", "value")], 1)
    bias = np.concatenate([s[f"{at}.{k}.bias"] for k in ("query", "key", "value")])
    three = g.linear(x, f"{at}.three", weight, bias)
    one = g.const("axis0", np.array([0]))
    batch = g.op("Unsqueeze", three, one)
    q, k, v = g.op("Split", batch, axis=2, num_outputs=3, outputs=3).split()
    seen = g.op("MultiHeadAttention", q, k, v, domain=CONTRIB, num_heads=HEADS)
    mixed = _linear(g, g.op("Squeeze", seen, one), s, f"{at}.mixed")
    x = _skip(g, s, f"{at}.after", x, mixed)
    wide = g.op("Gelu", _linear(g, x, s, f"{at}.widen"))
    return _skip(g, s, f"{at}.last", x, _linear(g, wide, s, f"{at}.narrow"))


def _skip(g: Graph, s: dict[str, np.ndarray], name: str, x: str, y: str) -> str:
    gamma, beta = _norm(g, s, name, "weight"), _norm(g, s, name, "bias")
    # not the fused SkipLayerNormalization: onnxruntime 1.31 took 203 microseconds for it on 128 rows, 27 for these two
    return g.op("LayerNormalization", g.op("Add", x, y), gamma, beta, axis=-1, epsilon=1e-12)


def _mix(g: Graph, layers: list[str], weights: np.ndarray) -> str:
    share = np.exp(weights - weights.max())
    share = (share / share.sum()).astype(np.float32)
    name = g.name_for("share")
    parts = [g.op("Mul", layer, g.const(f"{name}_{n}", share[n])) for n, layer in enumerate(layers)]
    return g.op("Sum", *parts)


def _nodes(g: Graph, x: str, first: str, last: str, case: str) -> str:
    both = g.op("Add", g.op("Gather", x, first, axis=0), g.op("Gather", x, last, axis=0))
    return g.op("Concat", g.op("Mul", both, g.const("half", np.float32(0.5))), case, axis=1)


def _linear(g: Graph, x: str, s: dict[str, np.ndarray], name: str) -> str:
    return g.linear(x, name, s[f"{name}.weight"].T, s.get(f"{name}.bias"))


def _leaky(g: Graph, x: str) -> str:
    return g.op("LeakyRelu", x, alpha=0.1)


def _spans(g: Graph, x: str, s: dict[str, np.ndarray], name: str) -> str:
    one = g.op("Relu", _linear(g, _beside(g, x), s, f"{name}.one.product"))
    two = g.op("Relu", _linear(g, _beside(g, one), s, f"{name}.two.product"))
    return g.op("Add", _linear(g, two, s, f"{name}.told"), _linear(g, x, s, f"{name}.past"))


def _beside(g: Graph, x: str) -> str:
    """Return each row with the one before and the one after beside it."""
    pads = g.op("Pad", x, g.const("pad.rows", np.array([1, 0, 1, 0])))
    zero, two, big = (g.const(f"from{n}", np.array([v])) for n, v in (("0", 0), ("2", 2), ("big", 2**31)))
    axis = g.const("axis0", np.array([0]))
    before = g.op("Slice", pads, zero, g.const("to-2", np.array([-2])), axis)
    after = g.op("Slice", pads, two, big, axis)
    return g.op("Concat", before, x, after, axis=1)


if __name__ == "__main__":
    main()
