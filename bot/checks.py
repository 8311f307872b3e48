"""Checks and copies of Rasa's that a turn can do without, because their outcome is known.

Before each message Rasa builds an empty domain to see whether its own is empty; and what it says in its debug
log it copies first, every event of the turn among it, whether or not anybody reads that log. Both together
were a tenth of a turn (``docs/performance.md``).
"""

from __future__ import annotations

import copy
from types import SimpleNamespace
from typing import Any

import rasa.core.processor
from rasa.shared.core.domain import Domain

_FULL = "_is_known_to_be_full"
_rasas_is_empty = Domain.is_empty


def know_full_domains() -> None:
    """Has a domain that was not empty once be taken for that from then on: nothing is taken out of one."""
    Domain.is_empty = _is_empty


def log_without_copies() -> None:
    """Has Rasa's processor log what is there instead of a copy; it copies deeply for its log only."""
    rasa.core.processor.copy = SimpleNamespace(copy=copy.copy, deepcopy=_itself)


def _is_empty(domain: Domain) -> bool:
    if _FULL in domain.__dict__:
        return False
    empty: bool = _rasas_is_empty(domain)
    if not empty:
        setattr(domain, _FULL, True)
    return empty


def _itself(value: Any) -> Any:
    return value
