"""One report: every figure of a period, beside the one before, and along days, channels, teams or topics."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from desk.figures.definitions import DEFINITIONS, Definition, Situation
from desk.figures.records import Counted, Fact, Facts, FigureKey, Group, Period, Value
from handoff.records import HandoverReason


@dataclass(frozen=True, slots=True)
class Point:
    """A figure of one day, channel, team, topic or language; ``group`` is empty for what has none."""

    group: str
    value: Value


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a period, of the period before, and its series."""

    key: FigureKey
    definition: Definition
    value: Value
    previous: Value
    parts: Mapping[FigureKey, float]
    series: Sequence[Point]


@dataclass(frozen=True, slots=True)
class Report:
    """Every figure of a period."""

    period: Period
    zone: ZoneInfo
    group: Group
    figures: Sequence[Figure]
    reasons: Mapping[HandoverReason, int]


def make_report(
    period: Period, zone: ZoneInfo, group: Group, now: Facts, before: Facts, situation: Situation
) -> Report:
    """Counts everything once."""
    name = namer(group, zone)
    return Report(
        period,
        zone,
        group,
        [_figure(key, now, before, situation, name, _expected(group, period)) for key in DEFINITIONS],
        Counter(case.reason for case in now.cases),
    )


def counted(key: FigureKey, facts: Facts, situation: Situation) -> list[Counted]:
    """What a figure counts: its value is made of these, and the drill-down lists them."""
    return DEFINITIONS[key].counted(facts, situation)


def value_of(key: FigureKey, facts: Facts, situation: Situation) -> Value:
    """A figure's value."""
    definition = DEFINITIONS[key]
    return definition.value(definition.counted(facts, situation), _total(definition.out_of(facts)))


def namer(group: Group, zone: ZoneInfo) -> Callable[[Fact], str]:
    """To which day, channel, team, topic or language a fact belongs."""
    if group is Group.DAY:
        return lambda fact: day_of(fact.at, zone)
    return lambda fact: getattr(fact, group.value) or ""


def day_of(moment: datetime, zone: ZoneInfo) -> str:
    """The shop's day, as ISO 8601."""
    return moment.astimezone(zone).date().isoformat()


def _expected(group: Group, period: Period) -> list[str]:
    """Days without anything are shown too."""
    return [day.isoformat() for day in period.days] if group is Group.DAY else []


def _figure(
    key: FigureKey,
    now: Facts,
    before: Facts,
    situation: Situation,
    name: Callable[[Fact], str],
    expected: Sequence[str],
) -> Figure:
    definition = DEFINITIONS[key]
    found = definition.counted(now, situation)
    out_of = definition.out_of(now)
    return Figure(
        key,
        definition,
        definition.value(found, _total(out_of)),
        value_of(key, before, situation),
        _parts(key, now, situation),
        _series(definition, found, out_of, name, expected),
    )


def _parts(key: FigureKey, facts: Facts, situation: Situation) -> Mapping[FigureKey, float]:
    """What was saved, kept apart by how sure it is that the shopper was helped."""
    if key is not FigureKey.COST_SAVED:
        return {}
    return {
        part: sum(situation.costs.saved(each.fact.channel) for each in counted(part, facts, situation))
        for part in (FigureKey.RESOLVED_CONFIRMED, FigureKey.RESOLVED_ASSUMED)
    }


def _series(
    definition: Definition,
    found: Sequence[Counted],
    out_of: Sequence[Counted],
    name: Callable[[Fact], str],
    expected: Sequence[str],
) -> list[Point]:
    groups: dict[str, list[Counted]] = defaultdict(list)
    for each in found:
        groups[name(each.fact)].append(each)
    of: Counter[str] = Counter()
    for each in out_of:
        of[name(each.fact)] += round(each.value)
    names = expected or sorted(groups.keys() | of.keys())
    return [Point(it, definition.value(groups.get(it, ()), of[it])) for it in names]


def _total(counted: Sequence[Counted]) -> int:
    return round(sum(each.value for each in counted))
