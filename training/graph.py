"""The network as an ONNX graph, written op by op: what the runtime does is what stands here.

Products are fp32 (to compare with) or int8: weights per column in seven bits, so that processors without VNNI do not saturate when
they add pairs of products in sixteen bits; activations in eight bits, scaled by the window they belong to (Jacob et al. 2018).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

OPSET, CONTRIB = 20, "com.microsoft"
SEVEN_BITS = 63
Array = np.ndarray


class Graph:
    """A graph under construction."""

    def __init__(self, name: str, int8: bool) -> None:
        self.name, self.int8 = name, int8
        self.nodes: list[onnx.NodeProto] = []
        self.constants: dict[str, Array] = {}
        self.inputs: list[onnx.ValueInfoProto] = []
        self.outputs: list[onnx.ValueInfoProto] = []
        self._count = 0

    def name_for(self, what: str) -> str:
        """Return a name that nothing bears yet."""
        self._count += 1
        return f"{what}_{self._count}"

    def op(self, kind: str, *inputs: str, domain: str = "", outputs: int = 1, **attributes: object) -> str:
        """Add a node and return the name of its output, or of its outputs parted by spaces."""
        name = self.name_for(kind)
        names = [name + (f"_{n}" if n else "") for n in range(outputs)]
        self.nodes.append(helper.make_node(kind, list(inputs), names, domain=domain, **attributes))
        return names[0] if outputs == 1 else " ".join(names)

    def const(self, name: str, value: Array) -> str:
        """Add a constant under a name, once."""
        known = self.constants.setdefault(name, value)
        assert known.shape == value.shape, name
        return name

    def takes(self, name: str, kind: int, shape: Sequence[str | int]) -> str:
        """Add an input."""
        self.inputs.append(helper.make_tensor_value_info(name, kind, shape))
        return name

    def gives(self, value: str, name: str, shape: Sequence[str | int]) -> None:
        """Add an output of floats."""
        self.nodes.append(helper.make_node("Identity", [value], [name]))
        self.outputs.append(helper.make_tensor_value_info(name, TensorProto.FLOAT, shape))

    def linear(self, x: str, name: str, weight: Array, bias: Array | None) -> str:
        """Return x @ weight + bias; ``weight`` is [in, out]."""
        parts = [self.const(f"{name}.bias", bias.astype(np.float32))] if bias is not None else []
        if not self.int8:
            y = self.op("MatMul", x, self.const(name, weight.astype(np.float32)))
            return self.op("Add", y, *parts) if parts else y
        scale = (np.abs(weight).max(0) / SEVEN_BITS + 1e-12).astype(np.float32)
        small = np.clip(np.rint(weight / scale), -SEVEN_BITS, SEVEN_BITS).astype(np.int8)
        zero = self.const(f"{name}.zero", np.zeros(weight.shape[1], np.int8))
        return self.op(
            "DynamicQuantizeMatMul",
            x,
            self.const(name, small),
            self.const(f"{name}.scale", scale),
            zero,
            *parts,
            domain=CONTRIB,
        )

    def model(self) -> onnx.ModelProto:
        """Return the finished model."""
        constants = [numpy_helper.from_array(v, k) for k, v in self.constants.items()]
        graph = helper.make_graph(self.nodes, self.name, self.inputs, self.outputs, constants)
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET), helper.make_opsetid(CONTRIB, 1)])
        model.ir_version = 10
        return model
