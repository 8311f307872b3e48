"""The rows that facts are made of."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, literal_column, or_, select

from desk.faq.tables import faq_votes
from desk.figures.records import Filters, Period
from handoff.satisfaction import INTENT
from handoff.sql.hours_tables import breaches
from handoff.sql.satisfaction_tables import ratings
from handoff.sql.tables import cases, conversations, messages
from handoff.targets import Promise

# Written out, not bound: a partial index is used only where its condition is plain to see.
_BY_SHOPPER = messages.c.author == literal_column("'shopper'")


# Not the readings: to decode them costs more than all the rest.
_OF_CASES = (
    "id",
    "conversation_id",
    "reason",
    "priority",
    "language",
    "team_id",
    "agent_id",
    "agent_name",
    "opened_at",
    "taken_at",
    "first_taken_at",
    "closed_at",
)


def shoppers_messages(start: datetime, end: datetime, filters: Filters) -> Select[Any]:
    """What shoppers wrote, conversation by conversation; scores and comments are no questions."""
    return _shoppers(filters).where(_BY_SHOPPER, messages.c.at >= start, messages.c.at < end)


def earlier_messages(start: datetime, filters: Filters) -> Select[Any]:
    """What shoppers wrote before the period where a case goes on into it: what it is about, what is owed."""
    held = select(cases.c.conversation_id).where(cases.c.opened_at < start, _is_open_after(start))
    # Bound here: by time, all that was ever written would be looked through.
    by_shopper = messages.c.author == "shopper"
    return _shoppers(filters).where(by_shopper, messages.c.at < start, messages.c.conversation_id.in_(held))


def _shoppers(filters: Filters) -> Select[Any]:
    asked = or_(messages.c.payload.is_(None), messages.c.payload.not_like(f"/{INTENT}%"))
    return (
        select(
            messages.c.conversation_id,
            messages.c.sequence,
            messages.c.at,
            messages.c.intent,
            messages.c.tone,
            messages.c.state,
            conversations.c.channel,
            conversations.c.contact_name,
            conversations.c.language,
        )
        .join(conversations, conversations.c.id == messages.c.conversation_id)
        .where(asked)
        .where(*_of(filters))
        .order_by(messages.c.conversation_id, messages.c.sequence)
    )


def cases_of(start: datetime, end: datetime, filters: Filters) -> Select[Any]:
    """Cases that were open at some moment of the period, with the first answer and what came next."""
    following = cases.alias("following")
    next_opened = (
        select(func.min(following.c.opened_at))
        .where(
            following.c.conversation_id == cases.c.conversation_id, following.c.opened_at > cases.c.opened_at
        )
        .scalar_subquery()
    )
    first_answer = (
        select(func.min(messages.c.at))
        .where(
            messages.c.conversation_id == cases.c.conversation_id,
            messages.c.author == "agent",
            messages.c.at >= cases.c.opened_at,
        )
        .scalar_subquery()
    )
    return (
        select(
            *(cases.c[name] for name in _OF_CASES),
            conversations.c.channel,
            conversations.c.contact_name,
            conversations.c.language.label("spoken"),
            next_opened.label("next_opened"),
            first_answer.label("first_answer"),
        )
        .join(conversations, conversations.c.id == cases.c.conversation_id)
        .where(cases.c.opened_at < end, _is_open_after(start))
        .where(*_of(filters))
        .order_by(cases.c.conversation_id, cases.c.opened_at)
    )


def agents_messages(start: datetime, end: datetime, filters: Filters) -> Select[Any]:
    """What agents said, case by case, in those that were open at some moment of the period."""
    while_open = or_(cases.c.closed_at.is_(None), messages.c.at <= cases.c.closed_at)
    return (
        select(
            cases.c.id.label("case_id"),
            messages.c.sequence,
            messages.c.at,
            messages.c.agent_id,
            messages.c.author_name,
        )
        .join(messages, messages.c.conversation_id == cases.c.conversation_id)
        .join(conversations, conversations.c.id == cases.c.conversation_id)
        .where(cases.c.opened_at < end, _is_open_after(start))
        .where(messages.c.author == "agent", messages.c.at >= cases.c.opened_at, messages.c.at < end)
        .where(while_open, *_of(filters))
    )


def late_answers(start: datetime, end: datetime) -> Select[Any]:
    """Next answers whose lateness was recorded, of cases that were open at some moment of the period."""
    return (
        select(breaches.c.case_id, breaches.c.due)
        .join(cases, cases.c.id == breaches.c.case_id)
        .where(breaches.c.kind == Promise.NEXT.value, breaches.c.breached_at.is_not(None))
        .where(cases.c.opened_at < end, _is_open_after(start))
    )


def scores(start: datetime, end: datetime, filters: Filters) -> Select[Any]:
    """Scores that were given in the period, or asked for in it."""
    given = and_(ratings.c.scored_at >= start, ratings.c.scored_at < end)
    asked = and_(ratings.c.asked_at >= start, ratings.c.asked_at < end)
    return (
        select(
            ratings,
            conversations.c.channel,
            conversations.c.contact_name,
            conversations.c.language.label("spoken"),
        )
        .join(conversations, conversations.c.id == ratings.c.conversation_id)
        .where(ratings.c.score.is_not(None), or_(given, asked))
        .where(*_of(filters))
        .order_by(ratings.c.conversation_id, ratings.c.asked_at)
    )


def votes(period: Period) -> Select[Any]:
    """What readers of the FAQ said, by topic, day and language."""
    return (
        select(faq_votes)
        .where(faq_votes.c.day.between(period.first, period.last))
        .order_by(faq_votes.c.day, faq_votes.c.topic, faq_votes.c.language)
    )


def _is_open_after(moment: datetime) -> ColumnElement[bool]:
    return or_(cases.c.closed_at.is_(None), cases.c.closed_at >= moment)


def _of(filters: Filters) -> list[ColumnElement[bool]]:
    """What the database can leave out by itself."""
    wanted = []
    if filters.channel is not None:
        wanted.append(conversations.c.channel == filters.channel)
    if filters.language is not None:
        spoken = filters.language or None
        wanted.append(conversations.c.language == spoken)
    return wanted
