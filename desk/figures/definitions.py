"""What each figure counts: the one place that decides, for the value as for the conversations behind it."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from desk.figures.records import Awaited, Case, Contact, Costs, Counted, Fact, Facts, FigureKey, Unit, Value

SILENCE = timedelta(hours=24)
"""After this long without a message of the shopper's, a contact is over; the next message begins another."""
REOPENED_WITHIN = timedelta(hours=24)
CONFIRMING = frozenset({"thanks", "affirm"})
"""Readings of a last message by which a shopper says that it was settled."""
NOT_UNDERSTOOD = frozenset({"", "nlu_fallback", "out_of_scope", "cancel", "deny", "complaint", "ask_person"})
"""Readings of a last message after which silence means nothing good."""
GOOD_SCORE = 4
BAD_SCORE = 2


@dataclass(frozen=True, slots=True)
class Situation:
    """What definitions need to know besides the facts."""

    now: datetime
    costs: Costs


@dataclass(frozen=True, slots=True)
class Definition:
    """How one figure is made.

    Attributes:
        unit: What it is counted in.
        counted: The facts that it counts, each with what it adds.
        value: Makes one value of them; the second argument is everything it might have counted.
        out_of: For a share: how many each fact might have counted.
    """

    unit: Unit
    counted: Callable[[Facts, Situation], list[Counted]]
    value: Callable[[Sequence[Counted], int], Value]
    out_of: Callable[[Facts], list[Counted]] = lambda _: []


def is_confirmed(contact: Contact) -> bool:
    """No person was needed, and the shopper said so: thanks or a yes at the end, or a score of 4 or 5."""
    if contact.has_case or not contact.asked or contact.unhappy:
        return False
    return contact.happy or (contact.answered and contact.last_intent in CONFIRMING)


def is_assumed(contact: Contact, now: datetime) -> bool:
    """No person was asked for, the last message was understood and answered, and silence followed."""
    if contact.has_case or not contact.asked or contact.unhappy or not contact.answered:
        return False
    if contact.last_intent in NOT_UNDERSTOOD or now - contact.last_at < SILENCE:
        return False
    return not is_confirmed(contact)


def _confirmed(facts: Facts, _: Situation) -> list[Counted]:
    return _ones(contact for contact in facts.contacts if is_confirmed(contact))


def _assumed(facts: Facts, situation: Situation) -> list[Counted]:
    return _ones(contact for contact in facts.contacts if is_assumed(contact, situation.now))


def _saved(facts: Facts, situation: Situation) -> list[Counted]:
    resolved = [*_confirmed(facts, situation), *_assumed(facts, situation)]
    return [Counted(each.fact, situation.costs.saved(each.fact.channel)) for each in resolved]


def _frustrated(facts: Facts, _: Situation) -> list[Counted]:
    """Message by message, each at its own place in its conversation."""
    return _ones(
        replace(contact, sequence=sequence) for contact in facts.contacts for sequence in contact.frustrated
    )


def _seconds(of: Callable[[Case], float | None]) -> Callable[[Facts, Situation], list[Counted]]:
    def counted(facts: Facts, _: Situation) -> list[Counted]:
        return [Counted(case, seconds) for case in facts.cases if (seconds := of(case)) is not None]

    return counted


def _next_responses(facts: Facts, _: Situation) -> list[Counted]:
    return [Counted(each, each.seconds) for each in facts.awaited if each.seconds is not None]


def _next_within(facts: Facts, _: Situation) -> list[Counted]:
    return _ones(each for each in _next_judged(facts) if not each.late)


def _next_judged(facts: Facts) -> list[Awaited]:
    """Those of which it is known whether they kept their target: who is still waiting in time is not."""
    return [each for each in facts.awaited if each.promised and (each.late or each.seconds is not None)]


def _ones(facts: Iterable[Fact]) -> list[Counted]:
    return [Counted(fact, 1.0) for fact in facts]


def percentile(values: Sequence[float], share: float) -> float | None:
    """The value that ``share`` of all do not exceed, between neighbours by a straight line."""
    if not values:
        return None
    ordered = sorted(values)
    place = share * (len(ordered) - 1)
    below = math.floor(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


def _count(counted: Sequence[Counted], _: int) -> Value:
    return Value(float(len(counted)), len(counted))


def _sum(counted: Sequence[Counted], _: int) -> Value:
    return Value(math.fsum(each.value for each in counted), len(counted))


def _mean(counted: Sequence[Counted], _: int) -> Value:
    values = [each.value for each in counted]
    return Value(math.fsum(values) / len(values) if values else None, len(values))


def _share(counted: Sequence[Counted], of: int) -> Value:
    return Value(len(counted) / of if of else None, len(counted), of=of)


def _median(counted: Sequence[Counted], _: int) -> Value:
    values = [each.value for each in counted]
    return Value(percentile(values, 0.5), len(values), percentile(values, 0.9))


DEFINITIONS: Mapping[FigureKey, Definition] = {
    FigureKey.VOLUME: Definition(Unit.COUNT, lambda facts, _: _ones(facts.contacts), _count),
    FigureKey.RESOLVED_CONFIRMED: Definition(Unit.COUNT, _confirmed, _count),
    FigureKey.RESOLVED_ASSUMED: Definition(Unit.COUNT, _assumed, _count),
    FigureKey.HANDED_OVER: Definition(Unit.COUNT, lambda facts, _: _ones(facts.cases), _count),
    FigureKey.FIRST_RESPONSE: Definition(Unit.SECONDS, _seconds(lambda case: case.first_response), _median),
    FigureKey.NEXT_RESPONSE: Definition(Unit.SECONDS, _next_responses, _median),
    FigureKey.NEXT_RESPONSE_WITHIN: Definition(
        Unit.SHARE, _next_within, _share, lambda facts: _ones(_next_judged(facts))
    ),
    FigureKey.WAIT: Definition(Unit.SECONDS, _seconds(lambda case: case.wait), _median),
    FigureKey.HANDLING: Definition(Unit.SECONDS, _seconds(lambda case: case.handling), _median),
    FigureKey.SATISFACTION: Definition(
        Unit.SCORE, lambda facts, _: [Counted(each, each.score) for each in facts.ratings], _mean
    ),
    FigureKey.ESTIMATED_FRUSTRATION: Definition(
        Unit.SHARE,
        _frustrated,
        _share,
        lambda facts: [Counted(contact, contact.heard) for contact in facts.contacts],
    ),
    FigureKey.REOPENED: Definition(
        Unit.COUNT, lambda facts, _: _ones(case for case in facts.cases if case.reopened), _count
    ),
    FigureKey.COST_SAVED: Definition(Unit.EURO, _saved, _sum),
    FigureKey.FAQ_USEFUL: Definition(
        Unit.SHARE,
        lambda facts, _: _ones(vote for vote in facts.votes if vote.useful),
        _share,
        lambda facts: _ones(facts.votes),
    ),
}
