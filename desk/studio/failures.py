"""What ends a publication; each with a code that consoles have words for."""

from __future__ import annotations

import errno

from content.errors import ContentError
from desk.brain.errors import ModelRefused
from desk.setup.errors import SetupError
from desk.studio.errors import ContentHasErrors, LaboratoryUnavailable, NothingToPublish
from handoff.errors import BrainUnavailable


class PublicationFailed(Exception):
    """The publication can't go on; what is live is as it was.

    Args:
        code: Stable.
        detail: For whoever mends it; nobody's words.
    """

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(detail or code)
        self.code = code
        self.detail = detail


class Lost(Exception):
    """Somebody else has moved this publication on: it is not ours any more."""


CODES: dict[type[BaseException], str] = {
    ContentHasErrors: "content_has_errors",
    NothingToPublish: "nothing_to_publish",
    LaboratoryUnavailable: "laboratory_unavailable",
    ModelRefused: "brain_refused",
    BrainUnavailable: "brain_unavailable",
    SetupError: "training_failed",
    ContentError: "content_unwritten",
    OSError: "disk",
}
"""The first that fits."""


def failure_of(error: BaseException) -> PublicationFailed:
    """What an error means for a publication."""
    if isinstance(error, PublicationFailed):
        return error
    if is_disk_full(error):
        return PublicationFailed("disk_full", type(error).__name__)
    code = next((code for kind, code in CODES.items() if isinstance(error, kind)), "failed")
    # Of what nobody expected only the kind: its message may quote what somebody wrote.
    detail = str(error) if code != "failed" else type(error).__name__
    return PublicationFailed(code, detail)


def is_disk_full(error: BaseException | None) -> bool:
    """Whether the disk, or somebody's share of it, is full, here or further down."""
    while error is not None:
        if isinstance(error, OSError) and error.errno in {errno.ENOSPC, errno.EDQUOT}:
            return True
        error = error.__cause__
    return False
