"""Templates that WhatsApp has approved, as Twilio's Content API keeps them.

https://www.twilio.com/docs/content/content-api-resources
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from connectors.templates import Template, TemplateVariable
from connectors.text import storable, utf16_length
from handoff.messages import Button, TemplateUse

LOOK_AT = 500
"""Templates of one account that are read, at most: WhatsApp allows 250 by default."""
APPROVED = "approved"
TYPES = ("twilio/text", "twilio/quick-reply", "twilio/call-to-action")
"""Those whose body says all that the shopper reads."""
VALUE_LIMIT = 1024
_PLACEHOLDER = re.compile(r"{{\s*([^{}\s]{1,100})\s*}}")
_GAPS = re.compile(r"[\n\r\t]| {5,}")


def template_of(content: Any) -> Template | None:
    """One resource of ``ContentAndApprovals``; None where it may not, or cannot, be sent in free form."""
    approval: Mapping[str, Any] = content.approval_requests or {}
    types: Mapping[str, Any] = content.types or {}
    kind = next((kind for kind in TYPES if kind in types), None)
    body = types[kind].get("body") if kind else None
    if approval.get("status") != APPROVED or not content.sid or not isinstance(body, str) or not body:
        return None
    examples: Mapping[str, Any] = content.variables or {}
    names = dict.fromkeys(_PLACEHOLDER.findall(body))
    return Template(
        id=str(content.sid),
        name=storable(str(approval.get("name") or content.friendly_name or content.sid)),
        language=str(content.language or ""),
        category=str(approval.get("category") or ""),
        body=storable(body),
        variables=tuple(TemplateVariable(name, storable(str(examples.get(name) or ""))) for name in names),
        buttons=_buttons(types[kind]) if kind == "twilio/quick-reply" else (),
    )


def _buttons(quick_reply: Mapping[str, Any]) -> tuple[Button, ...]:
    actions = quick_reply.get("actions") or ()
    return tuple(Button(storable(str(it.get("title"))), storable(str(it.get("id") or ""))) for it in actions)


def problem_with(value: str) -> str | None:
    """What WhatsApp would refuse in a variable: ``line_breaks`` or ``too_long``."""
    if _GAPS.search(value):
        return "line_breaks"
    return "too_long" if utf16_length(value) > VALUE_LIMIT else None


def arguments_of(template: TemplateUse) -> dict[str, str]:
    """What Twilio is told instead of a body."""
    arguments = {"content_sid": template.id}
    if template.variables:
        arguments["content_variables"] = json.dumps(dict(template.variables), ensure_ascii=False)
    return arguments
