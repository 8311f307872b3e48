"""Settings, secrets, ports and the lock: what is made sure of before anything starts."""

from __future__ import annotations

import multiprocessing
import os
import socket
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from desk.settings import BadSettings
from desk.setup import ports
from desk.setup.alone import alone, is_running
from desk.setup.environment import prepare, secret
from desk.setup.errors import AlreadyRunning, PortTaken
from desk.setup.home import write_private


@pytest.fixture(autouse=True)
def clean(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A process without settings, put back where it was afterwards."""
    for name in [name for name in os.environ if name.startswith("SPORTELLO_")]:
        monkeypatch.delenv(name)
    before, folder = dict(os.environ), Path.cwd()
    yield
    os.chdir(folder)
    for name in set(os.environ) - set(before):
        del os.environ[name]


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_wrong_setting_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPORTELLO_PORT", "many")
    with pytest.raises(BadSettings, match="SPORTELLO_PORT"):
        prepare(root=tmp_path, home=tmp_path / "home")


def test_secrets_are_made_once_and_are_private(tmp_path: Path) -> None:
    first = secret("brain-token", tmp_path)
    assert len(first) >= 43
    assert secret("brain-token", tmp_path) == first
    assert secret("secret-key", tmp_path) != first
    assert mode(tmp_path / "secrets" / "brain-token") == 0o600
    assert mode(tmp_path / "secrets") == 0o700


def test_a_private_file_replaces_one_that_others_could_read(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("old")
    write_private(tmp_path / "file", "new")
    assert (tmp_path / "file").read_text() == "new"
    assert mode(tmp_path / "file") == 0o600


def test_every_process_gets_the_same_secrets(tmp_path: Path) -> None:
    settings = prepare(root=tmp_path, home=tmp_path / "home")
    assert os.environ["SPORTELLO_BRAIN_TOKEN"] == settings.brain_token.get_secret_value() != ""
    assert os.environ["SPORTELLO_SECRET_KEY"] == settings.secret_key.get_secret_value() != ""
    assert Path.cwd() == tmp_path


def test_what_somebody_set_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPORTELLO_BRAIN_TOKEN", "mine")
    (tmp_path / ".env").write_text("SPORTELLO_SECRET_KEY=of the file\nSPORTELLO_BRAIN_PORT=5999\n")
    settings = prepare(root=tmp_path, home=tmp_path / "home")
    assert settings.brain_token.get_secret_value() == "mine"
    assert settings.secret_key.get_secret_value() == "of the file"
    assert not (tmp_path / "home" / "secrets").exists()
    # The brain itself does not read the file.
    assert os.environ["SPORTELLO_BRAIN_PORT"] == "5999"


def test_the_desk_finds_the_brain_on_another_port(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPORTELLO_BRAIN_PORT", "5999")
    assert prepare(root=tmp_path, home=tmp_path).brain_url == "http://127.0.0.1:5999"
    monkeypatch.setenv("SPORTELLO_BRAIN_URL", "http://127.0.0.1:6001")
    assert prepare(root=tmp_path, home=tmp_path).brain_url == "http://127.0.0.1:6001"


def test_the_database_is_where_everything_else_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = prepare(root=tmp_path, home=tmp_path / "elsewhere")
    assert settings.database_url.get_secret_value().endswith(f"{tmp_path}/elsewhere/sportello.db")
    monkeypatch.setenv("SPORTELLO_DATABASE_URL", "sqlite:///mine.db")
    settings = prepare(root=tmp_path, home=tmp_path / "elsewhere")
    assert settings.database_url.get_secret_value().endswith("///mine.db")


def test_a_taken_port_names_the_setting(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(PortTaken, match=f"{other.getsockname()[1]}.*SPORTELLO_PORT"):
            ports.check("127.0.0.1", other.getsockname()[1], "SPORTELLO_PORT")


def test_a_free_port_is_free() -> None:
    ports.check("127.0.0.1", ports.free("127.0.0.1"), "SPORTELLO_PORT")


def hold(home: Path, held: multiprocessing.synchronize.Event) -> None:
    """Another Sportello, until it is killed."""
    with alone(home):
        held.set()
        multiprocessing.Event().wait()


def test_a_second_sportello_in_the_same_folder_is_refused(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    held = context.Event()
    other = context.Process(target=hold, args=(tmp_path, held))
    other.start()
    assert held.wait(30)
    assert is_running(tmp_path)
    with pytest.raises(AlreadyRunning, match=str(other.pid)), alone(tmp_path):
        pass
    other.kill()
    other.join()
    assert not is_running(tmp_path)
    with alone(tmp_path):
        assert is_running(tmp_path)
