"""Topics, problems and publications as the studio's pages are shown them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from content.problems import Problem
from content.topics import Topic
from desk.http.schemas.content import (
    ConfusionOut,
    ContentButton,
    EditOut,
    PhraseBody,
    PhraseDraftOut,
    ProblemCountOut,
    ProblemOut,
    TopicBody,
    TopicDraftOut,
    TopicRowOut,
)
from desk.http.schemas.trying import NearestOut, RankedOut, TriedReadingOut, TriedReplyOut
from desk.laboratory.answers import TopicScore
from desk.studio.overview import TopicRow
from desk.studio.records import PHRASE, THRESHOLDS, TOPIC, Draft, Edit, Json
from desk.studio.trying import TriedReading
from desk.titles import Titles
from desk.words import Catalogue

CONFUSIONS_SHOWN = 5
PARTS = ("titles", "category", "examples", "answers")


@dataclass(frozen=True, slots=True)
class ContentViews:
    """Shows what is being written to one editor.

    Attributes:
        words: The catalogue.
        titles: Of what is live.
        topics: The draft's, whose titles come first.
        language: The editor's.
    """

    words: Catalogue
    titles: Titles
    topics: Mapping[str, Topic]
    language: str

    def title(self, intent: str | None) -> str:
        """A topic's title: the draft's where it has one."""
        topic = self.topics.get(intent or "")
        if topic is not None and topic.titles:
            return topic.title(self.language)
        return self.titles.of(intent, self.language) if intent else ""

    def item_title(self, item: str) -> str:
        """What an item of the draft is called."""
        if item == THRESHOLDS:
            return self.words.say("content-thresholds", self.language)
        return self.title(item.removeprefix(TOPIC)) if item.startswith(TOPIC) else item.removeprefix(PHRASE)

    def problem(self, problem: Problem) -> ProblemOut:
        """One thing that is wrong, in words."""
        values = dict(problem.values)
        named = values | {
            name: self.title(str(values[name])) for name in ("other", "intent") if name in values
        }
        return ProblemOut(
            code=problem.code,
            severity=problem.severity,
            field=problem.field,
            message=self._say(f"content-problem-{problem.code.replace('_', '-')}", named),
            topic=problem.topic or None,
            values=values,
        )

    def topic_draft(
        self, draft: Draft, problems: Iterable[Problem], history: Iterable[Edit]
    ) -> TopicDraftOut:
        """A topic as it is being written; one that goes is shown as it is live."""
        return TopicDraftOut(
            topic=TopicBody.model_validate(draft.value or draft.live),
            live=TopicBody.model_validate(draft.live) if draft.live else None,
            **self._draft(draft, problems, history),
        )

    def phrase_draft(
        self, draft: Draft, problems: Iterable[Problem], history: Iterable[Edit]
    ) -> PhraseDraftOut:
        """A phrase as it is being written."""
        return PhraseDraftOut(
            phrase=PhraseBody.model_validate(draft.value or draft.live),
            live=PhraseBody.model_validate(draft.live) if draft.live else None,
            **self._draft(draft, problems, history),
        )

    def row(self, row: TopicRow) -> TopicRowOut:
        """A topic in the list."""
        topic, used, score = row.topic, row.used, row.score
        return TopicRowOut(
            name=topic.name,
            kind=topic.kind,
            category=topic.category,
            title=self.title(topic.name),
            languages=list(topic.languages),
            examples={language: len(texts) for language, texts in topic.examples.items()},
            asked=used.asked if used else None,
            ended_well=used.ended_well if used else None,
            score=score.accuracy if score else None,
            confusions=self._confusions(score),
            touched_at=row.touched_at,
            touched_by=row.touched_by,
            state=row.state.value,
            problems=ProblemCountOut(errors=row.problems.errors, warnings=row.problems.warnings),
            valid_from=row.valid_from,
            valid_until=row.valid_until,
        )

    def tried(self, tried: TriedReading) -> TriedReadingOut:
        """How a message was read, and what would be said."""
        reading, said = tried.reading, tried.said
        return TriedReadingOut(
            intent=reading.intent,
            title=self.title(reading.intent),
            confidence=reading.confidence,
            decision=reading.decision,
            ranking=[
                RankedOut(intent=one.intent, title=self.title(one.intent), confidence=one.confidence)
                for one in reading.ranking
            ],
            nearest=[
                NearestOut(
                    text=one.text, intent=one.intent, title=self.title(one.intent), likeness=one.likeness
                )
                for one in reading.nearest
            ],
            entities=reading.entities,
            language=reading.language,
            replies=[
                TriedReplyOut(
                    text=reply.text or "",
                    buttons=[ContentButton(title=one.title, payload=one.payload) for one in reply.buttons],
                    image=reply.image,
                )
                for reply in said.replies
            ],
            acts=said.acts,
            in_force=said.in_force,
        )

    def _draft(self, draft: Draft, problems: Iterable[Problem], history: Iterable[Edit]) -> dict[str, Any]:
        return {
            "revision": draft.revision,
            "state": draft.state.value,
            "edited_by": draft.editor,
            "edited_at": draft.changed_at,
            "problems": [self.problem(problem) for problem in problems],
            "history": [EditOut(at=edit.at, by=edit.by, summary=self._summary(edit)) for edit in history],
        }

    def _summary(self, edit: Edit) -> str:
        if edit.before is None or edit.after is None:
            return self.words.say("content-edit-new" if edit.after else "content-edit-gone", self.language)
        parts = [part for part in PARTS if edit.before.get(part) != edit.after.get(part)]
        said = [self.words.say(f"content-part-{part}", self.language) for part in parts]
        added = _examples(edit.after) - _examples(edit.before)
        if added > 0 and "examples" in parts:
            said[parts.index("examples")] = self.words.say(
                "content-edit-examples", self.language, count=added
            )
        return ", ".join(said) or self.words.say("content-part-other", self.language)

    def _confusions(self, score: TopicScore | None) -> list[ConfusionOut]:
        found = score.confusions[:CONFUSIONS_SHOWN] if score else []
        return [
            ConfusionOut(intent=one.intent, title=self.title(one.intent), count=one.count) for one in found
        ]

    def _say(self, key: str, values: Mapping[str, str | int | float]) -> str:
        if not self.words.has(key):
            return self.words.say("content-problem", self.language)
        said = {name: value if isinstance(value, str | int) else str(value) for name, value in values.items()}
        return self.words.say(key, self.language, **said)


def _examples(value: Json) -> int:
    return sum(len(texts) for texts in (value.get("examples") or {}).values())
