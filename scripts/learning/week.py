"""The week: shoppers ask, agents answer, an editor looks, accepts and publishes."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, TypeVar

from sqlalchemy import select

from content.topics import Answer, Topic
from desk.learning.finding import FALLBACKS
from desk.learning.records import Home, HomeKind, Kind
from desk.studio.records import Publication, PublicationState, topic_item
from handoff.identifiers import new_id
from handoff.messages import Address, Inbound
from handoff.records import Agent, MessageState, Owner
from handoff.sql.tables import conversations, messages
from scripts.learning.questions import ANSWER, ANSWER_EN, ANSWER_IT, DAYS, ENGLISH, TITLES, Asked
from scripts.learning.stage import MONDAY, Stage

Found = TypeVar("Found")
CHANNEL = "webchat"
AGENTS = (Agent("a" * 32, "Giulia"), Agent("b" * 32, "Marco"))
TURN_SECONDS = 60.0
PUBLISHING_SECONDS = 400.0
BETWEEN = timedelta(minutes=20)
"""Between two shoppers."""
LOOKS_ON, PUBLISHES_ON = 1, 2
"""The editor looks on Tuesday evening, and publishes on Wednesday morning."""


FLAGGED = {"answered wrong": Kind.ANSWERED_WRONG, "told that it can't help": Kind.SHOULD_BE_ANSWERED}


class NotPublished(Exception):
    """What was to go live did not."""


@dataclass(slots=True)
class Day:
    """What became of one day's questions; of the unknown one, and of those that were known before."""

    name: str
    unknown: Counter[str] = field(default_factory=Counter)
    known: Counter[str] = field(default_factory=Counter)
    editor: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Week:
    """All that was seen.

    Attributes:
        group: How many of the question's messages the inbox had in its largest group of them, and in all.
        publishing: Seconds from "publish" until it was live.
    """

    days: list[Day] = field(default_factory=list)
    group: tuple[int, int] = (0, 0)
    purity: float = 0.0
    place: int = 0
    proposed: str = ""
    proposal_count: int = 0
    topic: str = ""
    publishing: float = 0.0
    gate: str = ""
    reasons: str = ""


