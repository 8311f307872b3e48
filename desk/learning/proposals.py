"""From agents' answers to a draft topic: what is answered again and again is proposed, in their words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import RowMapping, delete, insert, select, update

from content.topics import Answer
from desk.errors import NotFound
from desk.laboratory.answers import Reading
from desk.laboratory.laboratory import LIVE, Laboratory
from desk.learning.deciding import LONGEST_TITLE, example
from desk.learning.finding import FALLBACKS, SMALL_TALK
from desk.learning.records import Home, HomeKind, State
from desk.learning.tables import answer_pairs, learning_proposals
from desk.studio.drafts import Drafts
from desk.studio.records import TOPIC
from handoff.identifiers import new_id
from handoff.ports import Clock
from handoff.records import Agent
from handoff.sql.database import Database, Session

LEAST_TIMES = 3
ALIKE_QUESTIONS = 0.6
ALIKE_ANSWERS = 0.6
"""Likeness from which two are the same; both are asked for, so each may be lower than for one alone."""
STEP = 200
AMONG = 1500
"""Earlier pairs that new ones are compared with, the newest."""
MOST_ALIKE = 100
"""The laboratory tells no more."""
KEPT = timedelta(days=90)
"""A pair that is not part of a proposal after this was said once."""
MOST_SHOWN = 10


@dataclass(frozen=True, slots=True)
class AgentAnswer:
    """What an agent answered, and to what."""

    question: str
    text: str
    agent: str | None
    at: datetime
    language: str | None


@dataclass(frozen=True, slots=True)
class Proposal:
    """Something that agents answer again and again."""

    id: str
    question: str
    title: str
    count: int
    language: str | None
    answers: tuple[AgentAnswer, ...]
    home: Home
    last_at: datetime


class Proposals:
    """Finds, shows and decides proposals.

    Args:
        database: Where they are.
        clock: The time.
        laboratory: Knows what is alike.
        drafts: Where topics are begun.
        default_language: Of words whose language is not known.
    """

    def __init__(
        self,
        database: Database,
        clock: Clock,
        laboratory: Laboratory,
        drafts: Drafts,
        default_language: str,
    ) -> None:
        self._database = database
        self._clock = clock
        self._laboratory = laboratory
        self._drafts = drafts
        self._default_language = default_language

    async def has_work(self) -> bool:
        """Whether a pair was not compared yet."""
        columns = answer_pairs.c
        new = select(columns.id).where(columns.compared_at.is_(None)).limit(1)
        async with self._database.read() as connection:
            return (await connection.execute(new)).first() is not None

    async def step(self) -> int:
        """Compares new pairs with all others; how many there were (``LaboratoryUnavailable``)."""
        now, columns = self._clock.now(), answer_pairs.c
        fresh = select(answer_pairs).where(columns.compared_at.is_(None)).order_by(columns.at).limit(STEP)
        async with self._database.read() as connection:
            new = (await connection.execute(fresh)).mappings().all()
            if not new:
                return 0
            newest = select(answer_pairs).where(columns.compared_at.is_not(None))
            newest = newest.order_by(columns.at.desc()).limit(AMONG)
            known = (await connection.execute(newest)).mappings().all()
        readings = await self._laboratory.read(LIVE, [row["question"] for row in new])
        talk = {row["id"] for row, one in zip(new, readings, strict=True) if is_talk(one)}
        links = await self._links([row for row in new if row["id"] not in talk], [*known, *new])
        proposed = {row["id"]: home_of(one) for row, one in zip(new, readings, strict=True)}
        async with self._database.write() as connection:
            await _join(connection, new, links, proposed, now)
            await connection.execute(delete(answer_pairs).where(columns.id.in_(talk)))
            await connection.execute(
                delete(answer_pairs).where(columns.proposal_id.is_(None), columns.at < now - KEPT)
            )
        return len(new)

    async def _links(
        self, new: Sequence[RowMapping], among: Sequence[RowMapping]
    ) -> Mapping[str, Sequence[str]]:
        """For each new pair, those that are alike in question and in answer."""
        if not new:
            return {}
        alike = []
        for name, least in (("question", ALIKE_QUESTIONS), ("answer", ALIKE_ANSWERS)):
            others = {row["id"]: row[name] for row in among}
            near = await self._laboratory.near(
                [row[name] for row in new], others, least=least, most=min(MOST_ALIKE, len(others))
            )
            alike.append([{one.id for one in found} for found in near])
        return {
            row["id"]: sorted((questions & answers) - {row["id"]})
            for row, questions, answers in zip(new, *alike, strict=True)
        }

    async def all(self, least: int = LEAST_TIMES) -> list[Proposal]:
        """What was answered often enough and nobody has decided, most frequent first."""
        query = (
            select(answer_pairs, learning_proposals.c.home, learning_proposals.c.confidence)
            .add_columns(learning_proposals.c.intent.label("topic"))
            .join(learning_proposals, learning_proposals.c.id == answer_pairs.c.proposal_id)
            .where(learning_proposals.c.state == State.OPEN.value)
            .order_by(answer_pairs.c.at.desc())
        )
        async with self._database.read() as connection:
            rows = (await connection.execute(query)).mappings().all()
        told: dict[str, list[RowMapping]] = defaultdict(list)
        for row in rows:
            told[row["proposal_id"]].append(row)
        found = [_proposal(its) for its in told.values() if _times(its) >= least]
        return sorted(found, key=lambda one: (-one.count, -one.last_at.timestamp()))

    async def accept(self, proposal_id: str, editor: Agent, title: str | None, category: str | None) -> str:
        """Begins a draft topic with the agents' words, once; its name (``NotFound``)."""
        proposal = next((one for one in await self.all(1) if one.id == proposal_id), None)
        if proposal is None or not await self._decide(proposal_id, editor, State.ACCEPTED):
            raise NotFound
        try:
            topic = await self._begin(proposal, editor, title, category)
        except BaseException:
            await self._reopen(proposal_id)
            raise
        await self._change(proposal_id, {"topic": topic})
        return topic

    async def dismiss(self, proposal_id: str, editor: Agent) -> None:
        """Lets it go (``NotFound``)."""
        if not await self._decide(proposal_id, editor, State.DISMISSED):
            raise NotFound

    async def _begin(self, proposal: Proposal, editor: Agent, title: str | None, category: str | None) -> str:
        """Into the topic that it belongs to, or a new one; an editor finishes the words."""
        examples = [
            (example(one.question), one.language or self._default_language) for one in proposal.answers
        ]
        if proposal.home.kind is HomeKind.TOPIC and proposal.home.intent and title is None:
            await self._drafts.add_examples(editor, proposal.home.intent, examples)
            return proposal.home.intent
        asked: dict[str, list[str]] = defaultdict(list)
        for text, language in dict.fromkeys(examples):
            asked[language].append(text)
        language = proposal.language or self._default_language
        best = best_answer(proposal.answers)
        draft = await self._drafts.create(
            editor, {language: title or proposal.title}, category or "", asked, (Answer(best, language),)
        )
        return draft.item.removeprefix(TOPIC)

    async def _decide(self, proposal_id: str, editor: Agent, state: State) -> bool:
        columns = learning_proposals.c
        decided = update(learning_proposals).where(
            columns.id == proposal_id, columns.state == State.OPEN.value
        )
        values = {"state": state.value, "decided_at": self._clock.now(), "decided_by": editor.id}
        async with self._database.write() as connection:
            row = await connection.execute(decided.values(values).returning(columns.id))
            return row.first() is not None

    async def _reopen(self, proposal_id: str) -> None:
        await self._change(proposal_id, {"state": State.OPEN.value, "decided_at": None, "decided_by": None})

    async def _change(self, proposal_id: str, values: Mapping[str, object]) -> None:
        async with self._database.write() as connection:
            await connection.execute(
                update(learning_proposals).where(learning_proposals.c.id == proposal_id).values(**values)
            )


