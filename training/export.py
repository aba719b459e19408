"""From a trained model to the ONNX files that the wheel carries, with weights in 8 bits.

Half the size and twice the speed of 32 bits, and no worse on dev (docs/experiments.md).
"""

from __future__ import annotations

import json
from shutil import copyfile
from typing import TYPE_CHECKING

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from depesche.reading.features import FEATURES, MOST_PIECES
from depesche.reading.network import ACT_REACH, STATEMENT_REACH
from training.model import STATE, Judge, Reader, Tagger

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

OPSET = 17
ANCHORS = 5  # in the sample that is traced; any number at run time
QUANTIZED = ("LSTM", "MatMul", "Gemm")


class PackedPieces(nn.Module):
    """The table of word pieces in 8 bits with a scale per row; sums the rows of each word."""

    def __init__(self, table: nn.EmbeddingBag) -> None:
        super().__init__()
        weight = table.weight.detach()
        scale = weight.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("packed", torch.round(weight / scale).to(torch.int8))
        self.register_buffer("scale", scale)

    def forward(self, pieces: Tensor) -> Tensor:
        return (self.packed[pieces].float() * self.scale[pieces]).sum(1)


class EncoderGraph(nn.Module):
    """The encoder with its token heads, probabilities out."""

    def __init__(self, model: Reader) -> None:
        super().__init__()
        self.model = model

    def forward(
        self, pieces: Tensor, shapes: Tensor, index: Tensor, breaks: Tensor, tokens: Tensor, reverse: Tensor
    ) -> tuple[Tensor, ...]:
        states = self.model.states(pieces, shapes, index, breaks, tokens, reverse)
        return (states, *(torch.softmax(logits, 2) for logits in self.model.heads(states)))


class TaggerGraph(nn.Module):
    """A tagger, probabilities out."""

    def __init__(self, tagger: Tagger) -> None:
        super().__init__()
        self.tagger = tagger

    def forward(self, *inputs: Tensor) -> Tensor:
        return torch.sigmoid(self.tagger(*inputs))


class JudgeGraph(nn.Module):
    """A judge, probabilities out."""

    def __init__(self, judge: Judge) -> None:
        super().__init__()
        self.judge = judge

    def forward(self, *inputs: Tensor) -> Tensor:
        return torch.softmax(self.judge(*inputs), 1)


def export(model: Reader, vocabulary: Sequence[str], settings: dict[str, object], folder: Path) -> None:
    """Write encoder, taggers, vocabulary and settings; the model is left as it was."""
    folder.mkdir(parents=True, exist_ok=True)
    model.eval()
    own = model.encoder.words.pieces
    model.encoder.words.pieces = PackedPieces(own)
    try:
        _encoder(model, folder / "encoder.onnx")
    finally:
        model.encoder.words.pieces = own
    _judge(model.statement_judge, sum(STATEMENT_REACH), folder / "statement_judge.onnx")
    _judge(model.act_judge, sum(ACT_REACH), folder / "act_judge.onnx")
    _tagger(model.statement_tagger, sum(STATEMENT_REACH), folder / "statement_tagger.onnx")
    _tagger(model.act_tagger, sum(ACT_REACH), folder / "act_tagger.onnx")
    (folder / "vocabulary.txt").write_text("\n".join(vocabulary) + "\n", encoding="utf-8")
    (folder / "network.json").write_text(json.dumps(settings, indent=2) + "\n", encoding="utf-8")


def settle(made: Path, settings: dict[str, object], folder: Path) -> None:
    """Put exported files in their place, with the settings that were chosen on them."""
    for path in made.iterdir():
        copyfile(path, folder / path.name)
    (folder / "network.json").write_text(json.dumps(settings, indent=2) + "\n", encoding="utf-8")


def _encoder(model: Reader, path: Path) -> None:
    length, width, words = 7, 3, 11
    sample = {
        "pieces": torch.randint(1, 100, (words, MOST_PIECES)),
        "shapes": torch.zeros(words, dtype=torch.long),
        "index": torch.randint(0, words, (length, width)),
        "breaks": torch.zeros(length, width, dtype=torch.long),
        "tokens": torch.zeros(length, width, FEATURES),
        "reverse": torch.arange(length - 1, -1, -1)[:, None].repeat(1, width),
    }
    outputs = ("states", "statement_labels", "act_labels", "media", "statuses")
    axes = {name: {0: "time", 1: "batch"} for name in ("index", "breaks", "tokens", "reverse", *outputs)}
    axes |= {"pieces": {0: "words"}, "shapes": {0: "words"}}
    _export(EncoderGraph(model), sample, outputs, axes, path)


def _judge(judge: Judge, reach: int, path: Path) -> None:
    chances = torch.full((ANCHORS, judge.outer.out_features), 0.5)
    _around(JudgeGraph(judge), reach, "chances", chances, "labels", path)


def _tagger(tagger: Tagger, reach: int, path: Path) -> None:
    _around(TaggerGraph(tagger), reach, "labels", torch.zeros(ANCHORS, dtype=torch.long), "parts", path)


def _around(module: nn.Module, reach: int, name: str, own: Tensor, output: str, path: Path) -> None:
    """Write a graph that looks at what stands around anchors, with one input of its own."""
    sample = {
        "states": torch.zeros(7, 3, STATE),
        "places": torch.zeros(ANCHORS, reach, dtype=torch.long),
        "valid": torch.ones(ANCHORS, reach),
        "anchors": torch.zeros(ANCHORS, dtype=torch.long),
        "distance": torch.zeros(ANCHORS, reach, dtype=torch.long),
        name: own,
    }
    axes = {one: {0: "anchors"} for one in (*sample, output)}
    axes["states"] = {0: "time", 1: "batch"}
    _export(module.eval(), sample, (output,), axes, path)


def _export(
    module: nn.Module,
    sample: dict[str, Tensor],
    outputs: Sequence[str],
    axes: dict[str, dict[int, str]],
    path: Path,
) -> None:
    torch.onnx.export(
        module,
        tuple(sample.values()),
        str(path),
        input_names=list(sample),
        output_names=list(outputs),
        dynamic_axes=axes,
        opset_version=OPSET,
        dynamo=False,
    )
    quantize_dynamic(str(path), str(path), op_types_to_quantize=list(QUANTIZED), weight_type=QuantType.QInt8)
