"""What actions answer, checked as Rasa does, against a schema that is compiled once.

Rasa checks the schema itself, and compiles it, for every answer: with a form that was two fifths of a turn
(``docs/performance.md``).
"""

from __future__ import annotations

from functools import cache
from typing import Any

from jsonschema import Validator
from jsonschema.exceptions import best_match
from jsonschema.validators import validator_for
from rasa.core.actions.action import RemoteAction


@cache
def _validator() -> Validator:
    schema = RemoteAction.action_response_format_spec()
    return validator_for(schema)(schema)


def check(result: dict[str, Any]) -> bool:
    """Checks an action's answer.

    Raises:
        jsonschema.ValidationError: It is not of the protocol.
    """
    error = best_match(_validator().iter_errors(result))
    if error is not None:
        raise error
    return True


def compile_once() -> None:
    """Has every action's answer checked this way from now on."""
    RemoteAction._validate_action_result = lambda _, result: check(result)  # noqa: SLF001 - there is no other way in
