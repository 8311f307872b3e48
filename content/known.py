"""What a content root knows besides what editors work on: for checks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Near = Mapping[str, tuple[tuple[str, float], ...]]
"""By text: others that mean about the same, and how much, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Known:
    """What may be named.

    Attributes:
        languages: Those the shop answers in; the first is said where no other is asked for.
        intents: Those that a button may send besides the topics.
        actions: Those the assistant can do, forms among them.
        slots: Those that answers may ask for or fill in.
        entities: Those a button may carry.
        categories: Ids.
        longest: Characters that a channel takes of an answer, by channel; empty where no channel is known.
        answered: What the rules do about intents: an action, a form or a response.
        dead_links: Links of answers that somebody has tried in vain.
        looked_at: Topics whose ways of asking are compared by meaning, each with those that are new.
        near: What is known of their meaning by now.
    """

    languages: tuple[str, ...] = ("it", "en")
    intents: frozenset[str] = frozenset()
    actions: frozenset[str] = frozenset()
    slots: frozenset[str] = frozenset()
    entities: frozenset[str] = frozenset()
    categories: tuple[str, ...] = ()
    longest: Mapping[str, int] = field(default_factory=dict)
    answered: Mapping[str, str] = field(default_factory=dict)
    dead_links: frozenset[str] = frozenset()
    looked_at: Mapping[str, frozenset[str]] = field(default_factory=dict)
    near: Near = field(default_factory=dict)