class Player:
    """Plays the week.

    Args:
        stage: What runs.
        plan: Each day's questions.
    """

    def __init__(self, stage: Stage, plan: Sequence[Sequence[Asked]]) -> None:
        self._stage = stage
        self._services = stage.services
        self._plan = plan
        self._week = Week()
        self._editor = Agent("e" * 32, "Elena")
        self._answered = 0

    async def play(self) -> Week:
        """Seven days."""
        for number, asked in enumerate(self._plan):
            day = Day(DAYS[number])
            self._week.days.append(day)
            self._stage.clock.put_to(MONDAY + timedelta(days=number))
            if number == PUBLISHES_ON:
                await self._publish(day)
            for one in asked:
                await self._ask(one, day)
            if number == LOOKS_ON:
                await self._look(day)
        return self._week

    async def _ask(self, asked: Asked, day: Day) -> None:
        """One shopper: asks, and takes a person where they were not understood."""
        self._stage.clock.advance(BETWEEN)
        address = Address(CHANNEL, new_id())
        conversation, seen = await self._say(address, asked.text)
        outcome = self._outcome(asked, seen)
        (day.unknown if asked.kind == "unknown" else day.known)[outcome] += asked.kind != "strange"
        if asked.kind != "unknown" or outcome == "answered":
            return
        if await self._owner(conversation) is Owner.BOT:
            await self._say(address, "", "/ask_person")
        if await self._owner(conversation) is Owner.QUEUE:
            await self._serve(conversation, str(seen["id"]), FLAGGED.get(outcome))

    async def _say(
        self, address: Address, text: str, payload: str | None = None
    ) -> tuple[str, dict[str, Any]]:
        """Writes, and waits until the assistant has dealt with it; the conversation and the reading."""
        self._stage.clock.advance(timedelta(seconds=20))
        provider = new_id()
        event = Inbound(address, provider, text, payload, language="it")
        await self._services.inbox.accept(CHANNEL, [event])
        query = select(messages).where(messages.c.provider_id == provider)

        async def dealt_with() -> dict[str, Any] | None:
            async with self._services.database.read() as connection:
                row = (await connection.execute(query)).mappings().one()
            return dict(row) if row["state"] != MessageState.RECEIVED.value else None

        row = await within(TURN_SECONDS, dealt_with)
        return str(row["conversation_id"]), row

    def _outcome(self, asked: Asked, row: dict[str, Any]) -> str:
        """What a shopper would say of it."""
        reading = row["reading"]
        assert isinstance(reading, dict)  # noqa: S101 - the brain has read it
        doubt, intent = reading.get("doubt"), reading.get("intent")
        if doubt == "ask":
            return "asked back"
        if doubt == "give_up":
            return "handed over"
        if intent in FALLBACKS:
            return "told that it can't help"
        wanted = asked.intent or self._week.topic
        return "answered" if wanted and intent == wanted else "answered wrong"

    async def _owner(self, conversation: str) -> Owner:
        query = select(conversations.c.owner).where(conversations.c.id == conversation)
        async with self._services.database.read() as connection:
            return Owner((await connection.execute(query)).scalar_one())

    async def _serve(self, conversation: str, message: str, flag: Kind | None) -> None:
        """An agent answers, each time in their own words, flags what was answered wrong, closes the case."""
        agent = AGENTS[self._answered % len(AGENTS)]
        await self._services.ownership.take(conversation, agent)
        self._stage.clock.advance(timedelta(minutes=2))
        await self._services.answers.say(conversation, agent, f"Ciao, sono {agent.name}.", new_id())
        await self._services.answers.say(conversation, agent, ANSWER[self._answered % len(ANSWER)], new_id())
        if flag is not None:
            await self._services.learning.flags.put(message, flag, agent)
        self._stage.clock.advance(timedelta(minutes=1))
        await self._services.ownership.resolve(conversation, agent)
        self._answered += 1

    async def _look(self, day: Day) -> None:
        """The editor finds the question in the inbox, and what agents answer to it among the proposals."""
        self._stage.clock.advance(timedelta(minutes=10))
        learning, asked = self._services.learning, self._unknown_texts()
        await learning.worker.collect()
        await within(TURN_SECONDS * 3, learning.worker.understand)
        page = await learning.inbox.page()
        mine = {
            group.id: sum(it.message.text in asked for it in (await learning.inbox.group(group.id)).messages)
            for group in page.groups
        }
        wanted = max(mine, key=lambda it: mine[it])
        chosen = next(group for group in page.groups if group.id == wanted)
        self._week.group = mine[wanted], sum(mine.values())
        self._week.purity = mine[wanted] / chosen.size
        self._week.place = [group.id for group in page.groups].index(wanted) + 1
        self._week.proposed = chosen.proposed.kind.value
        day.editor.append(
            f"found in the inbox, place {self._week.place}: {chosen.size} messages, "
            f"proposed home: {self._week.proposed}"
        )
        self._week.topic = await self._accept(day)
        home = Home(HomeKind.TOPIC, self._week.topic)
        groups = [group for group, count in mine.items() if count]
        decided = await learning.deciding.accept(self._editor, groups, [], home)
        day.editor.append(f"accepted {len(groups)} groups: {len(decided.added)} more ways of asking")

    async def _accept(self, day: Day) -> str:
        """Begins the topic with the agents' words, and finishes it in English."""
        proposals = await self._services.learning.proposals.all()
        if proposals:
            found = proposals[0]
            self._week.proposal_count = found.count
            name = await self._services.learning.proposals.accept(
                found.id, self._editor, TITLES["it"], "products"
            )
            day.editor.append(f"accepted what agents had answered {found.count} times")
        else:
            draft = await self._services.studio.drafts.create(self._editor, {"it": TITLES["it"]}, "products")
            name = draft.item.removeprefix("topic:")
        draft = await self._services.studio.drafts.get(topic_item(name))
        begun = Topic.from_json(draft.value)
        whole = Topic(
            begun.name,
            begun.kind,
            begun.category or "products",
            TITLES,
            {**begun.examples, "en": ENGLISH},
            (Answer(ANSWER_IT, "it"), Answer(ANSWER_EN, "en")),
        )
        await self._services.studio.drafts.put(self._editor, draft.item, draft.revision, whole.to_json())
        return name

    def _unknown_texts(self) -> set[str]:
        return {one.text for asked in self._plan for one in asked if one.kind == "unknown"}

    async def _publish(self, day: Day) -> None:
        """Trains for real, compares, looks at the report, goes."""
        began, studio = time.perf_counter(), self._services.studio
        publication = await studio.publishing.publish(self._editor, TITLES["it"])
        ready = await self._reaches(publication.id, PublicationState.READY)
        self._week.gate = str((ready.report or {}).get("gate"))
        codes = [str(reason.get("code")) for reason in (ready.report or {}).get("reasons") or ()]
        self._week.reasons = f" ({', '.join(codes)})" if codes else ""
        await studio.publications.go(publication.id, self._editor)
        done = await self._reaches(publication.id, PublicationState.LIVE)
        self._week.publishing = time.perf_counter() - began
        day.editor.append(f"published in {self._week.publishing:.0f} s as version {done.version}")

    async def _reaches(self, publication_id: str, state: PublicationState) -> Publication:
        """Waits for a state (``NotPublished`` where another is its end)."""

        async def look() -> Publication | None:
            found = await self._services.studio.publications.get(publication_id)
            if found.state in {PublicationState.FAILED, PublicationState.STOPPED}:
                raise NotPublished(f"{found.error}: {found.error_detail}")
            return found if found.state is state else None

        return await within(PUBLISHING_SECONDS, look)


async def within(seconds: float, look: Callable[[], Awaitable[Found | None]]) -> Found:
    """Looks until something is found (``TimeoutError``)."""
    async with asyncio.timeout(seconds):
        found = await look()
        while not found:
            await asyncio.sleep(0.05)
            found = await look()
        return found
