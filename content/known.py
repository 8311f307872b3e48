"""What a content root knows besides what editors work on: for checks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

Near = Callable[[Sequence[str], Sequence[str]], Sequence[Sequence[tuple[int, float]]]]
"""For each of the first texts, which of the second mean about the same: their index, and how much, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Known:
    """What may be named.

    Attributes:
        languages: Those the shop answers in; the first is said where no other is asked for.
        intents: Those the assistant reads, by full name (``faq/sizes``), and those only buttons send.
        actions: Those it can do.
        slots: Those that answers may ask for or fill in.
        entities: Those a button may carry.
        categories: Ids.
        longest: Characters that a channel shows of an answer, by channel.
        longest_title: Characters that fit a button.
        least_examples: Ways of asking that a topic needs in each language.
        enough_examples: From which a topic is read well.
        answered: Phrases and actions by topic: what answers an ``acting`` topic.
        near: The laboratory's comparison by meaning, where there is one.
    """

    languages: tuple[str, ...] = ("it", "en")
    intents: frozenset[str] = frozenset()
    actions: frozenset[str] = frozenset()
    slots: frozenset[str] = frozenset()
    entities: frozenset[str] = frozenset()
    categories: tuple[str, ...] = ()
    longest: Mapping[str, int] = field(default_factory=dict)
    longest_title: int = 24
    least_examples: int = 5
    enough_examples: int = 15
    answered: Mapping[str, str] = field(default_factory=dict)
    near: Near | None = None
