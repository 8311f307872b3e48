"""Private notes and mentions; nothing here is ever sent to a shopper."""

from __future__ import annotations

from fastapi import APIRouter, Depends

from desk.http.dependencies import FOR_WRITING, AccountDep, Identifier, ServicesDep, get_account
from desk.http.schemas import AgentRef, MentionOut, MentionsOut, NoteIn, NoteOut, NotesOut
from desk.workbench.records import Mention, Note

router = APIRouter(prefix="/api", tags=["notes"])


@router.get("/conversations/{conversation_id}/notes", dependencies=[Depends(get_account)])
async def read_notes(conversation_id: Identifier, services: ServicesDep) -> NotesOut:
    """A conversation's notes, oldest first; for any agent."""
    found = await services.workbench.notes.of_conversation(conversation_id)
    return NotesOut(items=[note_out(note) for note in found])


@router.post("/conversations/{conversation_id}/notes", status_code=201, dependencies=[FOR_WRITING])
async def add_note(
    conversation_id: Identifier, note: NoteIn, account: AccountDep, services: ServicesDep
) -> NoteOut:
    """Keeps a note, once per ``client_id``, and tells whom it mentions; for any agent."""
    added = await services.workbench.notes.add(
        conversation_id, account.agent, note.text, note.mentions, note.client_id
    )
    return note_out(added)


@router.get("/mentions")
async def read_mentions(account: AccountDep, services: ServicesDep) -> MentionsOut:
    """The newest hundred notes that mention the caller, unread first; for any agent."""
    found, unread = await services.workbench.notes.mentions_of(account.id)
    return MentionsOut(items=[_mention(mention) for mention in found], unread=unread)


@router.post("/mentions/{note_id}/read", status_code=204)
async def mark_mention_read(note_id: Identifier, account: AccountDep, services: ServicesDep) -> None:
    """Marks a mention of the caller as read; for any agent."""
    await services.workbench.notes.read(account.id, note_id)


def note_out(note: Note) -> NoteOut:
    """A note as consoles are shown it."""
    return NoteOut(
        id=note.id,
        conversation_id=note.conversation_id,
        author=AgentRef(id=note.author.id, name=note.author.name),
        text=note.text,
        mentions=list(note.mentions),
        at=note.at,
        after_sequence=note.after_sequence,
        client_id=note.client_id,
    )


def _mention(mention: Mention) -> MentionOut:
    return MentionOut(
        note=note_out(mention.note),
        channel=mention.channel,
        contact_name=mention.contact_name,
        read=mention.read_at is not None,
    )
