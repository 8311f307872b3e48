"""The tags of conversations, for many of them at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping

from sqlalchemy import RowMapping, bindparam, select

from handoff.records import Tag
from handoff.sql.database import Session
from handoff.sql.tag_tables import conversation_tags, tags

_TAGS_OF = (
    select(conversation_tags.c.conversation_id, tags)
    .join(tags, tags.c.id == conversation_tags.c.tag_id)
    .where(conversation_tags.c.conversation_id.in_(bindparam("conversations", expanding=True)))
    .order_by(tags.c.name_key)
)
"""Built once: a case is shown with its tags at every change."""


def tag_from(row: RowMapping) -> Tag:
    """A row of ``tags``."""
    return Tag(row["id"], row["name"], row["color"], row["retired_at"] is not None)


async def tags_of(connection: Session, conversation_ids: Collection[str]) -> Mapping[str, tuple[Tag, ...]]:
    """Each conversation's tags, by name; a conversation without any is not there."""
    found: defaultdict[str, tuple[Tag, ...]] = defaultdict(tuple)
    for row in (await connection.execute(_TAGS_OF, {"conversations": list(conversation_ids)})).mappings():
        found[row["conversation_id"]] += (tag_from(row),)
    return found
