"""Actions' answers are checked as strictly as Rasa checks them."""

from __future__ import annotations

from typing import Any

import pytest
from jsonschema import ValidationError
from rasa.core.actions.action import RemoteAction

from bot.results import check

GOOD: list[dict[str, Any]] = [
    {"events": [], "responses": []},
    {"events": [{"event": "slot", "name": "a", "value": 1, "timestamp": None}], "responses": [{"text": "x"}]},
    {"events": [{"event": "followup", "name": "b"}], "responses": [{"custom": {"handover": {}}}]},
]
BAD: list[Any] = [
    None,
    [],
    {"events": {}, "responses": []},
    {"events": [{"name": "a"}], "responses": []},
    {"events": [7], "responses": []},
    {"events": [], "responses": "x"},
]


def rasas_own(result: Any) -> bool:
    action = RemoteAction("action_x", None)
    return bool(RemoteAction._validate_action_result(action, result))


@pytest.mark.parametrize("result", GOOD)
def test_what_is_of_the_protocol_passes(result: Any) -> None:
    assert rasas_own(result)
    assert check(result)


@pytest.mark.parametrize("result", BAD)
def test_what_is_not_is_refused(result: Any) -> None:
    with pytest.raises(ValidationError):
        rasas_own(result)
    with pytest.raises(ValidationError):
        check(result)
