"""Answers of the record as sheets and as rows: one module per question, found by the type of the answer."""

from __future__ import annotations

from depesche.render.answers.drawing import rows_of, sheet_of

__all__ = ["rows_of", "sheet_of"]
