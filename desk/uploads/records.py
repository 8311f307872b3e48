"""What is known of an agent's file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from handoff.messages import Attachment, AttachmentKind

_KINDS = {"image": AttachmentKind.IMAGE, "audio": AttachmentKind.AUDIO, "video": AttachmentKind.VIDEO}


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that an agent sends, or is about to.

    Attributes:
        id: Ours.
        conversation_id: The only conversation it may be sent in.
        agent_id: Who brought it.
        name: As it is shown and saved: no folders, an ending that fits its type.
        media_type: By its content, whatever the browser said.
        size: Bytes.
        created_at: When it was stored.
    """

    id: str
    conversation_id: str
    agent_id: str
    name: str
    media_type: str
    size: int
    created_at: datetime

    @property
    def kind(self) -> AttachmentKind:
        """What it is to the person who looks at it."""
        return _KINDS.get(self.media_type.partition("/")[0], AttachmentKind.DOCUMENT)

    @property
    def attachment(self) -> Attachment:
        """The file as a message carries it."""
        return Attachment(self.kind, reference_of(self.id), self.media_type, self.name, self.size)


_PREFIX = "upload:"


def reference_of(upload_id: str) -> str:
    """How an attachment names a file of ours."""
    return _PREFIX + upload_id


def upload_of(reference: str) -> str | None:
    """The file that an attachment names; None for what a vendor keeps."""
    return reference.removeprefix(_PREFIX) if reference.startswith(_PREFIX) else None
