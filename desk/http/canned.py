"""Canned answers, and how a shopper would read them."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from desk.accounts.records import Act
from desk.http.dependencies import AccountDep, Identifier, LanguageDep, OriginDep, ServicesDep, SupervisorDep
from desk.http.schemas import (
    CannedAnswersOut,
    CannedIn,
    CannedOut,
    CannedPreviewIn,
    CannedPreviewOut,
    CannedUseIn,
    CannedUseOut,
)
from desk.workbench import canned
from desk.workbench.records import CannedAnswer

router = APIRouter(prefix="/api/canned", tags=["canned answers"])

EXAMPLE_NAME = "Anna"


@router.get("")
async def read_canned(
    account: AccountDep,
    services: ServicesDep,
    conversation: Annotated[str | None, Query(pattern=r"^[A-Za-z0-9-]{1,64}$")] = None,
) -> CannedAnswersOut:
    """Every canned answer, by shortcut; filled in for a conversation where one is named; for any agent."""
    answers = await services.workbench.canned.all()
    if conversation is None:
        return CannedAnswersOut(items=[_out(answer) for answer in answers])
    about = await services.transcripts.conversation(conversation)
    items = []
    for answer in answers:
        text, _ = canned.wording(answer, about.language, services.settings.default_language)
        items.append(_out(answer, canned.fill(text, name=about.address.name, agent=account.name)))
    return CannedAnswersOut(items=items)


@router.post("", status_code=201)
async def add_canned(
    answer: CannedIn, account: SupervisorDep, services: ServicesDep, origin: OriginDep
) -> CannedOut:
    """Keeps a new canned answer; for supervisors."""
    added = await services.workbench.canned.add(answer.shortcut, answer.title, _texts(answer), answer.topics)
    await services.accounts.record(account.id, Act.CANNED_CHANGE, added.id, origin)
    return _out(added)


@router.put("/{canned_id}")
async def change_canned(
    canned_id: Identifier, answer: CannedIn, account: SupervisorDep, services: ServicesDep, origin: OriginDep
) -> CannedOut:
    """Writes a canned answer anew; for supervisors."""
    changed = await services.workbench.canned.change(
        canned_id, answer.shortcut, answer.title, _texts(answer), answer.topics
    )
    await services.accounts.record(account.id, Act.CANNED_CHANGE, canned_id, origin)
    return _out(changed)


@router.delete("/{canned_id}", status_code=204)
async def remove_canned(
    canned_id: Identifier, account: SupervisorDep, services: ServicesDep, origin: OriginDep
) -> None:
    """Lets go of a canned answer; for supervisors."""
    await services.workbench.canned.remove(canned_id)
    await services.accounts.record(account.id, Act.CANNED_REMOVE, canned_id, origin)


@router.post("/preview")
async def preview_canned(
    wordings: CannedPreviewIn, account: AccountDep, services: ServicesDep
) -> CannedPreviewOut:
    """Wordings with their placeholders filled, as a shopper would read them; for any agent."""
    texts = {"it": wordings.text_it, "en": wordings.text_en}
    canned.check_placeholders(texts)
    name: str | None = EXAMPLE_NAME
    if wordings.conversation_id is not None:
        name = (await services.transcripts.conversation(wordings.conversation_id)).address.name
    filled = {code: canned.fill(text, name=name, agent=account.name) for code, text in texts.items()}
    return CannedPreviewOut(text_it=filled["it"], text_en=filled["en"])


@router.post("/{canned_id}/use")
async def use_canned(
    canned_id: Identifier, use: CannedUseIn, account: AccountDep, services: ServicesDep, reader: LanguageDep
) -> CannedUseOut:
    """What to insert into a conversation, in its language; counted; for any agent."""
    about = await services.transcripts.conversation(use.conversation_id)
    answer = await services.workbench.canned.count_use(canned_id)
    text, language = canned.wording(answer, about.language, reader)
    return CannedUseOut(
        text=canned.fill(text, name=about.address.name, agent=account.name), language=language
    )


def _texts(answer: CannedIn) -> dict[str, str]:
    return {"it": answer.text_it, "en": answer.text_en}


def _out(answer: CannedAnswer, text: str | None = None) -> CannedOut:
    return CannedOut(
        id=answer.id,
        shortcut=answer.shortcut,
        title=answer.title,
        text_it=answer.texts.get("it", ""),
        text_en=answer.texts.get("en", ""),
        topics=list(answer.topics),
        uses=answer.uses,
        text=text,
    )
