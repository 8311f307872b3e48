"""Teams, what their agents can do and have to do, the queue's settings, and passing conversations on."""

from __future__ import annotations

from fastapi import APIRouter, Depends

from desk.accounts.records import ANSWERING, Act, AgentAccount
from desk.errors import AgentNotFound
from desk.http.dependencies import (
    FOR_WRITING,
    AccountDep,
    AdminDep,
    Identifier,
    OriginDep,
    ServicesDep,
    get_account,
    get_admin,
)
from desk.http.schemas import (
    AgentRef,
    AvailableOut,
    AvailablesOut,
    MemberBody,
    QueueSettingsBody,
    SkillsBody,
    TeamIn,
    TeamOut,
    TeamRef,
    TeamsOut,
    TransferIn,
    TransferOut,
    TransfersOut,
)
from desk.services import Services
from handoff.queue.records import Member, PresenceState, QueueSettings, Staff, Team, Transfer

router = APIRouter(prefix="/api", tags=["teams"])


@router.get("/teams", dependencies=[Depends(get_account)])
async def list_teams(services: ServicesDep) -> TeamsOut:
    """Every team; for any agent."""
    return TeamsOut(items=[_team_out(team) for team in await services.staffing.reader.teams()])


@router.post("/teams", status_code=201)
async def add_team(team: TeamIn, admin: AdminDep, services: ServicesDep, origin: OriginDep) -> TeamOut:
    """Makes a team; for administrators."""
    await _check_members(services, team)
    added = await services.staffing.teams.add(_team("", team))
    await services.accounts.record(admin.id, Act.TEAM_ADD, added.id, origin)
    return _team_out(added)


@router.put("/teams/{team_id}")
async def change_team(
    team_id: Identifier, team: TeamIn, admin: AdminDep, services: ServicesDep, origin: OriginDep
) -> TeamOut:
    """Changes a team; for administrators."""
    await _check_members(services, team)
    changed = await services.staffing.teams.change(_team(team_id, team))
    await services.accounts.record(admin.id, Act.TEAM_CHANGE, team_id, origin)
    return _team_out(changed)


@router.delete("/teams/{team_id}", status_code=204)
async def remove_team(team_id: Identifier, admin: AdminDep, services: ServicesDep, origin: OriginDep) -> None:
    """Removes a team; its cases are anybody's from then on; for administrators."""
    await services.staffing.teams.remove(team_id)
    await services.accounts.record(admin.id, Act.TEAM_REMOVE, team_id, origin)


@router.get("/agents/available", dependencies=[Depends(get_account)])
async def list_available(services: ServicesDep) -> AvailablesOut:
    """Who is there, and what they have to do; for any agent."""
    now = services.clock.now()
    staff = {one.agent.id: one for one in await services.staffing.reader.staff(now)}
    teams = await services.staffing.reader.teams()
    accounts = [one for one in await services.accounts.list() if _answers(one)]
    return AvailablesOut(items=[_available(one, staff.get(one.id), teams) for one in accounts])


@router.get("/agents/{agent_id}/skills", dependencies=[Depends(get_account)])
async def read_skills(agent_id: Identifier, services: ServicesDep) -> SkillsBody:
    """The languages that an agent speaks; for any agent."""
    await _check_agents(services, [agent_id])
    return SkillsBody(languages=list(await services.staffing.reader.languages_of(agent_id)))


@router.put("/agents/{agent_id}/skills")
async def set_skills(
    agent_id: Identifier, skills: SkillsBody, admin: AdminDep, services: ServicesDep, origin: OriginDep
) -> SkillsBody:
    """Says which languages an agent speaks; for administrators."""
    await _check_agents(services, [agent_id])
    await services.staffing.teams.set_languages(agent_id, skills.languages)
    await services.accounts.record(admin.id, Act.SKILLS_CHANGE, agent_id, origin)
    return skills


@router.get("/queue-settings", dependencies=[Depends(get_admin)])
async def read_queue_settings(services: ServicesDep) -> QueueSettingsBody:
    """What was decided about the queue; for administrators."""
    return QueueSettingsBody.model_validate(await services.staffing.reader.settings())


