"""What an editor asks for: publish the draft, or put a version back; a worker does it."""

from __future__ import annotations

from desk.studio.checking import Checking
from desk.studio.drafts import Drafts
from desk.studio.errors import ContentHasErrors, NothingToPublish
from desk.studio.publications import Publications
from desk.studio.records import Publication, Version, VersionState
from handoff.records import Agent


class Publishing:
    """Begins publications.

    Args:
        drafts: What is written.
        checking: What is wrong with it.
        publications: Where they are kept.
    """

    def __init__(self, drafts: Drafts, checking: Checking, publications: Publications) -> None:
        self._drafts = drafts
        self._checking = checking
        self._publications = publications

    async def publish(self, author: Agent, note: str) -> Publication:
        """Begins to publish the draft.

        Raises:
            NothingToPublish: It is what is live.
            ContentHasErrors: Something in it has to be mended first.
            PublishingAlready: Somebody is publishing.
        """
        changed = await self._drafts.changed()
        if not changed:
            raise NothingToPublish
        problems = await self._checking.problems()
        if errors := sum(problem.severity == "error" for problem in problems):
            raise ContentHasErrors(errors)
        return await self._publications.begin(author, note, {draft.item: draft.revision for draft in changed})

    async def restore(self, author: Agent, version: Version, note: str) -> Publication:
        """Begins to put a version back (``NothingToPublish`` where it is live, ``PublishingAlready``)."""
        if version.state is VersionState.LIVE:
            raise NothingToPublish
        return await self._publications.begin(author, note, {}, restores=version.number)
