"""A commit for each publication, where the content's folder is in a git repository."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path, PurePosixPath

import structlog
from dulwich.errors import NotGitRepository
from dulwich.repo import Repo

from handoff.records import Agent

HOST = "sportello.invalid"
"""Of authors' addresses: nobody's own belongs into a history that others may read."""

log = structlog.get_logger(__name__)


def commit(root: Path, paths: Iterable[PurePosixPath], author: Agent, message: str) -> str | None:
    """Commits what a publication has changed; blocks.

    Args:
        root: The content's folder.
        paths: Files that were written or taken away, inside it.
        author: Who published.
        message: What, in their words.

    Returns:
        The commit; None where there is no repository, or it could not be written: the publication stands.
    """
    try:
        with Repo.discover(str(root)) as repository:
            top = Path(repository.path).resolve()
            inside = root.resolve().relative_to(top)
            wanted = [str(PurePosixPath(inside.as_posix()) / path) for path in paths]
            tracked = set(repository.open_index())
            known = [path for path in wanted if (top / path).exists() or path.encode() in tracked]
            work = repository.get_worktree()
            work.stage(known)
            name = f"{_plain(author.name) or 'Sportello'} <{author.id or 'sportello'}@{HOST}>".encode()
            made = work.commit(message=message.encode(), committer=name, author=name)
            return made.decode()
    except NotGitRepository:
        return None
    # Whatever keeps it from being written (a lock, rights, a bare repository): shoppers are served already.
    except Exception as error:  # noqa: BLE001 - see above
        log.warning("the publication could not be committed", reason=type(error).__name__)
        return None


def _plain(name: str) -> str:
    return "".join(sign for sign in name if sign not in "<>\n\r").strip()
