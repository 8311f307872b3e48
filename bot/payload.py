"""What a pressed button means: ``/intent``, ``/faq/topic``, ``/intent{"entity": "value"}``."""

from __future__ import annotations

import json
import re
from typing import Any

from rasa.shared.core.domain import Domain

from bot.components.reading import as_parse

_SHAPE = re.compile(r"/(?P<intent>[\w-]+(?:/[\w-]+)?)(?P<entities>\{.*\})?", re.DOTALL)


def parse_of(payload: str, domain: Domain) -> dict[str, Any] | None:
    """The parse that a payload stands for.

    Args:
        payload: As the channel brought it; anyone may have written it.
        domain: Says which intents and topics there are.

    Returns:
        None where it means nothing (any more): an old button, or something made up. The button's title is
        then all there is, and is read like any text.
    """
    match = _SHAPE.fullmatch(payload.strip())
    if match is None or not _is_known(match["intent"], domain):
        return None
    entities = _entities(match["entities"], domain)
    if entities is None:
        return None
    parse = as_parse([(match["intent"], 1.0)], [match["intent"]])
    return {"text": payload, "entities": entities, "doubt": None, **parse}


def _is_known(intent: str, domain: Domain) -> bool:
    if "/" in intent:
        return f"utter_{intent}" in domain.responses and intent.split("/", 1)[0] in domain.retrieval_intents
    # Neither Rasa's own (`restart`, `back`) nor bare `faq` is anything a shopper can mean.
    return intent in domain.intents and intent not in _RESERVED and intent not in domain.retrieval_intents


_RESERVED = frozenset({"restart", "back", "session_start", "nlu_fallback", "out_of_scope"})


def _entities(text: str | None, domain: Domain) -> list[dict[str, Any]] | None:
    try:
        values = json.loads(text) if text else {}
    except (ValueError, RecursionError):
        return None
    known = set(domain.entities)
    if not isinstance(values, dict) or not all(k in known and isinstance(v, str) for k, v in values.items()):
        return None
    return [{"entity": name, "value": value, "start": 0, "end": 0} for name, value in values.items()]
