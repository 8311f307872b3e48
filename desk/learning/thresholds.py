"""Thresholds from outcomes: what others would have done with recent messages, and what is known of that."""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import structlog
import yaml

from content.topics import Threshold
from desk.learning.finding import FALLBACKS
from desk.learning.outcomes import Decision, Judged, Outcome, recent_outcomes
from desk.studio.drafts import Drafts
from desk.studio.records import THRESHOLDS
from handoff.ports import Clock
from handoff.records import Agent
from handoff.sql.database import Database

log = structlog.get_logger(__name__)

USUAL = Threshold(0.1, 0.45)
"""Where training learned none: what ``bot.components.doubt.Doubt`` goes by."""
ENOUGH_WORDS = 4
"""A shorter message is asked about, however unlikely its reading is."""
MOST_TOLD = 200


@dataclass(frozen=True, slots=True)
class TopicThresholds:
    """One topic's thresholds, and what they did.

    Attributes:
        learned: By training.
        fixed: By hand, in what is live.
        draft: By hand, in the draft.
        judged: Answers of which it is known whether they were right.
    """

    intent: str
    live: Threshold
    learned: Threshold | None
    fixed: bool
    draft: Threshold | None
    messages: int
    answered: int
    wrong: int
    judged: int


@dataclass(frozen=True, slots=True)
class Overview:
    """Every topic's, and the draft's revision."""

    topics: tuple[TopicThresholds, ...]
    revision: int


@dataclass(frozen=True, slots=True)
class Counts:
    """What messages came to; wrong and unknown are parts of answered."""

    answered: int = 0
    asked: int = 0
    handed_over: int = 0
    wrong: int = 0
    unknown: int = 0


@dataclass(frozen=True, slots=True)
class Moved:
    """A message that would be answered, or no longer be."""

    text: str
    intent: str
    confidence: float
    judged: Judged


@dataclass(frozen=True, slots=True)
class Replay:
    """What other thresholds would have changed."""

    messages: int
    before: Counts
    after: Counts
    gained: tuple[Moved, ...]
    lost: tuple[Moved, ...]


class Thresholds:
    """Shows, replays and fixes thresholds.

    Args:
        database: Where messages are.
        clock: The time.
        drafts: What is fixed by hand, live and drafted.
        learned: The file that training writes.
    """

    def __init__(self, database: Database, clock: Clock, drafts: Drafts, learned: Path) -> None:
        self._database = database
        self._clock = clock
        self._drafts = drafts
        self._learned = learned

    async def overview(self, days: int) -> Overview:
        """Every topic's thresholds, the most asked first."""
        learned = await asyncio.to_thread(_read, self._learned)
        live, draft = await self._drafts.live(), await self._drafts.get(THRESHOLDS)
        drafted = {intent: Threshold.from_json(one) for intent, one in (draft.value or {}).items()}
        told = await recent_outcomes(self._database, self._clock.now(), days)
        names = [name for name, topic in live.topics.items() if topic.kind in {"faq", "acting"}]
        by_intent: dict[str, list[Outcome]] = defaultdict(list)
        for outcome in told:
            by_intent[outcome.intent].append(outcome)
        found = []
        for intent in dict.fromkeys((*names, *live.thresholds, *drafted)):
            its = by_intent[intent]
            answered = [outcome for outcome in its if outcome.decision == "answered"]
            fixed, own = live.thresholds.get(intent), learned.get(intent)
            found.append(
                TopicThresholds(
                    intent=intent,
                    live=_over(fixed, own),
                    learned=own,
                    fixed=fixed is not None,
                    draft=_over(drafted[intent], own) if drafted.get(intent) not in {None, fixed} else None,
                    messages=len(its),
                    answered=len(answered),
                    wrong=sum(outcome.judged == "wrong" for outcome in answered),
                    judged=sum(outcome.judged != "unknown" for outcome in answered),
                )
            )
        found.sort(key=lambda one: (-one.messages, one.intent))
        return Overview(tuple(found), draft.revision)

    async def replay(self, intent: str | None, wanted: Threshold, days: int) -> Replay:
        """What thresholds would have done, to one topic's messages or to all."""
        told = await recent_outcomes(self._database, self._clock.now(), days)
        return replayed(told, intent, wanted)

    async def fix(self, editor: Agent, intent: str, revision: int, wanted: Threshold | None) -> None:
        """Fixes a topic's thresholds in the draft, or takes the fixing away (``ChangedMeanwhile``)."""
        await self._drafts.put_threshold(editor, intent, revision, wanted)


def _over(fixed: Threshold | None, learned: Threshold | None) -> Threshold:
    """What holds: each end as it is fixed by hand, else as it was learned, else the usual."""
    stated = [one for one in (fixed, learned, USUAL) if one is not None]
    lower = next(one.lower for one in stated if one.lower is not None)
    return Threshold(lower, next(one.upper for one in stated if one.upper is not None))


def replayed(told: Iterable[Outcome], intent: str | None, wanted: Threshold) -> Replay:
    """The same messages under other thresholds."""
    its = [one for one in told if one.intent not in FALLBACKS and intent in {None, one.intent}]
    after = [decide(one, wanted) for one in its]
    moved = list(zip(its, after, strict=True))
    gained = [one for one, then in moved if one.decision != "answered" and then == "answered"]
    lost = [one for one, then in moved if one.decision == "answered" and then != "answered"]
    return Replay(
        len(its),
        _counts((one, one.decision) for one in its),
        _counts(moved),
        tuple(_told(gained)),
        tuple(_told(lost)),
    )


def decide(outcome: Outcome, thresholds: Threshold) -> Decision:
    """What would have been done, as ``bot.components.doubt.Doubt`` does it."""
    whole = _over(thresholds, None)
    if outcome.confidence >= (whole.upper or 0.0):
        return "answered"
    long_enough = len(outcome.line.text.split()) >= ENOUGH_WORDS
    return "handed_over" if outcome.confidence < (whole.lower or 0.0) and long_enough else "asked"


def _counts(decided: Iterable[tuple[Outcome, Decision]]) -> Counts:
    counted: Counter[str] = Counter()
    for outcome, decision in decided:
        counted[decision] += 1
        if decision == "answered":
            counted[outcome.judged] += 1
    return Counts(
        counted["answered"], counted["asked"], counted["handed_over"], counted["wrong"], counted["unknown"]
    )


def _told(outcomes: Iterable[Outcome]) -> Iterable[Moved]:
    """The surest and the wrong first: they are what an editor looks for."""
    order = {"wrong": 0, "right": 1, "unknown": 2}
    ordered = sorted(outcomes, key=lambda one: (order[one.judged], -one.confidence))
    for outcome in ordered[:MOST_TOLD]:
        if message := outcome.line.found():
            yield Moved(message.text, outcome.intent, outcome.confidence, outcome.judged)


def _read(path: Path) -> Mapping[str, Threshold]:
    """What training learned; nothing where there is no file, or it is being written."""
    try:
        content = yaml.safe_load(path.read_bytes()) or {}
        return {
            str(intent): Threshold(float(row["lower"]), float(row["upper"]))
            for intent, row in content.items()
        }
    except FileNotFoundError:
        return {}
    except (yaml.YAMLError, KeyError, TypeError, ValueError, AttributeError):
        log.warning("learned thresholds cannot be read", file=path.name)
        return {}
