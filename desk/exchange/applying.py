"""Puts what an editor chose into the draft, beside what others write meanwhile."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace

from content.exchange import taking
from content.exchange.proposing import TAKING, Known
from content.exchange.records import Item, Reason
from content.topics import FAQ, Content, Topic
from desk.errors import NotFound
from desk.exchange.records import Choice, Report
from desk.studio.drafts import Drafts
from desk.studio.errors import ChangedMeanwhile
from desk.studio.records import topic_item
from handoff.records import Agent

TRIES = 10
"""Times that something is put on top of others' changes before it gives way."""


class Applying:
    """One import's way into the draft.

    Args:
        drafts: The draft.
        editor: Who decided.
    """

    def __init__(self, drafts: Drafts, editor: Agent) -> None:
        self._drafts = drafts
        self._editor = editor
        self._report = Report()

    async def run(self, items: Mapping[int, Item], choices: Sequence[Choice]) -> Report:
        """Everything that was chosen (``ChangedMeanwhile`` where others never stop writing)."""
        content = await self._drafts.content()
        new: dict[str, list[Item]] = {}
        merging: dict[str, list[Item]] = {}
        homes = await asyncio.to_thread(_homes, items, choices, content)
        for choice, home in zip(choices, homes, strict=True):
            item = items.get(choice.row)
            if isinstance(home, Reason) or item is None:
                self._refuse(choice, home)
            elif home:
                merging.setdefault(home, []).append(item)
            else:
                new.setdefault(item.topic or f"row {item.row}", []).append(item)
        for group in new.values():
            await self._create(group)
        for name, group in merging.items():
            await self._merge(name, group)
        return self._report

    def _refuse(self, choice: Choice, reason: str | Reason) -> None:
        if choice.home != "refused":
            self._report.refused.append((choice.row, Reason(reason)))

    async def _create(self, items: Sequence[Item]) -> None:
        topic = taking.new(items)
        name = taking.name_of(items[0])
        if not name:
            draft = await self._drafts.create(
                self._editor, topic.titles, topic.category, topic.examples, topic.answers
            )
            name = draft.item.partition(":")[2]
        elif not await self._put_anew(replace(topic, name=name)):
            await self._merge(name, items)
            return
        self._report.taken += len(items)
        self._report.touch(name)

    async def _put_anew(self, topic: Topic) -> bool:
        """Begins a topic under its own name; False where somebody has begun it meanwhile."""
        revision = 0
        for _ in range(TRIES):
            try:
                await self._drafts.put(self._editor, topic_item(topic.name), revision, topic.to_json())
            except ChangedMeanwhile as error:
                if error.details["theirs"] is not None:
                    return False
                # Somebody had it once, and took it away.
                revision = int(error.details["revision"])
            else:
                return True
        raise ChangedMeanwhile

    async def _merge(self, name: str, items: Sequence[Item]) -> None:
        for _ in range(TRIES):
            try:
                done = await self._merged(name, items)
            except ChangedMeanwhile:
                continue
            if not done:
                self._report.refused += [(item.row, Reason.GONE) for item in items]
                return
            self._report.merged += len(items)
            self._report.touch(name)
            return
        raise ChangedMeanwhile

    async def _merged(self, name: str, items: Sequence[Item]) -> bool:
        try:
            draft = await self._drafts.get(topic_item(name))
        except NotFound:
            return False
        if draft.value is None:
            return False
        before = after = Topic.from_json(draft.value)
        for item in items:
            after = taking.merged(after, item)
        if after != before:
            await self._drafts.put(self._editor, draft.item, draft.revision, after.to_json())
        return True


def _homes(items: Mapping[int, Item], choices: Sequence[Choice], content: Content) -> list[str | Reason]:
    """Where each row goes; in a thread, because every way of asking may have to be compared."""
    known = Known(content)
    return [_home(items.get(choice.row), choice, content, known) for choice in choices]


def _home(item: Item | None, choice: Choice, content: Content, known: Known) -> str | Reason:
    """The topic that a row goes into; empty for a new one, or why it can't be taken."""
    if item is None or choice.home == "refused":
        return Reason.GONE
    if item.refused is not None:
        return item.refused
    if choice.home == "new":
        # Under its own name there may be one by now.
        return item.topic if item.topic in content.topics else ""
    name = choice.topic or known.home(item) or ""
    topic = content.topics.get(name) or content.topics.get(f"{FAQ}{name}")
    if topic is None:
        return Reason.GONE
    return topic.name if topic.kind in TAKING else Reason.NOT_A_QUESTION
