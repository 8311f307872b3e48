"""Every way in which a call can fail becomes one error of ours."""

from __future__ import annotations

import inspect

import circuitbreaker
import httpx
import pytest
from pydantic import ValidationError

from desk.brain.answers import Answer, SilentAnswer
from desk.brain.errors import FAILURES, AnswerTooLarge, BrainRefused, is_worth_repeating, unavailable
from handoff.errors import BrainUnavailable

REQUEST = httpx.Request("POST", "http://127.0.0.1/secret-path?token=hidden")


def every_httpx_error() -> list[type[BaseException]]:
    found = [getattr(httpx, name) for name in httpx.__all__]
    return [kind for kind in found if inspect.isclass(kind) and issubclass(kind, BaseException)]


@pytest.mark.parametrize("kind", every_httpx_error())
def test_every_error_of_httpx_is_translated(kind: type[BaseException]) -> None:
    assert issubclass(kind, FAILURES)


@pytest.mark.parametrize(
    "kind", [kind for kind in every_httpx_error() if issubclass(kind, httpx.TransportError)]
)
def test_every_error_of_the_network_has_its_sentence(kind: type[httpx.TransportError]) -> None:
    translated = unavailable(kind("token=hidden", request=REQUEST))
    assert isinstance(translated, BrainUnavailable)
    assert "hidden" not in str(translated)
    assert "could not be asked" not in str(translated)


def test_all_else_has_its_sentence() -> None:
    nonsense = _nonsense()
    breaker = circuitbreaker.CircuitBreakerError(circuitbreaker.CircuitBreaker())
    own = [
        breaker,
        nonsense,
        BrainRefused(422),
        SilentAnswer(),
        AnswerTooLarge(),
        TimeoutError(),
        RecursionError(),
    ]
    sentences = {str(unavailable(error)) for error in own}
    assert len(sentences) >= len(own) - 1
    assert not any("could not be asked" in sentence for sentence in sentences)


def test_time_that_is_used_up_is_not_used_again() -> None:
    assert not is_worth_repeating(httpx.ReadTimeout("late"))
    assert not is_worth_repeating(_nonsense())
    assert is_worth_repeating(httpx.ConnectError("refused"))
    assert is_worth_repeating(BrainRefused(503))


def _nonsense() -> ValidationError:
    with pytest.raises(ValidationError) as raised:
        Answer.model_validate_json("{}")
    return raised.value
