"""The shop's one draft, an item a row: who writes says what they have read; nothing is lost silently."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any, TypeVar

from slugify import slugify
from sqlalchemy import RowMapping, insert, select, update
from tenacity import AsyncRetrying, retry_if_exception_type, stop_after_attempt

from content.topics import FAQ, Answer, Changes, Content, Threshold, Topic
from desk.errors import NotFound
from desk.studio.errors import ChangedMeanwhile
from desk.studio.live import LiveContent, value_of
from desk.studio.records import THRESHOLDS, Draft, Edit, Json, changes_of, topic_item
from desk.studio.tables import content_drafts, content_edits
from handoff.ports import Clock
from handoff.records import Agent
from handoff.sql.database import Database, Session
from handoff.sql.inserting import insert_for

Changed = TypeVar("Changed")

SAME_EDIT = timedelta(minutes=10)
"""What one editor writes into one item within this is one change in its history, not one a keystroke."""
MERGES = 20
"""Times that an addition is put on top of others' changes before it gives way."""
LONGEST_SLUG = 60


class Drafts:
    """What editors write, until it is published.

    Args:
        database: Where it is kept.
        clock: The time.
        live: What it is compared with.
    """

    def __init__(self, database: Database, clock: Clock, live: LiveContent) -> None:
        self._database = database
        self._clock = clock
        self._live = live

    async def live(self) -> Content:
        """What shoppers are answered with."""
        return await self._live.content()

    async def content(self) -> Content:
        """What they would be answered with: what is live, and the draft over it."""
        return (await self.live()).changed(await self.changes())

    async def changes(self) -> Changes:
        """What the draft changes."""
        return as_changes(await self.changed(), await self.live())

    async def changed(self) -> list[Draft]:
        """The items that differ from what is live, by name."""
        live = await self.live()
        query = select(content_drafts).where(content_drafts.c.differs).order_by(content_drafts.c.item)
        async with self._database.read() as connection:
            rows = (await connection.execute(query)).mappings().all()
        drafts = [_draft(row, value_of(live, row["item"])) for row in rows]
        return [draft for draft in drafts if draft.value != draft.live]

    async def get(self, item: str) -> Draft:
        """One item (``NotFound`` where neither draft nor content has it)."""
        live = await self._live.value(item)
        async with self._database.read() as connection:
            draft = _found(await _row(connection, item), item, live)
        if draft.value is None and draft.live is None and item != THRESHOLDS:
            raise NotFound
        return draft

    async def put(self, editor: Agent, item: str, revision: int, value: Json | None) -> Draft:
        """Writes one item anew.

        Args:
            editor: Who writes.
            item: What.
            revision: The one that was read before; 0 where nobody had written yet.
            value: As it is to be; None takes it away.

        Raises:
            ChangedMeanwhile: Somebody else has written since; nothing is changed.
        """
        live = await self._live.value(item)
        async with self._database.write() as connection:
            row = await _row(connection, item)
            before = _found(row, item, live)
            if not await self._written(connection, editor, item, revision, value, value != live):
                raise _changed(_found(await _row(connection, item), item, live))
            await self._note(connection, editor, item, before.value, value)
            return _found(await _row(connection, item), item, live)

    async def create(
        self,
        editor: Agent,
        titles: Mapping[str, str],
        category: str,
        examples: Mapping[str, Sequence[str]] | None = None,
        answers: Sequence[Answer] = (),
    ) -> Draft:
        """Begins a new topic, named after its title."""
        told = {language: tuple(texts) for language, texts in (examples or {}).items()}
        base = slugify(next(iter(titles.values()), ""), separator="_", max_length=LONGEST_SLUG) or "topic"
        for number in range(1, MERGES * MERGES):
            name = FAQ + (base if number == 1 else f"{base}_{number}")
            topic = Topic(name, "faq", category, dict(titles), told, tuple(answers))
            if await self._is_free(name):
                try:
                    return await self.put(editor, topic_item(name), await self._last(name), topic.to_json())
                except ChangedMeanwhile:
                    continue
        raise ChangedMeanwhile

    async def add_examples(
        self, editor: Agent, topic: str, examples: Iterable[tuple[str, str]]
    ) -> list[tuple[str, str]]:
        """Adds ways of asking to a topic, whatever others write meanwhile.

        Args:
            editor: Who adds.
            topic: Its name.
            examples: Each with its language.

        Returns:
            Those that were not there yet.

        Raises:
            NotFound: There is no such topic.
        """
        wanted = list(dict.fromkeys(examples))

        def change(draft: Draft) -> tuple[Json, list[tuple[str, str]]]:
            if draft.value is None:
                raise NotFound
            known, added = _with_examples(Topic.from_json(draft.value), wanted)
            return known.to_json(), added

        return await self._merge(editor, topic, change)

    async def remove_examples(self, editor: Agent, topic: str, examples: Iterable[str]) -> int:
        """Takes ways of asking out of a topic again, whatever others write meanwhile.

        What is live stays, and so does what somebody has written otherwise since. With its last
        words goes a new topic that nobody has answered.

        Returns:
            How many there were.
        """
        unwanted = set(examples)

        def change(draft: Draft) -> tuple[Json | None, int]:
            return (None, 0) if draft.value is None else without_examples(draft, unwanted)

        try:
            return await self._merge(editor, topic, change)
        except NotFound:
            return 0

    async def _merge(
        self, editor: Agent, topic: str, change: Callable[[Draft], tuple[Json | None, Changed]]
    ) -> Changed:
        """Changes a topic as it is by then; ``ChangedMeanwhile`` where others are always quicker."""
        retrying = AsyncRetrying(
            retry=retry_if_exception_type(ChangedMeanwhile), stop=stop_after_attempt(MERGES), reraise=True
        )
        return await retrying(self._merge_once, editor, topic, change)

    async def _merge_once(
        self, editor: Agent, topic: str, change: Callable[[Draft], tuple[Json | None, Changed]]
    ) -> Changed:
        draft = await self.get(topic_item(topic))
        value, changed = change(draft)
        if changed:
            await self.put(editor, draft.item, draft.revision, value)
        return changed

    async def put_threshold(
        self, editor: Agent, intent: str, revision: int, threshold: Threshold | None
    ) -> Draft:
        """Fixes a topic's thresholds, or leaves them to training again (``ChangedMeanwhile``)."""
        draft = await self.get(THRESHOLDS)
        fixed = dict(draft.value or {})
        if threshold is None:
            fixed.pop(intent, None)
        else:
            fixed[intent] = threshold.to_json()
        return await self.put(editor, THRESHOLDS, revision, dict(sorted(fixed.items())))

    async def revert(self, editor: Agent, item: str) -> Draft:
        """Makes an item again what is live, whatever was written."""
        for _ in range(MERGES):
            draft = await self.get(item)
            try:
                return await self.put(editor, item, draft.revision, draft.live)
            except ChangedMeanwhile:
                continue
        raise ChangedMeanwhile

    async def settle(self, connection: Session, published: Mapping[str, int]) -> None:
        """Notes what went live, in somebody's transaction; what was written after stays a draft."""
        columns = content_drafts.c
        for item, revision in published.items():
            done = update(content_drafts).where(columns.item == item, columns.revision == revision)
            await connection.execute(done.values(differs=False, value=None))

    async def overtake(
        self, connection: Session, by: Agent, values: Mapping[str, Json | None], *, keep: bool
    ) -> None:
        """Raises items' revisions as what is live changed under them, so that no old page fits by chance.

        Args:
            connection: The transaction.
            by: Who changed it.
            values: What was written before, by item.
            keep: Make that the draft again, where nothing newer is being written.
        """
        columns = content_drafts.c
        for item, value in values.items():
            row = await _row(connection, item)
            free = row is None or not row["differs"]
            changed: dict[str, Any] = {"revision": (row["revision"] if row else 0) + 1}
            if keep and free:
                changed |= {"differs": True, "value": value}
            if row is not None:
                await connection.execute(update(content_drafts).where(columns.item == item).values(changed))
                continue
            who = {"editor_id": by.id, "editor_name": by.name, "changed_at": self._clock.now()}
            new = {"item": item, "differs": False, "value": None, **who, **changed}
            await connection.execute(insert(content_drafts).values(new))

    async def history(self, item: str, limit: int = 20) -> list[Edit]:
        """What was changed in an item, newest first."""
        query = select(content_edits).where(content_edits.c.item == item)
        query = query.order_by(content_edits.c.id.desc()).limit(limit)
        async with self._database.read() as connection:
            rows = (await connection.execute(query)).mappings().all()
        return [_edit(row) for row in rows]

    async def touched(self) -> dict[str, tuple[str, Any]]:
        """Who changed each item last, and when; of items that nobody has, nothing."""
        columns = content_drafts.c
        query = select(columns.item, columns.editor_name, columns.changed_at)
        async with self._database.read() as connection:
            return {row.item: (row.editor_name, row.changed_at) for row in await connection.execute(query)}

    async def _is_free(self, name: str) -> bool:
        # Titles are called by the name alone: faq/returns and returns would have one for both.
        if name.removeprefix(FAQ) in (await self._live.content()).topics:
            return False
        try:
            return (await self.get(topic_item(name))).value is None
        except NotFound:
            return True

    async def _last(self, name: str) -> int:
        async with self._database.read() as connection:
            row = await _row(connection, topic_item(name))
        return int(row["revision"]) if row else 0

    async def _written(
        self, connection: Session, editor: Agent, item: str, revision: int, value: Json | None, differs: bool
    ) -> bool:
        values = {
            "revision": revision + 1,
            "differs": differs,
            "value": value,
            "editor_id": editor.id,
            "editor_name": editor.name[:120],
            "changed_at": self._clock.now(),
        }
        columns = content_drafts.c
        guarded = update(content_drafts).where(columns.item == item, columns.revision == revision)
        if (await connection.execute(guarded.values(values).returning(columns.item))).first():
            return True
        if revision:
            return False
        first = insert_for(connection, content_drafts).values({**values, "item": item})
        added = first.on_conflict_do_nothing().returning(columns.item)
        return (await connection.execute(added)).first() is not None

    async def _note(
        self, connection: Session, editor: Agent, item: str, before: Json | None, after: Json | None
    ) -> None:
        if before == after:
            return
        now, columns = self._clock.now(), content_edits.c
        newest = select(content_edits).where(columns.item == item).order_by(columns.id.desc()).limit(1)
        last = (await connection.execute(newest)).mappings().first()
        goes_on = last and last["editor_id"] == editor.id and now - last["at"] < SAME_EDIT
        if last and goes_on and last["after"] == before and after is not None and before is not None:
            values = {"after": after, "at": now}
            await connection.execute(update(content_edits).where(columns.id == last["id"]).values(values))
            return
        values = {"item": item, "at": now, "before": before, "after": after}
        who = {"editor_id": editor.id, "editor_name": editor.name[:120]}
        await connection.execute(insert(content_edits).values({**values, **who}))