@router.put("/queue-settings")
async def set_queue_settings(
    settings: QueueSettingsBody, admin: AdminDep, services: ServicesDep, origin: OriginDep
) -> QueueSettingsBody:
    """Decides about the queue; for administrators."""
    values = {**settings.model_dump(), "safety_topics": tuple(settings.safety_topics)}
    await services.staffing.teams.set_settings(QueueSettings(**values))
    await services.accounts.record(admin.id, Act.QUEUE_SETTINGS, "queue", origin)
    return settings


@router.post("/conversations/{conversation_id}/transfer", status_code=204, dependencies=[FOR_WRITING])
async def transfer(
    conversation_id: Identifier,
    wanted: TransferIn,
    account: AccountDep,
    services: ServicesDep,
    origin: OriginDep,
) -> None:
    """Passes the conversation on to a colleague or a team; for the agent who has it."""
    passing = services.staffing.transferring
    if wanted.to_agent:
        case = await passing.to_agent(conversation_id, account.agent, wanted.to_agent, wanted.note)
    else:
        case = await passing.to_team(conversation_id, account.agent, wanted.to_team or "", wanted.note)
    await services.accounts.record(account.id, Act.TRANSFER, conversation_id, origin)
    if case.needs_supervisor:
        await services.accounts.record(account.id, Act.SUPERVISOR_CALLED, conversation_id, origin)


@router.get("/conversations/{conversation_id}/transfers", dependencies=[Depends(get_account)])
async def list_transfers(conversation_id: Identifier, services: ServicesDep) -> TransfersOut:
    """How a conversation was passed on, with the notes; for any agent."""
    await services.transcripts.conversation(conversation_id)
    names = {team.id: team.name for team in await services.staffing.reader.teams()}
    found = await services.staffing.reader.transfers(conversation_id)
    return TransfersOut(items=[_transfer_out(each, names) for each in found])


async def _check_members(services: Services, team: TeamIn) -> None:
    await _check_agents(services, [member.agent_id for member in team.members])


async def _check_agents(services: Services, agent_ids: list[str]) -> None:
    known = {account.id for account in await services.accounts.list()}
    if not known.issuperset(agent_ids):
        raise AgentNotFound


def _answers(account: AgentAccount) -> bool:
    return account.disabled_at is None and account.role in ANSWERING


def _team(team_id: str, team: TeamIn) -> Team:
    return Team(
        id=team_id,
        name=team.name,
        mode=team.mode,
        languages=tuple(dict.fromkeys(team.languages)),
        topics=tuple(dict.fromkeys(team.topics)),
        channels=tuple(dict.fromkeys(team.channels)),
        members=tuple(Member(member.agent_id, member.capacity) for member in team.members),
    )


def _team_out(team: Team) -> TeamOut:
    return TeamOut(
        id=team.id,
        name=team.name,
        languages=list(team.languages),
        topics=list(team.topics),
        channels=list(team.channels),
        mode=team.mode,
        members=[MemberBody(agent_id=one.agent_id, capacity=one.capacity) for one in team.members],
    )


def _available(account: AgentAccount, known: Staff | None, teams: list[Team]) -> AvailableOut:
    own = [team for team in teams if account.id in {member.agent_id for member in team.members}]
    return AvailableOut(
        id=account.id,
        name=account.name,
        presence=known.presence if known else PresenceState.OFFLINE,
        load=known.load if known else 0,
        capacity=max((team.capacity_of(account.id) for team in own), default=0),
        teams=[team.id for team in own],
        languages=list(known.languages) if known else [],
    )


def _transfer_out(each: Transfer, names: dict[str, str]) -> TransferOut:
    to_team = TeamRef(id=each.to_team_id, name=names.get(each.to_team_id, "")) if each.to_team_id else None
    return TransferOut(
        id=each.id,
        by=AgentRef(id=each.by.id, name=each.by.name),
        to_agent=AgentRef(id=each.to_agent.id, name=each.to_agent.name) if each.to_agent else None,
        to_team=to_team,
        note=each.note,
        at=each.at,
    )
