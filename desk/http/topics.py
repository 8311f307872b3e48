"""What shoppers may come with, by title: for forms in which a topic is chosen."""

from __future__ import annotations

from fastapi import APIRouter, Depends

from content.categories import categories
from content.topics import Content
from desk.http.dependencies import LanguageDep, ServicesDep, get_account
from desk.http.schemas.topics import TopicChoiceOut, TopicChoicesOut

router = APIRouter(prefix="/api", tags=["topics"])

SAID_ONLY = frozenset({"talk", "outside"})
"""Kinds that nobody comes with: courtesies, and what is not the shop's business."""


@router.get("/topics", dependencies=[Depends(get_account)])
async def read_topic_choices(services: ServicesDep, language: LanguageDep) -> TopicChoicesOut:
    """The topics that are live, by category and title; for any agent."""
    return TopicChoicesOut(items=_choices(await services.studio.drafts.live(), language))


def _choices(content: Content, language: str) -> list[TopicChoiceOut]:
    headings = {category.id: (place, category.title(language)) for place, category in enumerate(categories())}
    last = len(headings), ""
    found = [
        (*headings.get(topic.category, last), topic.title(language), name)
        for name, topic in content.topics.items()
        if topic.kind not in SAID_ONLY and topic.titles
    ]
    return [
        TopicChoiceOut(name=name, title=title, category=heading) for _, heading, title, name in sorted(found)
    ]
