"""``python -m training.train``: from the corpora to a checkpoint, with a seed and a log; it takes up where it was stopped."""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import torch

from tellings.language.english.pieces import Pieces
from training import corpora
from training.augment import Names, augmented, names_in
from training.batches import WINDOW, batch, by_length, cut_windows, lay_out
from training.corpora import Document
from training.losses import WEIGHTS, losses
from training.network import Inventory, Network, load_encoder
from training.roles import with_roles
from training.scoring import evaluate
from training.table import base_weights, pieces, rows_of

OUT = Path(__file__).resolve().parents[1] / "out" / "training"
AVERAGED = 0.992  # share of the running mean of weights that is kept, every fourth step


@dataclass
class Plan:
    """What a run is asked to do."""

    name: str = "english-1"
    seed: int = 1
    layers: int = 5
    epochs: int = 16
    pieces: int = 1100
    encoder_rate: float = 2e-4
    heads_rate: float = 1e-3
    decay: float = 0.85
    warm: float = 0.06
    drop: float = 0.1
    heads_drop: float = 0.3
    threads: int = 2  # those of the weights that ship; beside other work one is faster


def main() -> None:
    """Train and leave OUT/NAME.pt, OUT/NAME.log."""
    asked = argparse.ArgumentParser(description=__doc__)
    for name, value in asdict(Plan()).items():
        asked.add_argument(f"--{name.replace('_', '-')}", type=type(value), default=value)
    plan = Plan(**vars(asked.parse_args()))
    torch.set_num_threads(plan.threads)
    torch.manual_seed(plan.seed)
    OUT.mkdir(parents=True, exist_ok=True)
    Run(plan).go()


def material() -> tuple[list[Document], dict[str, list[Document]]]:
    """Return the documents to learn from and the parts to watch."""
    train = [with_roles(d) for d in [*corpora.ewt("train"), *corpora.gum("train")]] + corpora.wikigold()
    watched = {"ewt dev": corpora.ewt("dev"), "gum dev": corpora.gum("dev")}
    return train, {name: [with_roles(d) for d in documents] for name, documents in watched.items()}


def inventory_of(documents: Sequence[Document]) -> Inventory:
    """Return the values of each layer in the corpora; relations and fine tags seen fewer than five times are left out."""

    def values(layer: str, least: int) -> tuple[str, ...]:
        counts: dict[str, int] = {}
        for d in documents:
            for s in d.sentences:
                for value in getattr(s, layer) or ():
                    counts[value] = counts.get(value, 0) + 1
        return tuple(sorted(v for v, n in counts.items() if n >= least))

    return Inventory(values("tags", 1), values("fine", 5), values("labels", 5))


