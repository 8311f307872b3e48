"""Looking at the draft before anybody else does: previews, checks, trials, advice."""

from __future__ import annotations

import asyncio

from fastapi import APIRouter, Depends

from desk.http.content_dependencies import ContentViewsDep, StudioDep, answer_of
from desk.http.dependencies import get_editor
from desk.http.schemas.content import ChangeOut, ChangesOut, ProblemsOut
from desk.http.schemas.trying import (
    AdviceIn,
    AdviceOut,
    AdvisedExampleOut,
    MergeOut,
    PreviewButtonOut,
    PreviewChannelOut,
    PreviewIn,
    PreviewMessageOut,
    PreviewOut,
    PullingOut,
    SplitOut,
    TriedOut,
    TryIn,
)

router = APIRouter(prefix="/api/content", tags=["content"], dependencies=[Depends(get_editor)])


@router.post("/preview")
async def preview_answers(wanted: PreviewIn, studio: StudioDep, views: ContentViewsDep) -> PreviewOut:
    """Answers as each channel would show them; for editors."""
    answers = [answer_of(answer) for answer in wanted.answers]
    shown = await asyncio.to_thread(studio.preview.of, answers, wanted.language, wanted.manner)
    channels = []
    for channel in shown:
        split = views.words.say("content-preview-split", views.language, limit=channel.limit)
        messages = [
            PreviewMessageOut(
                text=message.text,
                buttons=[PreviewButtonOut(title=one.title, shown=one.shown) for one in message.buttons],
                image=message.image,
                text_problem=split if message.split else None,
            )
            for message in channel.messages
        ]
        channels.append(PreviewChannelOut(channel=channel.channel, title=channel.title, messages=messages))
    return PreviewOut(channels=channels)


@router.post("/check")
async def check_content(studio: StudioDep, views: ContentViewsDep) -> ProblemsOut:
    """Everything that is wrong with the draft, errors first; for editors."""
    return ProblemsOut(items=[views.problem(problem) for problem in await studio.checking.problems()])


@router.get("/changes")
async def read_changes(studio: StudioDep, views: ContentViewsDep) -> ChangesOut:
    """What a publication would change; for editors."""
    return ChangesOut(
        items=[
            ChangeOut(
                item=draft.item,
                title=views.item_title(draft.item),
                state=draft.state.value,
                by=draft.editor,
                at=draft.changed_at,
                before=draft.live,
                after=draft.value,
            )
            for draft in await studio.drafts.changed()
        ]
    )


@router.post("/try")
async def try_message(wanted: TryIn, studio: StudioDep, views: ContentViewsDep) -> TriedOut:
    """How a message is read by the draft, and by what is live; for editors."""
    context = await studio.moments.context(
        at=wanted.at,
        opening=wanted.opening,
        country=wanted.country,
        customer=wanted.customer,
        channel=wanted.channel,
    )
    tried = await studio.bench.tried(wanted.text, wanted.language, wanted.channel, context)
    return TriedOut(
        state="ready" if tried.is_ready else "preparing",
        draft=views.tried(tried.draft) if tried.draft else None,
        live=views.tried(tried.live) if tried.live else None,
        same=tried.same,
    )


@router.post("/advice")
async def advise_topic(about: AdviceIn, studio: StudioDep, views: ContentViewsDep) -> AdviceOut:
    """What might make a topic better; nothing is ever taken by itself; for editors."""
    advice = await studio.bench.advice(about.intent)
    examples = await studio.hooks.unanswered(about.intent)
    return AdviceOut(
        examples=[
            AdvisedExampleOut(text=one.text, count=one.count, likeness=one.likeness, language=one.language)
            for one in examples
        ],
        pulling=[
            PullingOut(text=one.text, toward=one.toward, title=views.title(one.toward))
            for one in (advice.pulling if advice else [])
            if one.intent == about.intent
        ],
        merge=[
            MergeOut(intents=one.intents, titles=[views.title(name) for name in one.intents], share=one.share)
            for one in (advice.merge if advice else [])
            if about.intent in one.intents
        ],
        split=[
            SplitOut(intent=one.intent, groups=one.groups)
            for one in (advice.split if advice else [])
            if one.intent == about.intent
        ],
    )
