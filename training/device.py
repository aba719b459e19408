"""Where the training computes: on the processor, or on an NVIDIA GPU where there is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch

if TYPE_CHECKING:
    import argparse

DEVICES = ("auto", "cpu", "cuda")
CPU = torch.device("cpu")
# LSTMs in half precision need a processor that has instructions for it.
_HALF_ON_CPU = torch.backends.mkldnn.is_available() and torch.ops.mkldnn._is_mkldnn_bf16_supported()


def add_device(parser: argparse.ArgumentParser) -> None:
    """The option that chooses."""
    parser.add_argument(
        "--device", choices=DEVICES, default="auto", help="auto: cuda where torch sees such a GPU"
    )


def device_of(name: str) -> torch.device:
    """The device that an option names. Raises `SystemExit` where there is none such."""
    there = torch.cuda.is_available()
    if name == "cuda" and not there:
        raise SystemExit("torch sees no NVIDIA GPU here; leave --device out, or install torch with CUDA")
    return torch.device("cuda") if there and name != "cpu" else CPU


def half(device: torch.device) -> torch.autocast:
    """Half precision (bfloat16) where the device has it."""
    return torch.autocast(device.type, dtype=torch.bfloat16, enabled=device.type == "cuda" or _HALF_ON_CPU)
