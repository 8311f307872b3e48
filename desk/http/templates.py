"""Approved templates: what may be said when the reply window has closed."""

from __future__ import annotations

from fastapi import APIRouter, Depends

from connectors.base import Channel
from connectors.templates import Template
from desk.http.dependencies import AccountDep, Identifier, ServicesDep, ViewsDep, get_account
from desk.http.schemas import MessagesOut, TemplateIn, TemplateOut, TemplatesOut, TemplateVariableOut
from desk.services import Services
from handoff.records import ConversationRecord

router = APIRouter(prefix="/api/conversations/{conversation_id}", tags=["templates"])


@router.get("/templates", dependencies=[Depends(get_account)])
async def list_templates(conversation_id: Identifier, services: ServicesDep) -> TemplatesOut:
    """What the vendor has approved for this conversation's channel, its language first; for any agent."""
    conversation, channel = await _found(conversation_id, services)
    found = await services.templates.of(channel, conversation.language)
    return TemplatesOut(items=[_shown(template) for template in found])


@router.post("/template", status_code=201)
async def send_template(
    conversation_id: Identifier,
    template: TemplateIn,
    account: AccountDep,
    services: ServicesDep,
    views: ViewsDep,
) -> MessagesOut:
    """Sends a template, once per ``client_id``; for the agent who has the conversation."""
    _, channel = await _found(conversation_id, services)
    filled = await services.templates.fill(channel, template.template_id, template.variables)
    said = await services.answers.send(conversation_id, account.agent, filled, template.client_id)
    return MessagesOut(messages=views.messages(said))


async def _found(conversation_id: str, services: Services) -> tuple[ConversationRecord, Channel | None]:
    conversation = await services.transcripts.conversation(conversation_id)
    return conversation, services.channels.get(conversation.address.channel)


def _shown(template: Template) -> TemplateOut:
    return TemplateOut(
        id=template.id,
        name=template.name,
        language=template.language,
        category=template.category,
        body=template.body,
        variables=[TemplateVariableOut(name=it.name, example=it.example) for it in template.variables],
    )
