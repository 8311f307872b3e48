"""Topics and phrases as editors write them; what is live does not change here."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from content.categories import categories
from content.topics import FAQ
from desk.errors import NotFound
from desk.http.content_dependencies import ContentName, ContentViewsDep, StudioDep, phrase_of, topic_of
from desk.http.dependencies import EditorDep, get_editor
from desk.http.schemas.content import (
    CategoryOut,
    LiveOut,
    NewTopicIn,
    PhraseDraftOut,
    PhraseIn,
    PhraseRowOut,
    PhrasesOut,
    ProblemCountOut,
    RevertIn,
    TopicDraftOut,
    TopicIn,
    TopicsOut,
)
from desk.studio.checking import Count
from desk.studio.errors import TopicStays
from desk.studio.records import Draft, DraftState, phrase_item, topic_item

router = APIRouter(prefix="/api/content", tags=["content"], dependencies=[Depends(get_editor)])

Revision = Annotated[int, Query(ge=0)]


@router.get("/topics")
async def read_topics(studio: StudioDep, views: ContentViewsDep) -> TopicsOut:
    """Every topic, with how it stands and how well it does; for editors."""
    order = {category.id: place for place, category in enumerate(categories())}
    rows = [views.row(row) for row in await studio.overview.rows()]
    live = await studio.versions.live()
    return TopicsOut(
        items=sorted(rows, key=lambda row: (order.get(row.category, len(order)), row.title.casefold())),
        categories=[CategoryOut(id=one.id, title=one.title(views.language)) for one in categories()],
        live=LiveOut(number=live.number, published_at=live.at, by=live.author.name) if live else None,
        changes=len(await studio.drafts.changed()),
    )


@router.post("/topics", status_code=201)
async def add_topic(
    topic: NewTopicIn, account: EditorDep, studio: StudioDep, views: ContentViewsDep
) -> TopicDraftOut:
    """Begins a topic; for editors."""
    draft = await studio.drafts.create(account.agent, topic.titles, topic.category)
    return await _topic(studio, views, draft)


@router.get("/topics/{name:path}")
async def read_topic(name: ContentName, studio: StudioDep, views: ContentViewsDep) -> TopicDraftOut:
    """A topic as it is being written; for editors."""
    return await _topic(studio, views, await studio.drafts.get(topic_item(name)))


@router.put("/topics/{name:path}")
async def change_topic(
    name: ContentName, change: TopicIn, account: EditorDep, studio: StudioDep, views: ContentViewsDep
) -> TopicDraftOut:
    """Writes a topic anew, if nobody has since it was read (409 ``changed_meanwhile``); for editors."""
    known = await studio.drafts.get(topic_item(name))
    is_now = known.value or known.live or {}
    body = change.topic.model_copy(update={"name": name, "kind": is_now.get("kind", "faq")})
    value = topic_of(body).to_json()
    return await _topic(
        studio, views, await studio.drafts.put(account.agent, topic_item(name), change.revision, value)
    )


@router.delete("/topics/{name:path}")
async def remove_topic(
    name: ContentName, revision: Revision, account: EditorDep, studio: StudioDep, views: ContentViewsDep
) -> TopicDraftOut:
    """Takes a topic away, once this is published; for editors."""
    if not name.startswith(FAQ):
        raise TopicStays
    await studio.drafts.get(topic_item(name))
    before = await studio.drafts.get(topic_item(name))
    draft = await studio.drafts.put(account.agent, topic_item(name), revision, None)
    if draft.live is None:
        # A topic that was never live is gone; it is shown once more as it was.
        draft = Draft(draft.item, draft.revision, before.value, None, draft.editor, draft.changed_at)
    return await _topic(studio, views, draft)


@router.get("/phrases")
async def read_phrases(
    studio: StudioDep,
    views: ContentViewsDep,
    q: Annotated[str, Query(max_length=100)] = "",
) -> PhrasesOut:
    """What the assistant says besides topics' answers; for editors."""
    content, wanted = await studio.drafts.content(), q.casefold()
    changed = {draft.item for draft in await studio.drafts.changed()}
    counts = await studio.checking.counts()
    items = []
    for name, phrase in sorted(content.phrases.items()):
        texts = [answer.text for answer in phrase.answers]
        if wanted and not any(wanted in text.casefold() for text in (name, *texts)):
            continue
        own = [answer.text for answer in phrase.answers if answer.language == views.language]
        count = counts.get(name, Count())
        items.append(
            PhraseRowOut(
                name=name,
                text=next(iter(own or texts), ""),
                languages=sorted({answer.language for answer in phrase.answers}),
                state=(DraftState.CHANGED if phrase_item(name) in changed else DraftState.LIVE).value,
                problems=ProblemCountOut(errors=count.errors, warnings=count.warnings),
            )
        )
    return PhrasesOut(items=items)


@router.get("/phrases/{name:path}")
async def read_phrase(name: ContentName, studio: StudioDep, views: ContentViewsDep) -> PhraseDraftOut:
    """A phrase as it is being written; for editors."""
    return await _phrase(studio, views, await studio.drafts.get(phrase_item(name)))


@router.put("/phrases/{name:path}")
async def change_phrase(
    name: ContentName, change: PhraseIn, account: EditorDep, studio: StudioDep, views: ContentViewsDep
) -> PhraseDraftOut:
    """Writes a phrase anew, if nobody has since it was read (409 ``changed_meanwhile``); for editors."""
    if (await studio.drafts.get(phrase_item(name))).live is None:
        raise NotFound
    value = phrase_of(change.phrase.model_copy(update={"name": name})).to_json()
    return await _phrase(
        studio, views, await studio.drafts.put(account.agent, phrase_item(name), change.revision, value)
    )


@router.post("/revert", status_code=204)
async def revert_item(change: RevertIn, account: EditorDep, studio: StudioDep) -> None:
    """Makes an item again what is live; for editors."""
    await studio.drafts.revert(account.agent, change.item)


async def _topic(studio: StudioDep, views: ContentViewsDep, draft: Draft) -> TopicDraftOut:
    name = draft.item.partition(":")[2]
    history = await studio.drafts.history(draft.item)
    problems = await studio.checking.of(name) if draft.value else []
    return views.topic_draft(draft, problems, history)


async def _phrase(studio: StudioDep, views: ContentViewsDep, draft: Draft) -> PhraseDraftOut:
    problems = await studio.checking.of(draft.item.partition(":")[2])
    return views.phrase_draft(draft, problems, await studio.drafts.history(draft.item))
