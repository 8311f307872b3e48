"""The folder with everything the assistant is made of, read and written as editors see it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path, PurePosixPath

from content.categories import categories
from content.errors import ContentConflict, ContentError, ContentUnreadable, ContentUnwritten
from content.files.canonical import changes_of
from content.files.documents import Document, read
from content.files.editing import Editing
from content.files.shelf import CONFIG, DOMAIN, Shelf
from content.journal import FOLDER, Journal
from content.known import Known
from content.packing import DATA, WHOLE, is_content, packed, unpacked
from content.topics import Changes, Content

Files = Mapping[PurePosixPath, bytes | None]
"""New contents by path inside the content root; None for a file that goes away."""
KEPT = PurePosixPath("kept/questions.jsonl")
MOST_TRIES = 5


class ContentFolder:
    """A content root: ``config.yml``, ``domain.yml``, ``data/`` and ``kept/questions.jsonl``.

    Every method reads or writes files and blocks: call them from a thread where there is a loop.

    Args:
        root: The folder.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._journal = Journal(root)

    def read(self) -> Content:
        """Everything that editors work on.

        Raises:
            ContentConflict: Something stands in two files.
            ContentUnreadable: A file is missing, no YAML, or not in Rasa's format.
        """
        return self._shelf(self.all_files()).content

    def known(self) -> Known:
        """What content may name, as far as the files say."""
        shelf = self._shelf(self.all_files())
        first = shelf.language
        return Known(
            languages=(first, *(one for one in Known().languages if one != first)),
            intents=shelf.stated("intents"),
            actions=shelf.stated("actions") | shelf.stated("forms"),
            slots=shelf.stated("slots"),
            entities=shelf.stated("entities"),
            categories=tuple(one.id for one in categories()),
            answered=dict(shelf.rules),
        )

    def files(self, changes: Changes) -> dict[PurePosixPath, bytes | None]:
        """The files that a change makes different, and nothing else; byte for byte where nothing changed.

        What comes out is read again before it is handed on: it holds the content that was wanted.

        Raises:
            ContentConflict: The files can't take it.
            ContentMalformed: It can't be said in Rasa's format.
            ContentUnreadable: A file can't be read.
        """
        changes = changes_of(changes)
        before = self.all_files()
        shelf = self._shelf(before)
        made = {
            PurePosixPath(file): None if text is None else _data(shelf.documents.get(file), text)
            for file, text in _edited(shelf, changes).items()
        }
        made = {path: data for path, data in made.items() if before.get(path) != data}
        self._prove({**before, **made}, shelf.content.changed(changes))
        return made

    def write(self, files: Files) -> None:
        """Writes files, all or none, also where the machine stops in between.

        Raises:
            ContentUnwritten: None was written.
        """
        if not files:
            return
        wrong = next((path for path in files if not is_content(path)), None)
        if wrong is not None:
            raise ContentUnwritten(f"“{wrong}” is no content")
        try:
            with self._journal.alone():
                self._journal.exchange(files)
        except OSError as error:
            raise ContentUnwritten(str(error)) from error

    def copy_to(self, folder: Path) -> None:
        """Makes another folder hold what is content here, and nothing else that would be content.

        Raises:
            ContentUnreadable: A file can't be read.
            ContentUnwritten: It could not be written.
        """
        _only(folder, self.all_files())

    def pack(self) -> bytes:
        """What is content, as a ZIP; the same content gives the same bytes.

        Raises:
            ContentUnreadable: A file can't be read.
        """
        return packed(self.all_files())

    def unpack(self, archive: bytes) -> None:
        """Makes the folder hold exactly what was packed, all or none.

        Raises:
            PackRefused: It is damaged, too large, or holds what is no content.
            ContentUnwritten: Nothing was changed.
        """
        _only(self.root, unpacked(archive))

    def all_files(self) -> dict[PurePosixPath, bytes]:
        """What is content, by path inside the root: never half of an exchange.

        Raises:
            ContentUnreadable: A file is missing, or can't be read.
        """
        for _ in range(MOST_TRIES):
            if self._journal.is_open:
                self._settle()
            before = _stamps(self.root)
            found = self._bytes(before)
            if found is not None and before == _stamps(self.root) and not self._journal.is_open:
                return found
        raise ContentUnreadable(str(self.root), 0, "the files keep changing")

    def _settle(self) -> None:
        try:
            with self._journal.alone():
                pass
        except OSError as error:
            raise ContentUnreadable(FOLDER, 0, str(error)) from error

    def _bytes(self, paths: Mapping[PurePosixPath, object]) -> dict[PurePosixPath, bytes] | None:
        """The files; None where one has gone meanwhile."""
        missing = [name for name in (CONFIG, DOMAIN) if PurePosixPath(name) not in paths]
        if missing:
            raise ContentUnreadable(missing[0], 0, f"is not in {self.root}")
        try:
            return {path: (self.root / path).read_bytes() for path in paths}
        except FileNotFoundError:
            return None
        except OSError as error:
            raise ContentUnreadable(str(error.filename), 0, str(error.strerror)) from error

    def _shelf(self, files: Mapping[PurePosixPath, bytes | None]) -> Shelf:
        return _shelf(tuple((str(path), data) for path, data in files.items() if data is not None))

    def _prove(self, files: Mapping[PurePosixPath, bytes | None], wanted: Content) -> None:
        try:
            found = self._shelf(files).content
        except ContentError as error:
            raise ContentConflict(f"the files are written in a way that can't be changed: {error}") from error
        if found != wanted:
            different = found.changes_to(wanted)
            names = [*different.topics, *different.phrases, *different.thresholds]
            raise ContentConflict(f"the files are written in a way that can't be changed: {', '.join(names)}")


def _only(root: Path, files: Mapping[PurePosixPath, bytes]) -> None:
    """Makes a folder hold these files of content, and no others."""
    root.mkdir(parents=True, exist_ok=True)
    gone = {path: None for path in _stamps(root) if path not in files}
    ContentFolder(root).write({**files, **gone})


def _data(document: Document | None, text: str) -> bytes:
    return ((document.mark if document else "") + text).encode("utf-8")


def _edited(shelf: Shelf, changes: Changes) -> Mapping[str, str | None]:
    """The files that are different; what they hold must still be YAML."""
    try:
        return Editing(shelf).made(changes)
    except ContentUnreadable as error:
        raise ContentConflict(f"the files are written in a way that can't be changed: {error}") from error


@lru_cache(maxsize=4)
def _shelf(files: tuple[tuple[str, bytes], ...]) -> Shelf:
    """The files, read; the same bytes are read once."""
    return Shelf({path: read(path, data) for path, data in files if path != str(KEPT)})


def _stamps(root: Path) -> dict[PurePosixPath, tuple[int, int, int]]:
    """When each file of content was written, and how large it is."""
    found = [root / name for name in WHOLE] + sorted((root / DATA).rglob("*"))
    inside = {PurePosixPath(path.relative_to(root).as_posix()): path for path in found}
    stats = {one: path.stat() for one, path in inside.items() if is_content(one) and path.is_file()}
    return {one: (stat.st_mtime_ns, stat.st_size, stat.st_ino) for one, stat in stats.items()}
