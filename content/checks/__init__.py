"""Whether content can be published: what is wrong, at the field that is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from content.checks.answering import check_answering
from content.checks.asking import check_asking
from content.checks.finding import CODES, ERRORS, WARNINGS, Case
from content.checks.following import check_following, links_in
from content.checks.headings import check_headings
from content.checks.meaning import check_meaning
from content.checks.occasions import check_occasions
from content.known import Known
from content.problems import Problem
from content.topics import Content

CHECKS: tuple[Callable[[Case], Iterator[Problem]], ...] = (
    check_headings,
    check_answering,
    check_occasions,
    check_following,
    check_asking,
    check_meaning,
)

__all__ = ["CHECKS", "CODES", "ERRORS", "WARNINGS", "check", "links_in"]


def check(content: Content, known: Known, now: datetime) -> list[Problem]:
    """Everything that is wrong, errors first.

    Args:
        content: What is to be published.
        known: What it may name; ``ContentFolder.known()`` has it.
        now: With offset; in the shop's zone.
    """
    case = Case(content, known, now)
    found = [problem for one in CHECKS for problem in one(case)]
    return sorted(found, key=lambda one: one.severity != "error")
