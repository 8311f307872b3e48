"""Slots that a message can fill, without a look at those that it can't.

After each message Rasa goes through every slot's mappings. Most slots of ours are filled by actions only, and
the rest by what a message names: going through forty of them was a twelfth of a turn
(``docs/performance.md``).
"""

from __future__ import annotations

import copy
from collections import OrderedDict
from typing import Any

from rasa.core.actions.action import ActionExtractSlots
from rasa.shared.core.constants import ACTION_VALIDATE_SLOT_MAPPINGS, SlotMappingType
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event
from rasa.shared.core.slots import Slot
from rasa.shared.core.trackers import DialogueStateTracker

KEPT = 200
"""Narrowed domains that are remembered; messages name some dozens of combinations of entities."""

_rasas_run = ActionExtractSlots.run
_NARROWED = "_narrowed_by_entities"


def fill_what_can_be_filled() -> None:
    """Has Rasa look from now on only at slots that a message can fill; the same ones are filled."""
    ActionExtractSlots.run = _run


async def _run(
    action: ActionExtractSlots, output: Any, nlg: Any, tracker: DialogueStateTracker, domain: Domain
) -> list[Event]:
    filled: list[Event] = await _rasas_run(action, output, nlg, tracker, narrowed(tracker, domain))
    return filled


def narrowed(tracker: DialogueStateTracker, domain: Domain) -> Domain:
    """A domain without the slots that the newest message can't fill.

    Inside a form, and where an action checks what is filled, it is the whole domain: Rasa looks at other
    slots then, too.
    """
    if tracker.active_loop_name or ACTION_VALIDATE_SLOT_MAPPINGS in domain.user_actions:
        return domain
    entities = tracker.latest_message.entities if tracker.latest_message else []
    return _for_entities(domain, frozenset(str(entity.get("entity")) for entity in entities))


def _for_entities(domain: Domain, named: frozenset[str]) -> Domain:
    # With the domain, so that nothing is left of it when another model takes over.
    known: OrderedDict[frozenset[str], Domain] = vars(domain).setdefault(_NARROWED, OrderedDict())
    if named not in known:
        narrow = copy.copy(domain)
        narrow.slots = [slot for slot in domain.slots if _can_be_filled(slot, domain, named)]
        known[named] = narrow
    while len(known) > KEPT:
        known.popitem(last=False)
    return known[named]


def _can_be_filled(slot: Slot, domain: Domain, named: frozenset[str]) -> bool:
    return any(_can_fill(mapping, domain, named) for mapping in slot.mappings)


def _can_fill(mapping: dict[str, Any], domain: Domain, named: frozenset[str]) -> bool:
    kind, entity = SlotMappingType(mapping.get("type")), mapping.get("entity")
    if kind == SlotMappingType.CUSTOM:
        return bool(mapping.get("action"))
    # Of an entity that the domain does not have, Rasa warns.
    return kind != SlotMappingType.FROM_ENTITY or entity in named or entity not in domain.entities