class Run:
    """One training, resumable after every epoch."""

    def __init__(self, plan: Plan) -> None:
        self.plan, self.log = plan, OUT / f"{plan.name}.log"
        self.train, self.watched = material()
        self.names: Names = names_in(s for d in self.train for s in d.sentences)
        weights = base_weights()
        self.cutter: Pieces = pieces()
        self.table = rows_of(weights)
        self.network = Network(inventory_of(self.train), plan.layers, plan.drop, plan.heads_drop)
        load_encoder(self.network.encoder, weights)
        self.mean = {name: p.detach().clone() for name, p in self.network.named_parameters()}
        self.optimiser = torch.optim.AdamW(self._groups(), weight_decay=0.01, betas=(0.9, 0.98), fused=True)
        self.rates = [group["lr"] for group in self.optimiser.param_groups]
        self.step, self.steps, self.epoch = 0, 0, 0
        self._resume()

    def _groups(self) -> list[dict[str, object]]:
        plan, groups = self.plan, {}
        for name, p in self.network.named_parameters():
            depth = int(name.split(".")[2]) + 1 if name.startswith("encoder.layers") else 0
            fresh = not name.startswith("encoder") or name == "encoder.shapes"
            rate = plan.heads_rate if fresh else plan.encoder_rate * plan.decay ** (plan.layers - max(depth, 1))
            still = p.ndim < 2
            groups.setdefault((rate, still), []).append(p)
        return [{"params": ps, "lr": rate} | ({"weight_decay": 0.0} if still else {}) for (rate, still), ps in groups.items()]

    def go(self) -> None:
        """Run the epochs that are left."""
        for epoch in range(self.epoch, self.plan.epochs):
            began = time.time()
            chance = random.Random(f"{self.plan.seed}-{epoch}")
            torch.manual_seed(self.plan.seed * 1000 + epoch)
            told = self._epoch(chance)
            self.epoch = epoch + 1
            self._say({"epoch": self.epoch, "seconds": round(time.time() - began), **told})
            self._keep()
            if self.epoch % 2 == 0 or self.epoch == self.plan.epochs:
                self._watch()

    def _epoch(self, chance: random.Random) -> dict[str, float]:
        room = lambda: chance.choice((1, 48, WINDOW, WINDOW))  # noqa: E731 a sentence alone, a few, a full window
        windows = []
        for d in self.train:
            changed = Document(d.id, [augmented(s, self.names, chance) for s in d.sentences])
            windows += [lay_out(run, self.cutter, self.network.inventory) for run in cut_windows(changed, self.cutter, room)]
        batches = by_length([w for w in windows if len(w.pieces) <= 300], self.plan.pieces, chance)
        self.steps = self.steps or len(batches) * self.plan.epochs
        sums: dict[str, float] = {}
        self.network.train()
        for some in batches:
            b = batch(some, chance)
            with torch.autocast("cpu", torch.bfloat16):
                out = self.network(self.table[b["pieces"]], b["shapes"], b["first"], b["last"], b["bias"])
                parts = losses(self.network, out, b)
            loss = sum(WEIGHTS[k] * v for k, v in parts.items())
            self.optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(self.network.parameters(), 2.0)
            self._set_rates()
            self.optimiser.step()
            if self.step % 4 == 0:
                self._average()
            self.step += 1
            for k, v in parts.items():
                sums[k] = sums.get(k, 0.0) + float(v.detach()) / len(batches)
        return {k: round(v, 4) for k, v in sums.items()}

    def _set_rates(self) -> None:
        at, warm = self.step / self.steps, self.plan.warm
        share = at / warm if at < warm else max(0.0, (1 - at) / (1 - warm))
        for group, rate in zip(self.optimiser.param_groups, self.rates, strict=True):
            group["lr"] = rate * share

    @torch.no_grad()
    def _average(self) -> None:
        kept = min(AVERAGED, (1 + self.step) / (10 + self.step))
        for name, p in self.network.named_parameters():
            self.mean[name].lerp_(p, 1 - kept)

    def _watch(self) -> None:
        own = {name: p.detach().clone() for name, p in self.network.named_parameters()}
        self._put(self.mean)
        for name, documents in self.watched.items():
            self._say({"epoch": self.epoch, "on": name, **evaluate(self.network, self.table, self.cutter, documents)})
        self._put(own)

    @torch.no_grad()
    def _put(self, weights: dict[str, torch.Tensor]) -> None:
        for name, p in self.network.named_parameters():
            p.copy_(weights[name])

    def _say(self, row: dict[str, object]) -> None:
        line = json.dumps(row)
        print(line, flush=True)
        with self.log.open("a", encoding="utf-8") as f:
            f.write(line + "\n")

    def _keep(self) -> None:
        state = {
            "plan": asdict(self.plan),
            "inventory": self.network.inventory.__dict__,
            "own": self.network.state_dict(),
            "mean": self.mean,
            "optimiser": self.optimiser.state_dict(),
            "at": (self.step, self.steps, self.epoch),
        }
        part = OUT / f"{self.plan.name}.part"
        torch.save(state, part)
        part.replace(OUT / f"{self.plan.name}.pt")

    def _resume(self) -> None:
        path = OUT / f"{self.plan.name}.pt"
        if path.exists():
            state = torch.load(path, weights_only=False)
            if state["plan"] != asdict(self.plan):
                raise SystemExit(f"{path} is of another plan: {state['plan']}; remove it or give --name")
            self.network.load_state_dict(state["own"])
            self.mean = state["mean"]
            self.optimiser.load_state_dict(state["optimiser"])
            self.step, self.steps, self.epoch = state["at"]
            self._say({"resumed after epoch": self.epoch})


if __name__ == "__main__":
    main()
