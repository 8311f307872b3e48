"""Copies of Rasa's slots, made without pickle's machinery.

Rasa copies every slot of the domain each time it makes a tracker, and it makes about seven in a turn: with
forty slots that is a sixth of the brain's processor time, most of it spent in looking up how an object of no
particular kind is copied (``docs/performance.md``).
"""

from __future__ import annotations

from rasa.shared.core.slots import Slot


def copy_slots_directly() -> None:
    """Has every slot be copied from now on by copying its attributes; the copy is the same as before."""
    Slot.__copy__ = _copy


def _copy(slot: Slot) -> Slot:
    made = object.__new__(type(slot))
    made.__dict__.update(slot.__dict__)
    return made
