"""Every error of ``handoff``; each has a stable ``code``, and its docstring is its default message."""

from __future__ import annotations


class HandoffError(Exception):
    """Something went wrong with a conversation."""

    code = "handoff"

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or (type(self).__doc__ or "").strip())


class ConversationNotFound(HandoffError):
    """There is no such conversation."""

    code = "conversation_not_found"


class AlreadyTaken(HandoffError):
    """Another agent has this conversation."""

    code = "already_taken"

    def __init__(self, taken_by: str) -> None:
        super().__init__(f"{taken_by} has this conversation.")
        self.taken_by = taken_by


class NotOwner(HandoffError):
    """Only the agent who has this conversation can do this."""

    code = "not_owner"


class NotRetryable(HandoffError):
    """Only a message that failed, or whose fate is unknown, can be sent again."""

    code = "not_retryable"


class BadHours(HandoffError):
    """These opening hours cannot be meant."""

    code = "bad_hours"


class BadTargets(HandoffError):
    """These targets cannot be meant."""

    code = "bad_targets"


class BrainUnavailable(HandoffError):
    """The assistant did not answer in time, or answered nonsense."""

    code = "bot_unavailable"


class SendError(HandoffError):
    """A message could not be sent."""

    code = "send_failed"


class Retryable(SendError):
    """The vendor could not take the message now; it is safe to try again.

    Args:
        message: One sentence of the vendor's reason.
        retry_after: Seconds the vendor asks us to wait; None if it does not say.
    """

    code = "retryable"

    def __init__(self, message: str | None = None, *, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class Uncertain(SendError):
    """The vendor never answered: the message may or may not have gone out."""

    code = "uncertain"


class Rejected(SendError):
    """The vendor refused the message; sending it again will not help.

    Args:
        message: One sentence of the vendor's reason, safe to show to an agent.
        reason: A stable code: ``rejected``, ``blocked`` (by the person), ``unknown_contact``,
            ``unauthorized`` (our credentials), ``too_long``.
    """

    code = "rejected"

    def __init__(self, message: str | None = None, *, reason: str = "rejected") -> None:
        super().__init__(message)
        self.reason = reason


class OutsideWindow(Rejected):
    """The channel lets us write only within 24 hours of the shopper's last message."""

    code = "outside_window"

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message, reason="outside_window")
