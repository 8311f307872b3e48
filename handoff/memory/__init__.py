"""In-memory doubles of everything the core needs: for tests, yours and ours."""

from __future__ import annotations

from handoff.memory.doubles import (
    FixedClock,
    PlainWords,
    RecordingGateway,
    ScriptedBrain,
    StaticPresence,
)
from handoff.memory.queue import MemoryQueueReader
from handoff.memory.reader import MemoryReader
from handoff.memory.storage import MemoryStorage

__all__ = [
    "FixedClock",
    "MemoryQueueReader",
    "MemoryReader",
    "MemoryStorage",
    "PlainWords",
    "RecordingGateway",
    "ScriptedBrain",
    "StaticPresence",
]
