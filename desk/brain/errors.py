"""The one place where what can go wrong with a call to the brain becomes ``BrainUnavailable``."""

from __future__ import annotations

from collections.abc import Callable

import httpx
from circuitbreaker import CircuitBreakerError
from pydantic import ValidationError

from desk.brain.answers import SilentAnswer
from handoff.errors import BrainUnavailable


class AnswerTooLarge(ValueError):
    """The brain's answer is larger than any answer can be."""


class BrainBusy(BrainUnavailable):
    """The brain is loading another model already."""


class ModelRefused(BrainUnavailable):
    """The brain can't use this model; the one before goes on."""


class BrainRefused(Exception):
    """The brain answered with an HTTP status that is not 200.

    Args:
        status: The status.
    """

    def __init__(self, status: int) -> None:
        super().__init__(f"HTTP {status}")
        self.status = status


FAILURES = (
    httpx.HTTPError,
    httpx.InvalidURL,
    httpx.StreamError,
    httpx.CookieConflict,
    CircuitBreakerError,
    ValidationError,
    BrainRefused,
    TimeoutError,
    ValueError,
    RecursionError,
    OSError,
)
"""All that a call can end with; ``ValueError`` and ``RecursionError`` are answers that can't be read."""

BUSY = frozenset({500, 502, 503, 504})
"""Statuses after which asking again may help: the brain is starting, or something it needs was away."""


def unavailable(error: BaseException) -> BrainUnavailable:
    """What a failed call means, in one sentence that holds no text of a shopper's and no token."""
    for kind, sentence in _SENTENCES.items():
        if isinstance(error, kind):
            return BrainUnavailable(sentence(error))
    return BrainUnavailable(f"The brain could not be asked ({type(error).__name__}).")


def is_worth_repeating(error: BaseException) -> bool:
    """Whether the same question may be answered a moment later; asking twice never advances a dialogue."""
    if isinstance(error, BrainRefused):
        return error.status in BUSY
    return isinstance(error, httpx.TransportError) and not isinstance(error, httpx.TimeoutException)


def is_fault_of_the_brain(_: type[BaseException], error: BaseException) -> bool:
    """Whether it says something about the brain: not a question that it refuses, nor a caller who left."""
    refused = isinstance(error, BrainRefused) and error.status in {413, 422}
    return isinstance(error, FAILURES) and not refused


_SENTENCES: dict[type[BaseException], Callable[[BaseException], str]] = {
    CircuitBreakerError: lambda _: "The brain has failed too often; it is left alone for a moment.",
    TimeoutError: lambda _: "The brain did not answer in time.",
    httpx.TimeoutException: lambda _: "The brain did not answer in time.",
    httpx.ConnectError: lambda _: "The brain can't be reached.",
    httpx.TransportError: lambda error: f"The brain broke off ({type(error).__name__}).",
    BrainRefused: lambda error: f"The brain did not take the question ({error}).",
    SilentAnswer: lambda _: "The brain said nothing.",
    AnswerTooLarge: lambda _: "The brain's answer is too large.",
    ValidationError: lambda _: "The brain answered nonsense.",
    ValueError: lambda _: "The brain answered nonsense.",
    RecursionError: lambda _: "The brain answered nonsense.",
}
