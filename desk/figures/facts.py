"""Rows made into facts: messages into contacts, and what belongs to each."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time
from itertools import groupby, pairwise
from operator import attrgetter
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from desk.figures import definitions
from desk.figures.awaiting import Answering, Promises
from desk.figures.records import Awaited, Case, Contact, Fact, Facts, Filters, Rating, Vote
from desk.figures.stopwatch import Stopwatch
from handoff.records import Agent, HandoverReason, MessageState

GREETINGS = frozenset({"greet", "goodbye", "thanks", "affirm", "deny", "set_language"})
"""Small talk: by itself it asks for nothing."""
NO_TOPIC = GREETINGS | {"", "ask_person", "cancel", "nlu_fallback", "out_of_scope"}
FRUSTRATED = "frustrated"
ANSWERED = MessageState.ANSWERED.value


class Line(NamedTuple):
    """A shopper's message, as ``queries.shoppers_messages`` reads it: rows are slow to look into."""

    conversation_id: str
    sequence: int
    at: datetime
    intent: str | None
    tone: str | None
    state: str
    channel: str
    contact_name: str | None
    language: str | None


class Rows(NamedTuple):
    """What was read, as the queries of the same names tell."""

    messages: Sequence[Any]
    cases: Sequence[Any]
    ratings: Sequence[Any]
    votes: Sequence[Any]
    earlier: Sequence[Any]
    answers: Sequence[Any]
    breaches: Sequence[Any]


@dataclass(slots=True)
class Stretch:
    """The messages of one contact, and its cases and scores, while it is put together."""

    messages: list[Line]
    topic: str | None
    cases: list[Any] = field(default_factory=list)
    scores: list[int] = field(default_factory=list)

    @property
    def start(self) -> datetime:
        """Its first message."""
        return self.messages[0].at

    @property
    def team(self) -> str | None:
        """Of its first case that any team served."""
        return next((case.team_id for case in self.cases if case.team_id), None)


class History:
    """The stretches of every conversation, to be found by moment."""

    def __init__(self, rows: Iterable[Any]) -> None:
        self.stretches: dict[str, list[Stretch]] = {
            conversation: [
                Stretch(messages, topic_of([row.intent for row in messages])) for messages in _split(its)
            ]
            for conversation, its in groupby(map(Line._make, rows), key=attrgetter("conversation_id"))
        }
        self._starts = {key: [each.start for each in its] for key, its in self.stretches.items()}

    def at(self, conversation_id: str, moment: datetime) -> Stretch | None:
        """The stretch that had begun last at a moment."""
        place = bisect_right(self._starts.get(conversation_id, ()), moment)
        return self.stretches[conversation_id][place - 1] if place else None

    def during(self, conversation_id: str, start: datetime, end: datetime | None) -> Iterator[Stretch]:
        """Every stretch that was not over when a case began, and had begun when it ended."""
        for stretch in self.stretches.get(conversation_id, ()):
            over = stretch.messages[-1].at + definitions.SILENCE
            if start < over and (end is None or stretch.start <= end):
                yield stretch

    def words(self, conversation_id: str, start: datetime, end: datetime | None) -> list[Line]:
        """What the shopper wrote after one moment, until another."""
        return [
            line
            for stretch in self.stretches.get(conversation_id, ())
            for line in stretch.messages
            if start < line.at and (end is None or line.at <= end)
        ]


def _stretch(messages: list[Line]) -> Stretch:
    return Stretch(messages, topic_of([row.intent for row in messages]))


def topic_of(intents: Iterable[str | None]) -> str | None:
    """The first reading that is a wish, and not small talk."""
    for intent in intents:
        if intent and intent not in NO_TOPIC:
            return intent
    return None


def make_facts(start: datetime, end: datetime, filters: Filters, promises: Promises, rows: Rows) -> Facts:
    """The facts from ``start`` until ``end``, out of rows that begin a day earlier."""
    history = History(_in_order(rows))
    for row in rows.cases:
        for stretch in history.during(row.conversation_id, row.opened_at, row.closed_at):
            stretch.cases.append(row)
    for row in rows.ratings:
        if about := history.at(row.conversation_id, row.asked_at):
            about.scores.append(row.score)

    wanted = _within(start, end, filters)
    cases = list(_cases(history, rows.cases, promises.watch))
    return Facts(
        contacts=[it for it in _contacts(history) if wanted(it)],
        cases=[it for it in cases if wanted(it)],
        ratings=[it for it in _ratings(history, rows.ratings, rows.cases) if wanted(it)],
        votes=[it for it in _votes(rows.votes, promises.watch.zone) if wanted(it)],
        awaited=[it for it in _awaited(history, cases, rows, promises) if wanted(it)],
    )


def _in_order(rows: Rows) -> Sequence[Any]:
    """Conversation by conversation, as the messages alone already are."""
    if not rows.earlier:
        return rows.messages
    return sorted([*rows.earlier, *rows.messages], key=attrgetter("conversation_id", "sequence"))


def _awaited(history: History, cases: Iterable[Case], rows: Rows, promises: Promises) -> Iterator[Awaited]:
    answering = Answering(rows.answers, rows.breaches)
    for row, case in zip(rows.cases, cases, strict=True):
        words = history.words(row.conversation_id, row.opened_at, row.closed_at)
        yield from answering.awaited(row, case, words, promises)