async def _join(
    connection: Session,
    new: Sequence[RowMapping],
    links: Mapping[str, Sequence[str]],
    homes: Mapping[str, Home],
    now: datetime,
) -> None:
    """Gives each pair the proposal of those that are like it; where they have none, one of their own."""
    columns = answer_pairs.c
    for row in new:
        alike = links.get(row["id"], ())
        known = select(columns.proposal_id).where(columns.id.in_(alike), columns.proposal_id.is_not(None))
        found = Counter((await connection.execute(known)).scalars()).most_common(1)
        proposal = found[0][0] if found else None
        if proposal is None and alike:
            proposal = await _propose(connection, homes[row["id"]], now)
            await connection.execute(
                update(answer_pairs).where(columns.id.in_(alike)).values(proposal_id=proposal)
            )
        await connection.execute(
            update(answer_pairs)
            .where(columns.id == row["id"], columns.compared_at.is_(None))
            .values(compared_at=now, **({"proposal_id": proposal} if proposal else {}))
        )


async def _propose(connection: Session, home: Home, now: datetime) -> str:
    made = new_id()
    values: dict[str, object] = {
        "id": made,
        "state": State.OPEN.value,
        "home": home.kind.value,
        "created_at": now,
    }
    values |= {"intent": home.intent, "confidence": home.confidence}
    await connection.execute(insert(learning_proposals).values(values))
    return made


def is_talk(reading: Reading) -> bool:
    """Whether a question is none: thanks, a greeting, a yes."""
    return reading.decision == "answer" and reading.intent in SMALL_TALK


def home_of(reading: Reading) -> Home:
    """A topic that already answers it, or a new one."""
    if reading.decision == "answer" and reading.intent not in FALLBACKS:
        return Home(HomeKind.TOPIC, reading.intent[:128], reading.confidence)
    return Home(HomeKind.NEW, None, max(0.0, 1.0 - reading.confidence))


def _times(rows: Sequence[RowMapping]) -> int:
    """How often it was answered: in one conversation, once."""
    return len({row["conversation_id"] for row in rows})


def _proposal(rows: Sequence[RowMapping]) -> Proposal:
    answers = [
        AgentAnswer(row["question"], row["answer"], row["agent_name"], row["at"], row["language"])
        for row in rows
    ]
    languages = Counter(one.language for one in answers if one.language)
    first = rows[-1]
    question = min((one.question for one in answers), key=len)
    return Proposal(
        id=first["proposal_id"],
        question=question,
        title=example(question)[:LONGEST_TITLE],
        count=_times(rows),
        language=languages.most_common(1)[0][0] if languages else None,
        answers=tuple(answers[:MOST_SHOWN]),
        home=Home(HomeKind(first["home"]), first["topic"], first["confidence"]),
        last_at=rows[0]["at"],
    )


def best_answer(answers: Sequence[AgentAnswer]) -> str:
    """The words that share most with all others: an editor begins with what agents agree on."""
    words = [set(one.text.casefold().split()) for one in answers]
    shared = Counter(word for its in words for word in its)

    def agreed(place: int) -> float:
        return sum(shared[word] for word in words[place]) / (len(words[place]) or 1)

    return answers[max(range(len(answers)), key=agreed)].text
