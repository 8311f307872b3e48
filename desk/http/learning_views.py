"""Records of learning as the API shows them to one reader."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from content.categories import categories
from content.topics import Content
from desk.http.dependencies import LanguageDep
from desk.http.schemas import learning as schemas
from desk.http.schemas import thresholds as marks
from desk.learning.beta import BetaQuestion, BetaTest
from desk.learning.proposals import Proposal
from desk.learning.records import Group, GroupedMessage, Home
from desk.learning.thresholds import Moved, TopicThresholds
from desk.titles import Titles


@dataclass(frozen=True, slots=True)
class LearningViews:
    """Shows records.

    Attributes:
        titles: Intents in people's words.
        language: The reader's.
    """

    titles: Titles
    language: str

    def title(self, intent: str | None) -> str | None:
        """An intent's title; None for none."""
        return self.titles.of(intent, self.language) if intent else None

    def home(self, home: Home) -> schemas.HomeOut:
        """Where messages might belong."""
        return schemas.HomeOut(
            home=home.kind.value,
            intent=home.intent,
            title=self.title(home.intent),
            confidence=home.confidence,
        )

    def group(self, group: Group) -> schemas.InboxGroupOut:
        """A group of the inbox."""
        return schemas.InboxGroupOut(
            id=group.id,
            state=group.state.value,
            size=group.size,
            label=group.label,
            language=group.language,
            kinds={kind.value: count for kind, count in group.kinds.items()},
            messages=[self.message(it) for it in group.messages],
            proposed=self.home(group.proposed),
            first_at=group.first_at,
            last_at=group.last_at,
            decided_at=group.decided_at,
            decided_by=group.decided_by,
        )

    def message(self, it: GroupedMessage) -> schemas.FoundMessageOut:
        """One message of it."""
        message = it.message
        return schemas.FoundMessageOut(
            id=message.id,
            text=message.text,
            at=message.at,
            language=message.language,
            kind=it.kinds[0].value,
            kinds=[kind.value for kind in it.kinds],
            channel=message.channel,
            intent=message.intent,
            title=self.title(message.intent),
            confidence=message.confidence,
        )

    def proposal(self, proposal: Proposal) -> schemas.ProposalOut:
        """Something that agents answer again and again."""
        return schemas.ProposalOut(
            id=proposal.id,
            question=proposal.question,
            title=proposal.title,
            count=proposal.count,
            language=proposal.language,
            examples=list(dict.fromkeys(one.question for one in proposal.answers)),
            answers=[
                schemas.ProposalAnswerOut(text=one.text, agent=one.agent, at=one.at)
                for one in proposal.answers
            ],
            home=self.home(proposal.home),
            last_at=proposal.last_at,
        )

    def beta(self, test: BetaTest, origin: str) -> schemas.BetaOut:
        """A beta test."""
        return schemas.BetaOut(
            id=test.id,
            name=test.name,
            language=test.language,
            link=origin + test.path,
            created_at=test.created_at,
            questions=test.questions,
        )

    def report(
        self, test: BetaTest, origin: str, asked: Sequence[BetaQuestion], content: Content
    ) -> schemas.BetaReportOut:
        """What a beta test showed, by category."""
        categories_of = {name: topic.category for name, topic in content.topics.items()}
        questions = [self._question(one, categories_of.get(one.intent or "")) for one in asked]
        return schemas.BetaReportOut(
            id=test.id,
            name=test.name,
            language=test.language,
            link=origin + test.path,
            created_at=test.created_at,
            questions=questions,
            by_category=self._by_category(questions),
        )

    def _question(self, one: BetaQuestion, category: str | None) -> schemas.BetaQuestionOut:
        return schemas.BetaQuestionOut(
            id=one.id,
            text=one.text,
            at=one.at,
            intent=one.intent,
            title=self.title(one.intent),
            category=category or None,
            decision=one.decision,
            reply=one.reply,
            verdict=one.verdict,
        )

    def _by_category(self, questions: Sequence[schemas.BetaQuestionOut]) -> list[schemas.BetaCategoryOut]:
        known = {one.id: one.title(self.language) for one in categories()}
        order = [*known, *sorted({one.category for one in questions if one.category} - set(known)), None]
        found = []
        for category in order:
            its = [one for one in questions if one.category == category]
            if its:
                found.append(
                    schemas.BetaCategoryOut(
                        category=category,
                        title=known.get(category or "", category or ""),
                        answered=sum(one.decision == "answer" for one in its),
                        asked=sum(one.decision == "ask" for one in its),
                        handed_over=sum(one.decision == "hand_over" for one in its),
                        wrong=sum(one.decision == "answer" and one.verdict == "wrong" for one in its),
                    )
                )
        return found

    def thresholds(self, one: TopicThresholds, revision: int) -> marks.ThresholdOut:
        """A topic's thresholds."""
        pair = marks.ThresholdPairOut
        return marks.ThresholdOut(
            intent=one.intent,
            title=self.titles.of(one.intent, self.language),
            lower=one.live.lower,
            upper=one.live.upper,
            learned=pair(lower=one.learned.lower, upper=one.learned.upper) if one.learned else None,
            fixed=one.fixed,
            draft=pair(lower=one.draft.lower, upper=one.draft.upper) if one.draft else None,
            revision=revision,
            messages=one.messages,
            answered=one.answered,
            wrong=one.wrong,
            judged=one.judged,
        )

    def moved(self, one: Moved) -> marks.ReplayedOut:
        """A message that would be answered, or no longer be."""
        return marks.ReplayedOut(
            text=one.text,
            intent=one.intent,
            title=self.titles.of(one.intent, self.language),
            confidence=one.confidence,
            judged=one.judged,
        )


async def get_learning_views(request: Request, language: LanguageDep) -> LearningViews:
    """Records as this caller is shown them."""
    return LearningViews(request.app.state.titles, language)


LearningViewsDep = Annotated[LearningViews, Depends(get_learning_views)]
