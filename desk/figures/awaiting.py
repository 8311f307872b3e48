"""What shoppers asked of the person who had their case, and how long the answer took."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from desk.figures.records import Awaited, Case
from desk.figures.stopwatch import Stopwatch
from handoff.records import Agent, HandoverReason
from handoff.targets import Targets


@dataclass(frozen=True, slots=True)
class Promises:
    """What people promise, and what became of it.

    Attributes:
        watch: Stands still where the promises' own clocks do.
        targets: Those of now: what has none was promised nothing.
    """

    watch: Stopwatch
    targets: Targets


class Answering:
    """What agents said, and which of their answers were recorded as late, by case.

    Args:
        answers: Rows of ``queries.agents_messages``.
        breaches: Rows of ``queries.late_answers``.
    """

    def __init__(self, answers: Iterable[Any], breaches: Iterable[Any]) -> None:
        self._answers: dict[str, list[Any]] = defaultdict(list)
        self._dues: dict[str, list[datetime]] = defaultdict(list)
        for answer in answers:
            self._answers[answer.case_id].append(answer)
        for breach in breaches:
            self._dues[breach.case_id].append(breach.due)

    def awaited(self, row: Any, case: Case, words: Sequence[Any], promises: Promises) -> Iterator[Awaited]:
        """Every wait for a next answer in one case, in order.

        Args:
            row: The case's.
            case: The same as a fact.
            words: What the shopper wrote while it was open.
            promises: What they may expect.
        """
        waits = list(_waits(case, words, self._answers.get(case.id, ())))
        promised = promises.targets.find(row.team_id, row.priority) is not None
        asked = [words.at for words, _ in waits]
        for (words_, answer), (start, following) in zip(waits, pairwise([*asked, None]), strict=True):
            late = any(_is_between(due, start, following) for due in self._dues.get(case.id, ()))
            seconds = promises.watch.seconds(case.team, case.channel, start, answer.at) if answer else None
            yield _fact(case, words_, answer, seconds=seconds, late=late, promised=promised or late)


def _waits(case: Case, words: Sequence[Any], answers: Sequence[Any]) -> Iterator[tuple[Any, Any | None]]:
    """Each first word that somebody owed an answer to, and that answer, by the rules of ``handoff.owing``.

    A case that was handed over begins with a first answer owed, which has a figure of its own; who steps in
    owes nothing until the shopper writes.
    """
    first_is_owed = case.reason is not HandoverReason.AGENT_STEPPED_IN
    asked: Any | None = None
    said = [*((line.sequence, False, line) for line in words), *((it.sequence, True, it) for it in answers)]
    for _, is_answer, line in sorted(said, key=lambda each: each[0]):
        if is_answer:
            if asked is not None:
                yield asked, line
            asked, first_is_owed = None, False
        elif asked is None and not first_is_owed:
            asked = line
    if asked is not None:
        yield asked, None


def _is_between(due: datetime, start: datetime, following: datetime | None) -> bool:
    """A wait's own due comes after its beginning, and is recorded before anything else can be owed."""
    return start < due and (following is None or due <= following)


def _fact(
    case: Case, words: Any, answer: Any | None, *, seconds: float | None, late: bool, promised: bool
) -> Awaited:
    return Awaited(
        conversation_id=case.conversation_id,
        at=words.at,
        channel=case.channel,
        contact_name=case.contact_name,
        language=case.language,
        topic=case.topic,
        team=case.team,
        sequence=words.sequence,
        case_id=case.id,
        reason=case.reason,
        agent=Agent(answer.agent_id, answer.author_name or "") if answer and answer.agent_id else case.agent,
        seconds=seconds,
        late=late,
        promised=promised,
    )
