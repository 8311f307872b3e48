"""Reports as the API shows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desk.figures import words as said
from desk.figures.records import Awaited, Case, Costs, Counted, Fact, FigureKey, Group, Rating, Unit
from desk.figures.report import Figure, Point, Report
from desk.http import schemas
from desk.titles import Titles
from desk.tone import EXAMPLES, FRUSTRATION_PRECISION, FRUSTRATION_RECALL
from desk.words import Catalogue
from handoff.records import Agent, HandoverReason


@dataclass(frozen=True, slots=True)
class Shown:
    """Shows figures to one reader.

    Attributes:
        titles: Topics in people's words.
        teams: Names of teams by their identifiers.
        targets: What is aimed at, by figure.
        language: The reader's.
    """

    words: Catalogue
    titles: Titles
    language: str
    teams: Mapping[str, str]
    targets: Mapping[FigureKey, float]

    def report(self, report: Report) -> schemas.FiguresOut:
        """A whole report."""
        before = report.period.before
        return schemas.FiguresOut(
            start=report.period.first,
            end=report.period.last,
            previous_start=before.first,
            previous_end=before.last,
            zone=report.zone.key,
            group=report.group,
            figures=[self.figure(figure, report.group) for figure in report.figures],
            handed_over_by_reason=self._reasons(report.reasons),
        )

    def figure(self, figure: Figure, group: Group) -> schemas.FigureOut:
        """One figure with its definition."""
        value, previous = figure.value, figure.previous
        return schemas.FigureOut(
            key=figure.key,
            title=self.title(figure.key),
            definition=said.definition(self.words, figure.key, self.language),
            unit=figure.definition.unit,
            value=_rounded(value.value, figure.definition.unit),
            p90=value.p90,
            count=value.count,
            out_of=value.of,
            previous=_rounded(previous.value, figure.definition.unit),
            previous_p90=previous.p90,
            previous_count=previous.count,
            target=self.targets.get(figure.key),
            parts=[
                schemas.FigurePartOut(key=key, title=self.title(key), value=round(part, 2))
                for key, part in figure.parts.items()
            ],
            measured_error=self._error() if figure.key is FigureKey.ESTIMATED_FRUSTRATION else None,
            series=[self._point(point, group, figure.definition.unit) for point in figure.series],
        )

    def title(self, key: FigureKey) -> str:
        """What a figure is called."""
        return said.title(self.words, key, self.language)

    def label(self, group: Group, name: str) -> str:
        """A day, channel, team, topic or language in people's words."""
        match group:
            case Group.DAY:
                return name
            case _ if not name:
                return self.words.say("figure-none", self.language)
            case Group.TEAM:
                return self.teams.get(name, name)
            case Group.TOPIC:
                return self.titles.of(name, self.language)
            case _:
                return name

    def items(self, counted: Sequence[Counted], total: int, following: str | None) -> schemas.FigureItemsOut:
        """A page of what is behind a figure."""
        return schemas.FigureItemsOut(
            items=[self._item(each) for each in counted], total=total, next=following
        )

    def costs(self, costs: Costs, assumed: frozenset[str], channels: Sequence[str]) -> schemas.CostsOut:
        """What a contact costs, with every channel named."""
        per_contact = dict.fromkeys(channels, costs.email) | costs.per_contact
        guessed = [name for name in per_contact if name not in costs.per_contact]
        return schemas.CostsOut(
            per_contact=per_contact,
            faq=costs.faq,
            email=costs.email,
            call=costs.call,
            assumed=[*sorted(assumed), *sorted(guessed)],
            assumption=self.words.say("figure-cost-assumption", self.language),
        )

    def _point(self, point: Point, group: Group, unit: Unit) -> schemas.FigurePointOut:
        return schemas.FigurePointOut(
            group=point.group,
            label=self.label(group, point.group),
            value=_rounded(point.value.value, unit),
            p90=point.value.p90,
            count=point.value.count,
        )

    def _reasons(self, reasons: Mapping[HandoverReason, int]) -> list[schemas.ReasonCountOut]:
        often_first = sorted(reasons.items(), key=lambda each: (-each[1], each[0]))
        return [
            schemas.ReasonCountOut(reason=why, title=said.reason(self.words, why, self.language), value=count)
            for why, count in often_first
        ]

    def _error(self) -> schemas.MeasuredErrorOut:
        text = self.words.say(
            "figure-measured-error",
            self.language,
            wrong=round(100 * (1 - FRUSTRATION_PRECISION)),
            missed=round(100 * (1 - FRUSTRATION_RECALL)),
            examples=EXAMPLES,
        )
        return schemas.MeasuredErrorOut(
            precision=FRUSTRATION_PRECISION, recall=FRUSTRATION_RECALL, examples=EXAMPLES, text=text
        )

    def _item(self, counted: Counted) -> schemas.FigureItemOut:
        fact = counted.fact
        case = fact if isinstance(fact, Case | Awaited) else None
        rating = fact if isinstance(fact, Rating) else None
        return schemas.FigureItemOut(
            conversation_id=fact.conversation_id,
            case_id=_case_id(fact),
            sequence=fact.sequence,
            at=fact.at,
            channel=fact.channel,
            contact_name=fact.contact_name,
            language=fact.language,
            topic=fact.topic,
            topic_title=self.titles.of(fact.topic, self.language) if fact.topic else None,
            team=self.teams.get(fact.team, fact.team) if fact.team else None,
            agent=_agent((case or rating).agent) if case or rating else None,  # type: ignore[union-attr]
            reason=case.reason if case else None,
            value=round(counted.value, 3),
            score=rating.score if rating else None,
            comment=rating.comment if rating else None,
        )


def _case_id(fact: Fact) -> str | None:
    if isinstance(fact, Case):
        return fact.id
    return fact.case_id if isinstance(fact, Awaited | Rating) else None


def _agent(agent: Agent | None) -> schemas.AgentRef | None:
    return schemas.AgentRef(id=agent.id, name=agent.name) if agent else None


def _rounded(value: float | None, unit: Unit) -> float | None:
    """Euro have cents; a share or a mean has no more digits than it can mean something by."""
    if value is None:
        return None
    return round(value, {Unit.EURO: 2, Unit.SECONDS: 1}.get(unit, 4))
