"""The encoder and its heads, run by onnxruntime; nothing is loaded before it is used."""

from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from tellings.language.english.weights import Weights
from tellings.language.english.windows import Window

Numbers = NDArray[np.float32]


class Read(NamedTuple):
    """What the heads say of a window: a row a node."""

    tags: Numbers
    arcs: Numbers
    dependents: Numbers
    heads: Numbers
    names: Numbers
    meaning: Numbers


class WordTable:
    """A vector a piece, kept as whole numbers with a scale a row."""

    def __init__(self, weights: Weights) -> None:
        self.scale: Numbers = np.frombuffer(weights.read("words_scale.bin"), np.float32)[:, None]
        self.rows = np.frombuffer(weights.read("words.bin"), np.int8).reshape(len(self.scale), -1)
        self.width = self.rows.shape[1]

    def __getitem__(self, pieces: list[int]) -> Numbers:
        """Return the vectors of the pieces."""
        at = np.array(pieces)
        found: Numbers = self.rows[at] * self.scale[at]
        return found


class Encoder:
    """One window in, the scores of every head out. One thread; the same window always gives the same scores."""

    def __init__(self, weights: Weights, table: WordTable) -> None:
        self.table = table
        self.tagger = open_graph(weights.read("tagger.onnx"))
        self.labeller = open_graph(weights.read("labels.onnx"))
        self.weights = weights

    def run(self, window: Window) -> Read:
        """Return the scores of a window's nodes."""
        given = {
            "rows": self.table[window.pieces],
            "shapes": np.array(window.shapes, np.int64),
            "first": np.array(window.firsts, np.int64),
            "last": np.array(window.lasts, np.int64),
        }
        return Read(*self.tagger.run(OUTPUTS, given))

    def label(self, dependents: Numbers, heads: Numbers) -> Numbers:
        """Return the scores of every relation for each dependent with its head."""
        found: Numbers = self.labeller.run(None, {"dep": dependents, "head": heads})[0]
        return found

    def roles(self, meaning: Numbers) -> Numbers:
        """Return the scores of the roles of speech; their part of the weights is loaded when it is first asked for."""
        found: Numbers = self.roller.run(None, {"meaning": meaning})[0]
        return found

    @cached_property
    def roller(self) -> Any:
        """The graph of roles."""
        return open_graph(self.weights.read("roles.onnx"))


OUTPUTS = ["tags", "arcs", "label_dep", "label_head", "names", "meaning"]


def open_graph(data: bytes) -> Any:
    """Return a session of onnxruntime: one thread that never spins, and nothing sent to anybody."""
    import onnxruntime as ort

    ort.disable_telemetry_events()
    options = ort.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.execution_mode = ort.ExecutionMode.ORT_SEQUENTIAL
    options.enable_mem_pattern = False  # patterns are kept for every length of window
    options.log_severity_level = 4  # what is wrong is raised, and said by us
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return ort.InferenceSession(data, options, providers=["CPUExecutionProvider"])
