"""Whatever the description allows, and what it does not, is answered as it says: never by a fault of ours."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import httpx2
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import checks
from schemathesis.core.result import Ok
from schemathesis.specs.openapi import checks as openapi_checks

from depesche.desk.access import CSRF_HEADER
from tests.desk_api import PATIENCE, ROOT, answering, filled, reading

if TYPE_CHECKING:
    from collections.abc import Iterator

_CASES = 4  # of each operation
_CHECKS = [
    checks.not_a_server_error,
    openapi_checks.status_code_conformance,
    openapi_checks.content_type_conformance,
    openapi_checks.response_schema_conformance,
    openapi_checks.response_headers_conformance,
    openapi_checks.negative_data_rejection,
]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    path = filled(tmp_path_factory.mktemp("desk") / "krise.db")
    with pytest.MonkeyPatch.context() as patch, answering(path) as address:
        reading(patch)
        yield address


@pytest.fixture(scope="module")
def token(address: str) -> str:
    return str(httpx2.get(f"{address}{ROOT}/session", timeout=PATIENCE).json()["csrf"])


@pytest.fixture(scope="module")
def description(address: str) -> schemathesis.BaseSchema:
    description = httpx2.get(f"{address}{ROOT}/openapi.json", timeout=PATIENCE).json()
    schema = schemathesis.openapi.from_dict(description)
    # A stream has no end, a session none of its own here, and an address would be asked for in earnest.
    return schema.exclude(path_regex="/(events|session|articles/address)$")


@pytest.mark.parametrize("mode", list(schemathesis.GenerationMode))
def test_every_answer_is_as_described(
    description: schemathesis.BaseSchema, address: str, token: str, mode: schemathesis.GenerationMode
) -> None:
    asked = Counter[str]()
    for found in description.get_all_operations():
        assert isinstance(found, Ok), found
        for case in cases_of(found.ok(), mode):
            asked[case.operation.label] += 1
            given = {CSRF_HEADER: token}
            case.call_and_validate(base_url=address, headers=given, checks=_CHECKS, timeout=PATIENCE)
    assert len(asked) > 50 or mode is not schemathesis.GenerationMode.POSITIVE
    assert sum(asked.values()) > 100


def cases_of(
    operation: schemathesis.APIOperation[Any, Any, Any, Any], mode: schemathesis.GenerationMode
) -> list[schemathesis.Case[Any]]:
    """Some of what the description allows of an operation, or does not; nothing where it takes nothing."""
    cases: list[schemathesis.Case[Any]] = []

    @settings(
        max_examples=_CASES,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def gather(case: schemathesis.Case[Any]) -> None:
        cases.append(case)

    with suppress(Unsatisfiable):
        gather()
    return cases
