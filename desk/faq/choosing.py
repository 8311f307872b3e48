"""Which of a topic's answers a reader of the FAQ gets: nobody knows who they are."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from content.topics import Answer

_BLANK = re.compile(r"\{\w+\}")


def choose(answers: Iterable[Answer], language: str, manner: str, now: datetime) -> Answer | None:
    """The answer that is in force for a reader of whom only the language is known.

    What is for some hours, countries, customers or channels only is for nobody here, nor is what an action
    fills in. Of the rest, what holds for some days goes before what always holds, and the shop's manner
    before none.

    Args:
        answers: A topic's, in their order.
        language: The reader's.
        manner: ``tu`` or ``lei``, the shop's.
        now: In the shop's time zone.
    """
    fitting = [
        answer
        for answer in answers
        if answer.language == language and _for_everybody(answer, manner) and in_force(answer, now)
    ]
    return max(
        fitting,
        key=lambda it: (bool(it.valid_from or it.valid_until), it.manner is not None),
        default=None,
    )


def in_force(answer: Answer, now: datetime) -> bool:
    """Whether its dates allow it now; a day counts from its first minute to its last, in the shop's zone.

    A date that cannot be read keeps the answer back: nobody should be promised what may be over.
    """
    try:
        begun = answer.valid_from is None or _start(answer.valid_from, now) <= now
        return begun and (answer.valid_until is None or now < _end(answer.valid_until, now))
    except ValueError:
        return False


def _for_everybody(answer: Answer, manner: str) -> bool:
    limits = (answer.channel, answer.opening, answer.country, answer.customer)
    if any(limit is not None for limit in limits) or answer.manner not in {None, manner}:
        return False
    return bool(answer.text.strip()) and not _BLANK.search(answer.text)


def _start(written: str, now: datetime) -> datetime:
    return _moment(written, now) if "T" in written else _midnight(date.fromisoformat(written), now)


def _end(written: str, now: datetime) -> datetime:
    """The first moment at which it is over: a moment belongs to its time, as a day does."""
    if "T" in written:
        return _moment(written, now) + timedelta(seconds=1)
    return _midnight(date.fromisoformat(written) + timedelta(1), now)


def _moment(written: str, now: datetime) -> datetime:
    moment = datetime.fromisoformat(written)
    return moment if moment.tzinfo else moment.replace(tzinfo=now.tzinfo)


def _midnight(day: date, now: datetime) -> datetime:
    return datetime.combine(day, time(), now.tzinfo)
