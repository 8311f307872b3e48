"""Asking a program whether it is ready, on real servers that answer this and that."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from desk.setup.ports import free
from desk.supervisor.configuration import render
from desk.supervisor.lines import LONGEST, Lines
from desk.supervisor.programs import Address, desk, is_ready

Serve = Callable[[int, bytes], Address]


@pytest.fixture
def serve() -> Iterator[Serve]:
    servers: list[HTTPServer] = []

    def begin(status: int, body: bytes) -> Address:
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(status)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *arguments: object) -> None:
                """Says nothing."""

        server = HTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        servers.append(server)
        return Address("127.0.0.1", server.server_port, "/readyz")

    yield begin
    for server in servers:
        server.shutdown()
        server.server_close()


def parts(**ready: bool) -> bytes:
    listed = ", ".join(f'{{"name": "{name}", "ready": {str(yes).lower()}}}' for name, yes in ready.items())
    return f'{{"ready": false, "parts": [{listed}]}}'.encode()


def test_nobody_there_is_not_ready() -> None:
    assert not is_ready(Address("127.0.0.1", free("127.0.0.1"), "/readyz"))


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (503, b""),
        (503, b"[]"),
        (503, b'{"parts": [{"name": "backlog"}]}'),
        (503, parts(database=True, brain=False, backlog=True)),
        (503, parts(database=False, brain=True, backlog=False)),
        (500, parts(database=True, brain=True, backlog=False)),
        (404, b"{}"),
        (204, b""),
    ],
)
def test_not_ready(serve: Serve, status: int, body: bytes) -> None:
    assert not is_ready(serve(status, body))


def test_ready(serve: Serve) -> None:
    assert is_ready(serve(200, b"{}"))


def test_one_that_only_has_much_to_catch_up_with_is_ready(serve: Serve) -> None:
    assert is_ready(serve(503, parts(database=True, brain=True, backlog=False)))


def test_a_proxy_is_not_asked(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    address = serve(200, b"{}")
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{free('127.0.0.1')}")
    assert is_ready(address)


@pytest.mark.parametrize(
    ("host", "called"), [("0.0.0.0", "127.0.0.1"), ("::", "::1"), ("10.0.0.7", "10.0.0.7")]
)
def test_who_listens_everywhere_is_called_on_loopback(host: str, called: str) -> None:
    assert desk(host, 8000).ready.host == called


def test_percent_signs_and_spaces_in_folders_do_no_harm() -> None:
    text = render([desk("127.0.0.1", 8000)], Path("/a b/100%"), Path("/a b/100%/.sportello"))
    assert "directory=/a b/100%%" in text


def test_lines_are_put_together_from_pieces() -> None:
    lines = Lines()
    assert list(lines.take(b"one\ntw")) == ["one"]
    assert list(lines.take("o\n\nthr\xe8".encode()[:-1])) == ["two"]
    assert list(lines.take("\xe8".encode()[-1:] + b"\n")) == ["thrè"]
    assert len(list(lines.take(b"x" * (LONGEST + 1)))) == 1
