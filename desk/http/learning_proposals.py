"""What agents answer again and again, as draft topics; for editors."""

from __future__ import annotations

from fastapi import APIRouter, Depends

from desk.http.dependencies import EditorDep, Identifier, ServicesDep, get_editor
from desk.http.learning_views import LearningViewsDep
from desk.http.schemas.learning import ProposalAcceptedOut, ProposalAcceptIn, ProposalsOut

router = APIRouter(prefix="/api/content/proposals", tags=["learning"], dependencies=[Depends(get_editor)])


@router.get("")
async def read_proposals(services: ServicesDep, views: LearningViewsDep) -> ProposalsOut:
    """What agents answered often enough, most frequent first; for editors."""
    return ProposalsOut(items=[views.proposal(one) for one in await services.learning.proposals.all()])


@router.post("/{proposal_id}/accept")
async def accept_proposal(
    proposal_id: Identifier, editor: EditorDep, services: ServicesDep, wanted: ProposalAcceptIn | None = None
) -> ProposalAcceptedOut:
    """Begins a draft topic with the agents' words; for editors."""
    asked = wanted or ProposalAcceptIn()
    name = await services.learning.proposals.accept(proposal_id, editor.agent, asked.title, asked.category)
    return ProposalAcceptedOut(name=name)


@router.post("/{proposal_id}/dismiss", status_code=204)
async def dismiss_proposal(proposal_id: Identifier, editor: EditorDep, services: ServicesDep) -> None:
    """Lets a proposal go; for editors."""
    await services.learning.proposals.dismiss(proposal_id, editor.agent)
