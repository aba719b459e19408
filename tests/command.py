"""The command, run in this process as a shell would run it."""

from __future__ import annotations

import io
import sys
from typing import NamedTuple

import pytest

from depesche.cli import main


class Outcome(NamedTuple):
    """What a run of the command left behind."""

    code: int
    out: str
    err: str


class Run:
    """Runs the command; nothing that it does may end in a traceback."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self._monkeypatch = monkeypatch
        self._capsys = capsys

    def __call__(self, *arguments: object, stdin: bytes | str = b"") -> Outcome:
        given = stdin.encode() if isinstance(stdin, str) else stdin
        self._monkeypatch.setattr(sys, "argv", ["depesche", *map(str, arguments)])
        self._monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given), encoding="utf-8"))
        with pytest.raises(SystemExit) as stopped:
            main()
        out, err = self._capsys.readouterr()
        assert "Traceback" not in out + err
        assert isinstance(stopped.value.code, int)
        return Outcome(stopped.value.code, out, err)
