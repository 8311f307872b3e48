"""When answers apply: languages, channels, slots, and dates that make sense."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from content.checks.finding import Case, problem
from content.checks.said import Said, said_in
from content.problems import Problem
from content.topics import CUSTOMERS, MANNERS, OPENINGS, Topic

CHOICES = {"manner": MANNERS, "opening": OPENINGS, "customer": CUSTOMERS}
_COUNTRY = re.compile(r"[A-Z]{2}")
_DATE_ONLY = 10


def check_occasions(case: Case) -> Iterator[Problem]:
    """Everything about when answers apply."""
    for said in said_in(case):
        yield from _limits(case, said)
        yield from _slots(case, said)
        yield from _dates(case, said)
    for topic in case.content.topics.values():
        yield from _over(case, topic)


def moment(text: str, now: datetime, *, last: bool) -> datetime | None:
    """A date or date-time as a moment; None where it is none.

    Args:
        text: ISO 8601.
        now: Its zone is that of what has none.
        last: Of a date, the end of its day rather than the beginning.
    """
    try:
        if len(text) == _DATE_ONLY:
            day = datetime.combine(date.fromisoformat(text), time(), now.tzinfo)
            return day + timedelta(days=1, microseconds=-1) if last else day
        found = datetime.fromisoformat(text)
    except (ValueError, OverflowError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=now.tzinfo)


def _limits(case: Case, said: Said) -> Iterator[Problem]:
    answer = said.answer
    if answer.language not in case.known.languages:
        yield problem("language_unknown", said.name, f"{said.field}.language", text=answer.language)
    if answer.channel and case.known.longest and answer.channel not in case.known.longest:
        yield problem("channel_unknown", said.name, f"{said.field}.channel", text=answer.channel)
    if answer.country and not _COUNTRY.fullmatch(answer.country):
        yield problem("limit_unknown", said.name, f"{said.field}.country", text=answer.country)
    for name, choices in CHOICES.items():
        value = getattr(answer, name)
        if value and value not in choices:
            yield problem("limit_unknown", said.name, f"{said.field}.{name}", text=value)


def _slots(case: Case, said: Said) -> Iterator[Problem]:
    """An answer that asks for a slot which the assistant does not have is never given."""
    for name in ("manner", "opening", "country", "customer"):
        if getattr(said.answer, name) and name not in case.known.slots:
            yield problem("slot_unknown", said.name, f"{said.field}.{name}", text=name)


def _dates(case: Case, said: Said) -> Iterator[Problem]:
    answer, found = said.answer, dict[str, datetime]()
    for name, stated in (("valid_from", answer.valid_from), ("valid_until", answer.valid_until)):
        if stated is None:
            continue
        read = moment(stated, case.now, last=name == "valid_until")
        if read is None:
            yield problem("date_malformed", said.name, f"{said.field}.{name}", text=stated)
        else:
            found[name] = read
    first, last = found.get("valid_from"), found.get("valid_until")
    if first and last and last < first:
        values = {"first": str(answer.valid_from), "last": str(answer.valid_until)}
        yield problem("dates_reversed", said.name, f"{said.field}.valid_until", **values)
    elif last and last < case.now:
        yield problem("dates_past", said.name, f"{said.field}.valid_until", last=str(answer.valid_until))


def _over(case: Case, topic: Topic) -> Iterator[Problem]:
    """A topic whose answers are all of the past."""
    ends = [
        moment(one.valid_until, case.now, last=True) if one.valid_until else None for one in topic.answers
    ]
    if ends and all(one is not None and one < case.now for one in ends):
        yield problem("topic_over", topic.name, "answers")
