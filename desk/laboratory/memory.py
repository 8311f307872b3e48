"""A laboratory without a model: reads what it was taught word by word, for tests and for pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from content.folder import ContentFolder
from content.topics import Content
from desk.laboratory.answers import (
    Advice,
    AnswerChange,
    Comparison,
    Figure,
    Group,
    Knowledge,
    Near,
    Nearest,
    Proposed,
    ReadAs,
    Reading,
    Reply,
    Said,
    SaidButton,
    Score,
)
from desk.laboratory.laboratory import LIVE, Context
from desk.studio.errors import LaboratoryUnavailable

SURE, MAYBE = 0.8, 0.5


class MemoryLaboratory:
    """Implements ``Laboratory``: a message is the topic of the example that its letters are most like.

    Attributes:
        down: Whether it refuses everything.
        gate: What its comparisons end with.
        reasons: Why, if they stop.
        asked: The names of the methods that were called.
    """

    def __init__(self) -> None:
        self.down = False
        self.gate: str = "pass"
        self.reasons: list[dict[str, object]] = []
        self.asked: list[str] = []
        self._known: dict[str, Content] = {}

    async def put_knowledge(
        self, name: str, root: Path, *, like: str | None = None, model: Path | None = None
    ) -> Knowledge:
        """Reads the folder at once."""
        self._ask("put_knowledge")
        self._known[name] = ContentFolder(root).read()
        return Knowledge(name=name, state="ready", fingerprint="memory", seconds=0.0)

    async def knowledge(self, name: str) -> Knowledge | None:
        """Ready, or not there."""
        self._ask("knowledge")
        return Knowledge(name=name, state="ready") if name in self._known else None

    async def read(
        self, name: str, texts: Sequence[str], *, language: str | None = None, context: Context | None = None
    ) -> list[Reading]:
        """Reads by likeness of letters."""
        self._ask("read")
        return [self._reading(name, text) for text in texts]

    async def say(
        self,
        name: str,
        intent: str,
        language: str | None,
        channel: str | None = None,
        context: Context | None = None,
    ) -> Said:
        """The first wording in the language whose days include today's."""
        self._ask("say")
        topic = self._content(name).topics.get(intent)
        if topic is None or topic.kind == "acting":
            return Said(acts="action_unknown")
        today = str((context or {}).get("now", ""))[:10]
        fitting = [
            answer
            for answer in topic.answers
            if (language is None or answer.language == language)
            and (not today or (answer.valid_from or "")[:10] <= today <= ((answer.valid_until or "9")[:10]))
        ]
        replies = [
            Reply(
                text=answer.text,
                buttons=[SaidButton(title=one.title, payload=one.payload) for one in answer.buttons],
                image=answer.image,
            )
            for answer in fitting[:1]
        ]
        return Said(replies=replies, in_force=bool(fitting))

    async def near(
        self, texts: Sequence[str], among: Mapping[str, str], *, least: float = 0.85, most: int = 5
    ) -> list[list[Near]]:
        """By likeness of letters."""
        self._ask("near")
        found = []
        for text in texts:
            likes = [Near(id=key, likeness=_likeness(text, other)) for key, other in among.items()]
            found.append(sorted((it for it in likes if it.likeness >= least), key=_worst)[:most])
        return found

    async def group(self, texts: Sequence[str], name: str = LIVE) -> list[Group]:
        """One group for each wording."""
        self._ask("group")
        groups: dict[str, list[int]] = {}
        for place, text in enumerate(texts):
            groups.setdefault(" ".join(text.casefold().split()), []).append(place)
        return [self._group(name, texts, members) for members in groups.values()]

    async def advise(self, name: str, intent: str | None = None) -> Advice:
        """None."""
        self._ask("advise")
        return Advice()

    async def compare(
        self, before: str, after: str, kept: Sequence[Mapping[str, str]], recent: Sequence[str]
    ) -> Comparison:
        """Reads everything twice."""
        self._ask("compare")
        texts = [("kept", one["text"], one["intent"]) for one in kept] + [
            ("recent", it, None) for it in recent
        ]
        changes = [change for one in texts if (change := self._change(before, after, *one))]
        figures = []
        if kept:
            right = [
                sum(self._reading(name, one["text"]).intent == one["intent"] for one in kept) / len(kept)
                for name in (before, after)
            ]
            figures = [Figure(set="kept", key="right", before=right[0], after=right[1])]
        return Comparison.model_validate(
            {"figures": figures, "changes": changes, "gate": self.gate, "reasons": self.reasons}
        )

    async def close(self) -> None:
        """Holds nothing."""

    def _ask(self, method: str) -> None:
        self.asked.append(method)
        if self.down:
            raise LaboratoryUnavailable

    def _content(self, name: str) -> Content:
        if name not in self._known:
            raise LaboratoryUnavailable
        return self._known[name]

    def _reading(self, name: str, text: str) -> Reading:
        nearest = sorted(
            (
                Nearest(text=example, intent=topic.name, likeness=_likeness(text, example))
                for topic in self._content(name).topics.values()
                for examples in topic.examples.values()
                for example in examples
            ),
            key=_worst,
        )[:5]
        best = nearest[0] if nearest else Nearest(text="", intent="", likeness=0.0)
        decision = "answer" if best.likeness >= SURE else "ask" if best.likeness >= MAYBE else "hand_over"
        return Reading.model_validate(
            {
                "intent": best.intent,
                "confidence": best.likeness,
                "decision": decision,
                "ranking": [Score(intent=it.intent, confidence=it.likeness) for it in nearest],
                "nearest": nearest,
                "language": self._language(name, best),
            }
        )

    def _language(self, name: str, best: Nearest) -> str | None:
        topic = self._content(name).topics.get(best.intent)
        languages = topic.examples if topic else {}
        return next((code for code, texts in languages.items() if best.text in texts), None)

    def _group(self, name: str, texts: Sequence[str], members: list[int]) -> Group:
        reading = self._reading(name, texts[members[0]])
        home = "topic" if reading.confidence >= MAYBE else "new"
        proposed = Proposed(home=home, intent=reading.intent or None, confidence=reading.confidence)
        return Group(members=members, label=members[0], proposed=proposed)

    def _change(
        self, before: str, after: str, group: str, text: str, expected: str | None
    ) -> AnswerChange | None:
        was, now = self._reading(before, text), self._reading(after, text)
        if (was.intent, was.decision) == (now.intent, now.decision):
            return None
        kinds = {(False, True): "newly_answered", (True, False): "no_longer_answered"}
        kind = kinds.get((was.decision == "answer", now.decision == "answer"), "answered_differently")
        told = [ReadAs(intent=it.intent, decision=it.decision) for it in (was, now)]
        return AnswerChange.model_validate(
            {
                "text": text,
                "set": group,
                "kind": kind,
                "before": told[0],
                "after": told[1],
                "expected": expected,
            }
        )


def _likeness(one: str, other: str) -> float:
    """How many groups of three letters two texts share, 0 to 1."""
    mine, theirs = _grams(one), _grams(other)
    return 2 * len(mine & theirs) / (len(mine) + len(theirs))


@lru_cache(maxsize=20_000)
def _grams(text: str) -> frozenset[str]:
    plain = f" {' '.join(text.casefold().split())} "
    return frozenset(plain[place : place + 3] for place in range(max(1, len(plain) - 2)))


def _worst(one: Near | Nearest) -> float:
    return -one.likeness
