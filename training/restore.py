"""The trained model back out of the ONNX files that the wheel carries, to train further where checkpoints are gone.

Weights come back as they were rounded to 8 bits. Heads that are for training only (`auxiliary`, `tags`) are not in the
files and stay as they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import onnx
import torch
from onnx import numpy_helper

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import numpy.typing as npt
    from torch import Tensor

    from training.model import Reader

    Floats = npt.NDArray[np.float32]

PIECES = "encoder.words.pieces.weight"


def restore(model: Reader, folder: Path) -> list[str]:
    """Load what the files in `folder` hold into the model; the names of the parameters that they do not hold."""
    found = dict(_parameters(folder / "encoder.onnx", "model."))
    for part in ("statement_tagger", "act_tagger", "statement_judge", "act_judge"):
        if (folder / f"{part}.onnx").exists():
            own = _parameters(folder / f"{part}.onnx", f"{part.rpartition('_')[2]}.")
            found |= {f"{part}.{name}": value for name, value in own}
    known = model.state_dict()
    found = {name: _grown(value, known.get(name)) for name, value in found.items()}
    strange = sorted(found.keys() - known.keys())
    if strange:
        raise ValueError(f"the files hold parameters that the model has not: {', '.join(strange)}")
    model.load_state_dict(known | found)
    return sorted(known.keys() - found.keys())


def _grown(value: Tensor, known: Tensor | None) -> Tensor:
    """A layer that has grown since: the rows the file holds, then those the model has new."""
    if known is None or value.shape[1:] != known.shape[1:] or len(value) >= len(known):
        return value
    return torch.cat([value, known[len(value) :]])


def _parameters(path: Path, prefix: str) -> Iterator[tuple[str, Tensor]]:
    """Names in the model and values: those kept by name, then those of the graph's products and LSTMs."""
    graph = onnx.load(path).graph
    arrays = {one.name: numpy_helper.to_array(one) for one in graph.initializer}
    for name, array in arrays.items():
        if name.startswith(prefix) and not name.endswith(
            ("_scale", "_zero_point", "_quantized", "packed", "pieces.scale")
        ):
            yield name.removeprefix(prefix), torch.from_numpy(array.copy())
    if f"{prefix}{PIECES.removesuffix('weight')}packed" in arrays:
        own = f"{prefix}{PIECES.removesuffix('weight')}"
        yield PIECES, torch.from_numpy(arrays[f"{own}packed"].astype(np.float32) * arrays[f"{own}scale"])
    for node in graph.node:
        place = _place(node.name, prefix)
        if node.op_type == "DynamicQuantizeLSTM":
            yield from _lstm(place, node, arrays)
        elif node.op_type == "MatMulInteger":
            yield f"{place}.weight", torch.from_numpy(_whole(node.input[1], arrays).T.copy())
        elif (
            node.op_type == "Add" and prefix != "model." and arrays.get(node.input[1], np.zeros(0)).ndim == 3
        ):
            yield "place.weight", torch.from_numpy(arrays[node.input[1]][0].copy())


def _place(node: str, prefix: str) -> str:
    """Where in the model a node's weights belong: "/act_kind/act_kind.0/MatMul_quant" is act_kind.0."""
    steps = [step for step in node.split("/")[1:-1] if step != prefix.rstrip(".")]
    last = steps[-1] if steps else ""
    if last in ("inner", "outer") and prefix == "model.":
        return f"encoder.words.{last}"
    return f"encoder.{last}" if last in ("left.0", "left.1", "right.0", "right.1") else last


def _whole(name: str, arrays: dict[str, Floats]) -> Floats:
    """A tensor of 8 bits in 32, with the scale and zero point beside it."""
    stem = name.removesuffix("_quantized")
    scale, zero = arrays[f"{stem}_scale"], arrays[f"{stem}_zero_point"]
    shape = (-1, *[1] * (arrays[name].ndim - 1)) if scale.ndim else ()
    offset = arrays[name].astype(np.float32) - zero.astype(np.float32).reshape(shape)
    return np.asarray(offset * scale.reshape(shape), dtype=np.float32)


def _lstm(place: str, node: onnx.NodeProto, arrays: dict[str, Floats]) -> Iterator[tuple[str, Tensor]]:
    """Weights of an LSTM; ONNX orders its gates input, output, forget, cell, PyTorch input, forget, cell, output."""
    inner, outer = (_whole(name, arrays) for name in (node.input[1], node.input[2]))
    bias = arrays[node.input[3]]
    for direction in range(len(bias)):
        end = "l0_reverse" if direction else "l0"
        yield f"{place}.weight_ih_{end}", _turned(inner[direction].T)
        yield f"{place}.weight_hh_{end}", _turned(outer[direction].T)
        first, second = np.split(bias[direction], 2)
        yield f"{place}.bias_ih_{end}", _turned(first)
        yield f"{place}.bias_hh_{end}", _turned(second)


def _turned(gates: Floats) -> Tensor:
    own, out, forget, cell = np.split(gates, 4)
    return torch.from_numpy(np.concatenate([own, forget, cell, out]))
