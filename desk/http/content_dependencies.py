"""What the studio's routes have in common."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, TypeVar

from fastapi import Depends, Path, Request

from content.errors import ContentError, ContentMalformed
from content.topics import Answer, Phrase, Topic
from desk.http.content_views import ContentViews
from desk.http.dependencies import LanguageDep, ServicesDep
from desk.http.schemas.content import ContentAnswer, PhraseBody, TopicBody
from desk.studio.errors import ContentRefused
from desk.studio.studio import Studio

ContentName = Annotated[str, Path(pattern=r"^[\w/-]{1,120}$")]
Found = TypeVar("Found")


async def get_studio(services: ServicesDep) -> Studio:
    """The studio's parts."""
    return services.studio


StudioDep = Annotated[Studio, Depends(get_studio)]


async def get_content_views(
    request: Request, services: ServicesDep, studio: StudioDep, language: LanguageDep
) -> ContentViews:
    """What is being written, as this editor is shown it."""
    topics = (await studio.drafts.content()).topics
    return ContentViews(services.words, request.app.state.titles, topics, language)


ContentViewsDep = Annotated[ContentViews, Depends(get_content_views)]


def read(kind: Callable[[Any], Found], body: Any) -> Found:
    """A body as the content's own record (``ContentRefused``)."""
    try:
        return kind(body)
    except ContentMalformed as error:
        raise ContentRefused(error.reason, error.field) from error
    except ContentError as error:
        raise ContentRefused(str(error)) from error


def topic_of(body: TopicBody) -> Topic:
    """A topic; languages in which nothing is said are left out."""
    value = body.model_dump()
    value["titles"] = {code: title for code, title in value["titles"].items() if title}
    value["examples"] = {code: texts for code, texts in value["examples"].items() if texts}
    return read(Topic.from_json, value)


def phrase_of(body: PhraseBody) -> Phrase:
    """A phrase."""
    return read(Phrase.from_json, body.model_dump())


def answer_of(body: ContentAnswer) -> Answer:
    """An answer."""
    return read(Answer.from_json, body.model_dump())
