"""The inbox of what was not understood, agents' flags, and thresholds from outcomes; for editors."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query

from content.topics import Threshold
from desk.http.dependencies import AccountDep, EditorDep, Identifier, ServicesDep, get_account, get_editor
from desk.http.learning_views import LearningViewsDep
from desk.http.schemas.learning import (
    AddedExampleOut,
    DecidedOut,
    DecideIn,
    FindingKind,
    FlagIn,
    FlagOut,
    FlagsOut,
    HomeIn,
    InboxGroupOut,
    InboxOut,
    InboxState,
    LearningLanguage,
    ReopenedOut,
    ReopenIn,
)
from desk.http.schemas.thresholds import ReplayCountsOut, ReplayIn, ReplayOut, ThresholdIn, ThresholdsOut
from desk.learning.records import Home, HomeKind, Kind, State
from desk.learning.thresholds import Counts

router = APIRouter(prefix="/api", tags=["learning"])

FOR_EDITORS = [Depends(get_editor)]
IntentPath = Annotated[str, Path(pattern=r"^[\w/-]{1,128}$")]
DAYS = 30


@router.get("/content/inbox", dependencies=FOR_EDITORS)
async def read_inbox(
    services: ServicesDep,
    views: LearningViewsDep,
    state: InboxState = "open",
    kind: FindingKind | None = None,
    language: LearningLanguage | None = None,
    after: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
) -> InboxOut:
    """Messages that were not understood, by meaning, most frequent first; for editors."""
    page = await services.learning.inbox.page(State(state), Kind(kind) if kind else None, language, after)
    groups = [views.group(group) for group in page.groups]
    return InboxOut(items=groups, next=page.next, total=page.total, waiting=page.waiting)


@router.post("/content/inbox/decide")
async def decide_inbox(decision: DecideIn, editor: EditorDep, services: ServicesDep) -> DecidedOut:
    """Adds messages to the draft, or lets them go, in bulk; for editors."""
    deciding, agent = services.learning.deciding, editor.agent
    if decision.decision == "dismiss":
        done = await deciding.dismiss(agent, decision.groups, decision.messages)
    else:
        home = _home(decision.home) if decision.home else None
        done = await deciding.accept(agent, decision.groups, decision.messages, home)
    added = [AddedExampleOut(topic=one.topic, text=one.text) for one in done.added]
    return DecidedOut(added=added, dismissed=done.dismissed, created=list(done.created))


@router.post("/content/inbox/reopen")
async def reopen_inbox(wanted: ReopenIn, editor: EditorDep, services: ServicesDep) -> ReopenedOut:
    """Has groups decided anew, and takes back what that had added to the draft; for editors."""
    done = await services.learning.deciding.reopen(editor.agent, wanted.groups)
    return ReopenedOut(reopened=done.messages, taken_back=done.taken_back)


@router.get("/content/inbox/{group_id}", dependencies=FOR_EDITORS)
async def read_inbox_group(
    group_id: Identifier, services: ServicesDep, views: LearningViewsDep
) -> InboxGroupOut:
    """One group with all its messages; for editors."""
    return views.group(await services.learning.inbox.group(group_id))


@router.post("/messages/{message_id}/flag")
async def flag_message(
    message_id: Identifier, flag: FlagIn, account: AccountDep, services: ServicesDep
) -> FlagOut:
    """Says that a message should have been answered, or was answered wrong; for any agent."""
    kind = Kind(flag.kind) if flag.kind else None
    asked = await services.learning.flags.put(message_id, kind, account.agent)
    return FlagOut(message_id=asked, kind=flag.kind)


@router.get("/conversations/{conversation_id}/flags", dependencies=[Depends(get_account)])
async def read_flags(conversation_id: Identifier, services: ServicesDep) -> FlagsOut:
    """The flags in one conversation; for any agent."""
    found = await services.learning.flags.of(conversation_id)
    return FlagsOut(
        items=[FlagOut(message_id=message_id, kind=kind.value) for message_id, kind in found.items()]
    )


@router.get("/content/thresholds", dependencies=FOR_EDITORS)
async def read_thresholds(
    services: ServicesDep,
    views: LearningViewsDep,
    days: Annotated[int, Query(ge=1, le=90)] = DAYS,
) -> ThresholdsOut:
    """Every topic's thresholds, and what they did lately; for editors."""
    found = await services.learning.thresholds.overview(days)
    return ThresholdsOut(items=[views.thresholds(one, found.revision) for one in found.topics], days=days)


@router.post("/content/thresholds/replay", dependencies=FOR_EDITORS)
async def replay_thresholds(wanted: ReplayIn, services: ServicesDep, views: LearningViewsDep) -> ReplayOut:
    """What other thresholds would have done with recent messages; for editors."""
    thresholds = Threshold(wanted.lower, wanted.upper)
    told = await services.learning.thresholds.replay(wanted.intent, thresholds, wanted.days)
    return ReplayOut(
        messages=told.messages,
        before=_counts(told.before),
        after=_counts(told.after),
        gained=[views.moved(one) for one in told.gained],
        lost=[views.moved(one) for one in told.lost],
    )


@router.put("/content/thresholds/{intent:path}")
async def fix_thresholds(
    intent: IntentPath,
    wanted: ThresholdIn,
    editor: EditorDep,
    services: ServicesDep,
    views: LearningViewsDep,
) -> ThresholdsOut:
    """Fixes a topic's thresholds in the draft, or takes the fixing away; for editors."""
    fixed = None
    if wanted.lower is not None and wanted.upper is not None:
        fixed = Threshold(wanted.lower, wanted.upper)
    await services.learning.thresholds.fix(editor.agent, intent, wanted.revision, fixed)
    return await read_thresholds(services, views, DAYS)


def _home(home: HomeIn) -> Home:
    return Home(HomeKind(home.home), home.intent, 1.0, home.title, home.category)


def _counts(counts: Counts) -> ReplayCountsOut:
    return ReplayCountsOut(
        answered=counts.answered,
        asked=counts.asked,
        handed_over=counts.handed_over,
        wrong=counts.wrong,
        unknown=counts.unknown,
    )
