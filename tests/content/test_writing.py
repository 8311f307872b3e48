"""Several files are written, all or none: also where the disk is full, or the machine stops in between."""

from __future__ import annotations

import errno
import io
import os
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path, PurePosixPath

import pytest

from content.errors import ContentUnwritten, PackRefused
from content.folder import ContentFolder
from content.journal import FOLDER
from content.packing import LARGEST, MOST_FILES

SHOP = Path(__file__).parents[1] / "fixtures" / "content"
GREET, SIZES, NEW = (
    PurePosixPath(one) for one in ("data/nlu/greet.yml", "data/faq/sizes.yml", "data/faq/new.yml")
)
CHANGES = {GREET: b"# other\n", SIZES: None, NEW: b"# new\n"}
PLACES = ("replace", "unlink")


class MachineStopped(BaseException):
    """Nobody catches it, as nobody does anything after a power cut."""


@pytest.fixture
def folder(tmp_path: Path) -> ContentFolder:
    shutil.copytree(SHOP, tmp_path / "shop")
    return ContentFolder(tmp_path / "shop")


def there(folder: ContentFolder) -> dict[str, bytes]:
    """Every file of the folder, whatever it is."""
    ours = ("config.yml", "domain.yml", "data", "kept", "outside.yml", "evil.yml", "bot")
    files = (path for name in ours for path in [folder.root / name, *(folder.root / name).rglob("*")])
    files = (path for path in files if path.is_file())
    return {path.relative_to(folder.root).as_posix(): path.read_bytes() for path in files}


def after(before: dict[str, bytes]) -> dict[str, bytes]:
    kept = {path: data for path, data in before.items() if PurePosixPath(path) not in CHANGES}
    return {**kept, **{str(path): data for path, data in CHANGES.items() if data is not None}}


def failing(monkeypatch: pytest.MonkeyPatch, at: int, error: BaseException) -> Callable[[], int]:
    """The disk's work of the journal fails once, at one of its steps; gives how many there were."""
    count = 0

    def guarded(work: Callable[..., object]) -> Callable[..., object]:
        def run(*arguments: object, **named: object) -> object:
            nonlocal count
            count += 1
            if count == at:
                raise error
            return work(*arguments, **named)

        return run

    for name in ("replace", "unlink", "mkdir", "open"):
        monkeypatch.setattr(Path, name, guarded(getattr(Path, name)))
    monkeypatch.setattr(os, "fsync", guarded(os.fsync))
    monkeypatch.setattr(shutil, "copy2", guarded(shutil.copy2))
    return lambda: count


def steps(folder: ContentFolder) -> int:
    """How many steps of the disk's work an exchange has."""
    with pytest.MonkeyPatch.context() as patch:
        counted = failing(patch, -1, OSError())
        folder.write(CHANGES)
        return counted()


def test_files_are_exchanged_made_and_taken_away(folder: ContentFolder) -> None:
    before = there(folder)
    folder.write(CHANGES)
    assert there(folder) == after(before)


def test_nothing_to_write_touches_nothing(folder: ContentFolder) -> None:
    before = there(folder)
    folder.write({})
    assert there(folder) == before


def test_a_disk_that_fails_anywhere_leaves_the_old_content_or_the_new_one(folder: ContentFolder) -> None:
    start, new = there(folder), {}
    most = steps(folder)
    new = there(folder)
    assert most > len(CHANGES)
    for at in range(1, most + 1):
        shutil.rmtree(folder.root)
        shutil.copytree(SHOP, folder.root)
        with pytest.MonkeyPatch.context() as patch:
            failing(patch, at, OSError(errno.ENOSPC, "no space left"))
            try:
                folder.write(CHANGES)
                done = True
            except ContentUnwritten:
                done = False
        folder.all_files()
        assert there(folder) == (new if done else start), f"step {at}"