def as_changes(drafts: Iterable[Draft], live: Content) -> Changes:
    """The draft's items as changes to what is live."""
    values = {draft.item: draft.value for draft in drafts}
    changes = changes_of(values)
    if THRESHOLDS not in values:
        return changes
    freed = {intent: None for intent in live.thresholds if intent not in (values[THRESHOLDS] or {})}
    return replace(changes, thresholds={**freed, **changes.thresholds})


def without_examples(draft: Draft, unwanted: Collection[str]) -> tuple[Json | None, int]:
    """A drafted topic without some ways of asking that are not live, and how many went."""
    live = Topic.from_json(draft.live).examples if draft.live else {}
    topic = Topic.from_json(draft.value)
    kept = {
        language: tuple(it for it in texts if it not in unwanted or it in live.get(language, ()))
        for language, texts in topic.examples.items()
    }
    removed = sum(len(texts) - len(kept[language]) for language, texts in topic.examples.items())
    empty = draft.live is None and not topic.answers and not any(kept.values())
    examples = {language: texts for language, texts in kept.items() if texts or language in live}
    return (None if empty else replace(topic, examples=examples).to_json()), removed


def _with_examples(topic: Topic, wanted: Iterable[tuple[str, str]]) -> tuple[Topic, list[tuple[str, str]]]:
    known = {" ".join(text.casefold().split()) for texts in topic.examples.values() for text in texts}
    added = [(text, language) for text, language in wanted if " ".join(text.casefold().split()) not in known]
    examples = {language: list(texts) for language, texts in topic.examples.items()}
    for text, language in added:
        examples.setdefault(language, []).append(text)
    return replace(topic, examples={code: tuple(texts) for code, texts in examples.items()}), added


async def _row(connection: Session, item: str) -> RowMapping | None:
    query = select(content_drafts).where(content_drafts.c.item == item)
    return (await connection.execute(query)).mappings().first()


def _found(row: RowMapping | None, item: str, live: Json | None) -> Draft:
    return _draft(row, live) if row else Draft(item, 0, live, live)


def _draft(row: RowMapping, live: Json | None) -> Draft:
    value = row["value"] if row["differs"] else live
    return Draft(row["item"], row["revision"], value, live, row["editor_name"], row["changed_at"])


def _edit(row: RowMapping) -> Edit:
    return Edit(row["item"], row["at"], row["editor_name"], row["before"], row["after"])


def _changed(theirs: Draft) -> ChangedMeanwhile:
    return ChangedMeanwhile(theirs.editor, theirs.changed_at, theirs.revision, theirs.value)
