"""The brain's answer, read strictly: what does not fit is no answer.

The brain is ours, but it is old code behind a network: what it says is checked before it becomes a message
to a shopper.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from handoff.messages import Button, Outbound
from handoff.records import BrainReply, HandoverReason, HandoverRequest, IntentScore, Reading

LONGEST_TEXT = 8000

Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]
Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
Text = Annotated[str, StringConstraints(max_length=LONGEST_TEXT)]
Name = Annotated[str, StringConstraints(max_length=200)]


class _Part(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True, extra="ignore")


class ButtonPart(_Part):
    """A choice; it does something when it is taken."""

    title: Annotated[str, StringConstraints(min_length=1, max_length=200)]
    payload: Annotated[str, StringConstraints(min_length=1, max_length=2000)]


class ReplyPart(_Part):
    """One thing the bot says."""

    text: Text | None = None
    buttons: list[ButtonPart] = Field(default=[], max_length=25)
    image: Annotated[str, StringConstraints(pattern=r"^https?://\S+$", max_length=2000)] | None = None

    def as_outbound(self) -> Outbound:
        """The message to the shopper."""
        buttons = tuple(Button(button.title, button.payload) for button in self.buttons)
        return Outbound(text=self.text or "", buttons=buttons, image=self.image)


class ScorePart(_Part):
    """One way of reading the message."""

    intent: Name
    confidence: Share


class ReadingPart(_Part):
    """How the message was understood."""

    intent: Name = ""
    confidence: Share = 0.0
    ranking: list[ScorePart] = Field(default=[], max_length=20)
    entities: list[dict[str, Any]] = Field(default=[], max_length=100)
    language: Language | None = None
    language_confidence: Share = 0.0
    tone: Literal["neutral", "pleased", "frustrated"] | None = None
    tone_confidence: Share = 0.0
    doubt: Literal["ask", "give_up"] | None = None

    def as_reading(self) -> Reading:
        """The core's own record of it."""
        return Reading(
            intent=self.intent,
            confidence=self.confidence,
            ranking=tuple(IntentScore(score.intent, score.confidence) for score in self.ranking),
            entities=tuple(self.entities),
            language=self.language,
            language_confidence=self.language_confidence,
            tone=self.tone,
            tone_confidence=self.tone_confidence,
            doubt=self.doubt,
        )


class HandoverPart(_Part):
    """The assistant asks for a person."""

    reason: Literal[
        "requested", "low_confidence", "complaint", "repeated_misunderstanding", "identity_failed"
    ]
    tried: list[Name] = Field(default=[], max_length=20)

    def as_request(self) -> HandoverRequest:
        """The core's own record of it."""
        return HandoverRequest(HandoverReason(self.reason), tuple(self.tried))


class Answer(_Part):
    """The whole answer."""

    replies: list[ReplyPart] = Field(max_length=20)
    reading: ReadingPart
    language: Language | None = None
    language_fixed: bool = False
    handover: HandoverPart | None = None
    model: Name | None = None

    def as_reply(self, *, may_be_silent: bool = False) -> BrainReply:
        """The core's own record of it.

        Args:
            may_be_silent: A person answers in any case.

        Raises:
            SilentAnswer: Nothing is said and nobody is called: the shopper would be left in silence.
        """
        messages = tuple(reply.as_outbound() for reply in self.replies if reply.text or reply.image)
        if not messages and self.handover is None and not may_be_silent:
            raise SilentAnswer
        return BrainReply(
            replies=messages,
            reading=self.reading.as_reading(),
            language=self.language,
            language_fixed=self.language_fixed,
            handover=self.handover.as_request() if self.handover else None,
            model=self.model,
        )


class SilentAnswer(ValueError):
    """The brain said nothing and called nobody."""
