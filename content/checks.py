"""Whether content can be published: what is wrong, at the field that is wrong."""

from __future__ import annotations

from datetime import datetime

from content.known import Known
from content.problems import Problem
from content.topics import Content


def check(content: Content, known: Known, now: datetime) -> list[Problem]:
    """Everything that is wrong, errors first.

    Args:
        content: What is to be published.
        known: What it may name; ``ContentFolder.known()`` has it.
        now: With offset; in the shop's zone.
    """
    del content, known, now
    return []