def _split(rows: Iterable[Line]) -> Iterator[list[Line]]:
    """One conversation's messages, parted where a day of silence lies between two."""
    messages = list(rows)
    if messages[-1].at - messages[0].at < definitions.SILENCE:
        yield messages
        return
    cut = [number for number, (one, two) in enumerate(pairwise(messages), 1) if _is_apart(one, two)]
    for first, last in pairwise([0, *cut, len(messages)]):
        yield messages[first:last]


def _is_apart(one: Line, two: Line) -> bool:
    return two.at - one.at >= definitions.SILENCE


def _within(start: datetime, end: datetime, filters: Filters) -> Callable[[Fact], bool]:
    """Whether a fact is of the period, and of what is looked at."""
    asked = [(name, getattr(filters, name)) for name in ("channel", "team", "language", "topic")]
    wanted = [(name, value) for name, value in asked if value is not None]
    if not wanted:
        return lambda fact: start <= fact.at < end

    def is_wanted(fact: Fact) -> bool:
        passes = all((getattr(fact, name) or "") == value for name, value in wanted)
        return passes and start <= fact.at < end

    return is_wanted


def _contacts(history: History) -> Iterator[Contact]:
    for stretches in history.stretches.values():
        for stretch in stretches:
            yield _contact(stretch)


def _contact(stretch: Stretch) -> Contact:
    """In one pass: there are tens of thousands."""
    first, last, scores = stretch.messages[0], stretch.messages[-1], stretch.scores
    ending, asked, heard = "", False, 0
    frustrated: tuple[int, ...] = ()
    for row in stretch.messages:
        if row.intent != "goodbye":
            ending = row.intent or ""
        asked = asked or row.intent not in GREETINGS
        if row.tone is not None:
            heard += 1
            frustrated += (row.sequence,) if row.tone == FRUSTRATED else ()
    return Contact(
        conversation_id=first.conversation_id,
        at=first.at,
        channel=first.channel,
        contact_name=first.contact_name,
        language=first.language,
        topic=stretch.topic,
        team=stretch.team if stretch.cases else None,
        sequence=first.sequence,
        last_at=last.at,
        last_intent=ending,
        answered=last.state == ANSWERED,
        asked=asked,
        has_case=bool(stretch.cases),
        happy=bool(scores) and max(scores) >= definitions.GOOD_SCORE,
        unhappy=bool(scores) and min(scores) <= definitions.BAD_SCORE,
        heard=heard,
        frustrated=frustrated,
    )


def _cases(history: History, rows: Sequence[Any], watch: Stopwatch) -> Iterator[Case]:
    for row in rows:
        stretch = history.at(row.conversation_id, row.opened_at)
        taken_at = row.first_taken_at or row.taken_at
        yield Case(
            id=row.id,
            conversation_id=row.conversation_id,
            at=row.opened_at,
            channel=row.channel,
            contact_name=row.contact_name,
            language=row.spoken or row.language,
            topic=stretch.topic if stretch else None,
            team=row.team_id,
            sequence=stretch.messages[0].sequence if stretch else None,
            reason=HandoverReason(row.reason),
            agent=_agent(row),
            first_response=_waited(row, _first_answer(row), watch),
            wait=_waited(row, taken_at, watch),
            handling=_seconds(taken_at, row.closed_at),
            closed_at=row.closed_at,
            reopened=_is_reopened(row),
        )


def _first_answer(row: Any) -> datetime | None:
    """A message after the end belongs to whatever came next."""
    answered_at: datetime | None = row.first_answer
    if answered_at and row.closed_at and answered_at > row.closed_at:
        return None
    return answered_at


def _waited(row: Any, until: datetime | None, watch: Stopwatch) -> float | None:
    return watch.seconds(row.team_id, row.channel, row.opened_at, until) if until else None


def _is_reopened(row: Any) -> bool:
    if row.closed_at is None or row.next_opened is None:
        return False
    return bool(row.next_opened - row.closed_at <= definitions.REOPENED_WITHIN)


def _seconds(start: datetime | None, end: datetime | None) -> float | None:
    return (end - start).total_seconds() if start and end else None


def _ratings(history: History, rows: Sequence[Any], cases: Sequence[Any]) -> Iterator[Rating]:
    teams = {case.id: case.team_id for case in cases}
    for row in rows:
        stretch = history.at(row.conversation_id, row.asked_at)
        yield Rating(
            conversation_id=row.conversation_id,
            at=row.scored_at,
            channel=row.channel,
            contact_name=row.contact_name,
            language=row.spoken,
            topic=(stretch.topic if stretch else None) or row.topic,
            team=teams.get(row.case_id),
            sequence=stretch.messages[-1].sequence if stretch else None,
            score=row.score,
            case_id=row.case_id,
            agent=_agent(row),
            comment=row.comment,
        )


def _votes(rows: Sequence[Any], zone: ZoneInfo) -> Iterator[Vote]:
    """One fact a vote; of its moment only the day is known."""
    for row in rows:
        noon = datetime.combine(row.day, time(12), zone)
        for useful, times in ((True, row.useful), (False, row.not_useful)):
            for _ in range(times):
                yield Vote(
                    conversation_id="",
                    at=noon,
                    channel="",
                    language=row.language,
                    topic=row.topic,
                    useful=useful,
                )


def _agent(row: Any) -> Agent | None:
    return Agent(row.agent_id, row.agent_name or "") if row.agent_id else None
