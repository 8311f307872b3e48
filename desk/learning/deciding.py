"""What editors decide, in bulk: each message is decided once, however many editors decide at once."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, RowMapping, select, update

from desk.errors import InvalidRequest
from desk.learning.records import Added, Decided, Home, HomeKind, Reopened, State
from desk.learning.stripping import GONE
from desk.learning.tables import learning_groups, learning_messages
from desk.studio.drafts import Drafts
from desk.studio.records import TOPIC
from handoff.ports import Clock
from handoff.records import Agent
from handoff.sql.database import Database

OUTSIDE = "out_of_scope"
BUSINESS = "faq/business_proposal"
LONGEST_TITLE = 60
UNDECIDED = {"state": State.OPEN.value, "decided_at": None, "decided_by": None}
ANEW = {**UNDECIDED, "topic": None, "added": False}
"""A message that nobody has decided about."""
_GAP = re.compile(rf"\s*{GONE}\s*")
_BEFORE_MARK = re.compile(r"\s+([,.;:?!])")


@dataclass(frozen=True, slots=True)
class Claimed:
    """A message that is this editor's to decide."""

    id: str
    text: str
    language: str
    group_id: str | None


class Deciding:
    """Takes decisions.

    Args:
        database: Where messages are.
        clock: The time.
        drafts: Where examples go.
        default_language: Of messages whose language is not known.
    """

    def __init__(self, database: Database, clock: Clock, drafts: Drafts, default_language: str) -> None:
        self._database = database
        self._clock = clock
        self._drafts = drafts
        self._default_language = default_language

    async def accept(
        self, editor: Agent, groups: Sequence[str], messages: Sequence[str], home: Home | None
    ) -> Decided:
        """Adds messages to the draft as ways of asking.

        Args:
            editor: Who decides.
            groups: All open messages of these.
            messages: And these.
            home: Where they go; None for each group's own proposal.

        Raises:
            NotFound: The topic is not there; nothing is decided.
        """
        claimed = await self._claim(editor, groups, messages, State.ACCEPTED)
        todo = await self._homes(claimed, home)
        added: list[Added] = []
        created: list[str] = []
        try:
            for place, its in list(todo.items()):
                added += await self._add(editor, place, its, created)
                del todo[place]
        except BaseException:
            await self._give_back([one.id for its in todo.values() for one in its])
            raise
        await self._close(editor, claimed, groups, State.ACCEPTED)
        return Decided(tuple(added), 0, tuple(created))

    async def dismiss(self, editor: Agent, groups: Sequence[str], messages: Sequence[str]) -> Decided:
        """Lets messages go; they come back only if many more like them arrive."""
        claimed = await self._claim(editor, groups, messages, State.DISMISSED)
        await self._close(editor, claimed, groups, State.DISMISSED)
        return Decided(dismissed=len(claimed))

    async def reopen(self, editor: Agent, groups: Sequence[str]) -> Reopened:
        """Has groups decided anew, and takes out of the draft what their decisions had put into it.

        What is live by now, and words that somebody has changed since, stay.
        """
        its, columns = learning_messages.c, learning_groups.c
        mine = its.group_id.in_(groups), its.state.in_((State.ACCEPTED.value, State.DISMISSED.value))
        # Locked: of two who reopen at once, one takes back what was added.
        query = select(its.text, its.topic).where(*mine, its.added, its.topic.is_not(None))
        query = query.with_for_update()
        async with self._database.write() as connection:
            added = (await connection.execute(query)).all()
            opened = update(learning_messages).where(*mine).values(**ANEW).returning(its.id)
            count = len((await connection.execute(opened)).all())
            await connection.execute(
                update(learning_groups).where(columns.id.in_(groups)).values(**UNDECIDED)
            )
        return Reopened(count, await self._take_back(editor, added))

    async def _take_back(self, editor: Agent, added: Iterable[Row[Any]]) -> int:
        words: dict[str, list[str]] = defaultdict(list)
        for row in added:
            words[row.topic].append(example(row.text))
        return sum([await self._drafts.remove_examples(editor, topic, its) for topic, its in words.items()])

    async def _claim(
        self, editor: Agent, groups: Sequence[str], messages: Sequence[str], state: State
    ) -> list[Claimed]:
        """Decides what nobody has decided yet; what a colleague was quicker with is not among it."""
        its = learning_messages.c
        wanted = its.id.in_(messages) | its.group_id.in_(groups)
        taken = update(learning_messages).where(wanted, its.state == State.OPEN.value)
        values = {"state": state.value, "decided_at": self._clock.now(), "decided_by": editor.id}
        taken = taken.values(values)
        async with self._database.write() as connection:
            rows = (
                await connection.execute(taken.returning(its.id, its.text, its.language, its.group_id))
            ).all()
        return [
            Claimed(row.id, row.text, row.language or self._default_language, row.group_id) for row in rows
        ]

    async def _give_back(self, ids: Sequence[str]) -> None:
        async with self._database.write() as connection:
            await connection.execute(
                update(learning_messages).where(learning_messages.c.id.in_(ids)).values(ANEW)
            )

    async def _homes(self, claimed: Iterable[Claimed], home: Home | None) -> dict[Home, list[Claimed]]:
        """Where each message goes: what belongs to one new topic stays together."""
        if home is not None:
            found = list(claimed)
            return {home: found} if found else {}
        its = list(claimed)
        proposed = await self._proposed({one.group_id for one in its if one.group_id})
        todo: dict[Home, list[Claimed]] = defaultdict(list)
        for one in its:
            todo[proposed.get(one.group_id or "") or Home(HomeKind.NEW, title=one.text)].append(one)
        return todo

    async def _proposed(self, group_ids: set[str]) -> Mapping[str, Home]:
        columns = learning_groups.c
        label = select(learning_messages.c.text).where(learning_messages.c.id == columns.label_id)
        query = select(learning_groups, label.scalar_subquery().label("label"))
        async with self._database.read() as connection:
            rows = (await connection.execute(query.where(columns.id.in_(group_ids)))).mappings().all()
        return {row["id"]: _home(row) for row in rows}

    async def _add(
        self, editor: Agent, home: Home, its: Sequence[Claimed], created: list[str]
    ) -> list[Added]:
        texts = [(example(one.text), one.language) for one in its]
        texts = [(text, language) for text, language in dict.fromkeys(texts) if text]
        if home.kind is HomeKind.NEW:
            topic = await self._create(editor, home, texts)
            created.append(topic)
            added = texts
        else:
            topic = _topic(home)
            added = await self._drafts.add_examples(editor, topic, texts)
        await self._remember(topic, its, {text for text, _ in added})
        return [Added(topic, text) for text, _ in added]

    async def _create(self, editor: Agent, home: Home, texts: Sequence[tuple[str, str]]) -> str:
        examples: dict[str, list[str]] = defaultdict(list)
        for text, language in texts:
            examples[language].append(text)
        language = texts[0][1] if texts else self._default_language
        title = (home.title or (texts[0][0] if texts else ""))[:LONGEST_TITLE].strip()
        draft = await self._drafts.create(editor, {language: title}, home.category or "", examples)
        return draft.item.removeprefix(TOPIC)

    async def _remember(self, topic: str, its: Sequence[Claimed], added: Collection[str]) -> None:
        """Where messages went, and which of them were new there."""
        column = learning_messages.c.id
        ids, new = [one.id for one in its], [one.id for one in its if example(one.text) in added]
        async with self._database.write() as connection:
            for some, values in ((ids, {"topic": topic[:128]}), (new, {"added": True})):
                await connection.execute(update(learning_messages).where(column.in_(some)).values(values))

    async def _close(
        self, editor: Agent, claimed: Iterable[Claimed], groups: Sequence[str], state: State
    ) -> None:
        """Notes the decision at groups of which nothing is open any more."""
        touched = {*groups, *(one.group_id for one in claimed if one.group_id)}
        columns, its = learning_groups.c, learning_messages.c
        still = select(its.id).where(its.group_id == columns.id, its.state == State.OPEN.value).exists()
        values = {"state": state.value, "decided_at": self._clock.now(), "decided_by": editor.id}
        mine = select(its.id).where(
            its.group_id == columns.id, its.state == state.value, its.decided_by == editor.id
        )
        async with self._database.write() as connection:
            await connection.execute(
                update(learning_groups).where(columns.id.in_(touched), ~still, mine.exists()).values(values)
            )


def example(text: str) -> str:
    """A message as a way of asking: without the gaps that personal data has left."""
    return _BEFORE_MARK.sub(r"\1", _GAP.sub(" ", text)).strip()


def _topic(home: Home) -> str:
    if home.kind is HomeKind.OUTSIDE:
        return OUTSIDE
    if home.kind is HomeKind.BUSINESS:
        return BUSINESS
    if home.intent is None:
        raise InvalidRequest
    return home.intent


def _home(row: RowMapping) -> Home:
    """A group's proposal; each new topic is a home of its own."""
    kind = HomeKind(row["home"])
    title = example(row["label"] or "") or row["id"] if kind is HomeKind.NEW else None
    return Home(kind, row["intent"], row["confidence"], title)
