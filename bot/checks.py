"""What Rasa makes anew for each turn, although it is known, or nobody looks at it.

Before each message Rasa builds an empty domain to see whether its own is empty; and what it says in its debug
log it copies first, every event of the turn among it, whether or not anybody reads that log. Both together
were a tenth of a turn (``docs/performance.md``). To find an action it makes all default ones, three times a
turn, and to each answer it adds what other origins may do with it, which is nothing.
"""

from __future__ import annotations

import copy
import logging
from types import SimpleNamespace
from typing import Any

import rasa.core.actions.action
import rasa.core.processor
import rasa.server
from rasa.core.actions.action import Action
from rasa.core.processor import MessageProcessor
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

ENDPOINTS_KEPT = 4
_FULL = "_is_known_to_be_full"
_rasas_is_empty = Domain.is_empty
_rasas_log_slots = MessageProcessor._log_slots  # noqa: SLF001 - there is no other way in
_rasas_default_actions = rasa.core.actions.action.default_actions


def know_full_domains() -> None:
    """Has a domain that was not empty once be taken for that from then on: nothing is taken out of one."""
    Domain.is_empty = _is_empty


def log_without_copies() -> None:
    """Has Rasa's processor log what is there instead of a copy; it copies deeply for its log only."""
    rasa.core.processor.copy = SimpleNamespace(copy=copy.copy, deepcopy=_itself)
    MessageProcessor._log_slots = staticmethod(_log_slots)  # noqa: SLF001


def keep_default_actions() -> None:
    """Has Rasa make its default actions once for each endpoint: they remember nothing."""
    made: list[tuple[Any, list[Action]]] = []

    def default_actions(action_endpoint: EndpointConfig | None = None) -> list[Action]:
        for endpoint, actions in made:
            if endpoint is action_endpoint:
                return actions
        # One for each agent: a model that is taken over keeps the endpoint.
        made[:] = [*made[-ENDPOINTS_KEPT + 1 :], (action_endpoint, _rasas_default_actions(action_endpoint))]
        return made[-1][1]

    rasa.core.actions.action.default_actions = default_actions


def name_no_origins() -> None:
    """Has Rasa's server say nothing about other origins; a page of one could not read its answers before."""
    rasa.server.configure_cors = lambda app, cors_origins="": None  # noqa: ARG005 - names are Rasa's


def _is_empty(domain: Domain) -> bool:
    if _FULL in domain.__dict__:
        return False
    empty: bool = _rasas_is_empty(domain)
    if not empty:
        setattr(domain, _FULL, True)
    return empty


def _log_slots(tracker: DialogueStateTracker) -> None:
    if logging.getLogger(rasa.core.processor.__name__).isEnabledFor(logging.DEBUG):
        _rasas_log_slots(tracker)


def _itself(value: Any) -> Any:
    return value
