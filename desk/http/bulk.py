"""One action on many conversations: each by its own guarded change, each with its own outcome."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter
from sqlalchemy.exc import SQLAlchemyError

from desk.accounts.records import Act, AgentAccount
from desk.errors import DeskError, Unavailable
from desk.http.dependencies import AccountDep, LanguageDep, OriginDep, ServicesDep
from desk.http.errors import Coded, message_of
from desk.http.schemas import BulkFailureOut, BulkIn, BulkOut
from desk.services import Services
from handoff.errors import HandoffError

router = APIRouter(prefix="/api/bulk", tags=["bulk"])


@dataclass(frozen=True, slots=True)
class Job:
    """What is done to each conversation, by whom."""

    asked: BulkIn
    account: AgentAccount
    services: Services
    origin: str

    async def do(self, conversation_id: str) -> None:
        """Does it to one, as its own route would; raises what that raises."""
        agent, services = self.account.agent, self.services
        match self.asked.action:
            case "take":
                await services.ownership.take(conversation_id, agent)
                await self._record(Act.TAKE, conversation_id)
            case "resolve":
                await services.ownership.resolve(conversation_id, agent)
                await self._record(Act.RESOLVE, conversation_id)
            case "tag":
                await services.workbench.tags.tag(conversation_id, self.asked.tag or "", agent)
            case "untag":
                await services.workbench.tags.untag(conversation_id, self.asked.tag or "")
            case "transfer":
                await self._transfer(conversation_id)

    async def _transfer(self, conversation_id: str) -> None:
        passing, agent, asked = self.services.staffing.transferring, self.account.agent, self.asked
        if asked.to_agent:
            case = await passing.to_agent(conversation_id, agent, asked.to_agent, asked.note)
        else:
            case = await passing.to_team(conversation_id, agent, asked.to_team or "", asked.note)
        await self._record(Act.TRANSFER, conversation_id)
        if case.needs_supervisor:
            await self._record(Act.SUPERVISOR_CALLED, conversation_id)

    async def _record(self, act: Act, conversation_id: str) -> None:
        await self.services.accounts.record(self.account.id, act, conversation_id, self.origin)


@router.post("")
async def do_to_many(
    asked: BulkIn, account: AccountDep, services: ServicesDep, language: LanguageDep, origin: OriginDep
) -> BulkOut:
    """Does one thing to at most a hundred conversations; one that fails changes nothing for the others."""
    job = Job(asked, account, services, origin)
    done: list[str] = []
    failed: list[BulkFailureOut] = []
    for conversation_id in dict.fromkeys(asked.conversations):
        error = await _attempt(job, conversation_id)
        if error is None:
            done.append(conversation_id)
        else:
            words = message_of(error, services.words, language)
            failed.append(BulkFailureOut(id=conversation_id, code=error.code, message=words))
    return BulkOut(done=done, failed=failed)


async def _attempt(job: Job, conversation_id: str) -> Coded | None:
    try:
        await job.do(conversation_id)
    except (HandoffError, DeskError) as error:
        return error
    except (SQLAlchemyError, ConnectionError, TimeoutError):
        return Unavailable()
    return None