def test_a_machine_that_stops_anywhere_leaves_the_old_content_or_the_new_one(folder: ContentFolder) -> None:
    start = there(folder)
    most = steps(folder)
    new, seen = there(folder), set()
    for at in range(1, most + 1):
        shutil.rmtree(folder.root)
        shutil.copytree(SHOP, folder.root)
        with pytest.MonkeyPatch.context() as patch:
            failing(patch, at, MachineStopped())
            with pytest.raises(MachineStopped):
                folder.write(CHANGES)
        # Whoever comes next, here a reader, finishes what was begun.
        found = ContentFolder(folder.root).all_files()
        whole = {str(path): data for path, data in found.items()}
        assert whole in (start, new), f"step {at}"
        seen.add("old" if whole == start else "new")
    assert seen == {"old", "new"}


def test_the_next_who_writes_goes_on_after_one_who_was_stopped(folder: ContentFolder) -> None:
    (folder.root / FOLDER).mkdir()
    (folder.root / FOLDER / "0.new").write_bytes(b"# half")
    folder.write(CHANGES)
    assert not (folder.root / FOLDER).exists()
    assert (folder.root / GREET).read_bytes() == b"# other\n"


@pytest.mark.parametrize(
    "path",
    [
        "../outside.yml",
        "/etc/passwd",
        "bot/run.py",
        "data/../config.yml",
        "data/x.py",
        "data/.hidden/..",
        "data",
    ],
)
def test_what_is_no_content_is_not_written(folder: ContentFolder, path: str) -> None:
    before = there(folder)
    with pytest.raises(ContentUnwritten):
        folder.write({GREET: b"# other\n", PurePosixPath(path): b"x"})
    assert there(folder) == before


def test_what_is_packed_and_unpacked_is_the_same_and_the_pack_too(folder: ContentFolder) -> None:
    before, packed = folder.all_files(), folder.pack()
    folder.write(CHANGES)
    folder.unpack(packed)
    assert folder.all_files() == before
    assert folder.pack() == packed


def archive(*entries: tuple[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in entries:
            made.writestr(name, data)
    return buffer.getvalue()


@pytest.mark.parametrize(
    "name",
    [
        "../evil.yml",
        "/etc/passwd",
        "data/../../evil.yml",
        "data\\..\\evil.yml",
        "bot/run.py",
        "data/a.py",
        "./config.yml",
        "data//a.yml",
        "C:/config.yml",
        "data/…/a.yml",
        "kept/other.jsonl",
    ],
)
def test_an_archive_with_anything_else_is_refused(folder: ContentFolder, name: str) -> None:
    before = there(folder)
    with pytest.raises(PackRefused):
        folder.unpack(archive(("config.yml", b"x"), (name, b"x")))
    assert there(folder) == before


def test_an_archive_that_names_a_file_twice_is_refused(folder: ContentFolder) -> None:
    with pytest.warns(UserWarning, match="Duplicate"):
        twice = archive(("config.yml", b"x"), ("config.yml", b"y"))
    with pytest.raises(PackRefused):
        folder.unpack(twice)


@pytest.mark.parametrize(
    "data",
    # Named: an archive holds the time at which it was made, and no two runs are the same test then.
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"PK", id="its beginning"),
        pytest.param(b"no archive", id="no archive"),
        pytest.param(archive(("config.yml", b"x" * 900))[:-60], id="cut off"),
    ],
)
def test_a_damaged_archive_is_refused(folder: ContentFolder, data: bytes) -> None:
    before = there(folder)
    with pytest.raises(PackRefused):
        folder.unpack(data)
    assert there(folder) == before


def test_an_archive_that_would_fill_the_disk_is_refused(folder: ContentFolder) -> None:
    with pytest.raises(PackRefused, match="large"):
        folder.unpack(archive(("config.yml", b"0" * (LARGEST + 1))))
    many = archive(*((f"data/{at}.yml", b"") for at in range(MOST_FILES + 1)))
    with pytest.raises(PackRefused, match="large"):
        folder.unpack(many)
