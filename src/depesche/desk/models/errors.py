"""The one shape of every error."""

from typing import Any

from pydantic import BaseModel, ConfigDict

from depesche.desk.models.values import Act, Decision


class Conflict(BaseModel):
    """What you wanted, what others decided meanwhile, and what stands there now."""

    yours: dict[str, Any]
    theirs: list[Decision]
    now: list[Act]


class Problem(BaseModel):
    """What is wrong (one line for people), what to do about it, and which parameter or field it is about."""

    code: str
    message: str
    hint: str | None = None
    field: str | None = None
    conflict: Conflict | None = None


class ErrorAnswer(BaseModel):
    """An error."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "error": {
                        "code": "unknown_party",
                        "message": "there is no party 'Karsand'; perhaps Karsland",
                        "hint": "GET /api/v1/parties?q=… lists those that are there",
                        "field": "party",
                    }
                }
            ]
        }
    )
    error: Problem
