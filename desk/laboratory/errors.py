"""The one place where what can go wrong with the laboratory becomes ``LaboratoryUnavailable``."""

from __future__ import annotations

import aiohttp
from pydantic import ValidationError

from desk.studio.errors import LaboratoryUnavailable


class Refused(Exception):
    """The laboratory answered with an HTTP status that is no success.

    Args:
        status: The status.
        code: What it said was wrong.
    """

    def __init__(self, status: int, code: str = "") -> None:
        super().__init__(f"HTTP {status} {code}".strip())
        self.status = status
        self.code = code


class NotStarted(Exception):
    """The laboratory's process did not begin to listen."""


FAILURES = (
    aiohttp.ClientError,
    ValidationError,
    Refused,
    NotStarted,
    TimeoutError,
    ValueError,
    OSError,
)
"""All that a call can end with; ``ValueError`` is an answer that can't be read."""


def unavailable(error: BaseException) -> LaboratoryUnavailable:
    """What a failed call means, in one sentence that holds nobody's words."""
    if isinstance(error, TimeoutError):
        return LaboratoryUnavailable("The laboratory did not answer in time.")
    if isinstance(error, NotStarted):
        return LaboratoryUnavailable(f"The laboratory did not start: {error}.")
    if isinstance(error, Refused):
        return LaboratoryUnavailable(f"The laboratory refused ({error}).")
    return LaboratoryUnavailable(f"The laboratory could not be asked ({type(error).__name__}).")
