"""What a check finds: a code, the field that is wrong, and what its words need."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any, Literal

Severity = Literal["error", "warning"]
Value = str | int | float


@dataclasses.dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong; worded by the desk's catalogue as ``content-problem-<code>``.

    Attributes:
        code: Stable: see ``content.checks.CODES``.
        severity: An ``error`` keeps the content from being published.
        topic: The topic's or phrase's name; empty where it is of none.
        field: The path of what is wrong: ``answers.0.text``, ``examples.it.3``, ``titles.en``,
            ``answers.1.buttons.0.payload``; empty for the whole.
        values: For the words.
    """

    code: str
    severity: Severity
    topic: str
    field: str = ""
    values: Mapping[str, Value] = dataclasses.field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """As HTTP carries it, without its words."""
        return {
            "code": self.code,
            "severity": self.severity,
            "topic": self.topic,
            "field": self.field,
            "values": dict(self.values),
        }
