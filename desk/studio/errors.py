"""What goes wrong with content: drafts, publications, trials and what is learned."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from desk.errors import DeskError


class ChangedMeanwhile(DeskError):
    """Somebody else has changed this since it was read.

    Args:
        by: Who.
        at: When.
        revision: What it is at now.
        theirs: What they wrote; None where they took it away.
    """

    code = "changed_meanwhile"

    def __init__(
        self,
        by: str | None = None,
        at: datetime | None = None,
        revision: int = 0,
        theirs: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__()
        self.details: dict[str, Any] = {
            "by": by or "",
            "at": at.isoformat() if at else None,
            "revision": revision,
            "theirs": dict(theirs) if theirs is not None else None,
        }


class ContentRefused(DeskError):
    """The content can't be changed like this.

    Args:
        reason: Why, for whoever mends it.
        field: Where, if anywhere.
    """

    code = "content_refused"

    def __init__(self, reason: str = "", field: str = "") -> None:
        super().__init__(reason or None)
        self.details = {"reason": reason, "field": field}


class ContentBroken(DeskError):
    """The content's files can't be read as they are: somebody who edits them by hand has to mend them.

    Args:
        reason: Which, where and why.
    """

    code = "content_broken"

    def __init__(self, reason: str = "") -> None:
        super().__init__(reason or None)
        self.details = {"reason": reason}


class TopicStays(DeskError):
    """This topic belongs to the assistant itself: it can be worded, not taken away."""

    code = "topic_stays"


class PublishingAlready(DeskError):
    """Somebody is publishing already.

    Args:
        by: Who.
    """

    code = "publishing_already"

    def __init__(self, by: str = "") -> None:
        super().__init__()
        self.details = {"by": by}


class NothingToPublish(DeskError):
    """The draft is what is live already."""

    code = "nothing_to_publish"


class ContentHasErrors(DeskError):
    """Something in the draft is wrong, and has to be mended before it is published.

    Args:
        errors: How many things.
    """

    code = "content_has_errors"

    def __init__(self, errors: int = 1) -> None:
        super().__init__()
        self.details = {"errors": errors}


class PublicationOver(DeskError):
    """This publication is not waiting for that any more."""

    code = "publication_over"


class LaboratoryUnavailable(DeskError):
    """What is not live yet can't be tried now; try again in a moment."""

    code = "laboratory_unavailable"


class NothingToLearn(DeskError):
    """Nobody asked anything there, or nothing of it may be kept."""

    code = "nothing_to_learn"


class BetaOver(DeskError):
    """This test has as many questions as it may have."""

    code = "beta_over"
